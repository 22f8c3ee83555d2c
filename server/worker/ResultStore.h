// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace campaign::worker {

/// One step of how a value came about.
struct TraceStep
{
    std::string description;
    std::string input;  ///< JSON
    std::string output; ///< JSON
    bool passed = false;
};

/// What one condition gave.
struct Outcome
{
    Result<Value> value = Value();
    bool holds = false; ///< the value is true as JSONLogic takes it
    std::vector<TraceStep> trace;
    std::chrono::microseconds took{0};
};
using OutcomePtr = std::shared_ptr<const Outcome>;

struct ResultNumbers
{
    std::uint64_t hits = 0, misses = 0; ///< of all branches
    std::size_t keys = 0, keyBytes = 0, valueBytes = 0;
    std::vector<std::string> sampleKeys; ///< a few, newest first
};

/// Outcomes by branch, condition and context, each good for the very state it was made from: a file that another
/// process writes announces nothing, so one change makes all of them stale. Beside server/cache because callers of the
/// service may list, count and drop what is kept. The oldest gives way. Safe from any thread.
class ResultStore
{
public:
    struct Key
    {
        std::string branch;
        std::string condition;
        std::string context; ///< of its text; "" for none

        std::string text() const;
    };
    /// Milliseconds from some beginning, for the age of results.
    using Milliseconds = std::int64_t (*)();

    ResultStore(std::size_t most, std::chrono::milliseconds keptFor, Milliseconds now);

    /// Null when there is none of that state.
    OutcomePtr find(const Key& key, std::int64_t seq);
    void keep(const Key& key, std::int64_t seq, OutcomePtr outcome);
    /// Drops those of a branch and condition ("": all of the branch); how many.
    std::size_t drop(const std::string& branch, const std::string& condition);
    /// Keys and bytes of one branch ("": of all).
    ResultNumbers numbers(const std::string& branch) const;

private:
    struct Entry
    {
        Key key;
        std::string text;
        std::int64_t seq = 0;
        std::int64_t since = 0;
        std::size_t bytes = 0;
        OutcomePtr outcome;
    };
    using Place = std::list<Entry>::iterator;
    void remove(Place place);

    const std::size_t m_most;
    const std::int64_t m_keptFor;
    const Milliseconds m_now;
    mutable std::mutex m_mutex; // guards all below
    std::list<Entry> m_entries; // newest first
    std::unordered_map<std::string, Place> m_byText;
    std::uint64_t m_hits = 0, m_misses = 0;
};

} // namespace campaign::worker
