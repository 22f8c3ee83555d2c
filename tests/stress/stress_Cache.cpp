// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// stress_Cache [seconds [seed]]
// Eight threads read through the cache while some of them write. Every answer is compared with a naive model that keeps
// all versions of everything: it must be what the reader would have computed from its own snapshot, neither older nor
// newer, and no key may be computed by two at once.
#include "server/cache/MemoryCache.h"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

namespace {

using namespace campaign;
using namespace campaign::cache;

constexpr int threadCount = 8;

/// All versions of some cells. A version counts from the moment `head` names it.
class Model
{
public:
    explicit Model(std::size_t cells)
        : m_cells(cells)
    {
    }
    std::size_t size() const { return m_cells.size(); }
    Version head() const { return m_head.load(std::memory_order_acquire); }

    /// Commits one change and announces it a little later, as the write lane does.
    void write(const std::vector<std::size_t>& cells, Timeline& timeline, std::mt19937_64& random)
    {
        const std::lock_guard one(m_writing);
        const Version version = head() + 1;
        std::vector<std::string> groups;
        for (const std::size_t cell : cells) {
            const std::lock_guard lock(m_mutex);
            m_cells[cell].emplace_back(version, random());
            groups.push_back(groupOf(cell));
        }
        m_head.store(version, std::memory_order_release);
        if (random() % 4 == 0)
            std::this_thread::yield();
        if (random() % 1000 == 0)
            timeline.announceAll(version);
        else
            timeline.announce(version, groups);
    }
    std::uint64_t at(std::size_t cell, Version version) const
    {
        const std::lock_guard lock(m_mutex);
        const auto& history = m_cells[cell];
        for (auto step = history.rbegin(); step != history.rend(); ++step) {
            if (step->first <= version)
                return step->second;
        }
        return cell;
    }
    static std::string groupOf(std::size_t cell) { return "cell:" + std::to_string(cell); }

private:
    std::mutex m_writing; // one change at a time
    std::atomic<Version> m_head{0};
    mutable std::mutex m_mutex; // guards the cells
    std::vector<std::vector<std::pair<Version, std::uint64_t>>> m_cells;
};

std::atomic<std::int64_t> fakeMilliseconds{0};

class FixedClock : public Clock
{
public:
    std::int64_t nowMicroseconds() const override { return 0; }
};

/// One run: a model, a cache before it, and what went wrong.
class Run
{
public:
    Run(std::size_t cells, const MemoryLimits& limits)
        : m_model(cells)
        , m_cache(limits, m_clock)
        , m_computing(cells)
    {
    }

    void start(std::uint64_t seed, std::chrono::milliseconds length)
    {
        const auto end = std::chrono::steady_clock::now() + length;
        std::vector<std::thread> threads;
        for (int i = 0; i < threadCount; ++i)
            threads.emplace_back([this, i, seed, end] { work(i, seed, end); });
        for (std::thread& thread : threads)
            thread.join();
    }
    bool report(const char* name) const
    {
        const Statistics all = m_cache.statistics();
        std::printf("%s: %llu answers, %llu computed, %llu waited, %llu refused, %llu evicted, %llu expired; "
                    "%lld versions, %zu groups; %llu wrong, %llu computed twice\n",
                    name, as(m_answers), as(m_computed), static_cast<unsigned long long>(all.total.waits),
                    static_cast<unsigned long long>(all.total.refusedSets),
                    static_cast<unsigned long long>(all.total.evictions),
                    static_cast<unsigned long long>(all.total.expirations), static_cast<long long>(m_model.head()),
                    m_timeline.groupCount(), as(m_wrong), as(m_twice));
        return m_wrong == 0 && m_twice == 0 && m_answers > 1000 && m_computed > 100;
    }

private:
    static unsigned long long as(const std::atomic<std::uint64_t>& number) { return number.load(); }

