// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Keys.h"
#include "server/cache/Timeline.h"
#include "server/core/Result.h"

#include <array>
#include <span>
#include <vector>

namespace campaign::cache {

/// Any immutable value; who stores under a key knows its type.
using ValuePtr = std::shared_ptr<const void>;

/// A value with what it was made from and the memory it takes (an estimate, in bytes).
struct Made
{
    ValuePtr value;
    DependenciesPtr dependencies;
    std::size_t bytes = 0;
};

struct KindStatistics
{
    std::uint64_t hits = 0, misses = 0, sets = 0, deletes = 0;
    std::uint64_t refusedSets = 0; ///< made before a change that had come in between
    std::uint64_t evictions = 0, expirations = 0;
    std::uint64_t waits = 0; ///< for somebody else's computation
    std::uint64_t keys = 0, bytes = 0;

    double hitRate() const; ///< 0..1; 0 before the first look-up
    void add(const KindStatistics& other);
};

struct Statistics
{
    KindStatistics total;
    std::array<KindStatistics, kindCount> byKind;
    std::uint64_t patternDeletes = 0; ///< groups invalidated
    std::int64_t startTime = 0;       ///< µs since 1970 UTC
    bool enabled = true;
};

class Cache;
class Flight; ///< a computation under way (Flights.h)

/// The right, and the duty, to compute the value of a key. Finish it; one that is dropped lets the next one try.
class Claim
{
public:
    Claim() = default;
    Claim(Cache& cache, const Key& key, Version version, std::shared_ptr<Flight> flight);
    ~Claim();
    Claim(Claim&& other) noexcept;
    Claim& operator=(Claim&& other) noexcept;

    /// Stores the value and hands it to those who wait.
    void finish(Made made);

private:
    void release(Made made);

    Cache* m_cache = nullptr; ///< null: nothing claimed
    std::string m_text;       ///< the key, with the next two
    Fingerprint m_fingerprint;
    Kind m_kind = Kind::Other;
    Version m_version = 0;
    std::shared_ptr<Flight> m_flight;
};

/// What asking for a key came to: a value, else a claim to compute it, else somebody who does.
struct Attempt
{
    ValuePtr value;
    bool isMine = false;
    Claim claim;
    std::shared_ptr<Flight> other;
};

/// Shared by everybody in the process (or, with another back end, by all replicas). Holds raw values below the audience
/// gate: the key names the branch and whatever decides who may see what. Safe from any thread.
class Cache
{
public:
    virtual ~Cache() = default;

    /// The changes of a stream; lives as long as the cache.
    virtual Timeline& timeline(const std::string& stream) = 0;

    /// The value as a reader at that version would make it, or null.
    virtual ValuePtr find(const Key& key, Version asked) = 0;
    /// `version` is that of the snapshot the value was made from. False when it is stale already.
    virtual bool store(const Key& key, Version version, Made made) = 0;
    virtual bool erase(const Key& key) = 0;
    virtual void clear() = 0;

    /// As find(), but of all who miss at once only one is told to compute.
    virtual Attempt attempt(const Key& key, Version asked) = 0;
    /// Waits for somebody else's computation. Null when it failed, took too long or is of no use at this version: ask
    /// again. Only when all own claims are finished.
    virtual ValuePtr wait(Flight& other, Version asked) = 0;

    virtual Statistics statistics() const = 0;

private:
    friend class Claim;
    virtual void end(const Key& key, Version version, Made made, Flight& flight) = 0;
};

/// The values of many keys, `key(i)` for i below `count`. `compute` is given the numbers of those that nobody has and
/// nobody else is making, and returns a Result<std::vector<Made>> in their order.
template <typename Value, typename KeyOf, typename Compute>
Result<std::vector<std::shared_ptr<const Value>>> findOrComputeAll(Cache& cache, std::size_t count, Version version,
                                                                   KeyOf key, Compute compute)
{
    std::vector<std::shared_ptr<const Value>> values(count);
    std::vector<std::size_t> mine, others;
    std::vector<Claim> claims;
    std::vector<std::shared_ptr<Flight>> flights;
    for (std::size_t i = 0; i < count; ++i) {
        Attempt attempt = cache.attempt(key(i), version);
        values[i] = std::static_pointer_cast<const Value>(std::move(attempt.value));
        if (attempt.isMine) {
            mine.push_back(i);
            claims.push_back(std::move(attempt.claim));
        } else if (attempt.other) {
            others.push_back(i);
            flights.push_back(std::move(attempt.other));
        }
    }
    const auto make = [&](const std::vector<std::size_t>& which) -> Result<> {
        if (which.empty())
            return {};
        Result<std::vector<Made>> made = compute(std::span<const std::size_t>(which));
        if (!made)
            return made.error();
        for (std::size_t i = 0; i < which.size(); ++i) {
            values[which[i]] = std::static_pointer_cast<const Value>((*made)[i].value);
            if (i < claims.size())
                claims[i].finish(std::move((*made)[i]));
        }
        claims.clear();
        return {};
    };
    if (const Result<> done = make(mine); !done)
        return done.error();
    std::vector<std::size_t> left; // what the others failed to make, or made from another state
    for (std::size_t i = 0; i < others.size(); ++i) {
        values[others[i]] = std::static_pointer_cast<const Value>(cache.wait(*flights[i], version));
        if (!values[others[i]])
            left.push_back(others[i]);
    }
    if (const Result<> done = make(left); !done)
        return done.error();
    return values;
}

/// The value of one key, made by `compute` (returns Result<Made>) when it is not there.
template <typename Value, typename Compute>
Result<std::shared_ptr<const Value>> findOrCompute(Cache& cache, const Key& key, Version version, Compute compute)
{
    for (;;) {
        Attempt attempt = cache.attempt(key, version);
        if (!attempt.value && !attempt.isMine)
            attempt.value = cache.wait(*attempt.other, version);
        if (attempt.value)
            return std::static_pointer_cast<const Value>(attempt.value);
        if (!attempt.isMine)
            continue;
        Result<Made> made = compute();
        if (!made)
            return made.error();
        auto value = std::static_pointer_cast<const Value>(made->value);
        attempt.claim.finish(std::move(*made));
        return value;
    }
}

} // namespace campaign::cache
