// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/LeapRule.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace campaign::calendar {

namespace {

constexpr std::int64_t longestPeriod = 100'000;
constexpr std::size_t mostIntervals = 32;

struct Interval
{
    std::int64_t length = 1;
    bool isNegated = false;
    bool ignoresOffset = false;
};

std::int64_t floorMod(std::int64_t value, std::int64_t by)
{
    const std::int64_t rest = value % by;
    return rest < 0 ? rest + by : rest;
}

Error unreadable(std::string_view text)
{
    return {
        ErrorCode::Invalid, "\"" + std::string(text) + "\" is no list of intervals such as 400,!100,4.", {}, {}, {}};
}

Error tooLong()
{
    return {ErrorCode::Limit, "These intervals repeat only after more than 100,000 years.", {}, {}, {}};
}

Result<std::vector<Interval>> readIntervals(std::string_view text)
{
    std::vector<Interval> intervals;
    std::string_view rest = text;
    for (bool more = true; more;) {
        const std::size_t comma = rest.find(',');
        std::string_view one = rest.substr(0, comma);
        more = comma != std::string_view::npos;
        rest.remove_prefix(more ? comma + 1 : rest.size());
        Interval interval;
        while (!one.empty() && (one.front() == ' ' || one.front() == '!' || one.front() == '+')) {
            interval.isNegated = interval.isNegated || one.front() == '!';
            interval.ignoresOffset = interval.ignoresOffset || one.front() == '+';
            one.remove_prefix(1);
        }
        while (!one.empty() && one.back() == ' ')
            one.remove_suffix(1);
        const auto read = std::from_chars(one.data(), one.data() + one.size(), interval.length);
        if (one.empty() || read.ec != std::errc() || read.ptr != one.data() + one.size() || interval.length < 1 ||
            interval.length > longestPeriod || intervals.size() == mostIntervals)
            return unreadable(text);
        intervals.push_back(interval);
    }
    std::stable_sort(intervals.begin(), intervals.end(),
                     [](const Interval& left, const Interval& right) { return left.length > right.length; });
    return intervals;
}

bool decides(const std::vector<Interval>& intervals, std::int64_t offset, std::int64_t year)
{
    for (const Interval& interval : intervals) {
        if (floorMod(year - (interval.ignoresOffset ? 0 : offset), interval.length) == 0)
            return !interval.isNegated;
    }
    return false;
}

} // namespace

LeapRule::LeapRule()
    : m_count{0, 1}
{
}

Result<LeapRule> LeapRule::parse(std::string_view text, std::int64_t offset)
{
    const Result<std::vector<Interval>> intervals = readIntervals(text);
    if (!intervals)
        return intervals.error();
    LeapRule rule;
    for (const Interval& interval : *intervals) {
        rule.m_period = std::lcm(rule.m_period, interval.length);
        if (rule.m_period > longestPeriod)
            return tooLong();
    }
    const std::int64_t within = floorMod(offset, rule.m_period);
    rule.m_count.assign(1, 0);
    for (std::int64_t year = 0; year < rule.m_period; ++year)
        rule.m_count.push_back(rule.m_count.back() + (decides(*intervals, within, year) ? 1 : 0));
    return rule;
}

Result<LeapRule> LeapRule::and_(const LeapRule& other) const
{
    LeapRule both;
    both.m_period = std::lcm(m_period, other.m_period);
    if (both.m_period > longestPeriod)
        return tooLong();
    both.m_count.assign(1, 0);
    for (std::int64_t year = 0; year < both.m_period; ++year)
        both.m_count.push_back(both.m_count.back() + (occursIn(year) && other.occursIn(year) ? 1 : 0));
    return both;
}

bool LeapRule::occursIn(std::int64_t year) const
{
    const auto place = static_cast<std::size_t>(floorMod(year, m_period));
    return m_count[place + 1] > m_count[place];
}

std::int64_t LeapRule::countBefore(std::int64_t year) const
{
    const std::int64_t rest = floorMod(year, m_period);
    return (year - rest) / m_period * m_count.back() + m_count[static_cast<std::size_t>(rest)];
}

} // namespace campaign::calendar
