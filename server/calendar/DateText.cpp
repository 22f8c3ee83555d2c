// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Calendar.h"
#include "server/core/Text.h"

#include <algorithm>
#include <charconv>

// How dates are written and read.

namespace campaign::calendar {

namespace {

constexpr const char* usualPattern = "{day} {month} {year} {eraShort}";

std::string twoDigits(std::int64_t number)
{
    const std::string text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
}

std::optional<std::int64_t> toInteger(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number)
                                                                                            : std::nullopt;
}

Error invalid(const std::string& sentence)
{
    return {ErrorCode::Invalid, sentence, {}, {}, {}};
}

/// A text as it is compared: lower case, no accents, commas as blanks, single blanks around every word.
std::string folded(std::string_view text)
{
    std::string out = " ";
    for (const char c : foldCase(text)) {
        const char plain = c == ',' || c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
        if (plain != ' ' || out.back() != ' ')
            out += plain;
    }
    return out.back() == ' ' ? out : out + " ";
}

/// What is left of a text while its parts are recognised.
class Rest
{
public:
    explicit Rest(std::string_view text)
        : m_text(folded(text))
    {
    }

    /// Takes a name out when it stands there as whole words.
    bool take(const std::string& name)
    {
        const std::string word = folded(name);
        const std::size_t found = word.size() > 2 || word != " " ? m_text.find(word) : std::string::npos;
        if (found == std::string::npos || name.empty())
            return false;
        m_text.replace(found, word.size(), " ");
        return true;
    }

    std::vector<std::string> words() const
    {
        std::vector<std::string> all;
        std::string word;
        for (const char c : m_text) {
            if (c != ' ') {
                word += c;
            } else if (!word.empty()) {
                all.push_back(std::move(word));
                word.clear();
            }
        }
        return all;
    }

private:
    std::string m_text;
};

/// The longest of the names that stands in the text; −1 when none does.
template <typename List>
int takeLongest(Rest& rest, const List& list)
{
    int best = -1;
    std::string bestName;
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (const std::string& name : {list[i].name, list[i].abbreviation}) {
            Rest trial = rest;
            if (name.size() > bestName.size() && trial.take(name)) {
                best = static_cast<int>(i);
                bestName = name;
            }
        }
    }
    if (best >= 0)
        rest.take(bestName);
    return best;
}

/// "14:05" or "14:05:30".
bool readTime(std::string_view word, Date& date)
{
    std::int64_t* parts[] = {&date.hour, &date.minute, &date.second};
    std::size_t count = 0;
    for (std::string_view rest = word; count < 3; ++count) {
        const std::size_t colon = rest.find(':');
        const std::optional<std::int64_t> number = toInteger(rest.substr(0, colon));
        if (!number)
            return false;
        *parts[count] = *number;
        if (colon == std::string_view::npos)
            return count > 0;
        rest.remove_prefix(colon + 1);
    }
    return false;
}

/// "1042-2-3", with a sign before years before 0.
std::optional<std::vector<std::int64_t>> readDashed(std::string_view word)
{
    std::vector<std::int64_t> numbers;
    const bool isNegative = word.starts_with('-');
    std::string_view rest = word.substr(isNegative ? 1 : 0);
    for (;;) {
        const std::size_t dash = rest.find('-');
        const std::optional<std::int64_t> number = toInteger(rest.substr(0, dash));
        if (!number || numbers.size() == 3)
            return std::nullopt;
        numbers.push_back(*number);
        if (dash == std::string_view::npos)
            break;
        rest.remove_prefix(dash + 1);
    }
    if (numbers.size() != 3)
        return std::nullopt;
    numbers[0] = isNegative ? -numbers[0] : numbers[0];
    return numbers;
}

/// "3rd" is 3.
std::optional<std::int64_t> readNumber(std::string word)
{
    for (const char* ending : {"st", "nd", "rd", "th", "."}) {
        if (word.size() > std::string_view(ending).size() && word.ends_with(ending)) {
            word.resize(word.size() - std::string_view(ending).size());
            break;
        }
    }
    return toInteger(word);
}

} // namespace

int Calendar::monthNumber(int month) const
{
    int number = 0;
    for (int i = 0; i <= month; ++i)
        number += m_parts.months[static_cast<std::size_t>(i)].isIntercalary ? 0 : 1;
    return m_parts.months[static_cast<std::size_t>(month)].isIntercalary ? 0 : number;
}

