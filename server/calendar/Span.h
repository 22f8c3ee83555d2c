// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/calendar/Calendar.h"

#include <span>

namespace campaign::calendar {

/// What lengths of time are counted in. A month and a year are as long as they are where they are counted from.
enum class Unit { Second, Minute, Hour, Day, Week, Month, Year };

/// "3 days".
struct Span
{
    std::int64_t count = 0;
    Unit unit = Unit::Day;
    bool operator==(const Span&) const = default;
};

/// Seconds a unit takes in that calendar; nothing for months and years, and for weeks where there are none.
std::optional<Seconds> lengthOf(const Calendar& calendar, Unit unit);

/// Reads lengths of time: "+3 days", "8 hours", "+1 week 2 days", "+1d 4h". Errors: Invalid with a sentence that says
/// what is wrong, Limit for numbers beyond 64 bits.
Result<std::vector<Span>> parseSpans(const Calendar& calendar, std::string_view text);
/// Whether a text is meant as one: it begins with "+", or with a number and a unit.
bool looksLikeSpans(std::string_view text);

/// Errors: Invalid for months and years, which have no length of their own, Limit.
Result<Seconds> secondsOf(const Calendar& calendar, std::span<const Span> spans);
/// The time so much later, one span after the other. Months and years lead to the same day, to the month's last where
/// it has fewer; festivals that are months by themselves are not counted. Errors: Limit beyond the farthest year.
Result<Seconds> after(const Calendar& calendar, Seconds from, std::span<const Span> spans);

/// A length in whole weeks, else in days, hours, minutes and seconds, the largest first; never empty.
std::vector<Span> spansOf(const Calendar& calendar, Seconds length);

} // namespace campaign::calendar
