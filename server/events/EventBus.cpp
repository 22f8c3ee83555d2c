// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/events/EventBus.h"

namespace campaign::events {

int LocalBus::subscribe(Listener listener)
{
    const std::lock_guard lock(m_mutex);
    m_listeners.emplace_back(m_next, std::move(listener));
    return m_next++;
}

void LocalBus::unsubscribe(int subscription)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_listeners, [&](const auto& entry) { return entry.first == subscription; });
}

void LocalBus::publish(const ChangeEventPtr& event)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& entry : m_listeners)
        entry.second(event);
}

} // namespace campaign::events
