// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace campaign::catalogue {

/// Seconds from the world's epoch.
using WorldTime = std::int64_t;
/// −∞: "it was always so".
inline constexpr WorldTime always = INT64_MIN;
/// Later than every time.
inline constexpr WorldTime endOfTime = INT64_MAX;

/// ISO 8601 on the proleptic Gregorian calendar whose 1970-01-01T00:00:00Z is second 0 of the world; years beyond four
/// digits carry a sign. The API speaks this form; a world's own calendar is how people see it.
std::string toIsoTime(WorldTime seconds);
/// Reads toIsoTime's form, with or without a time of day and an offset.
Result<WorldTime> fromIsoTime(std::string_view text);
/// Real time, microseconds since 1970 UTC, as ISO 8601 with milliseconds and Z.
std::string toIsoRealTime(std::int64_t microseconds);

} // namespace campaign::catalogue
