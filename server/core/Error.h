// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace campaign {

/// What kind of failure it is; graphql/execution turns the code into a GraphQL extension.
enum class ErrorCode {
    Invalid,
    NotFound,
    Conflict,
    OptimisticLock,
    Forbidden,
    Unauthenticated,
    Limit,
    Unavailable,
    Cancelled,
    Internal
};

std::string_view errorCodeName(ErrorCode code);

/// A failure as a value: what went wrong, where (a path into the input, "" if none), and why (cause, may be null).
/// `details` is JSON text of further facts for programs (expectedVersion, constraint, …); "" if there are none.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string path;
    std::shared_ptr<const Error> cause;
    std::string details;

    /// The message with its path and the chain of causes, for logs and the command line.
    std::string toString() const;
};

} // namespace campaign
