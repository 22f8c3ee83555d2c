// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::net {

struct Header
{
    std::string name;
    std::string value;
};

/// A request whose body has arrived. `target` is as sent: path and query, still percent-encoded.
struct HttpRequest
{
    std::string method;
    std::string target;
    std::vector<Header> headers;
    std::string body;

    /// The first header of that name (without regard to case), "" when there is none.
    std::string_view header(std::string_view name) const;
    bool hasHeader(std::string_view name) const;
    /// The target up to the question mark.
    std::string_view path() const;
    /// The target after the question mark.
    std::string_view query() const;
};

struct HttpResponse
{
    int status = 200;
    std::vector<Header> headers;
    std::string body;
};

/// Answers a request; callable once, from any thread. Dropping every copy uncalled answers 503.
using Reply = std::function<void(HttpResponse)>;
/// Called on a network thread: returns at once and never touches a database.
using RequestHandler = std::function<void(HttpRequest, Reply)>;

/// A JSON answer with its length and type.
HttpResponse jsonResponse(int status, const Value& body);
/// {"statusCode","message","error"}: how everything but GraphQL reports a failure (interop.md §7).
HttpResponse errorResponse(int status, std::string_view message);
std::string_view reasonPhrase(int status);

bool equalsIgnoringCase(std::string_view left, std::string_view right);
std::string_view trimmed(std::string_view text);

} // namespace campaign::net
