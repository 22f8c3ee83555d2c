// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"

#include "server/core/Text.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace campaign {

namespace {

/// Builds a Value from rapidjson's events. Depth is counted here because the reader runs iteratively.
class ValueBuilder
{
public:
    explicit ValueBuilder(int depthLimit)
        : m_depthLimit(depthLimit)
    {
    }

    bool Null() { return add({}); }
    bool Bool(bool value) { return add(value); }
    // Numbers come as text: RapidJSON's own conversion makes nonsense of 0e+308.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char* text, rapidjson::SizeType length, bool)
    {
        std::int64_t integer = 0;
        const auto whole = std::from_chars(text, text + length, integer);
        if (whole.ec == std::errc() && whole.ptr == text + length)
            return add(integer);
        double number = 0;
        if (std::from_chars(text, text + length, number).ec == std::errc())
            return add(number);
        // Out of range: what is below one was too small, which is 0.
        long double wide = 0;
        const auto read = std::from_chars(text, text + length, wide);
        m_tooBig = read.ec != std::errc() || std::fabs(wide) > 1;
        return !m_tooBig && add(0.0);
    }
    bool String(const char* text, rapidjson::SizeType length, bool) { return add(std::string(text, length)); }
    bool StartObject() { return open(Value::Object()); }
    bool Key(const char* text, rapidjson::SizeType length, bool)
    {
        m_open.back().key.assign(text, length);
        return true;
    }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open(Value::Array()); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    bool tooDeep() const { return m_tooDeep; }
    bool tooBig() const { return m_tooBig; }
    Value take() { return std::move(m_result); }

private:
    struct Level
    {
        Value value;
        std::string key;
        std::unordered_map<std::string, std::size_t> places; // filled once an object grows large
    };

    bool open(Value container)
    {
        m_tooDeep = static_cast<int>(m_open.size()) >= m_depthLimit;
        m_open.push_back({std::move(container), {}, {}});
        return !m_tooDeep;
    }
    bool close()
    {
        Value finished = std::move(m_open.back().value);
        m_open.pop_back();
        return add(std::move(finished));
    }
    bool add(Value value)
    {
        if (m_open.empty())
            m_result = std::move(value);
        else if (m_open.back().value.isArray())
            m_open.back().value.asArray().push_back(std::move(value));
        else
            addMember(m_open.back(), std::move(value));
        return true;
    }
    static void addMember(Level& level, Value value)
    {
        constexpr std::size_t large = 24;
        Value::Object& object = level.value.asObject();
        if (object.size() < large) {
            object.set(level.key, std::move(value));
            return;
        }
        if (level.places.empty()) {
            for (const auto& member : object)
                level.places.emplace(member.first, level.places.size());
        }
        const auto [place, isNew] = level.places.try_emplace(level.key, object.size());
        if (isNew)
            object.append(level.key, std::move(value));
        else
            (object.begin() + static_cast<std::ptrdiff_t>(place->second))->second = std::move(value);
    }

    int m_depthLimit;
    bool m_tooDeep = false;
    bool m_tooBig = false;
    std::vector<Level> m_open;
    Value m_result;
};

Error syntaxError(std::string_view text, std::size_t offset, const char* what)
{
    const TextPosition position = positionAt(text, offset);
    return {ErrorCode::Invalid,
            "The JSON cannot be read at line " + std::to_string(position.line) + ", column " +
                std::to_string(position.column) + ": " + what,
            {},
            {},
            {}};
}

bool lessByUtf16(std::string_view left, std::string_view right)
{
    return toUtf16(left) < toUtf16(right);
}

struct Style
{
    bool canonical = false;
    int indent = -1; // levels of two spaces, -1 for compact
};

void newLine(std::string& out, const Style& style, int level)
{
    if (style.indent < 0)
        return;
    out += '\n';
    out.append(static_cast<std::size_t>(level) * 2, ' ');
}

void write(std::string& out, const Value& value, const Style& style, int level);

void writeArray(std::string& out, const Value::Array& array, const Style& style, int level)
{
    out += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (i > 0)
            out += ',';
        newLine(out, style, level + 1);
        write(out, array[i], style, level + 1);
    }
    if (!array.empty())
        newLine(out, style, level);
    out += ']';
}

