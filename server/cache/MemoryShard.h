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
        if (m_isTaken.exchange(true, std::memory_order_acquire))
            wait();
    }
    void unlock() { m_isTaken.store(false, std::memory_order_release); }

private:
    void wait();
    std::atomic<bool> m_isTaken{false};
};

/// A part of the keys, with a lock of its own: entries found by an open hash table of numbers, evicted by SIEVE. What
/// is written with every look-up lies in one line of the processor's cache, what a look-up reads of its entry in
/// another; with two threads it is the number of such lines that costs.
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
    /// Evicts one; for the shards that have to give way to another's. False: it has nothing but what was asked for
    /// since the hand last came by; that is forgotten now, so a second call finds one unless they are asked for again.
    bool giveWay();
    void clear();
    void addTo(Statistics& statistics) const;

private:
    using Number = std::uint32_t; ///< of an entry; 0: none

    struct alignas(64) Entry
    {
        Fingerprint fingerprint;
        ValuePtr value;
        DependenciesPtr dependencies;
        Version version = 0;
        std::int64_t expires : 48; ///< ms
        std::int64_t kind : 8;
        std::int64_t wasAsked : 8; ///< since the hand came by

        Entry()
            : expires(0)
            , kind(0)
            , wasAsked(0)
        {
        }
    };
    /// What only changes and evictions need of an entry. Entry 0 closes the ring of arrivals.
    struct Place
    {
        Number newer = 0; ///< of a free one: the next free one
        Number older = 0;
        std::size_t bytes = 0; ///< 0: free
    };
    /// A place in the table: where the search for an entry begins is a part of its tag.
    struct Slot
    {
        std::uint32_t tag = 0;
        Number entry = 0;
    };
    /// Values that left, destroyed after the lock is.
    class Discarded
    {
    public:
        Discarded() {}
        ~Discarded() { std::destroy_n(m_made, m_count); }
        Discarded(const Discarded&) = delete;
        Discarded& operator=(const Discarded&) = delete;
        void take(Entry& entry);

    private:
        struct Left
        {
            ValuePtr value;
            DependenciesPtr dependencies;
        };
        std::size_t m_count = 0;
        union {
            Left m_made[4]; ///< the first `count` of them exist
        };
    };

    std::size_t mask() const { return m_slots.size() - 1; }
    static std::uint32_t tagOf(const Fingerprint& fingerprint) { return static_cast<std::uint32_t>(fingerprint.low); }
    Number locate(const Fingerprint& fingerprint) const;
    bool isDead(const Entry& entry, std::int64_t now) const;
    KindStatistics& of(Kind kind) { return m_statistics[static_cast<std::size_t>(kind)]; }
    KindStatistics& of(const Entry& entry) { return m_statistics[static_cast<std::size_t>(entry.kind)]; }
    Number add(const Key& key);
    void place(std::uint32_t tag, Number number);
    void grow();
    void remove(Number number, Discarded& discarded);
    void vacate(std::size_t slot);
    bool evictOne(std::int64_t now, Discarded& discarded);
    void sweep(std::int64_t now, Discarded& discarded);
    bool isOverFull(std::size_t moreKeys, std::size_t moreBytes) const;
    void settle();

    // Written with every look-up.
    mutable ShortLock m_lock; // guards all below
    std::array<std::uint64_t, kindCount> m_hits{};
    // Read with every look-up.
    alignas(64) std::vector<Slot> m_slots;
    std::vector<Entry> m_entries;
    const MemoryLimits& m_limits;
    // The rest.
    alignas(64) std::vector<Place> m_places; ///< of the entries with the same numbers
    std::size_t m_used = 0;
    Number m_free = 0;
    Number m_hand = 0;  ///< of the eviction; 0: begins at the oldest
    Number m_sweep = 0; ///< of the search for dead entries
    std::array<KindStatistics, kindCount> m_statistics;
    std::atomic<std::size_t>& m_allKeys;
    std::atomic<std::size_t>& m_allBytes;
    std::size_t m_newKeys = 0; ///< not yet counted there; wraps below 0, and back
    std::size_t m_newBytes = 0;
};

} // namespace campaign::cache
