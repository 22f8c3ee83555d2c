// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/calendars/CalendarImport.h"
#include "server/transfer/calendars/Source.h"

#include <algorithm>

// The export of Foundry's Simple Calendar: {"calendar": {…}, "notes": […]} or {"calendars": [{…}], …} of its later
// versions. Months and days count from 0.

namespace campaign::transfer::calendars {

namespace {

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class SimpleReading
{
public:
    SimpleReading(const Value& calendar, const Value& notes, const std::string& title)
        : m_calendar(calendar)
        , m_notes(notes)
    {
        m_read.format = "Simple Calendar";
        m_read.parts.name = calendar.stringOr("name", "");
        if (m_read.parts.name.empty())
            m_read.parts.name = title;
    }

    ReadCalendar run()
    {
        readClock();
        readMonths();
        readWeek();
        readMoons();
        for (const Value& one : listOf(at(m_calendar, "seasons"))) {
            const std::string name = one.stringOr("name", "");
            const std::int64_t month = wholeOr(at(one, "startingMonth"), 0);
            const std::int64_t day = wholeOr(at(one, "startingDay"), 0) + 1;
            if (!name.empty() && isDay(month, day))
                m_read.parts.seasons.push_back({name, one.stringOr("color", ""), static_cast<int>(month), day});
            else
                m_read.leftOut.push_back({"seasons", 1, "their beginning is on no day of the year"});
        }
        // "1495 DR": what is written behind the year is the era all years are of.
        if (const std::string era = trimmed(at(m_calendar, "year").stringOr("postfix", "")); !era.empty()) {
            calendar::Era all;
            all.name = era;
            all.isFromTheBeginning = true;
            m_read.parts.eras.push_back(std::move(all));
        }
        readNotes();
        return std::move(m_read);
    }

private:
    bool isDay(std::int64_t month, std::int64_t day) const
    {
        return month >= 0 && month < static_cast<std::int64_t>(m_read.parts.months.size()) && day >= 1 &&
               day <= m_read.parts.months[static_cast<std::size_t>(month)].days;
    }

    void readClock()
    {
        const Value& time = at(m_calendar, "time");
        m_read.parts.hoursPerDay = wholeOr(at(time, "hoursInDay"), 24);
        m_read.parts.minutesPerHour = wholeOr(at(time, "minutesInHour"), 60);
        m_read.parts.secondsPerMinute = wholeOr(at(time, "secondsInMinute"), 60);
    }

    void readMonths()
    {
        const Value& leap = at(m_calendar, "leapYear");
        const std::string rule = leap.stringOr("rule", "none");
        const std::int64_t every = wholeOr(at(leap, "customMod"), 0);
        const std::string interval = rule == "gregorian"             ? "400,!100,4"
                                     : rule == "custom" && every > 0 ? std::to_string(every)
                                                                     : std::string();
        for (const Value& one : listOf(at(m_calendar, "months"))) {
            calendar::Month month;
            month.name = one.stringOr("name", "");
            month.abbreviation = one.stringOr("abbreviation", "");
            month.days = wholeOr(at(one, "numberOfDays"), 0);
            month.isIntercalary = isTrue(at(one, "intercalary")) && !isTrue(at(one, "intercalaryInclude"));
            const std::int64_t leapDays = wholeOr(at(one, "numberOfLeapYearDays"), month.days);
            const std::int64_t more = interval.empty() ? 0 : leapDays - month.days;
            const int place = static_cast<int>(m_read.parts.months.size());
            if (more > 0) {
                m_read.parts.leapDays.push_back({"Leap day", place, more, false, {}, interval, 0});
            } else if (more < 0) {
                // Shorter in leap years: days of all the other years.
                month.days = leapDays;
                m_read.parts.leapDays.push_back({"Common day", place, -more, false, {}, negated(interval), 0});
            }
            m_read.parts.months.push_back(std::move(month));
        }
    }

    static std::string negated(const std::string& interval)
    {
        return interval == "400,!100,4" ? "!400,100,!4,1" : "!" + interval + ",1";
    }

    void readWeek()
    {
        for (const Value& day : listOf(at(m_calendar, "weekdays")))
            m_read.parts.weekdays.push_back(day.stringOr("name", "?"));
        const auto length = static_cast<std::int64_t>(m_read.parts.weekdays.size());
        if (length == 0)
            return;
        const std::int64_t first =
            ((wholeOr(at(at(m_calendar, "year"), "firstWeekday"), 0) % length) + length) % length;
        m_read.parts.firstWeekday = static_cast<int>(first);
        // It is the weekday of the first day of the year its time counts from; ours is that of year 0.
        const std::int64_t zero = wholeOr(at(at(m_calendar, "year"), "yearZero"), 0);
        const bool isFar = zero > calendar::Calendar::farthestYear || zero < -calendar::Calendar::farthestYear;
        calendar::CalendarParts bare = m_read.parts;
        bare.firstWeekday = 0;
        const Result<calendar::Calendar> reckoner = calendar::Calendar::make(std::move(bare));
        for (int month = 0; reckoner && !isFar && month < static_cast<int>(reckoner->months().size()); ++month) {
            const std::optional<int> weekday =
                reckoner->daysInMonth(zero, month) == 0 ? std::nullopt : reckoner->weekday({zero, month, 1});
            if (!weekday)
                continue;
            m_read.parts.firstWeekday = static_cast<int>((first - *weekday + length) % length);
            break;
        }
        for (const Value& month : listOf(at(m_calendar, "months"))) {
            if (at(month, "startingWeekday").isInteger())
                m_read.leftOut.push_back({"first weekdays of single months", 1, "the week runs on here"});
        }
    }

    void readMoons()
    {
        const Result<calendar::Calendar> reckoner = calendar::Calendar::make(m_read.parts);
        for (const Value& one : listOf(at(m_calendar, "moons"))) {
            calendar::Moon moon;
            moon.name = one.stringOr("name", "Moon");
            moon.color = one.stringOr("color", "");
            moon.cycle = numberOr(at(one, "cycleLength"), 0);
            const Value& newMoon = at(one, "firstNewMoon");
            const std::int64_t month = wholeOr(at(newMoon, "month"), 0);
            const calendar::Date date{wholeOr(at(newMoon, "year"), 0),
                                      static_cast<int>(std::clamp<std::int64_t>(month, 0, 1000)),
                                      wholeOr(at(newMoon, "day"), 0) + 1};
            const Result<calendar::Seconds> time =
                reckoner ? reckoner->timeOf(date) : Result<calendar::Seconds>(reckoner.error());
            if (time)
                moon.shift = static_cast<double>((*time - m_read.parts.start) / reckoner->secondsPerDay()) -
                             numberOr(at(one, "cycleDayAdjust"), 0);
            if (newMoon.stringOr("yearReset", "none") != "none")
                m_read.leftOut.push_back({"moons' resets", 1, "a moon's cycle runs on here"});
            m_read.parts.moons.push_back(std::move(moon));
        }
    }

    /// Notes that come back every year on one day are festivals.
    void readNotes()
    {
        constexpr std::int64_t yearly = 3;
        std::int64_t others = 0;
        for (const Value& note : listOf(m_notes)) {
            const Value& data = at(at(at(note, "flags"), "foundryvtt-simple-calendar"), "noteData");
            const Value& start = at(data, "startDate");
            const std::int64_t month = wholeOr(at(start, "month"), -1);
            const std::int64_t day = wholeOr(at(start, "day"), -1) + 1;
            const std::string name = note.stringOr("name", "");
            if (name.empty() || wholeOr(at(data, "repeats"), 0) != yearly || !isDay(month, day)) {
                ++others;
                continue;
            }
            m_read.parts.festivals.push_back({name, {}, static_cast<int>(month), day, {}});
        }
        if (others > 0)
            m_read.leftOut.push_back({"notes", others, "they are not on one day of every year"});
    }

    const Value& m_calendar;
    const Value& m_notes;
    ReadCalendar m_read;
};

} // namespace

Result<ReadCalendar> readSimpleCalendar(const Value& file, const std::string& title)
{
    const Value::Array& several = listOf(at(file, "calendars"));
    const Value& one = several.empty() ? at(file, "calendar") : several.front();
    if (listOf(at(one, "months")).empty())
        return Error{ErrorCode::Invalid, "The Simple Calendar export has no months.", "calendar.months", {}, {}};
    ReadCalendar read = SimpleReading(one, at(file, "notes"), title).run();
    if (several.size() > 1)
        read.leftOut.push_back(
            {"calendars", static_cast<std::int64_t>(several.size()) - 1, "one comes in at a time, the first"});
    return read;
}

} // namespace campaign::transfer::calendars