std::string Calendar::valueOf(const Date& date, std::string_view part) const
{
    const Month& month = m_parts.months[static_cast<std::size_t>(date.month)];
    // A festival that is a month by itself needs no number: "Midwinter 1042".
    const bool isOnly = month.isIntercalary && daysInMonth(date.year, date.month) == 1;
    const Era* of = era(date);
    if (part == "day")
        return isOnly ? std::string() : std::to_string(date.day);
    if (part == "day2")
        return isOnly ? std::string() : twoDigits(date.day);
    if (part == "month")
        return month.name;
    if (part == "monthShort")
        return month.abbreviation.empty() ? month.name : month.abbreviation;
    if (part == "monthNumber")
        return month.isIntercalary ? std::string() : std::to_string(monthNumber(date.month));
    if (part == "year")
        return std::to_string(shownYear(date));
    if (part == "era")
        return of ? of->name : std::string();
    if (part == "eraShort")
        return !of ? std::string() : of->abbreviation.empty() ? of->name : of->abbreviation;
    if (part == "weekday") {
        const std::optional<int> weekday = this->weekday(date);
        return weekday ? m_parts.weekdays[static_cast<std::size_t>(*weekday)] : std::string();
    }
    if (part == "hour" || part == "hour2")
        return part == "hour" ? std::to_string(date.hour) : twoDigits(date.hour);
    if (part == "minute2")
        return twoDigits(date.minute);
    return part == "second2" ? twoDigits(date.second) : std::string();
}

std::string Calendar::format(const Date& date, std::string_view pattern) const
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            text += pattern[i];
            continue;
        }
        const std::string value = valueOf(date, pattern.substr(i + 1, end - i - 1));
        text += value;
        i = end;
        // Its blank goes with it, and its comma.
        while (value.empty() && i + 1 < pattern.size() && (pattern[i + 1] == ' ' || pattern[i + 1] == ','))
            ++i;
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == ','))
        text.pop_back();
    return text;
}

std::string Calendar::formatDate(const Date& date) const
{
    return format(date, m_parts.datePattern.empty() ? usualPattern : std::string_view(m_parts.datePattern));
}

std::string Calendar::formatTime(const Date& date) const
{
    return format(date, date.second == 0 ? "{hour2}:{minute2}" : "{hour2}:{minute2}:{second2}");
}

Result<Date> Calendar::parse(std::string_view text) const
{
    constexpr std::size_t longest = 1000;
    if (text.size() > longest || !isValidUtf8(text))
        return invalid("A date is a short text.");
    Date date;
    Rest rest(text);
    date.month = takeLongest(rest, m_parts.months);
    const int named = takeLongest(rest, m_parts.eras);
    const Era* of = named < 0 ? nullptr : &m_parts.eras[static_cast<std::size_t>(named)];
    for (const std::string& weekday : m_parts.weekdays) {
        if (rest.take(weekday))
            break;
    }
    std::vector<std::int64_t> numbers;
    for (const std::string& word : rest.words()) {
        const auto dashed = readDashed(word);
        if (word.find(':') != std::string::npos) {
            if (!readTime(word, date))
                return invalid("\"" + word + "\" is no time of day such as 14:05.");
        } else if (const std::optional<std::int64_t> number = readNumber(word)) {
            numbers.push_back(*number);
        } else if (dashed && date.month < 0) {
            for (int i = 0; i < static_cast<int>(m_parts.months.size()); ++i) {
                if ((*dashed)[1] > 0 && monthNumber(i) == (*dashed)[1])
                    date.month = i;
            }
            if (date.month < 0)
                return invalid(m_parts.name + " has no month " + std::to_string((*dashed)[1]) + ".");
            numbers = {(*dashed)[2], (*dashed)[0]};
        } else {
            return invalid("\"" + word + "\" means nothing in the calendar " + m_parts.name + ".");
        }
    }
    if (date.month < 0)
        return invalid("Which month? The calendar " + m_parts.name + " has " + m_parts.months.front().name + ", " +
                       m_parts.months.back().name + " and others.");
    const Month& month = m_parts.months[static_cast<std::size_t>(date.month)];
    if (numbers.size() == 1 && month.isIntercalary)
        numbers.insert(numbers.begin(), 1); // the only day of its month
    if (numbers.size() != 2)
        return invalid(numbers.size() < 2 ? "A date needs a day and a year." : "There are too many numbers.");
    date.day = numbers[0];
    date.year = numbers[1];
    if (of && of->restarts)
        date.year += of->year - 1;
    else if (of && of->isBackward && date.year > 0)
        date.year = -date.year;
    if (!m_parts.hasYearZero && !(of && of->restarts)) {
        if (date.year == 0)
            return invalid("There is no year 0: the year after -1 is 1.");
        date.year += date.year < 0 ? 1 : 0;
    }
    const Result<Seconds> exists = timeOf(date);
    return exists ? Result<Date>(date) : exists.error();
}

} // namespace campaign::calendar
