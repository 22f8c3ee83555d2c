// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/MemoryCache.h"

namespace campaign::cache {

/// For what takes some tens of nanoseconds: spins a little, then lets others run.
class ShortLock
{
public:
    void lock()
    {
        for (int tries = 0; m_isTaken.exchange(true, std::memory_order_acquire); ++tries)
            pause(tries);
    }
    void unlock() { m_isTaken.store(false, std::memory_order_release); }

private:
    static void pause(int tries);
    std::atomic<bool> m_isTaken{false};
};

/// A part of the keys, with a lock of its own: entries found by an open hash table, evicted by SIEVE.
class alignas(64) MemoryShard
{
public:
    /// Keys and bytes are counted for all shards together.
    MemoryShard(const MemoryLimits& limits, std::atomic<std::size_t>& keys, std::atomic<std::size_t>& bytes);
    ~MemoryShard();
    MemoryShard(const MemoryShard&) = delete;
    MemoryShard& operator=(const MemoryShard&) = delete;

    ValuePtr find(const Key& key, Version asked, bool isCounted);
    bool store(const Key& key, Version version, Made made);
    bool erase(const Key& key);
    /// Evicts one; for the shards that have to give way to another's.
    void giveWay();
    void clear();
    void addTo(Statistics& statistics) const;

private:
    /// The key's characters follow it in memory. What a look-up needs lies within one line of the processor's cache.
    struct Entry
    {
        ValuePtr value;
        DependenciesPtr dependencies;
        Version version = 0;
        std::int64_t expires = 0; ///< ms
        std::uint64_t hash = 0;
        std::uint32_t keyLength = 0;
        Kind kind = Kind::Other;
        bool wasAsked = false;  ///< since the hand came by
        Entry* newer = nullptr; ///< neighbours in the order of arrival
        Entry* older = nullptr;
        std::size_t bytes = 0;

        static Entry* make(const Key& key);
        static void destroy(Entry* entry);
        std::string_view key() const { return {reinterpret_cast<const char*>(this + 1), keyLength}; }
    };
    /// Values that left, destroyed after the lock is.
    struct Discarded
    {
        std::array<ValuePtr, 4> values;
        std::size_t count = 0;
        void take(ValuePtr&& value)
        {
            if (count < values.size())
                values[count++] = std::move(value);
        }
    };

    std::size_t mask() const { return m_tags.size() - 1; }
    std::size_t locate(const Key& key) const; ///< a place in the table, or its size
    bool isDead(const Entry& entry, std::int64_t now) const;
    KindStatistics& of(Kind kind) { return m_statistics[static_cast<std::size_t>(kind)]; }
    Entry* add(const Key& key);
    void place(Entry* entry);
    void grow();
    void remove(Entry* entry, Discarded& discarded);
    void vacate(std::size_t place);
    void evictOne(std::int64_t now, Discarded& discarded);
    void sweep(std::int64_t now, Discarded& discarded);
    bool isOverFull(std::size_t moreBytes) const;

    mutable ShortLock m_lock;          // guards all below
    std::vector<std::uint16_t> m_tags; ///< of the hashes, 0: free; small, so that a search stays in fast memory
    std::vector<Entry*> m_entries;     ///< in the same places
    std::size_t m_used = 0;
    Entry* m_newest = nullptr;
    Entry* m_oldest = nullptr;
    Entry* m_hand = nullptr;  ///< of the eviction; null: begins at the oldest
    Entry* m_sweep = nullptr; ///< of the search for dead entries
    std::array<KindStatistics, kindCount> m_statistics;
    const MemoryLimits& m_limits;
    std::atomic<std::size_t>& m_allKeys;
    std::atomic<std::size_t>& m_allBytes;
};

} // namespace campaign::cache
