// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The memory cache with everything on: time to live, limits, statistics, no stale sets. `cache_peers.mjs` runs it in
// turns with lru-cache and node-cache; only ratios within one run count.
#include "server/cache/MemoryCache.h"

#include <benchmark/benchmark.h>

#include <random>
#include <thread>

namespace {

using namespace campaign;
using namespace campaign::cache;

constexpr std::size_t keyCount = 10'000;
constexpr std::size_t order = 1 << 16;

/// 10,000 keys in the cache and as many others as make 70 % hits, in random order; the same in the peers' program.
std::vector<std::string> keyTexts()
{
    std::vector<std::string> made;
    for (std::size_t i = 0; i < keyCount * 10 / 7; ++i)
        made.push_back("computed-fields:settlement:settle_" + std::to_string(i) + ":main");
    return made;
}

std::vector<std::uint32_t> randomOrder(std::size_t below)
{
    std::mt19937 random(7);
    std::vector<std::uint32_t> numbers(order);
    for (std::uint32_t& number : numbers)
        number = static_cast<std::uint32_t>(random() % below);
    return numbers;
}

/// A cache with 10,000 values, a hundred to a group, and readers of a later version than they were made from. Keys
/// carry their hash, as texts in the peers' engine do. The second thread makes the library count references with atomic
/// instructions, as it does in the product.
struct Filled
{
    explicit Filled(std::size_t limit)
        : cache(limits(limit), clock)
    {
        std::thread([] {}).join();
        timeline.startAt(1);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            keys.emplace_back(Kind::ComputedFields, texts[i]);
            values.push_back(std::make_shared<const std::string>(R"({"level":3,"prosperity":17})"));
            if (i % 100 == 0)
                groups.push_back(std::make_shared<const Dependencies>(
                    timeline, std::vector{timeline.group("kingdom:" + std::to_string(i))}));
        }
        for (std::size_t i = 0; i < keyCount; ++i)
            store(i);
        timeline.announce(2, std::vector<std::string>{"another"});
    }
    void store(std::size_t i) { (void)cache.store(keys[i], 1, {values[i], groups[i / 100], 100}); }
    static MemoryLimits limits(std::size_t keys)
    {
        MemoryLimits limits;
        limits.keys = keys;
        return limits;
    }

    SystemClock clock;
    const std::vector<std::string> texts = keyTexts();
    std::vector<Key> keys;
    std::vector<ValuePtr> values;
    std::vector<DependenciesPtr> groups;
    MemoryCache cache;
    Timeline& timeline = cache.timeline("world");
};

void get(benchmark::State& state)
{
    static Filled filled(keyCount);
    const std::vector<std::uint32_t> numbers = randomOrder(filled.texts.size());
    std::size_t at = static_cast<std::size_t>(state.thread_index()) * 7919, hits = 0;
    for (auto _ : state) {
        const ValuePtr value = filled.cache.find(filled.keys[numbers[at++ % order]], 2);
        hits += value ? 1 : 0;
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["hits"] = benchmark::Counter(static_cast<double>(hits), benchmark::Counter::kAvgIterations);
}

/// Replaces what is there.
void set(benchmark::State& state)
{
    static Filled filled(keyCount);
    const std::vector<std::uint32_t> numbers = randomOrder(keyCount);
    std::size_t at = static_cast<std::size_t>(state.thread_index()) * 7919;
    for (auto _ : state)
        filled.store(numbers[at++ % order]);
    state.SetItemsProcessed(state.iterations());
}

/// More keys than there is room for: three sets in ten or more evict.
void setEvicting(benchmark::State& state)
{
    static Filled filled(keyCount);
    const std::vector<std::uint32_t> numbers = randomOrder(filled.texts.size());
    std::size_t at = static_cast<std::size_t>(state.thread_index()) * 7919;
    for (auto _ : state)
        filled.store(numbers[at++ % order]);
    state.SetItemsProcessed(state.iterations());
}

/// One group of `range` values goes stale.
void invalidate(benchmark::State& state)
{
    SystemClock clock;
    MemoryLimits limits;
    limits.keys = 2'000'000;
    limits.bytes = std::size_t{2} << 30;
    MemoryCache cache(limits, clock);
    Timeline& timeline = cache.timeline("world");
    const auto dependencies =
        std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("settlements")});
    const ValuePtr value = std::make_shared<const int>(1);
    for (std::int64_t i = 0; i < state.range(0); ++i)
        (void)cache.store(Key(Kind::Lists, "key:" + std::to_string(i)), 0, {value, dependencies, 8});
    const std::vector<std::string> groups{"settlements"};
    Version version = 0;
    for (auto _ : state)
        timeline.announce(++version, groups);
    if (cache.find(Key(Kind::Lists, "key:0"), version))
        state.SkipWithError("still there");
}

BENCHMARK(get)->Threads(1)->Threads(2);
BENCHMARK(set)->Threads(1)->Threads(2);
BENCHMARK(setEvicting);
BENCHMARK(invalidate)->Arg(100)->Arg(10'000)->Arg(1'000'000);

} // namespace

BENCHMARK_MAIN();
