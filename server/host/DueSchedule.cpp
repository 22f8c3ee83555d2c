// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/DueSchedule.h"

#include <algorithm>

namespace campaign::host {

DueSchedule::DueSchedule(api::Gateway& gateway, const Clock& clock)
    : m_gateway(gateway)
    , m_clock(clock)
    , m_subscription(gateway.bus().subscribe([this](const events::ChangeEventPtr& change) {
        if (m_gateway.altersDue(*change))
            wake();
    }))
    , m_thread([this] { run(); })
{
}

DueSchedule::~DueSchedule()
{
    m_gateway.bus().unsubscribe(m_subscription);
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void DueSchedule::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAwake = true;
    }
    m_wake.notify_all();
}

int DueSchedule::lookCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_looks;
}

bool DueSchedule::isStopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping;
}

void DueSchedule::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        m_isAwake = false;
        lock.unlock();
        const std::optional<std::int64_t> next = m_gateway.runDue([this] { return isStopping(); });
        lock.lock();
        ++m_looks;
        sleepUntil(lock, next);
    }
}

/// By the system's own clock, so that a machine that slept or was set right wakes it at the time meant. A day at most:
/// far times do not fit that clock.
void DueSchedule::sleepUntil(std::unique_lock<std::mutex>& lock, std::optional<std::int64_t> next)
{
    using namespace std::chrono;
    const auto isDone = [this] { return m_isStopping || m_isAwake; };
    if (!next) {
        m_wake.wait(lock, isDone);
        return;
    }
    constexpr std::int64_t longest = duration_cast<microseconds>(hours(24)).count();
    const std::int64_t left = std::clamp<std::int64_t>(*next - m_clock.nowMicroseconds(), 0, longest);
    m_wake.wait_until(lock, system_clock::now() + microseconds(left), isDone);
}

} // namespace campaign::host
