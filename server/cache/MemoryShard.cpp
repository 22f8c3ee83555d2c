// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/MemoryShard.h"

#include <cstring>
#include <new>
#include <thread>

namespace campaign::cache {

namespace {

constexpr std::size_t fewestPlaces = 64;
constexpr std::align_val_t cacheLine{64};

std::uint16_t tagOf(std::uint64_t hash)
{
    return static_cast<std::uint16_t>(hash >> 32 | 1);
}

} // namespace

void ShortLock::pause(int tries)
{
    constexpr int spins = 64;
    if (tries > spins)
        std::this_thread::yield(); // the holder may have been put aside
}

MemoryShard::Entry* MemoryShard::Entry::make(const Key& key)
{
    void* memory = ::operator new(sizeof(Entry) + key.text.size(), cacheLine);
    auto* entry = new (memory) Entry;
    entry->hash = key.hash;
    entry->kind = key.kind;
    entry->keyLength = static_cast<std::uint32_t>(key.text.size());
    std::memcpy(static_cast<void*>(entry + 1), key.text.data(), key.text.size());
    return entry;
}

void MemoryShard::Entry::destroy(Entry* entry)
{
    entry->~Entry();
    ::operator delete(entry, cacheLine);
}

MemoryShard::MemoryShard(const MemoryLimits& limits, std::atomic<std::size_t>& keys, std::atomic<std::size_t>& bytes)
    : m_tags(fewestPlaces)
    , m_entries(fewestPlaces)
    , m_limits(limits)
    , m_allKeys(keys)
    , m_allBytes(bytes)
{
}

MemoryShard::~MemoryShard()
{
    clear();
}

std::size_t MemoryShard::locate(const Key& key) const
{
    const std::uint16_t tag = tagOf(key.hash);
    for (std::size_t i = key.hash & mask(); m_tags[i] != 0; i = (i + 1) & mask()) {
        if (m_tags[i] != tag)
            continue;
        // What comes next lies far apart; fetched at once, it arrives together.
        const Entry* entry = m_entries[i];
        __builtin_prefetch(entry + 1);
        __builtin_prefetch(entry->value.get());
        if (entry->hash == key.hash && entry->key() == key.text)
            return i;
    }
    return m_tags.size();
}

bool MemoryShard::isDead(const Entry& entry, std::int64_t now) const
{
    return entry.expires <= now || (entry.dependencies && entry.dependencies->changedAfter(entry.version));
}

ValuePtr MemoryShard::find(const Key& key, Version asked, bool isCounted)
{
    __builtin_prefetch(key.text.data());
    const std::int64_t now = m_limits.milliseconds();
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    const std::size_t place = locate(key);
    if (place != m_tags.size()) {
        Entry& entry = *m_entries[place];
        const bool isExpired = entry.expires <= now;
        if (!isExpired && (!entry.dependencies || entry.dependencies->hold(entry.version, asked))) {
            entry.wasAsked = true;
            of(key.kind).hits += isCounted ? 1 : 0;
            return entry.value;
        }
        of(key.kind).expirations += isExpired ? 1 : 0;
        if (isDead(entry, now))
            remove(&entry, discarded);
    }
    of(key.kind).misses += isCounted ? 1 : 0;
    return nullptr;
}

bool MemoryShard::store(const Key& key, Version version, Made made)
{
    const std::int64_t now = m_limits.milliseconds();
    const std::size_t bytes = made.bytes + key.text.size() + sizeof(Entry) + 2 * sizeof(Entry*);
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    if (bytes > m_limits.bytes || (made.dependencies && made.dependencies->changedAfter(version))) {
        ++of(key.kind).refusedSets;
        return false;
    }
    const std::size_t place = locate(key);
    const bool isNew = place == m_tags.size();
    if (!isNew && m_entries[place]->version > version && !isDead(*m_entries[place], now))
        return false; // what is there is newer
    if (isNew) {
        sweep(now, discarded);
        while (m_used > 0 && isOverFull(bytes))
            evictOne(now, discarded);
    }
    Entry& entry = isNew ? *add(key) : *m_entries[place];
    std::swap(entry.value, made.value);
    std::swap(entry.dependencies, made.dependencies);
    entry.version = version;
    entry.expires = now + std::chrono::milliseconds(timeToLive(key.kind)).count();
    if (bytes != entry.bytes) {
        m_allBytes.fetch_add(bytes - entry.bytes, std::memory_order_relaxed); // wraps where it shrinks, and back
        of(key.kind).bytes += bytes - entry.bytes;
        entry.bytes = bytes;
    }
    ++of(key.kind).sets;
    while (m_allBytes.load(std::memory_order_relaxed) > m_limits.bytes && m_used > 1)
        evictOne(now, discarded); // what was replaced by something larger
    discarded.take(std::move(made.value));
    return true;
}

bool MemoryShard::isOverFull(std::size_t moreBytes) const
{
    return m_allKeys.load(std::memory_order_relaxed) >= m_limits.keys ||
           m_allBytes.load(std::memory_order_relaxed) + moreBytes > m_limits.bytes;
}

MemoryShard::Entry* MemoryShard::add(const Key& key)
{
    if ((m_used + 1) * 2 > m_tags.size())
        grow();
    Entry* entry = Entry::make(key);
    entry->older = m_newest;
    (m_newest ? m_newest->newer : m_oldest) = entry;
    m_newest = entry;
    place(entry);
    ++m_used;
    m_allKeys.fetch_add(1, std::memory_order_relaxed);
    ++of(key.kind).keys;
    return entry;
}

void MemoryShard::place(Entry* entry)
{
    std::size_t i = entry->hash & mask();
    while (m_tags[i] != 0)
        i = (i + 1) & mask();
    m_tags[i] = tagOf(entry->hash);
    m_entries[i] = entry;
}

void MemoryShard::grow()
{
    m_tags.assign(m_tags.size() * 2, 0);
    m_entries.assign(m_tags.size(), nullptr);
    for (Entry* entry = m_oldest; entry; entry = entry->newer)
        place(entry);
}

void MemoryShard::vacate(std::size_t gap)
{
    // Those behind move up where that does not bring them before their home.
    for (std::size_t i = (gap + 1) & mask(); m_tags[i] != 0; i = (i + 1) & mask()) {
        const std::size_t home = m_entries[i]->hash & mask();
        if (((i - home) & mask()) >= ((i - gap) & mask())) {
            m_tags[gap] = m_tags[i];
            m_entries[gap] = m_entries[i];
            gap = i;
        }
    }
    m_tags[gap] = 0;
    m_entries[gap] = nullptr;
}

void MemoryShard::remove(Entry* entry, Discarded& discarded)
{
    std::size_t place = entry->hash & mask();
    while (m_entries[place] != entry)
        place = (place + 1) & mask();
    vacate(place);
    m_hand = m_hand == entry ? entry->newer : m_hand;
    m_sweep = m_sweep == entry ? entry->newer : m_sweep;
    (entry->newer ? entry->newer->older : m_newest) = entry->older;
    (entry->older ? entry->older->newer : m_oldest) = entry->newer;
    --of(entry->kind).keys;
    of(entry->kind).bytes -= entry->bytes;
    m_allKeys.fetch_sub(1, std::memory_order_relaxed);
    m_allBytes.fetch_sub(entry->bytes, std::memory_order_relaxed);
    discarded.take(std::move(entry->value));
    Entry::destroy(entry);
    --m_used;
}

void MemoryShard::evictOne(std::int64_t now, Discarded& discarded)
{
    Entry* at = m_hand ? m_hand : m_oldest;
    while (at->wasAsked && !isDead(*at, now)) {
        at->wasAsked = false;
        at = at->newer ? at->newer : m_oldest;
    }
    m_hand = at;
    ++of(at->kind).evictions;
    remove(at, discarded);
}

void MemoryShard::giveWay()
{
    const std::int64_t now = m_limits.milliseconds();
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    if (m_used > 0)
        evictOne(now, discarded);
}

void MemoryShard::sweep(std::int64_t now, Discarded& discarded)
{
    // A step or two with each new key, so that dead entries go although nobody asks for them.
    for (int step = 0; step < 2 && m_used > 0; ++step) {
        Entry* at = m_sweep ? m_sweep : m_oldest;
        m_sweep = at->newer;
        if (isDead(*at, now))
            remove(at, discarded);
    }
}

bool MemoryShard::erase(const Key& key)
{
    Discarded discarded;
    const std::lock_guard lock(m_lock);
    const std::size_t place = locate(key);
    if (place == m_tags.size())
        return false;
    ++of(key.kind).deletes;
    remove(m_entries[place], discarded);
    return true;
}

void MemoryShard::clear()
{
    const std::lock_guard lock(m_lock);
    while (m_oldest) {
        Discarded discarded;
        ++of(m_oldest->kind).deletes;
        remove(m_oldest, discarded);
    }
}

void MemoryShard::addTo(Statistics& statistics) const
{
    const std::lock_guard lock(m_lock);
    for (std::size_t i = 0; i < kindCount; ++i)
        statistics.byKind[i].add(m_statistics[i]);
}

} // namespace campaign::cache
