// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Text.h"

#include "server/core/TextFolding.h"

#include <algorithm>

namespace campaign {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// Decodes one character at `at` and moves past it; a malformed byte gives U+FFFD and moves by one.
char32_t decode(std::string_view text, std::size_t& at, bool* malformed = nullptr)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80)
        return text[at++];
    const int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    const bool plausible = more > 0 && first < 0xF5 && at + static_cast<std::size_t>(more) < text.size() + 0u;
    char32_t code = plausible ? first & (0x3F >> more) : 0;
    bool good = plausible;
    for (int i = 1; good && i <= more; ++i) {
        const unsigned char next = byte(at + static_cast<std::size_t>(i));
        good = (next & 0xC0) == 0x80;
        code = code << 6 | (next & 0x3F);
    }
    static constexpr char32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    good = good && code >= smallest[more] && code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000);
    if (!good) {
        ++at;
        if (malformed)
            *malformed = true;
        return replacement;
    }
    at += static_cast<std::size_t>(more) + 1;
    return code;
}

void encode(std::string& out, char32_t code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

bool isCombiningMark(char32_t code)
{
    return code >= 0x300 && code < 0x370;
}

void appendFolded(std::string& out, char32_t code)
{
    if (code >= 'A' && code <= 'Z')
        out += static_cast<char>(code + 32);
    else if (const char* folded = foldedLetter(code))
        out += folded;
    else if (!isCombiningMark(code))
        encode(out, code);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

TextPosition positionAt(std::string_view text, std::size_t offset)
{
    TextPosition position;
    for (std::size_t at = 0; at < std::min(offset, text.size());) {
        const char32_t code = decode(text, at);
        const bool crBeforeLf = code == '\r' && at < text.size() && text[at] == '\n';
        if (code == '\n' || (code == '\r' && !crBeforeLf))
            position = {position.line + 1, 1};
        else
            ++position.column;
    }
    return position;
}

std::u16string toUtf16(std::string_view text)
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

std::string toUtf8(std::u16string_view units)
{
    std::string text;
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t code = units[i];
        const bool high = code >= 0xD800 && code < 0xDC00;
        if (high && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000)
            code = 0x10000 + ((code - 0xD800) << 10) + (units[++i] - 0xDC00u);
        else if (code >= 0xD800 && code < 0xE000)
            code = replacement;
        encode(text, code);
    }
    return text;
}

bool isValidUtf8(std::string_view text)
{
    bool malformed = false;
    for (std::size_t at = 0; at < text.size() && !malformed;)
        decode(text, at, &malformed);
    return !malformed;
}

std::string foldCase(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        appendFolded(out, decode(text, at));
    return out;
}

std::string sortName(std::string_view text)
{
    constexpr std::size_t padded = 10;
    const std::string folded = foldCase(text);
    std::string out;
    for (std::size_t i = 0; i < folded.size();) {
        if (isDigit(folded[i])) {
            const std::size_t start = i;
            while (i < folded.size() && isDigit(folded[i]))
                ++i;
            if (i - start < padded)
                out.append(padded - (i - start), '0');
            out.append(folded, start, i - start);
        } else if (isBlank(folded[i])) {
            if (!out.empty() && out.back() != ' ')
                out += ' ';
            ++i;
        } else {
            out += folded[i++];
        }
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

} // namespace campaign
