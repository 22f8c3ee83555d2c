// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Calendar.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace campaign::calendar {

namespace {

constexpr std::int64_t longestYear = 100'000;   ///< days
constexpr std::int64_t longestDay = 10'000'000; ///< seconds
constexpr std::size_t mostMonths = 500;

std::int64_t floorDiv(std::int64_t value, std::int64_t by)
{
    const std::int64_t whole = value / by;
    return value % by < 0 ? whole - 1 : whole;
}

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

std::string at(const char* list, std::size_t index, const char* member)
{
    return std::string(list) + "[" + std::to_string(index) + "]." + member;
}

Result<void> checkClock(const CalendarParts& parts)
{
    for (const auto& [length, name] : {std::pair{parts.hoursPerDay, "hoursPerDay"},
                                       {parts.minutesPerHour, "minutesPerHour"},
                                       {parts.secondsPerMinute, "secondsPerMinute"}}) {
        if (length < 1 || length > 10'000)
            return invalid("It must be from 1 to 10,000.", name);
    }
    if (parts.hoursPerDay * parts.minutesPerHour * parts.secondsPerMinute > longestDay)
        return invalid("A day is longer than 10,000,000 seconds.", "hoursPerDay");
    return {};
}

/// Whether a month and day are in the calendar in some year.
Result<void> checkDay(const CalendarParts& parts, int month, std::int64_t day, const char* list, std::size_t index)
{
    if (month < 0 || month >= static_cast<int>(parts.months.size()))
        return invalid("There is no such month.", at(list, index, "month"));
    std::int64_t days = parts.months[static_cast<std::size_t>(month)].days;
    for (const LeapDays& leap : parts.leapDays)
        days += leap.month == month ? leap.days : 0;
    if (day < 1 || day > days)
        return invalid(parts.months[static_cast<std::size_t>(month)].name + " never has a day " + std::to_string(day) +
                           ".",
                       at(list, index, "day"));
    return {};
}

Result<void> checkMonths(CalendarParts& parts)
{
    if (parts.months.empty() || parts.months.size() > mostMonths || parts.leapDays.size() > mostMonths)
        return invalid("A calendar has from 1 to 500 months and no more leap days.", "months");
    std::int64_t most = 0;
    for (std::size_t i = 0; i < parts.months.size(); ++i) {
        Month& month = parts.months[i];
        if (month.name.empty())
            return invalid("A month needs a name.", at("months", i, "name"));
        if (month.days < 0 || month.days > longestYear)
            return invalid("A month has from 0 to 100,000 days.", at("months", i, "days"));
        Result<LeapRule> rule =
            month.interval.empty() ? Result<LeapRule>(LeapRule()) : LeapRule::parse(month.interval, month.offset);
        if (!rule)
            return invalid(rule.error().message, at("months", i, "interval"));
        month.occurs = std::move(rule).value();
        most += month.days;
    }
    for (std::size_t i = 0; i < parts.leapDays.size(); ++i) {
        LeapDays& leap = parts.leapDays[i];
        if (leap.month < 0 || leap.month >= static_cast<int>(parts.months.size()))
            return invalid("There is no such month.", at("leapDays", i, "month"));
        if (leap.days < 1 || leap.days > longestYear)
            return invalid("It has from 1 to 100,000 days.", at("leapDays", i, "days"));
        Result<LeapRule> rule = LeapRule::parse(leap.interval.empty() ? "1" : leap.interval, leap.offset);
        if (rule)
            rule = rule->and_(parts.months[static_cast<std::size_t>(leap.month)].occurs);
        if (!rule)
            return invalid(rule.error().message, at("leapDays", i, "interval"));
        leap.occurs = std::move(rule).value();
        most += leap.days;
    }
    const bool isSound = std::any_of(parts.months.begin(), parts.months.end(),
                                     [](const Month& month) { return month.days > 0 && month.occurs.isEveryYear(); });
    if (!isSound || most > longestYear)
        return invalid("A year has from 1 to 100,000 days, and at least one month that no year lacks.", "months");
    return {};
}

Result<void> checkRest(const CalendarParts& parts)
{
    if (parts.weekdays.size() > 1000)
        return invalid("A week has at most 1,000 days.", "weekdays");
    if (parts.firstWeekday < 0 || parts.firstWeekday >= std::max<int>(1, static_cast<int>(parts.weekdays.size())))
        return invalid("There is no such day of the week.", "firstWeekday");
    for (std::size_t i = 0; i < parts.eras.size(); ++i) {
        const Era& era = parts.eras[i];
        if (std::abs(era.year) > Calendar::farthestYear)
            return invalid("It is too far away.", at("eras", i, "year"));
        if (Result<void> good = checkDay(parts, era.month, era.day, "eras", i); !good)
            return good;
    }
    for (std::size_t i = 0; i < parts.moons.size(); ++i) {
        const Moon& moon = parts.moons[i];
        if (!(moon.cycle > 0) || !std::isfinite(moon.cycle) || !std::isfinite(moon.shift))
            return invalid("A moon needs a cycle of more than 0 days.", at("moons", i, "cycle"));
    }
    for (std::size_t i = 0; i < parts.seasons.size(); ++i) {
        if (Result<void> good = checkDay(parts, parts.seasons[i].month, parts.seasons[i].day, "seasons", i); !good)
            return good;
    }
    for (std::size_t i = 0; i < parts.festivals.size(); ++i) {
        if (Result<void> good = checkDay(parts, parts.festivals[i].month, parts.festivals[i].day, "festivals", i);
            !good)
            return good;
    }
    constexpr Seconds farthestStart = Seconds{1} << 60;
    if (parts.start > farthestStart || parts.start < -farthestStart)
        return invalid("It is too far away.", "start");
    return {};
}

} // namespace

Result<Calendar> Calendar::make(CalendarParts parts)
{
    if (parts.name.empty())
        return invalid("A calendar needs a name.", "name");
    if (Result<void> good = checkClock(parts); !good)
        return good.error();
    if (Result<void> good = checkMonths(parts); !good)
        return good.error();
    if (Result<void> good = checkRest(parts); !good)
        return good.error();
    const auto begin = [](const Era& era) { return std::tuple(!era.isFromTheBeginning, era.year, era.month, era.day); };
    std::stable_sort(parts.eras.begin(), parts.eras.end(),
                     [&](const Era& left, const Era& right) { return begin(left) < begin(right); });
    Calendar calendar;
    calendar.m_parts = std::move(parts);
    const CalendarParts& made = calendar.m_parts;
    calendar.m_secondsPerDay = made.hoursPerDay * made.minutesPerHour * made.secondsPerMinute;
    // Periods divide their common multiple, so this is near enough to start a search from.
    constexpr std::int64_t many = 1'000'000;
    calendar.m_averageYear = static_cast<double>(calendar.daysBeforeYear(many)) / static_cast<double>(many);
    return calendar;
}

std::int64_t Calendar::daysBeforeYear(std::int64_t year) const
{
    std::int64_t days = 0;
    for (const Month& month : m_parts.months)
        days += month.days * month.occurs.countBefore(year);
    for (const LeapDays& leap : m_parts.leapDays)
        days += leap.days * leap.occurs.countBefore(year);
    return days;
}

std::int64_t Calendar::weekDaysBeforeYear(std::int64_t year) const
{
    std::int64_t days = 0;
    for (const Month& month : m_parts.months)
        days += month.isIntercalary ? 0 : month.days * month.occurs.countBefore(year);
    for (const LeapDays& leap : m_parts.leapDays) {
        const bool isOutside = leap.isIntercalary || m_parts.months[static_cast<std::size_t>(leap.month)].isIntercalary;
        days += isOutside ? 0 : leap.days * leap.occurs.countBefore(year);
    }
    return days;
}

std::int64_t Calendar::daysInYear(std::int64_t year) const
{
    return daysBeforeYear(year + 1) - daysBeforeYear(year);
}

std::int64_t Calendar::daysInMonth(std::int64_t year, int month) const
{
    const Month& one = m_parts.months[static_cast<std::size_t>(month)];
    if (!one.occurs.occursIn(year))
        return 0;
    std::int64_t days = one.days;
    for (const LeapDays& leap : m_parts.leapDays)
        days += leap.month == month && leap.occurs.occursIn(year) ? leap.days : 0;
    return days;
}

Result<Date> Calendar::dateOf(Seconds time) const
{
    constexpr Seconds farthest = 4'000'000'000'000'000'000; // leaves room for the difference below
    if (time > farthest || time < -farthest)
        return Error{ErrorCode::Limit, "The time is more than 1,000,000 years away.", {}, {}, {}};
    std::int64_t day = floorDiv(time, m_secondsPerDay) - floorDiv(m_parts.start, m_secondsPerDay);
    std::int64_t second = time - floorDiv(time, m_secondsPerDay) * m_secondsPerDay -
                          (m_parts.start - floorDiv(m_parts.start, m_secondsPerDay) * m_secondsPerDay);
    if (second < 0) {
        second += m_secondsPerDay;
        --day;
    }
    Result<Date> date = dateOfDay(day);
    if (!date)
        return date;
    const std::int64_t perHour = m_parts.minutesPerHour * m_parts.secondsPerMinute;
    date->hour = second / perHour;
    date->minute = second % perHour / m_parts.secondsPerMinute;
    date->second = second % m_parts.secondsPerMinute;
    return date;
}

Result<Date> Calendar::dateOfDay(std::int64_t day) const
{
    const double guess = std::floor(static_cast<double>(day) / m_averageYear);
    if (std::fabs(guess) > static_cast<double>(farthestYear) + 2)
        return Error{ErrorCode::Limit, "The time is more than 1,000,000 years away.", {}, {}, {}};
    Date date;
    date.year = static_cast<std::int64_t>(guess);
    while (daysBeforeYear(date.year) > day)
        --date.year;
    while (daysBeforeYear(date.year + 1) <= day)
        ++date.year;
    std::int64_t rest = day - daysBeforeYear(date.year);
    for (date.month = 0; rest >= daysInMonth(date.year, date.month); ++date.month)
        rest -= daysInMonth(date.year, date.month);
    date.day = rest + 1;
    return date;
}

std::int64_t Calendar::dayOfYear(const Date& date) const
{
    std::int64_t days = date.day - 1;
    for (int month = 0; month < date.month; ++month)
        days += daysInMonth(date.year, month);
    return days;
}

Result<Seconds> Calendar::timeOf(const Date& date) const
{
    const auto wrong = [](const std::string& sentence) { return Error{ErrorCode::Invalid, sentence, {}, {}, {}}; };
    if (date.year > farthestYear || date.year < -farthestYear)
        return Error{ErrorCode::Limit, "The year is more than 1,000,000 years away.", {}, {}, {}};
    if (date.month < 0 || date.month >= static_cast<int>(m_parts.months.size()))
        return wrong("There is no such month.");
    const std::int64_t days = daysInMonth(date.year, date.month);
    if (date.day < 1 || date.day > days)
        return wrong(m_parts.months[static_cast<std::size_t>(date.month)].name + " of that year has " +
                     (days == 0 ? std::string("no days") : std::to_string(days) + (days == 1 ? " day" : " days")) +
                     ", not " + std::to_string(date.day) + ".");
    if (date.hour < 0 || date.hour >= m_parts.hoursPerDay || date.minute < 0 || date.minute >= m_parts.minutesPerHour ||
        date.second < 0 || date.second >= m_parts.secondsPerMinute)
        return wrong("A day has " + std::to_string(m_parts.hoursPerDay) + " hours of " +
                     std::to_string(m_parts.minutesPerHour) + " minutes.");
    const std::int64_t day = daysBeforeYear(date.year) + dayOfYear(date);
    const std::int64_t second =
        (date.hour * m_parts.minutesPerHour + date.minute) * m_parts.secondsPerMinute + date.second;
    return m_parts.start + day * m_secondsPerDay + second;
}

std::optional<int> Calendar::weekday(const Date& date) const
{
    const Month& month = m_parts.months[static_cast<std::size_t>(date.month)];
    const bool isOutside = month.isIntercalary;
    if (m_parts.weekdays.empty() || isOutside)
        return {};
    const auto length = static_cast<std::int64_t>(m_parts.weekdays.size());
    // The month's leap days follow its own; those outside the week have no weekday and move nobody's.
    std::int64_t within = date.day - 1;
    std::int64_t first = month.days;
    for (const LeapDays& leap : m_parts.leapDays) {
        if (leap.month != date.month || !leap.occurs.occursIn(date.year))
            continue;
        const bool isIn = date.day > first && date.day <= first + leap.days;
        if (leap.isIntercalary && isIn)
            return {};
        if (leap.isIntercalary && date.day > first)
            within -= leap.days;
        first += leap.days;
    }
    if (m_parts.weekRestarts)
        return static_cast<int>(within % length);
    std::int64_t days = weekDaysBeforeYear(date.year) + within;
    for (int i = 0; i < date.month; ++i) {
        if (m_parts.months[static_cast<std::size_t>(i)].isIntercalary)
            continue;
        days += daysInMonth(date.year, i);
        for (const LeapDays& leap : m_parts.leapDays)
            days -= leap.month == i && leap.isIntercalary && leap.occurs.occursIn(date.year) ? leap.days : 0;
    }
    const std::int64_t place = (days + m_parts.firstWeekday) % length;
    return static_cast<int>(place < 0 ? place + length : place);
}

const Era* Calendar::era(const Date& date) const
{
    const Era* found = nullptr;
    for (const Era& era : m_parts.eras) {
        if (era.isFromTheBeginning ||
            std::tuple(era.year, era.month, era.day) <= std::tuple(date.year, date.month, date.day))
            found = &era;
    }
    return found;
}

std::int64_t Calendar::shownYear(const Date& date) const
{
    const Era* of = era(date);
    if (of && of->restarts)
        return date.year - of->year + 1;
    const std::int64_t year = m_parts.hasYearZero || date.year > 0 ? date.year : date.year - 1;
    return of && of->isBackward ? std::abs(year) : year;
}

const Calendar& gregorian()
{
    static const Calendar calendar = [] {
        CalendarParts parts;
        parts.name = "Gregorian";
        const char* names[] = {"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
        const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int i = 0; i < 12; ++i) {
            Month month;
            month.name = names[i];
            month.abbreviation = month.name.substr(0, 3);
            month.days = days[i];
            parts.months.push_back(std::move(month));
        }
        parts.leapDays.push_back({"Leap day", 1, 1, false, {}, "400,!100,4", 0});
        parts.weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
        parts.firstWeekday = 5; // 0000-01-01 is a Saturday
        return Calendar::make(std::move(parts)).value();
    }();
    return calendar;
}

} // namespace campaign::calendar
