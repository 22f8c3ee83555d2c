// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"

#include <grpcpp/support/status.h>

namespace campaign::worker {

// The one table between our errors and gRPC's codes (https://grpc.github.io/grpc/core/md_doc_statuscodes.html).
grpc::Status toStatus(const Error& error);
Error toError(const grpc::Status& status);

/// From now on what the library says of its errors goes into our log, for developers; the rest nowhere. What matters to
/// an operator is logged by those who call it.
void logThroughOurs();

} // namespace campaign::worker
