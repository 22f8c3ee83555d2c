// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/calendar/Calendar.h"

namespace campaign::calendar {

// How a calendar is stored (an entry of World.calendars; the first is the one in use):
//
//   {"name", "description"?, "start"?: seconds of world time at which year 0 begins (default: ISO 8601's year 0000),
//    "hoursPerDay"?: 24, "minutesPerHour"?: 60, "secondsPerMinute"?: 60, "hasYearZero"?: true,
//    "months": [{"name", "abbreviation"?, "days", "intercalary"?, "interval"?, "offset"?}, …],
//    "leapDays"?: [{"name"?, "month", "days"?: 1, "intercalary"?, "interval", "offset"?}, …],
//    "weekdays"?: ["…"], "firstWeekday"?: 0, "weekRestarts"?: false,
//    "eras"?: [{"name", "abbreviation"?, "year"?, "month"?, "day"?, "restarts"?, "backward"?}, …],
//    "moons"?: [{"name", "cycle", "shift"?, "color"?}, …], "seasons"?: [{"name", "month", "day", "color"?}, …],
//    "festivals"?: [{"name", "month", "day", "year"?, "description"?}, …], "datePattern"?}
//
// Months are named by their place in the list, from 0; years count on through 0. An era without a year is there from
// the beginning. `interval` is an interval list (LeapRule.h).

/// Errors: Invalid with a path ("months[2].days"). Members of other names are kept by the caller and mean nothing here.
Result<CalendarParts> partsFromValue(const Value& value);
/// The same, ready to reckon.
Result<Calendar> fromValue(const Value& value);
Value toValue(const CalendarParts& parts);

/// The calendar in use in a world with these `calendars`: the first, else the Gregorian one.
Result<Calendar> calendarOf(const Value& calendars);

} // namespace campaign::calendar
