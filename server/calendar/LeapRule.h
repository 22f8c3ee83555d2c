// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::calendar {

/// In which years something occurs, as an interval list: "400,!100,4" is every fourth year, but not every hundredth,
/// but every four-hundredth. The longest interval that divides the year (less the offset) decides; "!" says no, "+"
/// ignores the offset. Immutable; any thread.
class LeapRule
{
public:
    /// Every year.
    LeapRule();
    /// Errors: Invalid for text of another form, Limit for rules that repeat only after more than 100,000 years.
    static Result<LeapRule> parse(std::string_view intervals, std::int64_t offset);
    /// Where both occur. The same errors.
    Result<LeapRule> and_(const LeapRule& other) const;

    bool isEveryYear() const { return m_count.back() == m_period; }
    bool occursIn(std::int64_t year) const;
    /// How many years of [0, year) it occurs in; of [year, 0), negative, for years before 0.
    std::int64_t countBefore(std::int64_t year) const;

    /// After so many years it repeats.
    std::int64_t period() const { return m_period; }

private:
    std::int64_t m_period = 1;
    std::vector<std::int32_t> m_count; ///< [n]: in how many of the first n years of a period
};

} // namespace campaign::calendar