    /// The value of key k is made of the cells k and k + 1.
    std::uint64_t expected(std::size_t k, Version version) const
    {
        return m_model.at(k, version) * 31 + m_model.at((k + 1) % m_model.size(), version);
    }
    Made compute(std::size_t k, Version version, std::mt19937_64& random)
    {
        if (m_computing[k].fetch_add(1) != 0)
            ++m_twice;
        ++m_computed;
        std::vector<GroupPtr> groups;
        const bool groupsFirst = random() % 2 == 0;
        const auto take = [&] {
            groups = {m_timeline.group(Model::groupOf(k)), m_timeline.group(Model::groupOf((k + 1) % m_model.size()))};
        };
        if (groupsFirst)
            take();
        const std::uint64_t value = expected(k, version);
        if (random() % 8 == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 100));
        if (!groupsFirst)
            take();
        m_computing[k].fetch_sub(1);
        return {std::make_shared<const std::uint64_t>(value),
                std::make_shared<const Dependencies>(m_timeline, std::move(groups)), sizeof value};
    }
    void check(std::size_t k, Version version, const ValuePtr& value)
    {
        ++m_answers;
        if (*std::static_pointer_cast<const std::uint64_t>(value) != expected(k, version))
            ++m_wrong;
    }
    void readOne(std::mt19937_64& random)
    {
        const std::size_t k = random() % m_model.size();
        const std::string text = "key:" + std::to_string(k);
        const Version version = m_model.head();
        const Result<std::shared_ptr<const std::uint64_t>> value = findOrCompute<std::uint64_t>(
            m_cache, Key(Kind::Other, text), version, [&]() -> Result<Made> { return compute(k, version, random); });
        check(k, version, *value);
    }
    void eraseOne(std::mt19937_64& random)
    {
        const std::string text = "key:" + std::to_string(random() % m_model.size());
        (void)m_cache.erase(Key(Kind::Other, text));
    }
    /// Claims several keys at once, computes its own, then waits for the others'.
    void readMany(std::mt19937_64& random)
    {
        const Version version = m_model.head();
        const std::size_t first = random() % m_model.size();
        std::vector<std::pair<std::size_t, Attempt>> attempts;
        for (std::size_t i = 0; i < 5; ++i) {
            const std::size_t k = (first + i) % m_model.size();
            const std::string text = "key:" + std::to_string(k);
            attempts.emplace_back(k, m_cache.attempt(Key(Kind::Other, text), version));
        }
        for (auto& [k, attempt] : attempts) {
            if (!attempt.isMine)
                continue;
            Made made = compute(k, version, random);
            attempt.value = made.value;
            if (random() % 50 != 0)
                attempt.claim.finish(std::move(made)); // else it is dropped, as on an error
            attempt.claim = {};
        }
        for (auto& [k, attempt] : attempts) {
            if (!attempt.value && attempt.other)
                attempt.value = m_cache.wait(*attempt.other, version);
            if (attempt.value)
                check(k, version, attempt.value);
        }
    }
    void work(int number, std::uint64_t seed, std::chrono::steady_clock::time_point end)
    {
        std::mt19937_64 random(seed + static_cast<std::uint64_t>(number));
        while (std::chrono::steady_clock::now() < end) {
            const auto dice = random() % 100;
            if (number < 2 && dice < 10)
                m_model.write({random() % m_model.size(), random() % m_model.size()}, m_timeline, random);
            else if (dice < 11)
                fakeMilliseconds += 1000;
            else if (dice < 12)
                eraseOne(random);
            else if (dice < 30)
                readMany(random);
            else
                readOne(random);
        }
    }

    FixedClock m_clock;
    Model m_model;
    MemoryCache m_cache;
    Timeline& m_timeline = m_cache.timeline("stream");
    std::vector<std::atomic<int>> m_computing;
    std::atomic<std::uint64_t> m_answers{0}, m_computed{0}, m_wrong{0}, m_twice{0};
};

} // namespace

int main(int argc, char** argv)
{
    const char* scale = std::getenv("CAMPAIGN_TEST_SCALE");
    const double seconds = argc > 1 ? std::atof(argv[1]) : 2 * (scale ? std::atof(scale) : 1);
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : std::random_device()();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    const std::chrono::milliseconds each(static_cast<int>(seconds * 500));
    MemoryLimits limits;
    limits.milliseconds = [] { return fakeMilliseconds.load(); };
    Run few(16, limits);
    few.start(seed, each);
    const bool isFewGood = few.report("few keys");
    limits.keys = 500;
    Run many(20'000, limits);
    many.start(seed, each);
    const bool isManyGood = many.report("many keys, small cache");
    return isFewGood && isManyGood ? 0 : 1;
}
