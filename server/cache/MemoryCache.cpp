// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/MemoryCache.h"

#include "server/cache/MemoryShard.h"

#include <ctime>

namespace campaign::cache {

namespace {

constexpr std::chrono::milliseconds longestWait{10'000};

} // namespace

std::int64_t coarseMilliseconds()
{
#ifdef CLOCK_MONOTONIC_COARSE
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
#else
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
#endif
}

MemoryCache::MemoryCache(const MemoryLimits& limits, const Clock& clock)
    : m_limits(limits)
    , m_startTime(clock.nowMicroseconds())
{
    for (std::size_t i = 0; i < shardCount; ++i)
        m_shards.push_back(std::make_unique<MemoryShard>(m_limits, m_keys, m_bytes));
}

MemoryCache::~MemoryCache() = default;

MemoryShard& MemoryCache::shardOf(const Key& key) const
{
    return *m_shards[key.fingerprint.high & (shardCount - 1)];
}

Timeline& MemoryCache::timeline(const std::string& stream)
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<Timeline>& timeline = m_timelines[stream];
    if (!timeline)
        timeline = std::make_unique<Timeline>();
    return *timeline;
}

ValuePtr MemoryCache::find(const Key& key, Version asked)
{
    return shardOf(key).find(key, asked, true);
}

bool MemoryCache::store(const Key& key, Version version, Made made)
{
    MemoryShard& own = shardOf(key);
    if (!m_limits.isEnabled || !own.store(key, version, std::move(made)))
        return false;
    // A shard makes room among its own; where that is not enough the others follow in turn. In the first round each
    // keeps what was asked for, as the own did; the second finds it if nobody asked again.
    for (std::size_t refusals = 0; refusals < 2 * shardCount && isOverFull();) {
        MemoryShard& shard = *m_shards[m_next.fetch_add(1, std::memory_order_relaxed) % shardCount];
        const bool isFirstRound = refusals < shardCount;
        const bool didEvict = !(isFirstRound && &shard == &own) && shard.giveWay();
        refusals = didEvict ? 0 : refusals + 1;
    }
    return true;
}

bool MemoryCache::isOverFull() const
{
    return m_keys.load(std::memory_order_relaxed) > m_limits.keys ||
           m_bytes.load(std::memory_order_relaxed) > m_limits.bytes;
}

bool MemoryCache::erase(const Key& key)
{
    return shardOf(key).erase(key);
}

void MemoryCache::clear()
{
    for (const auto& shard : m_shards)
        shard->clear();
}

Attempt MemoryCache::attempt(const Key& key, Version asked)
{
    Attempt attempt;
    attempt.value = find(key, asked);
    if (attempt.value)
        return attempt;
    Flights::Boarding boarding = m_flights.board(key, asked, [&] { return shardOf(key).find(key, asked, false); });
    attempt.value = std::move(boarding.value);
    attempt.isMine = boarding.isMine;
    if (boarding.isMine)
        attempt.claim = Claim(*this, key, asked, std::move(boarding.flight));
    else
        attempt.other = std::move(boarding.flight);
    if (attempt.other)
        m_waits[static_cast<std::size_t>(key.kind)].fetch_add(1, std::memory_order_relaxed);
    return attempt;
}

ValuePtr MemoryCache::wait(Flight& other, Version asked)
{
    return other.wait(asked, longestWait);
}

void MemoryCache::end(const Key& key, Version version, Made made, Flight& flight)
{
    if (made.value)
        (void)store(key, version, made);
    m_flights.end(key);
    flight.land(made);
}

Statistics MemoryCache::statistics() const
{
    Statistics all;
    all.startTime = m_startTime;
    all.enabled = m_limits.isEnabled;
    for (const auto& shard : m_shards)
        shard->addTo(all);
    for (std::size_t i = 0; i < kindCount; ++i) {
        all.byKind[i].waits = m_waits[i].load(std::memory_order_relaxed);
        all.total.add(all.byKind[i]);
    }
    const std::lock_guard lock(m_mutex);
    for (const auto& [stream, timeline] : m_timelines)
        all.patternDeletes += timeline->invalidations();
    return all;
}

} // namespace campaign::cache
