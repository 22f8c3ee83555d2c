// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Records.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace campaign::transfer::azgaar {

namespace {

constexpr std::string_view drawingStart = "<svg";
constexpr std::string_view drawingEnd = "</svg>";

std::string_view withoutReturn(std::string_view line)
{
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines = split(text, '\n');
    std::transform(lines.begin(), lines.end(), lines.begin(), withoutReturn);
    return lines;
}

/// The end of the drawing: its last closing tag that a line end follows, before the grid's record.
std::size_t endOfDrawing(std::string_view text, std::size_t start)
{
    std::size_t found = text.find(drawingEnd, start);
    while (found != std::string_view::npos) {
        std::size_t next = found + drawingEnd.size();
        while (next < text.size() && (text[next] == '\r' || text[next] == '\n' || text[next] == ' '))
            ++next;
        const bool isFollowedByLine = text.find('\n', found) < next || next == text.size();
        if (isFollowedByLine && (next == text.size() || text[next] == '{'))
            return found + drawingEnd.size();
        found = text.find(drawingEnd, found + 1);
    }
    return std::string_view::npos;
}

} // namespace

std::string_view Records::at(std::size_t number) const
{
    if (number < before.size())
        return before[number];
    return number >= 6 && number - 6 < after.size() ? after[number - 6] : std::string_view();
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator, start)) {
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

Result<Records> splitRecords(std::string_view text)
{
    Records records;
    std::size_t start = text.find("\n" + std::string(drawingStart));
    if (start == std::string_view::npos)
        return Error{ErrorCode::Invalid,
                     "The world is damaged: it has no drawing (the part that starts with <svg)",
                     {},
                     nullptr,
                     {}};
    records.before = linesOf(text.substr(0, start));
    if (records.before.size() != 5)
        return Error{ErrorCode::Invalid,
                     "The world is damaged: before the drawing there are " + std::to_string(records.before.size()) +
                         " records, not 5",
                     {},
                     nullptr,
                     {}};
    ++start;
    const std::size_t end = endOfDrawing(text, start);
    if (end == std::string_view::npos)
        return Error{ErrorCode::Invalid, "The world is cut off: its drawing does not end", {}, nullptr, {}};
    records.drawing = text.substr(start, end - start);
    const std::size_t rest = text.find('\n', end);
    if (rest != std::string_view::npos)
        records.after = linesOf(text.substr(rest + 1));
    return records;
}

Result<std::vector<int>> readNumbers(std::string_view text, std::size_t most)
{
    std::vector<int> numbers;
    if (text.empty())
        return numbers;
    const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')) + 1;
    if (count > most)
        return Error{ErrorCode::Limit, "The world has more than " + std::to_string(most) + " cells", {}, nullptr, {}};
    numbers.reserve(count);
    const char *at = text.data(), *end = text.data() + text.size();
    for (std::size_t i = 0; i < count; ++i) {
        int number = 0;
        const auto result = std::from_chars(at, end, number);
        numbers.push_back(result.ec == std::errc() ? std::clamp(number, -1000000, 1000000) : 0);
        at = std::find(result.ptr, end, ',');
        at += at != end;
    }
    return numbers;
}

namespace {

/// The code unit of a Unicode escape at that place, or 0 when there is none.
unsigned unitAt(std::string_view json, std::size_t at)
{
    unsigned unit = 0;
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u')
        return 0;
    const auto result = std::from_chars(json.data() + at + 2, json.data() + at + 6, unit, 16);
    return result.ptr == json.data() + at + 6 ? unit : 0;
}

} // namespace

std::string withoutLoneSurrogates(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const unsigned unit = unitAt(json, at);
        const unsigned next = (unit & 0xFC00) == 0xD800 ? unitAt(json, at + 6) : 0;
        const bool isPair = (next & 0xFC00) == 0xDC00;
        const std::size_t length = isPair ? 12 : unit != 0 ? 6 : json[at] == '\\' ? 2 : 1;
        out += !isPair && (unit & 0xF800) == 0xD800 ? std::string_view("\\uFFFD") : json.substr(at, length);
        at += length;
    }
    return out;
}

} // namespace campaign::transfer::azgaar
