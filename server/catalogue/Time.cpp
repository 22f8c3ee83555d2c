// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Time.h"

#include <charconv>
#include <cstdio>

namespace campaign::catalogue {

namespace {

constexpr std::int64_t secondsADay = 86400;

struct Date
{
    std::int64_t year;
    int month;
    int day;
};

/// Days since 1970-01-01 to a date by counting 400-year cycles from March, so that the leap day ends a year.
Date dateOfDay(std::int64_t day)
{
    constexpr std::int64_t cycle = 146097;
    const std::int64_t shifted = day + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - (cycle - 1)) / cycle;
    const std::int64_t dayOfEra = shifted - era * cycle;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int marchMonth = static_cast<int>((5 * dayOfYear + 2) / 153);
    const int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const int dayOfMonth = static_cast<int>(dayOfYear - (153 * marchMonth + 2) / 5) + 1;
    return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth};
}

std::int64_t dayOfDate(const Date& date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

std::string format(std::int64_t seconds, int milliseconds)
{
    std::int64_t day = seconds / secondsADay;
    std::int64_t rest = seconds % secondsADay;
    if (rest < 0) {
        rest += secondsADay;
        --day;
    }
    const Date date = dateOfDay(day);
    char text[64];
    const bool plain = date.year >= 0 && date.year <= 9999;
    const int length =
        std::snprintf(text, sizeof text, plain ? "%04lld-%02d-%02dT%02d:%02d:%02d" : "%+07lld-%02d-%02dT%02d:%02d:%02d",
                      static_cast<long long>(date.year), date.month, date.day, static_cast<int>(rest / 3600),
                      static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
    std::string out(text, static_cast<std::size_t>(length));
    if (milliseconds >= 0) {
        std::snprintf(text, sizeof text, ".%03d", milliseconds);
        out += text;
    }
    return out + 'Z';
}

/// Reads fixed pieces off the front of a text; `good` falls once something does not fit.
struct Reader
{
    std::string_view text;
    bool good = true;

    std::int64_t number(std::size_t fewest, std::size_t most)
    {
        std::size_t count = 0;
        while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9')
            ++count;
        good = good && count >= fewest;
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + count, value);
        text.remove_prefix(count);
        return value;
    }
    bool skip(char c)
    {
        const bool there = !text.empty() && text.front() == c;
        if (there)
            text.remove_prefix(1);
        return there;
    }
    void expect(char c) { good = skip(c) && good; }
};

std::int64_t readOffset(Reader& reader)
{
    if (reader.text.empty() || reader.skip('Z'))
        return 0;
    const bool east = reader.skip('+');
    if (!east)
        reader.expect('-');
    const std::int64_t hours = reader.number(2, 2);
    reader.skip(':');
    const std::int64_t minutes = reader.number(2, 2);
    return (east ? 1 : -1) * (hours * 3600 + minutes * 60);
}

std::int64_t readTimeOfDay(Reader& reader)
{
    if (!reader.skip('T') && !reader.skip(' '))
        return 0;
    const std::int64_t hour = reader.number(2, 2);
    reader.expect(':');
    const std::int64_t minute = reader.number(2, 2);
    std::int64_t second = 0;
    if (reader.skip(':')) {
        second = reader.number(2, 2);
        if (reader.skip('.'))
            reader.number(1, 9);
    }
    reader.good = reader.good && hour < 24 && minute < 60 && second < 60;
    return hour * 3600 + minute * 60 + second;
}

} // namespace

std::string toIsoTime(WorldTime seconds)
{
    return format(seconds, -1);
}

std::string toIsoRealTime(std::int64_t microseconds)
{
    std::int64_t seconds = microseconds / 1000000;
    std::int64_t rest = microseconds % 1000000;
    if (rest < 0) {
        rest += 1000000;
        --seconds;
    }
    return format(seconds, static_cast<int>(rest / 1000));
}

Result<WorldTime> fromIsoTime(std::string_view text)
{
    Reader reader{text};
    const bool negative = reader.skip('-');
    if (!negative)
        reader.skip('+');
    Date date{reader.number(4, 11), 1, 1};
    if (negative)
        date.year = -date.year;
    reader.expect('-');
    date.month = static_cast<int>(reader.number(2, 2));
    reader.expect('-');
    date.day = static_cast<int>(reader.number(2, 2));
    const std::int64_t ofDay = readTimeOfDay(reader);
    const std::int64_t offset = readOffset(reader);
    const bool inRange =
        date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 && date.year < 200'000'000'000;
    if (!reader.good || !reader.text.empty() || !inRange || dateOfDay(dayOfDate(date)).day != date.day)
        return Error{ErrorCode::Invalid,
                     "\"" + std::string(text) + "\" is not a time. Write it as 0242-03-21T18:00:00Z.",
                     {},
                     {},
                     {}};
    return dayOfDate(date) * secondsADay + ofDay - offset;
}

} // namespace campaign::catalogue
