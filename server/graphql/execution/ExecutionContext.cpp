// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/ExecutionContext.h"

#include "server/core/Json.h"

namespace campaign::graphql {

namespace {

/// The one table from our error codes to what clients are told (NOT_FOUND, BAD_USER_INPUT, …).
std::string_view codeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Invalid:
        return "BAD_USER_INPUT";
    case ErrorCode::NotFound:
        return "NOT_FOUND";
    case ErrorCode::Conflict:
        return "CONFLICT";
    case ErrorCode::OptimisticLock:
        return "OPTIMISTIC_LOCK_ERROR";
    case ErrorCode::Forbidden:
        return "FORBIDDEN";
    case ErrorCode::Unauthenticated:
        return "UNAUTHENTICATED";
    case ErrorCode::Limit:
        return "LIMIT_EXCEEDED";
    case ErrorCode::Unavailable:
        return "UNAVAILABLE";
    case ErrorCode::Cancelled:
        return "CANCELLED";
    case ErrorCode::Internal:
        break;
    }
    return "INTERNAL_SERVER_ERROR";
}

} // namespace

void errorExtensions(const Error& error, ValueObject& extensions)
{
    extensions.set("code", Value(codeOf(error.code)));
    if (!error.path.empty())
        extensions.set("inputPath", Value(error.path));
    if (error.details.empty())
        return;
    const Result<Value> details = parseJson(error.details);
    if (!details || !details->isObject())
        return;
    for (const auto& [name, value] : details->asObject()) {
        if (name != "code")
            extensions.set(name, value);
    }
}

} // namespace campaign::graphql
