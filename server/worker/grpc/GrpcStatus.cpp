// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/grpc/GrpcStatus.h"

#include "server/core/Log.h"

#include <grpc/support/log.h>

namespace campaign::worker {

using grpc::StatusCode;

namespace {

struct Pair
{
    ErrorCode ours;
    StatusCode theirs;
};

// Towards ours the first that fits counts.
constexpr Pair pairs[] = {
    {ErrorCode::Invalid, StatusCode::INVALID_ARGUMENT},
    {ErrorCode::Invalid, StatusCode::OUT_OF_RANGE},
    {ErrorCode::NotFound, StatusCode::NOT_FOUND},
    {ErrorCode::Conflict, StatusCode::FAILED_PRECONDITION},
    {ErrorCode::Conflict, StatusCode::ABORTED},
    {ErrorCode::OptimisticLock, StatusCode::FAILED_PRECONDITION},
    {ErrorCode::Forbidden, StatusCode::PERMISSION_DENIED},
    {ErrorCode::Unauthenticated, StatusCode::UNAUTHENTICATED},
    {ErrorCode::Limit, StatusCode::RESOURCE_EXHAUSTED},
    {ErrorCode::Limit, StatusCode::DEADLINE_EXCEEDED},
    {ErrorCode::Unavailable, StatusCode::UNAVAILABLE},
    {ErrorCode::Cancelled, StatusCode::CANCELLED},
    {ErrorCode::Internal, StatusCode::INTERNAL},
};

} // namespace

grpc::Status toStatus(const Error& error)
{
    for (const Pair& pair : pairs) {
        if (pair.ours == error.code)
            return {pair.theirs, error.message};
    }
    return {StatusCode::INTERNAL, error.message};
}

Error toError(const grpc::Status& status)
{
    for (const Pair& pair : pairs) {
        if (pair.theirs == status.error_code())
            return {pair.ours, status.error_message(), {}, {}, {}};
    }
    return {ErrorCode::Internal, status.error_message(), {}, {}, {}};
}

void logThroughOurs()
{
    gpr_set_log_function([](gpr_log_func_args* said) {
        if (said->severity == GPR_LOG_SEVERITY_ERROR)
            log(LogLevel::Debug, "campaign.grpc", "library", {{"message", said->message}});
    });
}

} // namespace campaign::worker
