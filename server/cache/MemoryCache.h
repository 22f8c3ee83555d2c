// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Flights.h"
#include "server/core/Clock.h"

#include <map>

namespace campaign::cache {

/// Milliseconds from some beginning, never back. The coarse clock of the system where there is one (a few ms apart).
std::int64_t coarseMilliseconds();

struct MemoryLimits
{
    std::size_t keys = 100'000;
    std::size_t bytes = std::size_t{64} << 20; ///< by the estimates of those who store, entries included
    bool isEnabled = true;                     ///< false: everything is computed each time
    std::int64_t (*milliseconds)() = coarseMilliseconds;
};

class MemoryShard;

/// The cache of one process. Values are handed out as they are, without a copy.
class MemoryCache final : public Cache
{
public:
    MemoryCache(const MemoryLimits& limits, const Clock& clock);
    ~MemoryCache() override;

    Timeline& timeline(const std::string& stream) override;
    ValuePtr find(const Key& key, Version asked) override;
    bool store(const Key& key, Version version, Made made) override;
    bool erase(const Key& key) override;
    void clear() override;
    Attempt attempt(const Key& key, Version asked) override;
    ValuePtr wait(Flight& other, Version asked) override;
    Statistics statistics() const override;

private:
    void end(const Key& key, Version version, Made made, Flight& flight) override;
    MemoryShard& shardOf(const Key& key) const;
    bool isOverFull() const;

    static constexpr std::size_t shardCount = 32;
    const MemoryLimits m_limits;
    const std::int64_t m_startTime;
    std::atomic<std::size_t> m_keys{0};
    std::atomic<std::size_t> m_bytes{0};
    std::atomic<std::size_t> m_next{0}; ///< shard to give way
    std::vector<std::unique_ptr<MemoryShard>> m_shards;
    Flights m_flights;
    std::atomic<std::uint64_t> m_waits[kindCount] = {};
    mutable std::mutex m_mutex; // guards the timelines
    std::map<std::string, std::unique_ptr<Timeline>> m_timelines;
};

} // namespace campaign::cache
