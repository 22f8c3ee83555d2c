// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/Timeline.h"

namespace campaign::cache {

namespace {

void raise(std::atomic<Version>& number, Version to)
{
    Version now = number.load(std::memory_order_relaxed);
    while (now < to && !number.compare_exchange_weak(now, to, std::memory_order_acq_rel))
        ;
}

} // namespace

Timeline::Shard& Timeline::shardOf(std::string_view name)
{
    return m_shards[Hash()(name) % shardCount];
}

void Timeline::begin(Version version)
{
    // Before any group is looked up: whoever makes one from now on makes it as changed by this version (see group()).
    raise(m_begun, version);
    // Changes nobody announced may have touched anything.
    if (version > known() + 1)
        raise(m_everything, version - 1);
}

void Timeline::finish(Version version)
{
    raise(m_known, version);
}

void Timeline::startAt(Version version)
{
    raise(m_begun, version);
    raise(m_known, version);
}

void Timeline::announce(Version version, std::span<const std::string> groups)
{
    begin(version);
    for (const std::string& name : groups) {
        Shard& shard = shardOf(name);
        const std::lock_guard lock(shard.mutex);
        if (const auto known = shard.groups.find(name); known != shard.groups.end())
            raise(known->second->m_changed, version);
    }
    m_invalidations.fetch_add(groups.size(), std::memory_order_relaxed);
    finish(version);
}

void Timeline::announceAll(Version version)
{
    begin(version);
    raise(m_everything, version);
    m_invalidations.fetch_add(1, std::memory_order_relaxed);
    finish(version);
}

GroupPtr Timeline::group(std::string_view name)
{
    Shard& shard = shardOf(name);
    const std::lock_guard lock(shard.mutex);
    if (const auto known = shard.groups.find(name); known != shard.groups.end())
        return known->second;
    if (shard.groups.size() >= shard.pruneAt)
        prune(shard);
    // While it was unknown nobody noted its changes, so it counts as changed by the last one.
    auto made = std::make_shared<Group>(m_begun.load(std::memory_order_acquire));
    shard.groups.emplace(name, made);
    return made;
}

void Timeline::prune(Shard& shard)
{
    std::erase_if(shard.groups, [](const auto& entry) { return entry.second.use_count() == 1; });
    shard.pruneAt = std::max<std::size_t>(512, shard.groups.size() * 2);
}

std::size_t Timeline::groupCount() const
{
    std::size_t count = 0;
    for (const Shard& shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        count += shard.groups.size();
    }
    return count;
}

Dependencies::Dependencies(const Timeline& timeline, std::vector<GroupPtr> groups)
    : m_timeline(timeline)
    , m_groups(std::move(groups))
{
}

} // namespace campaign::cache
