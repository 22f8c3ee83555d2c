// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/calendar/Span.h"
#include "server/catalogue/Offering.h"
#include "server/catalogue/Time.h"
#include "server/core/Value.h"

#include <QString>

#include <optional>

namespace campaign::client {

/// World times as people of the world write them: "12 Reaping 1042 FC, 19:00" in the world's own calendar, "30.10.1042,
/// 19:00" where it has none. The store owns it; GUI thread.
class WorldDates
{
public:
    /// Of an answer to `world { calendars } campaign { currentWorldTime }`; either may lack.
    static WorldDates from(const Value& data);
    /// World.calendars as the API gives it; the first is the one in use. What does not reckon counts as none.
    void setCalendars(const Value& calendars);
    /// The campaign's present, for examples; null when it has none.
    void setNow(const Value& isoTime);
    bool hasCalendar() const { return m_calendar.has_value(); }

    /// Without the time of day when it is the day's beginning. A time too far for the calendar is shown as ISO 8601.
    QString shown(catalogue::WorldTime time) const;
    /// Of a field's value: ISO 8601, as the API speaks, or seconds; "" when it is neither.
    QString shown(const Value& time) const;
    /// Reads what shown() writes, the orders of its words that Calendar::parse knows, and ISO 8601. Errors: Invalid,
    /// with an example.
    Result<catalogue::WorldTime> read(const QString& text) const;
    /// The same, and lengths of time from `present` on, null while there is none: "+3 days", "+1 month". Errors name
    /// both forms.
    Result<catalogue::WorldTime> readFrom(const std::optional<catalogue::WorldTime>& present,
                                          const QString& text) const;
    /// How long something takes: "3 days", "1 hour, 30 minutes", in the units of the world's calendar or of the real
    /// one.
    QString duration(std::int64_t seconds, catalogue::Duration of = catalogue::Duration::InWorld) const;
    /// Reads what duration() writes, and short forms ("1d 4h"). Errors: Invalid, with an example.
    Result<std::int64_t> readDuration(const QString& text, catalogue::Duration of) const;
    /// Seconds of a minute, hour, day or week; where there are no weeks, of seven days.
    std::int64_t lengthOf(calendar::Unit unit, catalogue::Duration of) const;
    /// Whether the world's calendar counts weeks.
    bool hasWeeks() const { return calendar::lengthOf(calendarFor({}), calendar::Unit::Week).has_value(); }
    /// The text with every ISO 8601 time in it as shown() writes it: reasons and sentences of the server name times so.
    QString inWords(const QString& text) const;
    /// How a date is written, for an empty field.
    QString example() const;

private:
    const calendar::Calendar& calendarFor(catalogue::Duration of) const;

    std::optional<calendar::Calendar> m_calendar;
    std::optional<catalogue::WorldTime> m_now;
};

} // namespace campaign::client
