// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Cache.h"

#include <condition_variable>

namespace campaign::cache {

/// A computation under way: one computes, others wait. Any thread.
class Flight
{
public:
    explicit Flight(Version version)
        : m_version(version)
    {
    }
    /// A null value: it failed.
    void land(const Made& made);
    /// The value if it lands in time and holds for a reader at that version, else null.
    ValuePtr wait(Version asked, std::chrono::milliseconds atMost);

private:
    const Version m_version;
    std::mutex m_mutex; // guards the two below
    std::condition_variable m_landed;
    bool m_isOver = false;
    Made m_made;
};

/// The computations under way by their keys. Any thread.
class Flights
{
public:
    struct Boarding
    {
        ValuePtr value; ///< it came in while we asked
        bool isMine = false;
        std::shared_ptr<Flight> flight;
    };
    /// `lookAgain` is asked where nobody computes the key, under a lock that keeps anybody from beginning or ending.
    template <typename LookAgain>
    Boarding board(const Key& key, Version version, LookAgain lookAgain)
    {
        Shard& shard = shardOf(key);
        const std::lock_guard lock(shard.mutex);
        if (const auto known = shard.flights.find(key.fingerprint); known != shard.flights.end())
            return {nullptr, false, known->second};
        if (ValuePtr value = lookAgain())
            return {std::move(value), false, nullptr};
        auto flight = std::make_shared<Flight>(version);
        shard.flights.emplace(key.fingerprint, flight);
        return {nullptr, true, std::move(flight)};
    }
    /// After the value was stored: whoever asks from now on finds it there.
    void end(const Key& key);

private:
    struct Hash
    {
        std::size_t operator()(const Fingerprint& of) const { return of.low; }
    };
    struct Shard
    {
        std::mutex mutex; // guards the flights
        std::unordered_map<Fingerprint, std::shared_ptr<Flight>, Hash> flights;
    };
    Shard& shardOf(const Key& key) { return m_shards[key.fingerprint.high & (shardCount - 1)]; }

    static constexpr std::size_t shardCount = 32;
    std::vector<Shard> m_shards{shardCount};
};

} // namespace campaign::cache
