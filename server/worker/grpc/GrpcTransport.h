// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/worker/RulesTransport.h"

namespace campaign::worker {

/// Rules over gRPC, plain HTTP/2 (interop.md §8): for programs that serve or ask a rules worker.
RulesTransport grpcTransport();

Result<std::unique_ptr<RulesListener>> listenGrpc(RulesEngine& engine, const ListenSettings& settings, PostTask post);
std::unique_ptr<RulesConnection> connectGrpc(const ConnectSettings& settings);

} // namespace campaign::worker
