// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/PlainText.h"

#include "server/core/Text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace campaign::transfer::azgaar {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 32) : c; });
    return out;
}

/// The entities that occur in prose; others stay as they are.
std::string_view namedEntity(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> known{{
        {"amp", "&"},   {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},   {"nbsp", " "},
        {"ndash", "–"}, {"mdash", "—"}, {"hellip", "…"}, {"lsquo", "‘"}, {"rsquo", "’"},  {"ldquo", "“"},
        {"rdquo", "”"}, {"laquo", "«"}, {"raquo", "»"},  {"bull", "•"},  {"middot", "·"}, {"copy", "©"},
        {"deg", "°"},   {"times", "×"}, {"eacute", "é"}, {"shy", ""},
    }};
    for (const auto& [key, text] : known)
        if (key == name)
            return text;
    return {};
}

std::string characterOf(std::uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return "\uFFFD";
    if (code == 0xA0)
        return " ";
    std::u16string units;
    if (code >= 0x10000) {
        units += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
        units += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
    } else {
        units += static_cast<char16_t>(code);
    }
    return toUtf8(units);
}

class Cleaner
{
public:
    explicit Cleaner(std::string_view html)
        : m_html(html)
    {
    }

    std::string run()
    {
        while (m_at < m_html.size()) {
            const char c = m_html[m_at];
            if (c == '<' && isTag())
                readTag();
            else if (c == '&')
                readEntity();
            else
                readCharacter(c);
        }
        while (!m_out.empty() && (m_out.back() == ' ' || m_out.back() == '\n'))
            m_out.pop_back();
        return std::move(m_out);
    }

private:
    bool isTag() const
    {
        const char next = m_at + 1 < m_html.size() ? m_html[m_at + 1] : ' ';
        return next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    }

    void readTag()
    {
        const std::size_t end = std::min(m_html.find('>', m_at), m_html.size());
        std::string_view tag = m_html.substr(m_at + 1, end - m_at - 1);
        m_at = std::min(end + 1, m_html.size());
        const bool isEnd = !tag.empty() && tag.front() == '/';
        if (isEnd)
            tag.remove_prefix(1);
        const std::string name = lower(tag.substr(0, tag.find_first_of(" \t\r\n/")));
        if (!isEnd && (name == "script" || name == "style"))
            skipTo("</" + name);
        else if (name == "br" || name == "li" || name == "tr")
            breakLine(1, isEnd);
        else if (name == "p" || name == "div" || name == "ul" || name == "ol" || (name.size() == 2 && name[0] == 'h'))
            breakLine(1, false);
        if (name == "li" && !isEnd)
            m_out += "• ";
    }

    void skipTo(const std::string& closing)
    {
        const std::string rest = lower(m_html.substr(m_at));
        const std::size_t found = rest.find(closing);
        m_at = found == std::string::npos ? m_html.size() : m_at + found;
    }

    void readEntity()
    {
        const std::size_t end = m_html.find(';', m_at);
        const std::string_view name = end == std::string_view::npos || end - m_at > 10
                                          ? std::string_view()
                                          : m_html.substr(m_at + 1, end - m_at - 1);
        std::string text;
        if (name.size() > 1 && name[0] == '#') {
            const bool isHex = name[1] == 'x' || name[1] == 'X';
            std::uint32_t code = 0;
            std::from_chars(name.data() + (isHex ? 2 : 1), name.data() + name.size(), code, isHex ? 16 : 10);
            text = characterOf(code);
        } else if (!name.empty()) {
            text = namedEntity(name);
        }
        if (text == " ") { // one blank with those around it
            m_at = end;
            readCharacter(' ');
            return;
        }
        m_at = text.empty() && name != "shy" ? m_at + 1 : end + 1;
        m_out += text.empty() && name != "shy" ? "&" : text;
    }

    void readCharacter(char c)
    {
        ++m_at;
        if (c == '\r')
            return;
        if (c == '\n')
            breakLine(2, false);
        else if (c != ' ' && c != '\t')
            m_out += c;
        else if (!m_out.empty() && m_out.back() != ' ' && m_out.back() != '\n')
            m_out += ' ';
    }

    /// Ends the line unless `most` line ends stand there already; nothing at the start.
    void breakLine(std::size_t most, bool isSkipped)
    {
        while (!m_out.empty() && m_out.back() == ' ')
            m_out.pop_back();
        std::size_t ends = 0;
        while (ends < m_out.size() && m_out[m_out.size() - 1 - ends] == '\n')
            ++ends;
        if (!isSkipped && !m_out.empty() && ends < most)
            m_out += '\n';
    }

    std::string_view m_html;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

std::string plainText(std::string_view html)
{
    return Cleaner(html).run();
}

} // namespace campaign::transfer::azgaar
