// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/MemoryCache.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace campaign;
using namespace campaign::cache;

namespace {

std::atomic<std::int64_t> now{0};

class FixedClock : public Clock
{
public:
    std::int64_t nowMicroseconds() const override { return 42; }
};

Made made(int value, DependenciesPtr dependencies = nullptr, std::size_t bytes = 0)
{
    return {std::make_shared<const int>(value), std::move(dependencies), bytes};
}

int valueOf(const ValuePtr& value)
{
    return value ? *std::static_pointer_cast<const int>(value) : -1;
}

} // namespace

class tst_MemoryCache : public QObject
{
    Q_OBJECT

private slots:
    void init() { now = 0; }

    void holdsBetweenTwoChanges()
    {
        MemoryCache cache(limits(), m_clock);
        Timeline& timeline = cache.timeline("world");
        timeline.startAt(10);
        const auto groups = std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("settlement:1")});
        const Key key(Kind::ComputedFields, "computed-fields:settlement:1:main");
        QVERIFY(cache.store(key, 10, made(7, groups)));
        QCOMPARE(valueOf(cache.find(key, 10)), 7);
        QCOMPARE(valueOf(cache.find(key, 11)), -1); // committed, perhaps, but not announced
        timeline.announce(11, std::vector<std::string>{"settlement:2"});
        QCOMPARE(valueOf(cache.find(key, 11)), 7);
        timeline.announce(12, std::vector<std::string>{"settlement:1"});
        QCOMPARE(valueOf(cache.find(key, 12)), -1);
        QCOMPARE(valueOf(cache.find(key, 11)), -1); // reclaimed when it was met
        QCOMPARE(cache.statistics().total.keys, std::uint64_t{0});
    }

    void aComputationThatBeganBeforeAChangeStoresNothing()
    {
        MemoryCache cache(limits(), m_clock);
        Timeline& timeline = cache.timeline("world");
        timeline.startAt(10);
        const auto early = std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("a")});
        timeline.announce(11, std::vector<std::string>{"a", "b"});
        const Key key(Kind::Other, "key");
        QVERIFY(!cache.store(key, 10, made(1, early)));
        // A group that nobody knew when it changed counts as changed.
        const auto late = std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("b")});
        QVERIFY(!cache.store(key, 10, made(1, late)));
        QVERIFY(cache.store(key, 11, made(2, late)));
        QCOMPARE(valueOf(cache.find(key, 10)), -1);
        QCOMPARE(valueOf(cache.find(key, 11)), 2);
        QCOMPARE(cache.statistics().total.refusedSets, std::uint64_t{2});
    }

    void anUnannouncedChangeMayHaveTouchedAnything()
    {
        MemoryCache cache(limits(), m_clock);
        Timeline& timeline = cache.timeline("world");
        timeline.startAt(3);
        const auto groups = std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("a")});
        const Key key(Kind::Other, "key");
        QVERIFY(cache.store(key, 3, made(1, groups)));
        timeline.announce(5, std::vector<std::string>{"b"});
        QCOMPARE(valueOf(cache.find(key, 5)), -1);
        QVERIFY(cache.store(key, 5, made(2, groups)));
        timeline.announceAll(6);
        QCOMPARE(valueOf(cache.find(key, 6)), -1);
    }

    void aNewerValueIsNotReplacedByAnOlder()
    {
        MemoryCache cache(limits(), m_clock);
        Timeline& timeline = cache.timeline("world");
        timeline.startAt(9);
        const auto groups = std::make_shared<const Dependencies>(timeline, std::vector{timeline.group("a")});
        const Key key(Kind::Other, "key");
        QVERIFY(cache.store(key, 9, made(9, groups)));
        QVERIFY(!cache.store(key, 8, made(8, groups)));
        QCOMPARE(valueOf(cache.find(key, 9)), 9);
    }

    void livesNoLongerThanItsTime()
    {
        MemoryCache cache(limits(), m_clock);
        const Key computed(Kind::ComputedFields, "computed");
        const Key list(Kind::Lists, "list");
        QVERIFY(cache.store(computed, 0, made(1)));
        QVERIFY(cache.store(list, 0, made(2)));
        now = 299'999;
        QCOMPARE(valueOf(cache.find(computed, 0)), 1);
        now = 300'000;
        QCOMPARE(valueOf(cache.find(computed, 0)), -1);
        QCOMPARE(valueOf(cache.find(list, 0)), 2);
        now = 600'000;
        QCOMPARE(valueOf(cache.find(list, 0)), -1);
        QCOMPARE(cache.statistics().total.expirations, std::uint64_t{2});
    }

    void keepsWithinItsLimits()
    {
        MemoryLimits small = limits();
        small.keys = 100;
        MemoryCache cache(small, m_clock);
        const Key wanted(Kind::Other, "wanted");
        QVERIFY(cache.store(wanted, 0, made(1)));
        for (int i = 0; i < 5000; ++i) {
            const std::string text = "once " + std::to_string(i);
            QVERIFY(cache.store(Key(Kind::Other, text), 0, made(i)));
            (void)cache.find(wanted, 0);
        }
        QVERIFY(cache.statistics().total.keys <= 100);
        QCOMPARE(valueOf(cache.find(wanted, 0)), 1); // asked for again and again: it stays

        small = limits();
        small.bytes = 100'000;
        MemoryCache heavy(small, m_clock);
        for (int i = 0; i < 500; ++i) {
            const std::string text = "big " + std::to_string(i % 150);
            (void)heavy.store(Key(Kind::Other, text), 0, made(i, nullptr, static_cast<std::size_t>(i) * 20));
        }
        QVERIFY2(heavy.statistics().total.bytes <= 100'000,
                 qPrintable(QString::number(heavy.statistics().total.bytes)));
        QVERIFY(!heavy.store(Key(Kind::Other, "too big"), 0, made(0, nullptr, 200'000)));
    }

    /// Where the names fall differs in each run: what is asked for may be alone in its part of the cache, and what
    /// comes may fall into the same part. It stays all the same.
    void whatIsAskedForStaysWhereverItFalls()
    {
        for (std::size_t keys = 2; keys < 40; ++keys) {
            MemoryLimits small = limits();
            small.keys = keys;
            MemoryCache cache(small, m_clock);
            const Key wanted(Kind::Other, "wanted " + std::to_string(keys));
            QVERIFY(cache.store(wanted, 0, made(1)));
            for (int i = 0; i < 500; ++i) {
                QCOMPARE(valueOf(cache.find(wanted, 0)), 1);
                QVERIFY(cache.store(Key(Kind::Other, "once " + std::to_string(i)), 0, made(i)));
                QVERIFY(cache.statistics().total.keys <= keys);
            }
        }
    }

    void whatGrowsDrivesOutTheOthers()
    {
        MemoryLimits small = limits();
        small.bytes = 100'000;
        MemoryCache cache(small, m_clock);
        const Key growing(Kind::Other, "growing");
        for (int i = 0; i < 300; ++i)
            QVERIFY(cache.store(Key(Kind::Other, "small " + std::to_string(i)), 0, made(i)));
        for (std::size_t bytes = 1; bytes < 99'000; bytes += 9'000) {
            QVERIFY(cache.store(growing, 0, made(1, nullptr, bytes)));
            QVERIFY(cache.statistics().total.bytes <= 100'000);
        }
    }

    /// Whatever is done to the table, it says what a map says.
    void agreesWithAMap()
    {
        MemoryCache cache(limits(), m_clock);
        std::map<std::string, int> model;
        std::uint32_t random = 12345;
        for (int i = 0; i < 200'000; ++i) {
            random = random * 1664525 + 1013904223;
            const std::string text = "k" + std::to_string(random >> 8 & 2047);
            const Key key(Kind::Other, text);
            if (random >> 28 < 6) {
                QVERIFY(cache.store(key, 0, made(i)));
                model[text] = i;
            } else if (random >> 28 < 10) {
                QCOMPARE(cache.erase(key), model.erase(text) == 1);
            } else {
                QCOMPARE(valueOf(cache.find(key, 0)), model.contains(text) ? model[text] : -1);
            }
        }
        QCOMPARE(cache.statistics().total.keys, static_cast<std::uint64_t>(model.size()));
        cache.clear();
        QCOMPARE(cache.statistics().total.keys, std::uint64_t{0});
        QCOMPARE(cache.statistics().total.bytes, std::uint64_t{0});
    }

    void oneComputesForAll()
    {
        MemoryCache cache(limits(), m_clock);
        std::atomic<int> computed{0};
        std::vector<std::thread> threads;
        std::atomic<int> sum{0};
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                const auto value = findOrCompute<int>(cache, Key(Kind::Rules, "rules:main"), 0, [&]() -> Result<Made> {
                    std::this_thread::sleep_for(std::chrono::milliseconds(50));
                    ++computed;
                    return made(5);
                });
                sum += **value;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(computed.load(), 1);
        QCOMPARE(sum.load(), 40);
    }

    void aFailedComputationLetsTheNextTry()
    {
        MemoryCache cache(limits(), m_clock);
        const Key key(Kind::Other, "key");
        Attempt first = cache.attempt(key, 0);
        QVERIFY(first.isMine);
        const Attempt second = cache.attempt(key, 0);
        QVERIFY(!second.isMine && !second.value && second.other);
        first.claim = {};
        QVERIFY(!cache.wait(*second.other, 0));
        QVERIFY(cache.attempt(key, 0).isMine);
        const auto failed = findOrCompute<int>(cache, key, 0, []() -> Result<Made> {
            return Error{ErrorCode::Cancelled, "Stopped.", {}, {}, {}};
        });
        QVERIFY(!failed);
    }

    void countsByKind()
    {
        MemoryCache cache(limits(), m_clock);
        const Key list(Kind::Lists, "structures:settlement:1:main");
        (void)cache.find(list, 0);
        (void)cache.store(list, 0, made(1));
        (void)cache.find(list, 0);
        (void)cache.find(list, 0);
        (void)cache.find(list, 0);
        QVERIFY(cache.erase(list));
        cache.timeline("world").announce(1, std::vector<std::string>{"a", "b"});
        const Statistics all = cache.statistics();
        const KindStatistics& lists = all.byKind[static_cast<std::size_t>(Kind::Lists)];
        QCOMPARE(lists.hits, std::uint64_t{3});
        QCOMPARE(lists.misses, std::uint64_t{1});
        QCOMPARE(lists.hitRate(), 0.75);
        QCOMPARE(lists.sets, std::uint64_t{1});
        QCOMPARE(lists.deletes, std::uint64_t{1});
        QCOMPARE(all.total.hits, std::uint64_t{3});
        QCOMPARE(all.byKind[0].hits, std::uint64_t{0});
        QCOMPARE(all.patternDeletes, std::uint64_t{2});
        QCOMPARE(all.startTime, std::int64_t{42});
    }

    void forgetsGroupsThatNobodyNeeds()
    {
        Timeline timeline;
        const GroupPtr kept = timeline.group("kept");
        for (int i = 0; i < 50'000; ++i)
            (void)timeline.group("group " + std::to_string(i));
        QVERIFY(timeline.groupCount() <= 16 * 512);
        QCOMPARE(timeline.group("kept"), kept);
    }

    /// Each half of a fingerprint by itself, so that both are worth their bits.
    void fingerprintsTellKeysApart()
    {
        std::set<std::uint64_t> low, high;
        const auto isNew = [&](std::string_view text) {
            const Fingerprint made = fingerprintOf(text);
            return low.insert(made.low).second && high.insert(made.high).second && !low.contains(made.high);
        };
        std::string text;
        for (int length = 0; length < 100; ++length) {
            QVERIFY(isNew(text));
            text += 'a';
        }
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(isNew("computed-fields:settlement:" + std::to_string(i) + ":main"));
        for (std::size_t at = 0; at < 64; ++at) { // one letter anywhere
            std::string other(64, 'a');
            other[at] = 'b';
            QVERIFY(isNew(other));
        }
        QCOMPARE(fingerprintOf("a"), fingerprintOf(std::string("a")));
        KeyBuilder builder(Kind::Lists, {"structures", "settlement"}, {"main", "gm"});
        QCOMPARE(builder.key("7").text, std::string_view("lists:structures:settlement:7:main:gm"));
        QCOMPARE(builder.key("12").text, std::string_view("lists:structures:settlement:12:main:gm"));
    }

    void disabledItRemembersNothing()
    {
        MemoryLimits off = limits();
        off.isEnabled = false;
        MemoryCache cache(off, m_clock);
        QVERIFY(!cache.store(Key(Kind::Other, "key"), 0, made(1)));
        QCOMPARE(valueOf(cache.find(Key(Kind::Other, "key"), 0)), -1);
        QVERIFY(!cache.statistics().enabled);
    }

private:
    static MemoryLimits limits()
    {
        MemoryLimits limits;
        limits.milliseconds = [] { return now.load(); };
        return limits;
    }
    FixedClock m_clock;
};

QTEST_GUILESS_MAIN(tst_MemoryCache)
#include "tst_MemoryCache.moc"
