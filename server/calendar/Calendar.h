// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/calendar/LeapRule.h"
#include "server/core/Value.h"

#include <optional>

namespace campaign::calendar {

/// Seconds of world time (catalogue/Time.h).
using Seconds = std::int64_t;

/// A day and time of day in a calendar. Years count on through 0; how they are shown is the calendar's matter.
struct Date
{
    std::int64_t year = 0;
    int month = 0;        ///< index into Calendar::months()
    std::int64_t day = 1; ///< of the month, from 1
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    bool operator==(const Date&) const = default;
};

struct Month
{
    std::string name;
    std::string abbreviation;
    std::int64_t days = 30;
    bool isIntercalary = false; ///< its days stand outside the week and it has no number
    LeapRule occurs;            ///< in which years there is such a month
    std::string interval;       ///< as written; "" for every year
    std::int64_t offset = 0;
};

/// Days that a month has in some years only, after its others.
struct LeapDays
{
    std::string name;
    int month = 0;
    std::int64_t days = 1;
    bool isIntercalary = false; ///< outside the week
    LeapRule occurs;            ///< together with the month
    std::string interval;
    std::int64_t offset = 0;
};

struct Era
{
    std::string name;
    std::string abbreviation;
    bool isFromTheBeginning = false;
    std::int64_t year = 0; ///< of its first day, as Date counts
    int month = 0;
    std::int64_t day = 1;
    bool restarts = false;   ///< its first year is year 1
    bool isBackward = false; ///< years before 0 are shown without a sign
};

struct Moon
{
    std::string name;
    std::string color;
    double cycle = 29.53; ///< days
    double shift = 0;     ///< days from the start of year 0 to a new moon
};

struct Season
{
    std::string name;
    std::string color;
    int month = 0; ///< its first day
    std::int64_t day = 1;
};

struct Festival
{
    std::string name;
    std::string description;
    int month = 0;
    std::int64_t day = 1;
    std::optional<std::int64_t> year; ///< only then
};

/// Where a moon stands.
struct MoonPhase
{
    std::string moon;
    std::string name;    ///< "Waxing Crescent"
    double fraction = 0; ///< of its cycle since new moon, [0, 1)
};

/// Everything a calendar is made of (the form it is stored in: CalendarForm.h).
struct CalendarParts
{
    std::string name;
    std::string description;
    Seconds start = -62'167'219'200; ///< when year 0 begins; by default where ISO 8601's year 0000 does
    std::int64_t hoursPerDay = 24;
    std::int64_t minutesPerHour = 60;
    std::int64_t secondsPerMinute = 60;
    bool hasYearZero = true; ///< else year 1 follows year -1
    std::vector<Month> months;
    std::vector<LeapDays> leapDays;
    std::vector<std::string> weekdays;
    int firstWeekday = 0;      ///< of the first day of year 0 that stands in the week
    bool weekRestarts = false; ///< with each month
    std::vector<Era> eras;     ///< by their beginning
    std::vector<Moon> moons;
    std::vector<Season> seasons;
    std::vector<Festival> festivals;
    std::string datePattern; ///< see Calendar::formatDate; "" for the usual one
};

/// A calendar that reckons. Every instant within ±1,000,000 years has one date and the other way about. Immutable; any
/// thread.
class Calendar
{
public:
    static constexpr std::int64_t farthestYear = 1'000'000;

    /// Errors: Invalid with a path into the stored form ("months[2].days"), Limit.
    static Result<Calendar> make(CalendarParts parts);

    const CalendarParts& parts() const { return m_parts; }
    const std::string& name() const { return m_parts.name; }
    const std::vector<Month>& months() const { return m_parts.months; }

    std::int64_t secondsPerDay() const { return m_secondsPerDay; }
    std::int64_t daysInYear(std::int64_t year) const;
    /// 0 when the year has no such month.
    std::int64_t daysInMonth(std::int64_t year, int month) const;

    /// Times beyond the farthest year are Limit.
    Result<Date> dateOf(Seconds time) const;
    /// Dates that do not exist are Invalid, in words.
    Result<Seconds> timeOf(const Date& date) const;

    /// Nothing for days outside the week.
    std::optional<int> weekday(const Date& date) const;
    /// The era a date lies in, null when there is none.
    const Era* era(const Date& date) const;
    /// As people count: 1 after -1 where there is no year 0, from 1 in an era that restarts.
    std::int64_t shownYear(const Date& date) const;

    /// The pattern's parts are {day} {day2} {month} {monthShort} {monthNumber} {year} {era} {eraShort} {weekday}
    /// {hour} {hour2} {minute2} {second2}; what has no value (the weekday of a day outside the week, the day of a
    /// festival that is a month by itself) takes its blank with it.
    std::string format(const Date& date, std::string_view pattern) const;
    /// In the calendar's own pattern, without the time of day.
    std::string formatDate(const Date& date) const;
    /// "14:05", or with seconds where there are any.
    std::string formatTime(const Date& date) const;
    /// Reads what formatDate writes, other orders of the same words ("3 Frost 1042", "Frost 3, 1042 14:05") and numbers
    /// ("1042-2-3": year, number of the month, day). A missing time of day is its beginning. Errors say what is
    /// missing.
    Result<Date> parse(std::string_view text) const;

    std::vector<MoonPhase> moonPhases(Seconds time) const;
    /// Null when there are no seasons.
    const Season* season(const Date& date) const;
    std::vector<const Festival*> festivalsOn(const Date& date) const;

private:
    Calendar() = default;
    std::int64_t daysBeforeYear(std::int64_t year) const;
    std::int64_t weekDaysBeforeYear(std::int64_t year) const;
    std::int64_t dayOfYear(const Date& date) const;
    Result<Date> dateOfDay(std::int64_t day) const;
    int monthNumber(int month) const;
    std::string valueOf(const Date& date, std::string_view part) const;

    CalendarParts m_parts;
    std::int64_t m_secondsPerDay = 86'400;
    double m_averageYear = 365;
};

/// The calendar of ISO 8601, for worlds that have none of their own.
const Calendar& gregorian();

} // namespace campaign::calendar
