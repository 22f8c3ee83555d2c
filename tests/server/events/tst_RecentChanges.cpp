// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/events/RecentChanges.h"

#include <QtTest>

#include <map>
#include <random>

using namespace campaign::events;

namespace {

using Recent = RecentChanges<int>;
using Touched = std::optional<std::vector<int>>;

constexpr std::size_t most = 10;

} // namespace

class tst_RecentChanges : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatTheLaterOnesTouched()
    {
        Recent recent(most);
        QVERIFY(!recent.between(0, 0)); // nothing is known yet
        recent.note({5, false, {1}});
        recent.note({6, false, {2, 3}});
        recent.note({7, false, {1}});
        QCOMPARE(recent.between(4, 7), Touched(std::vector{1, 2, 3, 1}));
        QCOMPARE(recent.between(5, 6), Touched(std::vector{2, 3}));
        QCOMPARE(recent.between(7, 7), Touched(std::vector<int>()));
        QVERIFY(!recent.between(3, 7)); // further back than it knows
        QVERIFY(!recent.between(5, 8)); // not heard of yet
    }

    void oneThatReachesFarIsNotFollowed()
    {
        Recent recent(most);
        recent.note({1, false, {1}});
        recent.note({2, true, {}});
        recent.note({3, false, {3}});
        QCOMPARE(recent.between(0, 1), Touched(std::vector{1}));
        QVERIFY(!recent.between(0, 3));
        QCOMPARE(recent.between(2, 3), Touched(std::vector{3}));
    }

    /// Against all changes there ever were, with numbers left out now and then.
    void agreesWithTheWholeList()
    {
        std::mt19937 dice(1);
        Recent recent(most);
        std::map<std::int64_t, std::vector<int>> all;
        std::int64_t last = 0;
        std::int64_t unbroken = 1; // the first number since the last gap
        for (int round = 0; round < 5000; ++round) {
            if (dice() % 40 == 0)
                unbroken = ++last + 1;
            all[++last] = {static_cast<int>(dice() % 100), static_cast<int>(dice() % 100)};
            recent.note({last, false, all[last]});

            const std::int64_t after = last - static_cast<std::int64_t>(dice() % 15);
            const std::int64_t known = std::max(unbroken, last - static_cast<std::int64_t>(most) + 1);
            Touched expected;
            if (after + 1 >= known) {
                expected.emplace();
                for (auto at = all.upper_bound(after); at != all.end(); ++at)
                    expected->insert(expected->end(), at->second.begin(), at->second.end());
            }
            QVERIFY2(recent.between(after, last) == expected, qPrintable(QString("round %1").arg(round)));
        }
    }
};

QTEST_APPLESS_MAIN(tst_RecentChanges)
#include "tst_RecentChanges.moc"
