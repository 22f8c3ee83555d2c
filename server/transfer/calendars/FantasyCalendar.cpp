// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/calendars/CalendarImport.h"
#include "server/transfer/calendars/Source.h"

#include <algorithm>
#include <charconv>

// The export of https://fantasy-calendar.com: {"name", "static_data": {"year_data", "moons", "clock", "seasons",
// "eras", "settings"}, "dynamic_data", "events"}. Months are "timespans", counted from 0; its years are those shown.

namespace campaign::transfer::calendars {

namespace {

using calendar::CalendarParts;

/// A number that may stand as a text.
std::int64_t lenientWhole(const Value& value, std::int64_t other)
{
    if (!value.isString())
        return wholeOr(value, other);
    std::int64_t number = 0;
    const std::string& text = value.asString();
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : other;
}

std::string intervalText(const Value& interval)
{
    const std::string text = interval.isString() ? interval.asString() : std::to_string(wholeOr(interval, 1));
    return text == "1" ? std::string() : text;
}

class FantasyReading
{
public:
    FantasyReading(const Value& file, const std::string& title)
        : m_file(file)
        , m_static(at(file, "static_data"))
        , m_year(at(m_static, "year_data"))
    {
        m_read.format = "Fantasy-Calendar";
        m_read.parts.name = file.stringOr("name", "");
        if (m_read.parts.name.empty())
            m_read.parts.name = title;
    }

    ReadCalendar run()
    {
        m_read.parts.hasYearZero = !at(at(m_static, "settings"), "year_zero_exists").isBoolean() ||
                                   isTrue(at(at(m_static, "settings"), "year_zero_exists"));
        readClock();
        readMonths();
        readLeapDays();
        readWeek();
        readEras();
        readMoons();
        readSeasons();
        readEvents();
        if (!listOf(at(at(m_static, "cycles"), "data")).empty())
            leaveOut("cycles", "our calendars have none");
        return std::move(m_read);
    }

private:
    void leaveOut(const char* what, const char* reason, std::int64_t count = 1)
    {
        for (LeftOut& one : m_read.leftOut) {
            if (one.what == what && one.reason == reason) {
                one.count += count;
                return;
            }
        }
        m_read.leftOut.push_back({what, count, reason});
    }

    /// The year as ours count on through 0.
    std::int64_t countedYear(std::int64_t shown) const
    {
        return !m_read.parts.hasYearZero && shown < 0 ? shown + 1 : shown;
    }

