// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Error.h"

namespace campaign {

std::string_view errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Invalid:
        return "Invalid";
    case ErrorCode::NotFound:
        return "NotFound";
    case ErrorCode::Conflict:
        return "Conflict";
    case ErrorCode::OptimisticLock:
        return "OptimisticLock";
    case ErrorCode::Forbidden:
        return "Forbidden";
    case ErrorCode::Unauthenticated:
        return "Unauthenticated";
    case ErrorCode::Limit:
        return "Limit";
    case ErrorCode::Unavailable:
        return "Unavailable";
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::Internal:
        return "Internal";
    }
    return "Internal";
}

std::string Error::toString() const
{
    std::string text = path.empty() ? message : path + ": " + message;
    if (cause)
        text += " (because: " + cause->toString() + ")";
    return text;
}

} // namespace campaign
