// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace campaign::host {

/// Runs what comes due by the real time, on a thread of its own, until it is destroyed: at once what fell due before,
/// then whenever the next time has come. It sleeps until then; a change that may alter the times wakes it.
class DueSchedule
{
public:
    /// Both outlive it.
    DueSchedule(api::Gateway& gateway, const Clock& clock);
    /// Waits for the effect that is under way.
    ~DueSchedule();
    DueSchedule(const DueSchedule&) = delete;
    DueSchedule& operator=(const DueSchedule&) = delete;

    /// Looks again; for clocks that jump.
    void wake();
    /// How often it has looked what is due, for tests that hold the number down.
    int lookCount() const;

private:
    void run();
    bool isStopping() const;
    void sleepUntil(std::unique_lock<std::mutex>& lock, std::optional<std::int64_t> next);

    api::Gateway& m_gateway;
    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards the three below
    bool m_isStopping = false;
    bool m_isAwake = true;
    int m_looks = 0;
    std::condition_variable m_wake;
    int m_subscription = 0; // with the thread after what they use
    std::thread m_thread;
};

} // namespace campaign::host