    static int monthAt(const Value& date)
    {
        return static_cast<int>(std::clamp<std::int64_t>(lenientWhole(at(date, "timespan"), -1), -1, 100'000));
    }

    bool isDay(int month, std::int64_t day) const
    {
        return month >= 0 && month < static_cast<int>(m_read.parts.months.size()) && day >= 1 &&
               day <= m_read.parts.months[static_cast<std::size_t>(month)].days;
    }

    void readClock()
    {
        const Value& clock = at(m_static, "clock");
        m_read.parts.hoursPerDay = wholeOr(at(clock, "hours"), 24);
        m_read.parts.minutesPerHour = wholeOr(at(clock, "minutes"), 60);
    }

    void readMonths()
    {
        for (const Value& span : listOf(at(m_year, "timespans"))) {
            calendar::Month month;
            month.name = span.stringOr("name", "");
            month.days = lenientWhole(at(span, "length"), 0);
            month.isIntercalary = span.stringOr("type", "month") == "intercalary";
            month.interval = intervalText(at(span, "interval"));
            month.offset = lenientWhole(at(span, "offset"), 0);
            if (!listOf(at(span, "week")).empty())
                leaveOut("weeks of single months", "all months share one week here");
            m_read.parts.months.push_back(std::move(month));
        }
    }

    void readLeapDays()
    {
        for (const Value& one : listOf(at(m_year, "leap_days"))) {
            calendar::LeapDays leap;
            leap.name = one.stringOr("name", "");
            leap.month = monthAt(one);
            leap.isIntercalary = isTrue(at(one, "intercalary"));
            leap.interval = at(one, "interval").isString() ? at(one, "interval").asString()
                                                           : std::to_string(wholeOr(at(one, "interval"), 1));
            leap.offset = lenientWhole(at(one, "offset"), 0);
            if (isTrue(at(one, "adds_week_day")))
                leaveOut("week days that leap days add", "weeks have one length here");
            m_read.parts.leapDays.push_back(std::move(leap));
        }
    }

    void readWeek()
    {
        for (const Value& day : listOf(at(m_year, "global_week")))
            m_read.parts.weekdays.push_back(day.isString() ? day.asString() : std::string("?"));
        m_read.parts.weekRestarts = at(m_year, "overflow").isBoolean() && !isTrue(at(m_year, "overflow"));
        const auto length = static_cast<std::int64_t>(m_read.parts.weekdays.size());
        if (length == 0)
            return;
        // `first_day` is that of the first year there is: 1 where no year 0 exists. Ours is that of year 0.
        const std::int64_t first = wholeOr(at(m_year, "first_day"), 1) - 1;
        m_read.parts.firstWeekday = static_cast<int>(((first % length) + length) % length);
        if (m_read.parts.hasYearZero)
            return;
        CalendarParts bare = m_read.parts;
        bare.firstWeekday = 0;
        const Result<calendar::Calendar> reckoner = calendar::Calendar::make(std::move(bare));
        if (!reckoner)
            return; // said by whoever makes the calendar
        // The first day of year 1 that stands in the week.
        for (int month = 0; month < static_cast<int>(reckoner->months().size()); ++month) {
            if (reckoner->daysInMonth(1, month) == 0)
                continue;
            if (const std::optional<int> weekday = reckoner->weekday({1, month, 1})) {
                m_read.parts.firstWeekday = static_cast<int>((m_read.parts.firstWeekday - *weekday + length) % length);
                return;
            }
        }
    }

    void readEras()
    {
        for (const Value& one : listOf(at(m_static, "eras"))) {
            const Value& settings = at(one, "settings");
            const Value& date = at(one, "date");
            calendar::Era era;
            era.name = one.stringOr("name", "");
            era.isFromTheBeginning = isTrue(at(settings, "starting_era"));
            era.restarts = isTrue(at(settings, "restart"));
            era.isBackward = one.stringOr("formatting", "").find("abs_year") != std::string::npos &&
                             isTrue(at(settings, "use_custom_format"));
            if (!era.isFromTheBeginning) {
                era.year = countedYear(lenientWhole(at(date, "year"), 0));
                era.month = monthAt(date);
                era.day = lenientWhole(at(date, "day"), 1);
            }
            if (isTrue(at(settings, "ends_year")))
                leaveOut("eras that end the year early", "years run to their end here");
            if (era.name.empty())
                leaveOut("eras", "they have no name");
            else if (!era.isFromTheBeginning && !isDay(era.month, era.day))
                leaveOut("eras", "they begin on no day of the year");
            else
                m_read.parts.eras.push_back(std::move(era));
        }
    }

    void readMoons()
    {
        for (const Value& one : listOf(at(m_static, "moons"))) {
            if (isTrue(at(one, "custom_phase"))) {
                leaveOut("moons", "their phases are a list, not a cycle");
                continue;
            }
            calendar::Moon moon;
            moon.name = one.stringOr("name", "Moon");
            moon.color = one.stringOr("color", "");
            moon.cycle = numberOr(at(one, "cycle"), 0);
            // Its days count from the first year there is.
            moon.shift = numberOr(at(one, "shift"), 0);
            m_moonsFromYearOne = !m_read.parts.hasYearZero;
            m_read.parts.moons.push_back(std::move(moon));
        }
        const Result<calendar::Calendar> reckoner = calendar::Calendar::make(m_read.parts);
        for (calendar::Moon& moon : m_read.parts.moons) {
            if (m_moonsFromYearOne && reckoner)
                moon.shift += static_cast<double>(reckoner->daysInYear(0));
        }
    }

    void readSeasons()
    {
        const Value& seasons = at(m_static, "seasons");
        const bool isPeriodic = isTrue(at(at(seasons, "global_settings"), "periodic_seasons"));
        double begin = numberOr(at(at(seasons, "global_settings"), "season_offset"), 0);
        for (const Value& one : listOf(at(seasons, "data"))) {
            calendar::Season season;
            season.name = one.stringOr("name", "");
            if (listOf(at(one, "color")).size() > 0 && at(one, "color").asArray().front().isString())
                season.color = at(one, "color").asArray().front().asString();
            bool isPlaced = false;
            if (isPeriodic) {
                isPlaced = place(begin, season);
                begin += numberOr(at(one, "transition_length"), 0) + numberOr(at(one, "duration"), 0);
            } else {
                season.month = monthAt(one);
                season.day = lenientWhole(at(one, "day"), 1);
                isPlaced = isDay(season.month, season.day);
            }
            if (isPlaced && !season.name.empty())
                m_read.parts.seasons.push_back(std::move(season));
            else
                leaveOut("seasons", "their beginning is on no day of the year");
        }
    }

    /// The month and day of a place in a year without leap days.
    bool place(double day, calendar::Season& season) const
    {
        std::int64_t length = 0;
        for (const calendar::Month& month : m_read.parts.months)
            length += month.days;
        if (length < 1)
            return false;
        auto rest = static_cast<std::int64_t>(std::floor(std::fmod(day, static_cast<double>(length))));
        rest += rest < 0 ? length : 0;
        for (std::size_t i = 0; i < m_read.parts.months.size(); ++i) {
            if (rest < m_read.parts.months[i].days) {
                season.month = static_cast<int>(i);
                season.day = rest + 1;
                return true;
            }
            rest -= m_read.parts.months[i].days;
        }
        return false;
    }

    /// Events on a fixed day are festivals: [["Month","0",["11"]],["&&"],["Day","0",["25"]]], with a year for those
    /// that happened once.
    void readEvents()
    {
        for (const Value& event : listOf(at(m_file, "events"))) {
            calendar::Festival festival;
            festival.name = event.stringOr("name", "");
            festival.month = -1;
            festival.day = 0;
            bool isPlain = !festival.name.empty();
            for (const Value& condition : listOf(at(at(event, "data"), "conditions"))) {
                const Value::Array& parts = listOf(condition);
                const std::string kind = !parts.empty() && parts[0].isString() ? parts[0].asString() : std::string("?");
                if (kind == "&&" && parts.size() == 1)
                    continue;
                const bool isEqual = parts.size() == 3 && lenientWhole(parts[1], -1) == 0 && !listOf(parts[2]).empty();
                const std::int64_t number = isEqual ? lenientWhole(listOf(parts[2]).front(), -1) : -1;
                if (isEqual && kind == "Month")
                    festival.month = static_cast<int>(std::clamp<std::int64_t>(number, -1, 100'000));
                else if (isEqual && kind == "Day")
                    festival.day = number;
                else if (isEqual && kind == "Year")
                    festival.year = countedYear(number);
                else
                    isPlain = false;
            }
            if (isPlain && isDay(festival.month, festival.day))
                m_read.parts.festivals.push_back(std::move(festival));
            else
                leaveOut("events", "they are not on one day of the year");
        }
    }

    const Value& m_file;
    const Value& m_static;
    const Value& m_year;
    ReadCalendar m_read;
    bool m_moonsFromYearOne = false;
};

} // namespace

Result<ReadCalendar> readFantasyCalendar(const Value& file, const std::string& title)
{
    if (listOf(at(at(at(file, "static_data"), "year_data"), "timespans")).empty())
        return Error{ErrorCode::Invalid,
                     "The Fantasy-Calendar export has no months.",
                     "static_data.year_data.timespans",
                     {},
                     {}};
    return FantasyReading(file, title).run();
}

} // namespace campaign::transfer::calendars
