// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/Flights.h"

namespace campaign::cache {

void Flight::land(const Made& made)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_made = made;
    }
    m_landed.notify_all();
}

ValuePtr Flight::wait(Version asked, std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    if (!m_landed.wait_for(lock, atMost, [this] { return m_isOver; }) || !m_made.value)
        return nullptr;
    const bool isGood = asked == m_version || (m_made.dependencies && m_made.dependencies->hold(m_version, asked));
    return isGood ? m_made.value : nullptr;
}

void Flights::end(const Key& key)
{
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    shard.flights.erase(key.fingerprint);
}

} // namespace campaign::cache
