// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/AccessGuard.h"

#include "server/net/Url.h"

#include <algorithm>

namespace campaign::net {

AccessGuard::AccessGuard(std::vector<std::string> allowedOrigins)
    : m_allowedOrigins(std::move(allowedOrigins))
{
}

bool AccessGuard::maySend(std::string_view origin) const
{
    if (std::find(m_allowedOrigins.begin(), m_allowedOrigins.end(), origin) != m_allowedOrigins.end())
        return true;
    const std::size_t scheme = origin.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const Result<Authority> authority = parseAuthority(origin.substr(scheme + 3));
    return authority && isLoopbackHost(authority->host);
}

std::optional<HttpResponse> AccessGuard::refuse(const HttpRequest& request) const
{
    const Result<Authority> host = parseAuthority(request.header("Host"));
    if (!host || !isLoopbackHost(host->host))
        return errorResponse(403, "This server serves this machine alone, under the names localhost, 127.0.0.1 and "
                                  "[::1]; the Host header names another.");
    if (request.hasHeader("Origin")) {
        if (!maySend(request.header("Origin")))
            return errorResponse(403, "Pages of this origin may not use this server. Its operator can allow the "
                                      "origin with --cors-origin.");
    } else if (equalsIgnoringCase(request.header("Sec-Fetch-Site"), "cross-site")) {
        return errorResponse(403, "Pages of other sites may not use this server.");
    }
    return std::nullopt;
}

void AccessGuard::addCorsHeaders(const HttpRequest& request, HttpResponse& response) const
{
    response.headers.push_back({"Vary", "Origin"});
    if (request.hasHeader("Origin") && maySend(request.header("Origin")))
        response.headers.push_back({"Access-Control-Allow-Origin", std::string(request.header("Origin"))});
}

HttpResponse AccessGuard::answerOptions(const HttpRequest& request, std::string_view allow) const
{
    HttpResponse response{204, {{"Allow", std::string(allow)}}, {}};
    if (!request.hasHeader("Access-Control-Request-Method"))
        return response;
    response.headers.push_back({"Access-Control-Allow-Methods", std::string(allow)});
    const std::string_view wanted = request.header("Access-Control-Request-Headers");
    response.headers.push_back(
        {"Access-Control-Allow-Headers", wanted.empty() ? "content-type, accept, authorization" : std::string(wanted)});
    response.headers.push_back({"Access-Control-Max-Age", "600"});
    return response;
}

} // namespace campaign::net
