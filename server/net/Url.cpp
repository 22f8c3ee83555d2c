// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/Url.h"

#include "server/core/Text.h"

#include <algorithm>
#include <charconv>

namespace campaign::net {

namespace {

Error invalid(std::string message)
{
    return {ErrorCode::Invalid, std::move(message), {}, {}, {}};
}

Result<std::string> decode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        unsigned code = 0;
        const char* digits = text.data() + at + 1;
        const bool complete = at + 2 < text.size();
        if (!complete || std::from_chars(digits, digits + 2, code, 16).ptr != digits + 2)
            return invalid("The address holds a broken percent escape.");
        out += static_cast<char>(code);
        at += 2;
    }
    if (!isValidUtf8(out))
        return invalid("The address holds text that is not UTF-8.");
    return out;
}

bool isDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool isLoopbackV4(std::string_view host)
{
    constexpr std::string_view network = "127.";
    if (host.substr(0, network.size()) != network)
        return false;
    int parts = 0;
    for (std::size_t start = 0; start <= host.size(); ++parts) {
        const std::size_t dot = std::min(host.find('.', start), host.size());
        const std::string_view part = host.substr(start, dot - start);
        int number = -1;
        if (part.empty() || part.size() > 3 || !isDigits(part))
            return false;
        std::from_chars(part.data(), part.data() + part.size(), number);
        if (number > 255)
            return false;
        start = dot + 1;
    }
    return parts == 4;
}

} // namespace

Result<std::map<std::string, std::string, std::less<>>> parseQuery(std::string_view query)
{
    std::map<std::string, std::string, std::less<>> parameters;
    for (std::size_t start = 0; start < query.size();) {
        const std::size_t end = std::min(query.find('&', start), query.size());
        const std::string_view piece = query.substr(start, end - start);
        start = end + 1;
        if (piece.empty())
            continue;
        const std::size_t equals = std::min(piece.find('='), piece.size());
        Result<std::string> name = decode(piece.substr(0, equals));
        if (!name)
            return name.error();
        Result<std::string> value = decode(equals < piece.size() ? piece.substr(equals + 1) : std::string_view());
        if (!value)
            return value.error();
        if (!parameters.emplace(*name, *value).second)
            return invalid("The parameter \"" + *name + "\" is given twice.");
    }
    return parameters;
}

Result<Authority> parseAuthority(std::string_view text)
{
    const bool bracketed = !text.empty() && text.front() == '[';
    const std::size_t closing = bracketed ? text.find(']') : std::string_view::npos;
    if (text.empty() || (bracketed && closing == std::string_view::npos))
        return invalid("Not a host.");
    const std::size_t hostEnd = bracketed ? closing + 1 : std::min(text.find(':'), text.size());
    std::string_view host = text.substr(0, hostEnd);
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    std::string_view port = text.substr(hostEnd);
    if (!port.empty() && (port.front() != ':' || !isDigits(port.substr(1)) || port.size() > 6))
        return invalid("Not a host and a port.");
    if (!port.empty())
        port.remove_prefix(1);
    if (host.empty() || host.find_first_of(" \t/@\\?#") != std::string_view::npos)
        return invalid("Not a host.");
    return Authority{lowerCase(host), std::string(port)};
}

bool isLoopbackHost(std::string_view host)
{
    constexpr std::string_view below = ".localhost";
    const bool named =
        host == "localhost" || (host.size() > below.size() && host.substr(host.size() - below.size()) == below);
    return named || host == "::1" || isLoopbackV4(host);
}

} // namespace campaign::net
