// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/MediaType.h"

#include "server/net/HttpMessage.h"

#include <array>
#include <charconv>

namespace campaign::net {

namespace {

constexpr std::string_view json = "application/json";
constexpr std::string_view graphqlResponse = "application/graphql-response+json";

/// Splits at `separator` outside quoted strings, pieces trimmed.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"')
            quoted = !quoted;
        else if (quoted && text[at] == '\\')
            ++at;
        else if (text[at] == separator && !quoted) {
            pieces.push_back(trimmed(text.substr(start, at - start)));
            start = at + 1;
        }
    }
    pieces.push_back(trimmed(text.substr(start)));
    return pieces;
}

struct Parameter
{
    std::string_view name;
    std::string_view value; ///< without quotes
};

Parameter parameter(std::string_view piece)
{
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos)
        return {piece, {}};
    std::string_view value = trimmed(piece.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    return {trimmed(piece.substr(0, equals)), value};
}

bool isUtf8(std::string_view charset)
{
    return equalsIgnoringCase(charset, "utf-8") || equalsIgnoringCase(charset, "utf8");
}

struct Range
{
    std::string_view type;
    double quality = 1;
    bool usable = true; ///< false when it asks for a charset that is not ours
};

Range readRange(std::string_view text)
{
    const std::vector<std::string_view> pieces = split(text, ';');
    Range range{pieces[0]};
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const Parameter one = parameter(pieces[i]);
        if (equalsIgnoringCase(one.name, "q")) {
            double quality = 0;
            const auto read = std::from_chars(one.value.data(), one.value.data() + one.value.size(), quality);
            const bool good = read.ec == std::errc() && quality >= 0 && quality <= 1;
            range.quality = good ? quality : 0;
        } else if (equalsIgnoringCase(one.name, "charset") && !isUtf8(one.value)) {
            range.usable = false;
        }
    }
    return range;
}

/// 0: does not match, 1: */*, 2: application/*, 3: by name.
int specificity(std::string_view range, std::string_view type)
{
    if (equalsIgnoringCase(range, type))
        return 3;
    if (equalsIgnoringCase(range, "application/*"))
        return 2;
    return range == "*/*" ? 1 : 0;
}

struct Preference
{
    int specificity = 0;
    double quality = 0;
    std::size_t order = 0;
};

Preference preferenceFor(std::string_view type, const std::vector<Range>& ranges)
{
    Preference best;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const int fits = ranges[i].usable ? specificity(ranges[i].type, type) : 0;
        if (fits > best.specificity)
            best = {fits, ranges[i].quality, i};
    }
    return best;
}

} // namespace

std::string_view contentType(GraphqlMedia media)
{
    return media == GraphqlMedia::Json ? "application/json; charset=utf-8"
                                       : "application/graphql-response+json; charset=utf-8";
}

std::optional<GraphqlMedia> negotiate(std::string_view accept)
{
    if (trimmed(accept).empty())
        return GraphqlMedia::Json;
    std::vector<Range> ranges;
    for (const std::string_view piece : split(accept, ','))
        ranges.push_back(readRange(piece));
    const Preference plain = preferenceFor(json, ranges);
    const Preference own = preferenceFor(graphqlResponse, ranges);
    if (plain.quality <= 0 && own.quality <= 0)
        return std::nullopt;
    if (plain.quality != own.quality)
        return plain.quality > own.quality ? GraphqlMedia::Json : GraphqlMedia::GraphqlResponse;
    // A wildcard says nothing about either, so what is named goes first, and JSON where both come from one wildcard.
    if (own.specificity == 3 && plain.specificity == 3)
        return own.order < plain.order ? GraphqlMedia::GraphqlResponse : GraphqlMedia::Json;
    return own.specificity > plain.specificity ? GraphqlMedia::GraphqlResponse : GraphqlMedia::Json;
}

bool isJsonInUtf8(std::string_view contentType)
{
    const std::vector<std::string_view> pieces = split(contentType, ';');
    if (!equalsIgnoringCase(pieces[0], json))
        return false;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const Parameter one = parameter(pieces[i]);
        if (equalsIgnoringCase(one.name, "charset") && !isUtf8(one.value))
            return false;
    }
    return true;
}

} // namespace campaign::net
