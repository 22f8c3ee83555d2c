// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Mentions.h"

#include <algorithm>

namespace campaign::catalogue {

namespace {

constexpr std::string_view opening = "[@";
constexpr std::string_view target = "](campaign:";
constexpr std::size_t longestName = 800;

bool isTypeName(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Where the name that starts here ends, npos when the bracket never closes on its line.
std::size_t endOfName(std::string_view text, std::size_t from)
{
    const std::size_t until = std::min(text.size(), from + longestName);
    for (std::size_t at = from; at < until; ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == ']')
            return at;
        else if (text[at] == '\n' || text[at] == '[')
            return std::string_view::npos;
    }
    return std::string_view::npos;
}

std::string unescaped(std::string_view name)
{
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] == '\\' && at + 1 < name.size())
            ++at;
        plain += name[at];
    }
    return plain;
}

/// The mention that opens at `begin`; its end is 0 when it is not one.
Mention mentionAt(std::string_view text, std::size_t begin)
{
    Mention mention;
    const std::size_t nameEnd = endOfName(text, begin + opening.size());
    if (nameEnd == std::string_view::npos || text.substr(nameEnd, target.size()) != target)
        return mention;
    const std::size_t start = nameEnd + target.size();
    const std::size_t close = text.find(')', start);
    const std::size_t slash = text.find('/', start);
    if (close == std::string_view::npos || slash == std::string_view::npos || slash > close)
        return mention;
    const std::string_view type = text.substr(start, slash - start);
    const std::string_view id = text.substr(slash + 1, close - slash - 1);
    if (!isTypeName(type) || !isValidId(id))
        return mention;
    mention.type = type;
    mention.id = id;
    mention.shownName = unescaped(text.substr(begin + opening.size(), nameEnd - begin - opening.size()));
    mention.begin = begin;
    mention.end = close + 1;
    return mention;
}

} // namespace

std::vector<Mention> mentionsIn(std::string_view text)
{
    std::vector<Mention> mentions;
    for (std::size_t at = text.find(opening); at != std::string_view::npos;) {
        Mention mention = mentionAt(text, at);
        const std::size_t next = mention.end ? mention.end : at + opening.size();
        if (mention.end)
            mentions.push_back(std::move(mention));
        at = text.find(opening, next);
    }
    return mentions;
}

std::string mentionText(std::string_view type, std::string_view id, std::string_view name)
{
    std::string written(opening);
    for (const char c : name) {
        if (c == '[' || c == ']' || c == '\\')
            written += '\\';
        written += c == '\n' ? ' ' : c;
    }
    written.append(target).append(type).append("/").append(id).append(")");
    return written;
}

std::string withoutMentions(std::string_view text)
{
    std::string plain;
    std::size_t from = 0;
    for (const Mention& mention : mentionsIn(text)) {
        plain.append(text.substr(from, mention.begin - from)).append(mention.shownName);
        from = mention.end;
    }
    return plain.append(text.substr(from));
}

} // namespace campaign::catalogue
