// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/MemoryShard.h"

#include <thread>

namespace campaign::cache {

namespace {

constexpr std::size_t fewestSlots = 64;

} // namespace

void ShortLock::wait()
{
    constexpr int spins = 64;
    do {
        // Looking does not take the line away from the holder, as trying does.
        for (int tries = 0; m_isTaken.load(std::memory_order_relaxed); ++tries) {
            if (tries > spins)
                std::this_thread::yield(); // the holder may have been put aside
        }
    } while (m_isTaken.exchange(true, std::memory_order_acquire));
}

void MemoryShard::Discarded::take(Entry& entry)
{
    Left left{std::move(entry.value), std::move(entry.dependencies)};
    if (m_count < std::size(m_made))
        new (&m_made[m_count++]) Left(std::move(left));
}

MemoryShard::MemoryShard(const MemoryLimits& limits, std::atomic<std::size_t>& keys, std::atomic<std::size_t>& bytes)
    : m_slots(fewestSlots)
    , m_entries(1)
    , m_limits(limits)
    , m_places(1)
    , m_allKeys(keys)
    , m_allBytes(bytes)
{
}

MemoryShard::~MemoryShard() = default;

MemoryShard::Number MemoryShard::locate(const Fingerprint& fingerprint) const
{
    const std::uint32_t tag = tagOf(fingerprint);
    const std::size_t last = mask();
    for (std::size_t i = tag & last; m_slots[i].entry != 0; i = (i + 1) & last) {
        if (m_slots[i].tag == tag && m_entries[m_slots[i].entry].fingerprint == fingerprint)
            return m_slots[i].entry;
    }
    return 0;
}

bool MemoryShard::isDead(const Entry& entry, std::int64_t now) const
{
    return entry.expires <= now || (entry.dependencies && entry.dependencies->changedAfter(entry.version));
}

ValuePtr MemoryShard::find(const Key& key, Version asked, bool isCounted)
{
    const std::int64_t now = m_limits.milliseconds();
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    if (const Number number = locate(key.fingerprint)) {
        Entry& entry = m_entries[number];
        // Counting its holders is what takes longest: the line that the number mostly shares with the value is fetched
        // while the rest is looked at.
        __builtin_prefetch(entry.value.get(), 1);
        const bool isExpired = entry.expires <= now;
        if (!isExpired && (!entry.dependencies || entry.dependencies->hold(entry.version, asked))) {
            if (!entry.wasAsked)
                entry.wasAsked = 1;
            m_hits[static_cast<std::size_t>(key.kind)] += isCounted ? 1 : 0;
            return entry.value;
        }
        of(key.kind).expirations += isExpired ? 1 : 0;
        if (isDead(entry, now)) {
            remove(number, discarded);
            settle();
        }
    }
    of(key.kind).misses += isCounted ? 1 : 0;
    return nullptr;
}

bool MemoryShard::store(const Key& key, Version version, Made made)
{
    const std::int64_t now = m_limits.milliseconds();
    const std::size_t bytes = made.bytes + sizeof(Entry) + sizeof(Place) + 2 * sizeof(Slot);
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    if (bytes > m_limits.bytes || (made.dependencies && made.dependencies->changedAfter(version))) {
        ++of(key.kind).refusedSets;
        return false;
    }
    Number number = locate(key.fingerprint);
    if (number != 0 && m_entries[number].version > version && !isDead(m_entries[number], now))
        return false; // what is there is newer
    if (number == 0) {
        sweep(now, discarded);
        while (isOverFull(1, bytes) && evictOne(now, discarded)) {
        }
        number = add(key);
    }
    Entry& entry = m_entries[number];
    std::swap(entry.value, made.value); // what was there goes when the lock is gone
    std::swap(entry.dependencies, made.dependencies);
    entry.version = version;
    entry.expires = now + std::chrono::milliseconds(timeToLive(key.kind)).count();
    const std::size_t more = bytes - std::exchange(m_places[number].bytes, bytes);
    m_newBytes += more;
    of(key.kind).bytes += more;
    ++of(key.kind).sets;
    settle();
    return true;
}

bool MemoryShard::isOverFull(std::size_t moreKeys, std::size_t moreBytes) const
{
    return m_allKeys.load(std::memory_order_relaxed) + m_newKeys + moreKeys > m_limits.keys ||
           m_allBytes.load(std::memory_order_relaxed) + m_newBytes + moreBytes > m_limits.bytes;
}

void MemoryShard::settle()
{
    // Mostly nothing: what came took the place of what went.
    if (m_newKeys != 0)
        m_allKeys.fetch_add(std::exchange(m_newKeys, 0), std::memory_order_relaxed);
    if (m_newBytes != 0)
        m_allBytes.fetch_add(std::exchange(m_newBytes, 0), std::memory_order_relaxed);
}

MemoryShard::Number MemoryShard::add(const Key& key)
{
    if ((m_used + 1) * 2 > m_slots.size())
        grow();
    Number number = m_free;
    if (number != 0) {
        m_free = m_places[number].newer;
    } else {
        number = static_cast<Number>(m_entries.size());
        m_entries.emplace_back();
        m_places.emplace_back();
    }
    m_entries[number].fingerprint = key.fingerprint;
    m_entries[number].kind = static_cast<std::int8_t>(key.kind);
    m_entries[number].wasAsked = 0;
    const Number newest = m_places[0].older;
    m_places[number] = {0, newest, 0};
    m_places[newest].newer = number;
    m_places[0].older = number;
    place(tagOf(key.fingerprint), number);
    ++m_used;
    ++m_newKeys;
    ++of(key.kind).keys;
    return number;
}

void MemoryShard::place(std::uint32_t tag, Number number)
{
    std::size_t i = tag & mask();
    while (m_slots[i].entry != 0)
        i = (i + 1) & mask();
    m_slots[i] = {tag, number};
}

void MemoryShard::grow()
{
    const std::vector<Slot> before = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    for (const Slot& slot : before) {
        if (slot.entry != 0)
            place(slot.tag, slot.entry);
    }
}

void MemoryShard::vacate(std::size_t gap)
{
    // Those behind move up where that does not bring them before their home.
    for (std::size_t i = (gap + 1) & mask(); m_slots[i].entry != 0; i = (i + 1) & mask()) {
        const std::size_t home = m_slots[i].tag & mask();
        if (((i - home) & mask()) >= ((i - gap) & mask())) {
            m_slots[gap] = m_slots[i];
            gap = i;
        }
    }
    m_slots[gap] = {};
}

void MemoryShard::remove(Number number, Discarded& discarded)
{
    Entry& entry = m_entries[number];
    Place& place = m_places[number];
    std::size_t slot = tagOf(entry.fingerprint) & mask();
    while (m_slots[slot].entry != number)
        slot = (slot + 1) & mask();
    vacate(slot);
    m_hand = m_hand == number ? place.newer : m_hand;
    m_places[place.newer].older = place.older;
    m_places[place.older].newer = place.newer;
    --of(entry).keys;
    of(entry).bytes -= place.bytes;
    --m_newKeys;
    m_newBytes -= place.bytes;
    --m_used;
    discarded.take(entry);
    place = {std::exchange(m_free, number), 0, 0};
}

bool MemoryShard::evictOne(std::int64_t now, Discarded& discarded)
{
    Number at = m_hand;
    for (std::size_t left = m_used; left > 0; --left) {
        at = at != 0 ? at : m_places[0].newer;
        if (!m_entries[at].wasAsked || isDead(m_entries[at], now)) {
            m_hand = at;
            ++of(m_entries[at]).evictions;
            remove(at, discarded);
            return true;
        }
        m_entries[at].wasAsked = 0;
        at = m_places[at].newer;
    }
    m_hand = at;
    return false;
}

bool MemoryShard::giveWay()
{
    const std::int64_t now = m_limits.milliseconds();
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    const bool didEvict = evictOne(now, discarded);
    settle();
    return didEvict;
}

void MemoryShard::sweep(std::int64_t now, Discarded& discarded)
{
    // A step or two with each new key, so that dead entries go although nobody asks for them.
    for (int step = 0; step < 2; ++step) {
        m_sweep = m_sweep + 1 < m_entries.size() ? m_sweep + 1 : 0;
        if (m_places[m_sweep].bytes != 0 && isDead(m_entries[m_sweep], now))
            remove(m_sweep, discarded);
    }
}

bool MemoryShard::erase(const Key& key)
{
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    const Number number = locate(key.fingerprint);
    if (number == 0)
        return false;
    ++of(key.kind).deletes;
    remove(number, discarded);
    settle();
    return true;
}

void MemoryShard::clear()
{
    const std::lock_guard lock(m_lock);
    while (const Number oldest = m_places[0].newer) {
        Discarded discarded;
        ++of(m_entries[oldest]).deletes;
        remove(oldest, discarded);
    }
    settle();
}

void MemoryShard::addTo(Statistics& statistics) const
{
    const std::lock_guard lock(m_lock);
    for (std::size_t i = 0; i < kindCount; ++i) {
        statistics.byKind[i].add(m_statistics[i]);
        statistics.byKind[i].hits += m_hits[i];
    }
}

} // namespace campaign::cache
