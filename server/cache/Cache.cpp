// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/Cache.h"

#include "server/cache/Flights.h"

namespace campaign::cache {

double KindStatistics::hitRate() const
{
    const std::uint64_t asked = hits + misses;
    return asked == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(asked);
}

void KindStatistics::add(const KindStatistics& other)
{
    hits += other.hits;
    misses += other.misses;
    sets += other.sets;
    deletes += other.deletes;
    refusedSets += other.refusedSets;
    evictions += other.evictions;
    expirations += other.expirations;
    waits += other.waits;
    keys += other.keys;
    bytes += other.bytes;
}

Claim::Claim(Cache& cache, const Key& key, Version version, std::shared_ptr<Flight> flight)
    : m_cache(&cache)
    , m_text(key.text)
    , m_fingerprint(key.fingerprint)
    , m_kind(key.kind)
    , m_version(version)
    , m_flight(std::move(flight))
{
}

Claim::Claim(Claim&& other) noexcept
{
    *this = std::move(other);
}

Claim& Claim::operator=(Claim&& other) noexcept
{
    if (this != &other) {
        release({});
        m_cache = std::exchange(other.m_cache, nullptr);
        m_text = std::move(other.m_text);
        m_fingerprint = other.m_fingerprint;
        m_kind = other.m_kind;
        m_version = other.m_version;
        m_flight = std::move(other.m_flight);
    }
    return *this;
}

Claim::~Claim()
{
    release({});
}

void Claim::finish(Made made)
{
    release(std::move(made));
}

void Claim::release(Made made)
{
    if (m_cache && m_flight)
        m_cache->end({m_kind, m_fingerprint, m_text}, m_version, std::move(made), *m_flight);
    m_cache = nullptr;
    m_flight.reset();
}

} // namespace campaign::cache
