// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ChangeTracker.h"

#include <cassert>

namespace campaign {

namespace {
constexpr std::size_t rememberedSteps = 4096;
}

ChangeTracker::ChangeTracker(events::EventBus& bus, const catalogue::Catalogue& types)
    : m_bus(bus)
    , m_types(types)
{
    assert(types.types().size() <= 64 && "TypeSet holds 64 types");
    m_subscription = m_bus.subscribe([this](const events::ChangeEventPtr& event) { note(*event); });
}

ChangeTracker::~ChangeTracker()
{
    m_bus.unsubscribe(m_subscription);
}

void ChangeTracker::note(const events::ChangeEvent& event)
{
    Step step{event.seq, {}};
    for (const events::EntityChange& entity : event.entities) {
        if (const catalogue::Type* type = m_types.find(entity.type))
            step.types.add(m_types.indexOf(*type));
    }
    // A change that names no entity may still move many (the clock brings planned patches into force).
    if (event.entities.empty() || event.kind == "advance")
        step.types.addAll();
    const std::lock_guard lock(m_mutex);
    if (!m_steps.empty() && m_steps.back().seq + 1 != step.seq)
        m_steps.clear();
    m_steps.push_back(step);
    if (m_steps.size() > rememberedSteps)
        m_steps.pop_front();
}

std::optional<TypeSet> ChangeTracker::touched(std::int64_t from, std::int64_t to) const
{
    TypeSet all;
    if (from >= to)
        return all;
    const std::lock_guard lock(m_mutex);
    if (m_steps.empty() || m_steps.front().seq > from + 1 || m_steps.back().seq < to)
        return std::nullopt;
    for (const Step& step : m_steps) {
        if (step.seq > from && step.seq <= to)
            all.add(step.types);
    }
    return all;
}

} // namespace campaign
