// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/EntityCache.h"

#include <algorithm>

namespace campaign::history {

EntityCache::EntityCache(std::size_t capacity)
    : m_halfShard(std::max<std::size_t>(1, capacity / shardCount / 2))
{
}

EntityPtr EntityCache::find(std::int64_t row)
{
    Shard& shard = shardOf(row);
    const std::lock_guard lock(shard.mutex);
    if (const auto young = shard.young.find(row); young != shard.young.end())
        return young->second;
    const auto old = shard.old.find(row);
    if (old == shard.old.end())
        return nullptr;
    return shard.young.insert(shard.old.extract(old)).position->second;
}

void EntityCache::insert(const EntityPtr& entity)
{
    Shard& shard = shardOf(entity->row);
    const std::lock_guard lock(shard.mutex);
    if (shard.young.size() >= m_halfShard) {
        shard.old = std::move(shard.young);
        shard.young.clear();
    }
    shard.young.insert_or_assign(entity->row, entity);
}

} // namespace campaign::history
