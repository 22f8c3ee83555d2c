// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/events/EventBus.h"

#include <deque>
#include <mutex>
#include <optional>

namespace campaign {

/// A set of the catalogue's types, by their index.
class TypeSet
{
public:
    void add(int index) { m_bits |= bit(index); }
    void addAll() { m_bits = ~std::uint64_t{0}; }
    void add(const TypeSet& other) { m_bits |= other.m_bits; }
    bool has(int index) const { return (m_bits & bit(index)) != 0; }
    bool meets(const TypeSet& other) const { return (m_bits & other.m_bits) != 0; }

private:
    static std::uint64_t bit(int index) { return std::uint64_t{1} << (index & 63); }
    std::uint64_t m_bits = 0;
};

/// Remembers which types the latest changes touched, so that what was computed at one sequence number can be told good
/// or stale at a later one. Listens to the bus for as long as it lives; safe from any thread.
class ChangeTracker
{
public:
    /// Bus and types outlive it.
    ChangeTracker(events::EventBus& bus, const catalogue::Catalogue& types);
    ~ChangeTracker();
    ChangeTracker(const ChangeTracker&) = delete;
    ChangeTracker& operator=(const ChangeTracker&) = delete;

    /// What the changes after `from` up to `to` touched, on any branch; nothing when not all of them are known (too
    /// long ago, or committed but not announced yet), which is to be taken as "everything".
    std::optional<TypeSet> touched(std::int64_t from, std::int64_t to) const;

private:
    struct Step
    {
        std::int64_t seq;
        TypeSet types;
    };
    void note(const events::ChangeEvent& event);

    events::EventBus& m_bus;
    const catalogue::Catalogue& m_types;
    mutable std::mutex m_mutex; // guards the steps
    std::deque<Step> m_steps;   // without gaps, oldest first
    int m_subscription = 0;
};

} // namespace campaign
