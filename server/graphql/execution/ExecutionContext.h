// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"
#include "server/core/Value.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace campaign::graphql {

/// Bounds of one operation. Depth counts fields outside introspection; cost counts objects, estimated before the run
/// (identical fields merged) and counted again as they are produced. Introspection has bounds of its own.
struct ExecutionLimits
{
    int depth = 15;
    std::int64_t cost = 50'000;
    int introspectionDepth = 40;
    std::int64_t introspectionCost = 1'000'000;
    std::size_t errors = 1'000; ///< field errors listed; further ones are counted but not listed
};

/// Fills the `extensions` of a GraphQL error: `code`, the path into the input as `inputPath`, and the members of
/// Error::details (expectedVersion, constraint, …).
void errorExtensions(const Error& error, ValueObject& extensions);

/// What belongs to one run of one operation; made by the caller, used by one thread.
class ExecutionContext
{
public:
    ExecutionLimits limits;
    /// The parent of root fields (may stay null).
    const void* rootObject = nullptr;
    /// Set to run a subscription's selection for one event; the root resolver receives it as its parent.
    const void* eventRoot = nullptr;
    /// Asked between levels and every 1,024 rows; an error (Cancelled, Limit) ends the run with it.
    std::function<std::optional<Error>()> interrupted;

    /// The caller's own context for its resolvers.
    template <typename T>
    void setHost(T& host)
    {
        m_host = &host;
    }
    template <typename T>
    T& host() const
    {
        return *static_cast<T*>(m_host);
    }

    /// Keeps an owner until the context is destroyed, and gives back the plain pointer.
    template <typename T>
    const T* keep(std::shared_ptr<T> owner)
    {
        const T* object = owner.get();
        m_kept.push_back(std::move(owner));
        return object;
    }

    // figures of the last run
    std::int64_t estimatedCost = 0;
    std::int64_t producedObjects = 0;
    std::int64_t resolverCalls = 0;

private:
    void* m_host = nullptr;
    std::deque<std::shared_ptr<const void>> m_kept;
};

} // namespace campaign::graphql
