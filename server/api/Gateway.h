// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/MemoryCache.h"
#include "server/core/Clock.h"
#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/core/Viewer.h"
#include "server/events/EventBus.h"
#include "server/events/ValuesFeed.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace campaign {
class BulkConditions;
}
namespace campaign::history {
class Store;
}

namespace campaign::api {

/// What a transport took from its client. The transport has checked the form already (interop.md §1): `query` is text,
/// `variables` an object or null. A request's `extensions` are ignored, so there is no place for them.
struct Request
{
    std::string query;
    std::string operationName; ///< "" for none
    Value variables;

    /// Set to true from any thread to stop the operation (CANCELLED); may be null.
    std::shared_ptr<const std::atomic<bool>> cancelled;
    /// When to give up (LIMIT_EXCEEDED). Checked between levels and every 1,024 rows.
    std::optional<std::chrono::steady_clock::time_point> deadline;
};

enum class OperationKind { Query, Mutation, Subscription };

/// The answer. `json` is the whole body: `data`, `errors`, `extensions`.
struct Response
{
    std::string json;
    /// False: the request failed before execution and the body has no `data` (syntax, validation, unknown operation,
    /// variables). Under application/graphql-response+json that is HTTP 400; everything else is 200.
    bool executed = false;
    bool hasErrors = false;
    /// The operation was a subscription and was refused for it: a plain request cannot carry one (HTTP 4xx).
    bool isSubscription = false;
    /// The stream's sequence number the operation read, or that of its last change; the same number stands in the body
    /// of a mutation as `extensions.change`.
    std::int64_t seq = 0;
    int statements = 0; ///< how many SQL statements its reads ran
    /// What the operation's mutations wrote, in order. For callers in the same process, whose store applies them at
    /// once; they arrive on the bus as well. Below the audience gate: for game masters only.
    std::vector<events::ChangeEventPtr> changes;
};

struct GatewaySettings
{
    std::string version = "0.1.0"; ///< what `health` answers
    int depth = 15;
    std::int64_t cost = 50'000;
    cache::MemoryLimits cache;
    BulkConditions* bulkConditions = nullptr; ///< who takes many conditions off this process; outlives the gateway
};

/// The one place where all ways into the server meet: HTTP, WebSocket, the window's own process, the command line. Runs
/// one operation from text to text on the caller's thread; any number of threads at once. Nothing above it knows the
/// store, nothing below it the transport.
class Gateway
{
public:
    virtual ~Gateway() = default;

    virtual Response execute(const Request& request, const Viewer& viewer) = 0;
    /// The kind of operation execute() would run; empty when the request cannot run. For GET, which may not carry
    /// mutations (405).
    virtual std::optional<OperationKind> operationKind(const Request& request) = 0;
    /// What the shared cache has done since the gateway was made.
    virtual cache::Statistics cacheStatistics() const = 0;
    /// Carries every committed change of the store behind.
    virtual events::EventBus& bus() = 0;
    /// Tells which computed values of a branch come out otherwise; below the audience gate, as the bus is.
    virtual events::ValuesFeed& values() = 0;
    /// Runs what is due by the real time and says when (µs since 1970 UTC) something is again; nothing while none waits.
    /// For one thread at a time; `isStopping` is asked between two effects. See simulation/RealTimeEffects.h.
    virtual std::optional<std::int64_t> runDue(const std::function<bool()>& isStopping) = 0;
    /// Whether something may be due at another time after this change.
    virtual bool altersDue(const events::ChangeEvent& change) const = 0;
};

/// Builds the schema from the store's catalogue. Store and clock outlive the gateway. An error is a fault in the
/// catalogue (two fields of one name, say), never in the data.
Result<std::unique_ptr<Gateway>> makeGateway(history::Store& store, const Clock& clock,
                                             const GatewaySettings& settings = {});

/// The body of a request that was refused before it got here (`{"errors":[{message, extensions{code}}]}`).
std::string errorBody(const Error& error);

} // namespace campaign::api
