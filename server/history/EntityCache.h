// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"

#include <array>
#include <mutex>
#include <unordered_map>

namespace campaign::history {

/// Decoded entities by their row number. Rows never change, so nothing is ever invalidated; when a shard is full, its
/// older half goes. Safe from any thread.
class EntityCache
{
public:
    explicit EntityCache(std::size_t capacity);

    /// Null when it is not there.
    EntityPtr find(std::int64_t row);
    void insert(const EntityPtr& entity);

private:
    static constexpr std::size_t shardCount = 16;
    struct Shard
    {
        std::mutex mutex; // guards the two maps
        std::unordered_map<std::int64_t, EntityPtr> young;
        std::unordered_map<std::int64_t, EntityPtr> old;
    };
    Shard& shardOf(std::int64_t row) { return m_shards[static_cast<std::size_t>(row) % shardCount]; }

    std::array<Shard, shardCount> m_shards;
    std::size_t m_halfShard;
};

} // namespace campaign::history
