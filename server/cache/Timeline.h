// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace campaign::cache {

/// Rises with every change of what the cached values are made from: the sequence number of a stream.
using Version = std::int64_t;

/// What goes stale together: it knows the last version that changed it. Made by a Timeline; any thread.
class Group
{
public:
    explicit Group(Version changed)
        : m_changed(changed)
    {
    }
    Version changed() const { return m_changed.load(std::memory_order_acquire); }

private:
    friend class Timeline;
    std::atomic<Version> m_changed;
};
using GroupPtr = std::shared_ptr<const Group>;

/// The changes of one stream as the cache has heard of them. Announcing is for one thread at a time (the stream's write
/// lane), in rising order; everything else for any thread.
class Timeline
{
public:
    /// Everything up to this version counts as announced; for a stream that was there before its listener.
    void startAt(Version version);
    /// The change of that number touched these groups. Costs the same whatever the number of values that depend on
    /// them.
    void announce(Version version, std::span<const std::string> groups);
    /// It touched everything.
    void announceAll(Version version);

    /// All changes up to this one are announced.
    Version known() const { return m_known.load(std::memory_order_acquire); }
    /// The last change that touched everything.
    Version everything() const { return m_everything.load(std::memory_order_acquire); }

    /// The group of that name; made when there is none.
    GroupPtr group(std::string_view name);

    /// How many groups were touched so far.
    std::uint64_t invalidations() const { return m_invalidations.load(std::memory_order_relaxed); }
    std::size_t groupCount() const;

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Shard
    {
        mutable std::mutex mutex; // guards the two below
        std::unordered_map<std::string, std::shared_ptr<Group>, Hash, std::equal_to<>> groups;
        std::size_t pruneAt = 512;
    };
    Shard& shardOf(std::string_view name);
    void begin(Version version);
    void finish(Version version);
    static void prune(Shard& shard);

    static constexpr std::size_t shardCount = 16;
    std::vector<Shard> m_shards{shardCount};
    std::atomic<Version> m_begun{0}; ///< being announced, or the last that was
    std::atomic<Version> m_known{0};
    std::atomic<Version> m_everything{-1};
    std::atomic<std::uint64_t> m_invalidations{0};
};

/// What a value was made from. Immutable; may be shared by many values. The timeline outlives it.
class Dependencies
{
public:
    Dependencies(const Timeline& timeline, std::vector<GroupPtr> groups);

    /// Whether what was made at one version is what would be made at the other.
    bool hold(Version made, Version asked) const
    {
        // First what is known, then what changed: the groups are touched before the number rises.
        return made == asked || (m_timeline.known() >= std::max(made, asked) && !changedAfter(std::min(made, asked)));
    }
    /// Whether something is known to have changed after that version: what was made then is good for no later reader.
    bool changedAfter(Version made) const
    {
        if (m_timeline.everything() > made)
            return true;
        for (const GroupPtr& group : m_groups) {
            if (group->changed() > made)
                return true;
        }
        return false;
    }
    std::size_t bytes() const { return sizeof *this + m_groups.size() * sizeof(GroupPtr); }

private:
    const Timeline& m_timeline;
    std::vector<GroupPtr> m_groups;
};
using DependenciesPtr = std::shared_ptr<const Dependencies>;

} // namespace campaign::cache
