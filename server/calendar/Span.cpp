// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Span.h"

#include "server/core/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace campaign::calendar {

namespace {

constexpr Seconds longest = 4'000'000'000'000'000'000; // as far as Calendar::dateOf goes

struct UnitName
{
    std::string_view name;
    Unit unit;
};
constexpr std::array unitNames{
    UnitName{"s", Unit::Second},       UnitName{"sec", Unit::Second},     UnitName{"second", Unit::Second},
    UnitName{"seconds", Unit::Second}, UnitName{"min", Unit::Minute},     UnitName{"mins", Unit::Minute},
    UnitName{"minute", Unit::Minute},  UnitName{"minutes", Unit::Minute}, UnitName{"h", Unit::Hour},
    UnitName{"hr", Unit::Hour},        UnitName{"hrs", Unit::Hour},       UnitName{"hour", Unit::Hour},
    UnitName{"hours", Unit::Hour},     UnitName{"d", Unit::Day},          UnitName{"day", Unit::Day},
    UnitName{"days", Unit::Day},       UnitName{"w", Unit::Week},         UnitName{"week", Unit::Week},
    UnitName{"weeks", Unit::Week},     UnitName{"month", Unit::Month},    UnitName{"months", Unit::Month},
    UnitName{"y", Unit::Year},         UnitName{"year", Unit::Year},      UnitName{"years", Unit::Year}};

std::optional<Unit> unitNamed(std::string_view name)
{
    const auto found =
        std::find_if(unitNames.begin(), unitNames.end(), [&](const UnitName& one) { return one.name == name; });
    return found == unitNames.end() ? std::nullopt : std::optional(found->unit);
}

Error invalid(std::string sentence)
{
    return {ErrorCode::Invalid, std::move(sentence), {}, {}, {}};
}

Error tooFar()
{
    return {ErrorCode::Limit, "That is too far away.", {}, {}, {}};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

/// Numbers and words apart, "3days" as well; "1,000" is one number, a point stays with its number.
std::vector<std::string> tokens(std::string_view text)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < text.size();) {
        if (isBlank(text[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        const auto isInNumber = [&] {
            const bool separates = text[i] == '.' || text[i] == ',';
            return isDigit(text[i]) || (separates && i + 1 < text.size() && isDigit(text[i + 1]));
        };
        if (isDigit(text[i])) {
            while (i < text.size() && isInNumber())
                ++i;
        } else if (text[i] == '+' || text[i] == '-') {
            ++i;
        } else {
            while (i < text.size() && !isBlank(text[i]) && !isDigit(text[i]) && text[i] != '+')
                ++i;
        }
        all.emplace_back(text.substr(begin, i - begin));
    }
    return all;
}

Result<std::int64_t> readCount(const std::string& token)
{
    std::string digits;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const std::size_t next = std::min(token.find_first_of(".,", i + 1), token.size());
        if (isDigit(token[i]))
            digits += token[i];
        else if (token[i] != ',' || next - i != 4) // "1,000"
            return invalid("\"" + token + "\" is no whole number.");
    }
    std::int64_t count = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (read.ec == std::errc::result_out_of_range)
        return tooFar();
    return count > 0 ? Result<std::int64_t>(count) : invalid("A length of time is more than 0.");
}

/// Counts months on, for as long as that takes no noticeable time.
class MonthWalk
{
public:
    MonthWalk(const Calendar& calendar, const Date& from)
        : m_calendar(calendar)
        , m_date(from)
        , m_hasRegular(std::any_of(calendar.months().begin(), calendar.months().end(),
                                   [](const Month& month) { return !month.isIntercalary; }))
    {
    }

    Result<Date> later(std::int64_t count)
    {
        // A festival belongs to the end of the month before it.
        if (!isCounted()) {
            while (!isCounted() && m_left > 0)
                step(-1);
            m_date.day = m_calendar.daysInMonth(m_date.year, m_date.month);
        }
        for (std::int64_t i = 0; i < count && m_left > 0; ++i) {
            do
                step(1);
            while (!isCounted() && m_left > 0);
        }
        return m_left > 0 ? Result<Date>(m_date) : tooFar();
    }

private:
    bool isCounted() const
    {
        const bool isRegular = !m_calendar.months()[static_cast<std::size_t>(m_date.month)].isIntercalary;
        return (isRegular || !m_hasRegular) && m_calendar.daysInMonth(m_date.year, m_date.month) > 0;
    }
    void step(int by)
    {
        const int months = static_cast<int>(m_calendar.months().size());
        m_date.month += by;
        if (m_date.month < 0 || m_date.month == months) {
            m_date.month = m_date.month < 0 ? months - 1 : 0;
            m_date.year += by;
        }
        --m_left;
    }

    const Calendar& m_calendar;
    Date m_date;
    bool m_hasRegular;
    int m_left = 500'000; // months looked at
};

/// The same day, the last one of its month, or the first after a month that year lacks.
Date existing(const Calendar& calendar, Date date)
{
    const int months = static_cast<int>(calendar.months().size());
    for (int passed = 0; passed < months && calendar.daysInMonth(date.year, date.month) == 0; ++passed) {
        date.month = (date.month + 1) % months;
        date.year += date.month == 0 ? 1 : 0;
        date.day = 1;
    }
    date.day = std::min(date.day, calendar.daysInMonth(date.year, date.month));
    return date;
}

Result<Seconds> afterOne(const Calendar& calendar, Seconds from, const Span& span)
{
    Result<Date> date = calendar.dateOf(from);
    if (!date)
        return date.error();
    if (const std::optional<Seconds> length = lengthOf(calendar, span.unit)) {
        if (span.count > longest / *length)
            return tooFar();
        const Seconds to = from + span.count * *length;
        return calendar.dateOf(to) ? Result<Seconds>(to) : tooFar();
    }
    if (span.unit == Unit::Month)
        date = MonthWalk(calendar, *date).later(span.count);
    else if (span.count > 2 * Calendar::farthestYear)
        return tooFar();
    else
        date->year += span.count;
    if (!date)
        return date.error();
    const Result<Seconds> to = calendar.timeOf(existing(calendar, *date));
    return to ? to : tooFar();
}

} // namespace

std::optional<Seconds> lengthOf(const Calendar& calendar, Unit unit)
{
    const CalendarParts& parts = calendar.parts();
    switch (unit) {
    case Unit::Second:
        return 1;
    case Unit::Minute:
        return parts.secondsPerMinute;
    case Unit::Hour:
        return parts.minutesPerHour * parts.secondsPerMinute;
    case Unit::Day:
        return calendar.secondsPerDay();
    case Unit::Week:
        if (parts.weekdays.size() > 1)
            return static_cast<Seconds>(parts.weekdays.size()) * calendar.secondsPerDay();
        return {};
    default:
        return {};
    }
}

Result<std::vector<Span>> parseSpans(const Calendar& calendar, std::string_view text)
{
    constexpr std::size_t longestText = 200;
    if (text.size() > longestText || !isValidUtf8(text))
        return invalid("A length of time is a short text.");
    std::vector<Span> spans;
    std::string count;
    for (const std::string& token : tokens(foldCase(text))) {
        if (token == "-")
            return invalid("A length of time has no minus.");
        if (token == "+" || (token == "and" && count.empty() && !spans.empty()))
            continue;
        if (isDigit(token.front()) && !count.empty())
            return invalid("What is " + count + " counted in?");
        if (isDigit(token.front())) {
            count = token;
            continue;
        }
        const std::optional<Unit> unit = unitNamed(token);
        if (!unit)
            return invalid("\"" + token + "\" is no length of time.");
        if (*unit == Unit::Week && !lengthOf(calendar, *unit))
            return invalid("The calendar " + calendar.name() + " has no weeks.");
        if (count.empty())
            return invalid("How many " + token + "? A number is missing.");
        const Result<std::int64_t> number = readCount(count);
        if (!number)
            return number.error();
        spans.push_back({*number, *unit});
        count.clear();
    }
    if (!count.empty())
        return invalid("What is " + count + " counted in?");
    return spans.empty() ? Result<std::vector<Span>>(invalid("No length of time is written.")) : spans;
}

bool looksLikeSpans(std::string_view text)
{
    constexpr std::size_t enough = 200;
    if (text.size() > enough || !isValidUtf8(text))
        return false;
    std::vector<std::string> words = tokens(foldCase(text));
    if (!words.empty() && words.front() == "+")
        return true;
    if (!words.empty() && words.front() == "-")
        words.erase(words.begin());
    return words.size() > 1 && isDigit(words[0].front()) && unitNamed(words[1]);
}

Result<Seconds> secondsOf(const Calendar& calendar, std::span<const Span> spans)
{
    Seconds sum = 0;
    for (const Span& span : spans) {
        const std::optional<Seconds> length = lengthOf(calendar, span.unit);
        if (!length)
            return invalid("Months and years are not all as long as each other: count in days.");
        if (span.count > (longest - sum) / *length)
            return tooFar();
        sum += span.count * *length;
    }
    return sum;
}

Result<Seconds> after(const Calendar& calendar, Seconds from, std::span<const Span> spans)
{
    Result<Seconds> time = from;
    for (const Span& span : spans) {
        time = afterOne(calendar, *time, span);
        if (!time)
            return time;
    }
    return time;
}

std::vector<Span> spansOf(const Calendar& calendar, Seconds length)
{
    const std::optional<Seconds> week = lengthOf(calendar, Unit::Week);
    if (week && length != 0 && length % *week == 0)
        return {{length / *week, Unit::Week}};
    std::vector<Span> spans;
    for (const Unit unit : {Unit::Day, Unit::Hour, Unit::Minute, Unit::Second}) {
        const Seconds one = *lengthOf(calendar, unit);
        if (length / one != 0)
            spans.push_back({length / one, unit});
        length %= one;
    }
    return spans.empty() ? std::vector<Span>{{0, Unit::Second}} : spans;
}

} // namespace campaign::calendar
