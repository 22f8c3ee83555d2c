// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/Comparison.h"
#include "tests/support/SmallCatalogue.h"

#include <QElapsedTimer>
#include <QTest>

#include <numeric>

using namespace campaign;
using namespace campaign::contract;

namespace {

constexpr int programsOfEach = 30;
constexpr int stepsOfEach = 60;
constexpr int probesAStep = 2;

int programs()
{
    const double scale =
        qEnvironmentVariableIsSet("CAMPAIGN_TEST_SCALE") ? qgetenv("CAMPAIGN_TEST_SCALE").toDouble() : 1;
    return std::max(1, static_cast<int>(programsOfEach * scale));
}

Result<std::unique_ptr<history::Store>> open(const catalogue::Catalogue& types, const Clock& clock,
                                             const std::string& file)
{
    return history::openStore(file, types, clock);
}

} // namespace

/// Random programs on the store and on the oracle side by side. CAMPAIGN_TEST_SEED runs one program alone.
class tst_StoreAgainstOracle : public QObject
{
    Q_OBJECT

private slots:
    void randomProgramsAgree_data();
    void randomProgramsAgree();
};

void tst_StoreAgainstOracle::randomProgramsAgree_data()
{
    QTest::addColumn<bool>("isSmall");
    QTest::newRow("made-up catalogue") << true;
    QTest::newRow("standard catalogue") << false;
}

void tst_StoreAgainstOracle::randomProgramsAgree()
{
    QFETCH(bool, isSmall);
    const catalogue::Catalogue types = isSmall ? support::smallCatalogue() : catalogue::Catalogue::standard();
    const std::uint64_t one = qgetenv("CAMPAIGN_TEST_SEED").toULongLong();
    const std::uint64_t first = one ? one : isSmall ? 1 : 100'001;
    const std::uint64_t count = one ? 1 : static_cast<std::uint64_t>(programs());
    std::vector<std::uint64_t> seeds(count);
    std::iota(seeds.begin(), seeds.end(), first);
    if (!isSmall && !one)
        seeds.push_back(100'074); // two things of different types made with one id in one change
    Outcomes outcomes;
    QElapsedTimer timer;
    timer.start();
    for (const std::uint64_t seed : seeds) {
        const Trial trial = makeTrial(types, seed, stepsOfEach, probesAStep);
        std::size_t last = 0;
        const std::string found = firstDifference(trial, types, open, last, outcomes);
        if (!found.empty())
            QFAIL((found + "minimised:\n" + minimised(trial, types, open, last)).c_str());
    }
    qInfo("%d programs of %d steps in %lld ms", static_cast<int>(seeds.size()), stepsOfEach, timer.elapsed());
    for (const auto& [name, times] : outcomes)
        qInfo("  %s: %d", name.c_str(), times);
}

QTEST_APPLESS_MAIN(tst_StoreAgainstOracle)
#include "tst_StoreAgainstOracle.moc"
