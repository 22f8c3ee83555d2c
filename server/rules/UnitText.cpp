// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/UnitText.h"

#include <algorithm>
#include <functional>

namespace campaign::rules {

namespace {

unsigned byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

/// Decodes the character at `at` and moves past it. The text is well-formed WTF-8, as all our strings are; were it not,
/// the result is some character, never an access outside.
char32_t decode(std::string_view text, std::size_t& at)
{
    const unsigned first = byteAt(text, at);
    const auto more = [&](std::size_t i) { return byteAt(text, at + i) & 0x3Fu; };
    char32_t code = first;
    std::size_t length = 1;
    if (first >= 0xF0) {
        code = (first & 7u) << 18 | more(1) << 12 | more(2) << 6 | more(3);
        length = 4;
    } else if (first >= 0xE0) {
        code = (first & 15u) << 12 | more(1) << 6 | more(2);
        length = 3;
    } else if (first >= 0xC0) {
        code = (first & 31u) << 6 | more(1);
        length = 2;
    }
    at += length;
    return code;
}

void encode(std::string& out, char32_t code)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

bool isHigh(char32_t code)
{
    return code >= 0xD800 && code < 0xDC00;
}
bool isLow(char32_t code)
{
    return code >= 0xDC00 && code < 0xE000;
}

/// A surrogate's three bytes begin with ED and A0 to AF (high) or B0 to BF (low).
bool startsWithLow(std::string_view text)
{
    return byteAt(text, 0) == 0xED && byteAt(text, 1) >= 0xB0;
}
bool endsWithHigh(std::string_view text)
{
    if (text.size() < 3)
        return false;
    const std::size_t at = text.size() - 3;
    return byteAt(text, at) == 0xED && byteAt(text, at + 1) >= 0xA0 && byteAt(text, at + 1) < 0xB0;
}

bool containsBytes(std::string_view text, std::string_view part)
{
    // Above this a pathological text would make the plain search quadratic.
    constexpr std::size_t large = 256;
    if (part.size() < large)
        return text.find(part) != std::string_view::npos;
    return std::search(text.begin(), text.end(), std::boyer_moore_searcher(part.begin(), part.end())) != text.end();
}

} // namespace

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u16string unitsOf(std::string_view text)
{
    std::u16string units;
    units.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = decode(text, at);
        if (code < 0x10000) {
            units += static_cast<char16_t>(code);
        } else {
            units += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
        }
    }
    return units;
}

std::string textOf(std::u16string_view units)
{
    std::string text;
    text.reserve(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t code = units[i];
        if (isHigh(code) && i + 1 < units.size() && isLow(units[i + 1]))
            code = 0x10000 + ((code - 0xD800) << 10) + (units[++i] - 0xDC00u);
        encode(text, code);
    }
    return text;
}

std::size_t unitCount(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        count += (byte & 0xC0) != 0x80 ? 1 : 0;
        count += byte >= 0xF0 ? 1 : 0;
    }
    return count;
}

int compareUnits(std::string_view left, std::string_view right)
{
    const std::size_t shared = std::min(left.size(), right.size());
    const auto [l, r] = std::mismatch(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(shared), right.begin());
    // Bytes order like code points, and these like units but for surrogates, whose bytes begin with ED or F0 and more.
    const auto at = static_cast<std::size_t>(l - left.begin());
    if (at < shared && byteAt(left, at) >= 0xED && byteAt(right, at) >= 0xED)
        return unitsOf(left).compare(unitsOf(right));
    return left.compare(right);
}

bool containsUnits(std::string_view text, std::string_view part)
{
    if (startsWithLow(part) || endsWithHigh(part))
        return unitsOf(text).find(unitsOf(part)) != std::u16string::npos;
    return containsBytes(text, part);
}

void appendText(std::string& out, std::string_view text)
{
    if (!startsWithLow(text) || !endsWithHigh(out)) {
        out += text;
        return;
    }
    std::u16string seam = unitsOf(std::string_view(out).substr(out.size() - 3));
    seam += unitsOf(text.substr(0, 3));
    out.resize(out.size() - 3);
    out += textOf(seam);
    out += text.substr(3);
}

bool hasLoneSurrogate(std::string_view text)
{
    for (std::size_t i = text.find('\xED'); i != std::string_view::npos; i = text.find('\xED', i + 1)) {
        if (byteAt(text, i + 1) >= 0xA0)
            return true;
    }
    return false;
}

} // namespace campaign::rules
