// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/worker/CircuitBreaker.h"
#include "server/worker/RulesTransport.h"

#include <atomic>

namespace campaign::worker {

/// Lets a rules worker judge conditions where there are many, behind a circuit breaker. Whatever goes wrong, and
/// whenever the worker knows another state than the caller, the answer is "do it yourself". Safe from any thread.
class RemoteConditions final : public BulkConditions
{
public:
    struct Settings
    {
        std::size_t least = 100;
        std::size_t batch = 1'000; ///< conditions of one call; more are asked in several
        CircuitBreaker::Settings breaker;
    };
    struct Numbers
    {
        std::uint64_t calls = 0;    ///< that went out
        std::uint64_t failures = 0; ///< of those
        std::uint64_t outdated = 0; ///< answers of another state
        std::uint64_t local = 0;    ///< times the caller had to do it
    };

    RemoteConditions(std::unique_ptr<RulesConnection> connection, std::string address, Settings settings);

    std::size_t least() const override { return m_settings.least; }
    std::optional<std::vector<Verdict>> judge(std::span<const history::EntityPtr> conditions, const Id& branch,
                                              std::int64_t seq) override;

    CircuitBreaker::State state() const { return m_breaker.state(); }
    Numbers numbers() const;
    /// {address, state, calls, …}, for /health.
    Value describe() const;

private:
    Result<RemoteVerdicts> call(const std::vector<Id>& ids, const Id& branch);
    bool judgeSome(std::span<const history::EntityPtr> conditions, const Id& branch, std::int64_t seq,
                   std::vector<Verdict>& out);
    CircuitBreaker::Settings logging(CircuitBreaker::Settings settings) const;

    const std::unique_ptr<RulesConnection> m_connection;
    const std::string m_address;
    const Settings m_settings;
    CircuitBreaker m_breaker;
    std::atomic<std::uint64_t> m_calls{0}, m_failures{0}, m_outdated{0}, m_local{0};
};

} // namespace campaign::worker
