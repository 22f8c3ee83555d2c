// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/BulkConditions.h"
#include "server/worker/RulesEngine.h"

namespace campaign::worker {

/// Hands a task to the host's workers; false when they have too much to do already.
using PostTask = std::function<bool(std::function<void()>)>;

struct ListenSettings
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 50051; ///< 0 lets the system choose
    int messageBytes = 4 << 20; ///< of the largest request
    int streams = 1'000;        ///< calls at once on one connection
};

/// The rules engine as others reach it. Owned by Host.
class RulesListener
{
public:
    virtual ~RulesListener() = default;
    virtual std::uint16_t port() const = 0;
    /// Takes no new calls, lets those under way finish for `drain`, then ends them. Blocks; idempotent.
    virtual void stop(std::chrono::milliseconds drain) = 0;
};

struct ConnectSettings
{
    std::string address; ///< host:port
    int channels = 2;
    std::chrono::milliseconds deadline{1'000};
    std::chrono::milliseconds retryAtMost{1'000}; ///< between attempts to connect again
};

/// What a rules worker answered to many conditions.
struct RemoteVerdicts
{
    std::vector<BulkConditions::Verdict> verdicts; ///< in the order asked
    std::int64_t seq = 0;                          ///< the state they are of
};

/// A rules worker in another process. Safe from any thread.
class RulesConnection
{
public:
    virtual ~RulesConnection() = default;
    /// One call, within its deadline. Unavailable, Limit (too late, too much) or Internal when the worker did not do
    /// its part; other errors are answers.
    virtual Result<RemoteVerdicts> judge(const std::vector<Id>& conditions, const Id& branch) = 0;
};

/// How rules travel; made by the program, so that the window need not carry the library. Empty: not at all.
struct RulesTransport
{
    /// Fails with Unavailable when the port is taken. `engine` outlives the listener.
    std::function<Result<std::unique_ptr<RulesListener>>(RulesEngine& engine, const ListenSettings& settings,
                                                         PostTask post)>
        listen;
    /// Connects when it is first asked.
    std::function<std::unique_ptr<RulesConnection>(const ConnectSettings& settings)> connect;
};

} // namespace campaign::worker