void writeObject(std::string& out, const Value::Object& object, const Style& style, int level)
{
    const ObjectShape::Name* names = object.shape().names();
    std::vector<std::size_t> places;
    if (style.canonical) {
        places.resize(object.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        std::sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
            return lessByUtf16(*names[left].text, *names[right].text);
        });
    }
    out += '{';
    for (std::size_t i = 0; i < object.size(); ++i) {
        const std::size_t place = style.canonical ? places[i] : i;
        if (i > 0)
            out += ',';
        newLine(out, style, level + 1);
        appendJsonString(out, *names[place].text);
        out += style.indent < 0 ? ":" : ": ";
        write(out, object.values()[place], style, level + 1);
    }
    if (!object.empty())
        newLine(out, style, level);
    out += '}';
}

void writeInteger(std::string& out, std::int64_t integer, const Style& style)
{
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    const bool quoted = style.canonical && (integer > exact || integer < -exact);
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, integer).ptr;
    if (quoted)
        out += '"';
    out.append(buffer, end);
    if (quoted)
        out += '"';
}

void write(std::string& out, const Value& value, const Style& style, int level)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        out += "null";
        break;
    case Value::Kind::Boolean:
        out += value.asBoolean() ? "true" : "false";
        break;
    case Value::Kind::Integer:
        writeInteger(out, value.asInteger(), style);
        break;
    case Value::Kind::Number:
        if (std::isfinite(value.asNumber()))
            appendNumber(out, value.asNumber());
        else
            out += "null";
        break;
    case Value::Kind::String:
        appendJsonString(out, value.asString());
        break;
    case Value::Kind::Array:
        writeArray(out, value.asArray(), style, level);
        break;
    case Value::Kind::Object:
        writeObject(out, value.asObject(), style, level);
        break;
    }
}

} // namespace

Result<Value> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes)
        return Error{
            ErrorCode::Limit, "The JSON is larger than " + std::to_string(limits.bytes) + " bytes.", {}, {}, {}};
    ValueBuilder builder(limits.depth);
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, builder);
    if (builder.tooDeep())
        return Error{ErrorCode::Limit,
                     "The JSON is nested deeper than " + std::to_string(limits.depth) + " levels.",
                     {},
                     {},
                     {}};
    if (!parsed) {
        const auto code = builder.tooBig() ? rapidjson::kParseErrorNumberTooBig : parsed.Code();
        return syntaxError(text, std::min(parsed.Offset(), text.size()), rapidjson::GetParseError_En(code));
    }
    return builder.take();
}

std::string toJson(const Value& value)
{
    std::string out;
    appendJson(out, value);
    return out;
}

void appendJson(std::string& out, const Value& value)
{
    write(out, value, {}, 0);
}

std::string toIndentedJson(const Value& value)
{
    std::string out;
    write(out, value, {.canonical = false, .indent = 0}, 0);
    return out;
}

std::string toCanonicalJson(const Value& value)
{
    std::string out;
    write(out, value, {.canonical = true, .indent = -1}, 0);
    return out;
}

void appendJsonString(std::string& out, std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t clean = 0; // start of the run that needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(text, clean, i - clean);
        clean = i + 1;
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
        }
    }
    out.append(text, clean, text.size() - clean);
    out += '"';
}

std::string numberToString(double number)
{
    std::string out;
    appendNumber(out, number);
    return out;
}

void appendNumber(std::string& out, double number)
{
    if (std::isnan(number)) {
        out += "NaN";
        return;
    }
    if (std::isinf(number)) {
        out += number < 0 ? "-Infinity" : "Infinity";
        return;
    }
    if (number == 0) {
        out += '0';
        return;
    }
    // to_chars gives the shortest digits that round-trip; ECMAScript decides where the point goes.
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    if (text.front() == '-') {
        out += '-';
        text.remove_prefix(1);
    }
    const std::size_t e = text.find('e');
    int exponent = 0;
    const char* digitsOfExponent = text.data() + e + 1 + (text[e + 1] == '+' ? 1 : 0);
    std::from_chars(digitsOfExponent, text.data() + text.size(), exponent);
    std::string digits(1, text[0]);
    if (e > 2)
        digits.append(text.substr(2, e - 2));
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1; // digits before the decimal point
    if (count <= point && point <= 21) {
        out += digits;
        out.append(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        out.append(digits, 0, static_cast<std::size_t>(point));
        out += '.';
        out.append(digits, static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-point), '0');
        out += digits;
    } else {
        out += digits[0];
        if (count > 1) {
            out += '.';
            out.append(digits, 1);
        }
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    }
}

} // namespace campaign
