// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>

namespace campaign::worker {

/// Keeps callers from waiting for something that does not answer: so many failures in a row open it and nobody calls;
/// after a while one caller may try (half-open), and what becomes of that closes it or keeps it open as long again.
/// Safe from any thread.
class CircuitBreaker
{
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class State { Closed, Open, HalfOpen };

    struct Settings
    {
        int failures = 5;
        std::chrono::milliseconds openFor{30'000};
        std::function<Time()> now = std::chrono::steady_clock::now;
        /// Called after each change of state, under the breaker's lock: it may not come back here.
        std::function<void(State from, State to)> changed;
    };
    /// The right to call once; tell how it went. What was allowed before the state last changed decides nothing.
    struct Permit
    {
        std::uint64_t turn = 0;
    };

    explicit CircuitBreaker(Settings settings);

    std::optional<Permit> allow();
    void succeeded(Permit permit);
    void failed(Permit permit);
    /// The call was given up for reasons of the caller's: the next one may have the turn.
    void abandoned(Permit permit);

    State state() const;
    /// Failures in a row while closed.
    int failures() const;

private:
    void change(State to);

    const Settings m_settings;
    mutable std::mutex m_mutex; // guards all below
    State m_state = State::Closed;
    int m_failures = 0;
    bool m_isProbing = false;
    Time m_opened;
    std::uint64_t m_turn = 0;
};

/// "closed", "open", "half-open"
std::string_view stateName(CircuitBreaker::State state);

} // namespace campaign::worker
