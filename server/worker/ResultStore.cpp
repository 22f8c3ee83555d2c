// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/ResultStore.h"

#include "server/core/Json.h"

namespace campaign::worker {

namespace {

constexpr std::size_t samples = 10;

std::size_t bytesOf(const Outcome& outcome)
{
    return sizeof outcome + (outcome.value ? toJson(*outcome.value).size() : outcome.value.error().message.size());
}

} // namespace

std::string ResultStore::Key::text() const
{
    return "condition:" + condition + ":" + branch + (context.empty() ? "" : ":" + context);
}

ResultStore::ResultStore(std::size_t most, std::chrono::milliseconds keptFor, Milliseconds now)
    : m_most(most)
    , m_keptFor(keptFor.count())
    , m_now(now)
{
}

void ResultStore::remove(Place place)
{
    m_byText.erase(place->text);
    m_entries.erase(place);
}

OutcomePtr ResultStore::find(const Key& key, std::int64_t seq)
{
    const std::string text = key.text();
    const std::lock_guard lock(m_mutex);
    const auto found = m_byText.find(text);
    const bool isGood =
        found != m_byText.end() && found->second->seq == seq && m_now() - found->second->since < m_keptFor;
    ++(isGood ? m_hits : m_misses);
    return isGood ? found->second->outcome : nullptr;
}

void ResultStore::keep(const Key& key, std::int64_t seq, OutcomePtr outcome)
{
    if (m_most == 0)
        return;
    std::string text = key.text();
    const std::size_t bytes = bytesOf(*outcome);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_byText.find(text); found != m_byText.end()) {
        if (found->second->seq > seq)
            return;
        remove(found->second);
    }
    m_entries.push_front({key, text, seq, m_now(), bytes, std::move(outcome)});
    m_byText.emplace(std::move(text), m_entries.begin());
    if (m_entries.size() > m_most)
        remove(std::prev(m_entries.end()));
}

std::size_t ResultStore::drop(const std::string& branch, const std::string& condition)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t before = m_entries.size();
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const auto next = std::next(entry);
        if (entry->key.branch == branch && (condition.empty() || entry->key.condition == condition))
            remove(entry);
        entry = next;
    }
    return before - m_entries.size();
}

ResultNumbers ResultStore::numbers(const std::string& branch) const
{
    const std::lock_guard lock(m_mutex);
    ResultNumbers numbers{m_hits, m_misses, 0, 0, 0, {}};
    for (const Entry& entry : m_entries) {
        if (!branch.empty() && entry.key.branch != branch)
            continue;
        ++numbers.keys;
        numbers.keyBytes += entry.text.size();
        numbers.valueBytes += entry.bytes;
        if (numbers.sampleKeys.size() < samples)
            numbers.sampleKeys.push_back(entry.text);
    }
    return numbers;
}

} // namespace campaign::worker
