// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/Host.h"
#include "tests/server/api/TimedStory.h"

#include <QProcess>
#include <QtTest>

#include <random>

#include <signal.h>

using namespace campaign;
using namespace campaign::test;

namespace {

constexpr int effects = 120;

/// What the file holds, read beside nobody.
struct Kept
{
    std::int64_t population = 0;
    std::int64_t done = 0;
    std::int64_t changes = 0; ///< of effects that came due
    std::vector<std::string> faults;
};

Kept read(const std::string& file, const Id& settlement, const Id& branch)
{
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock;
    const auto store = history::openStore(file, types, clock);
    if (!store)
        qFatal("%s", store.error().toString().c_str());
    const auto snapshot = (*store)->read();
    const Viewer owner = Viewer::owner();
    const std::vector<Id> ids{settlement};
    Kept kept;
    const auto found = (*snapshot)->byIds(*types.find("Settlement"), ids, {branch, {}, {}}, owner);
    kept.population = (*found)[0]->field("variables").find("population")->asInteger();
    history::ListQuery done;
    done.where = {{"status", history::Condition::Operator::Equal, "DONE"}};
    kept.done = *(*snapshot)->count(*types.find("ScheduledEffect"), done, {branch, {}, {}}, owner);
    const auto changes = (*snapshot)->changes(0, 10'000, owner);
    for (const history::LoggedChange& change : *changes)
        kept.changes += change.kind == "due";
    kept.faults = *(*store)->verify();
    return kept;
}

} // namespace

/// kill -9 while what fell due runs: each effect runs exactly once, however often the file is opened on the way.
class tst_DueEffects : public QObject
{
    Q_OBJECT

private slots:
    void killedInBetweenEachRunsOnce();
};

void tst_DueEffects::killedInBetweenEachRunsOnce()
{
    QTemporaryDir folder;
    const std::string file = folder.filePath("due.campaign").toStdString();
    TimedStory timed; // in a past: all is overdue
    for (int i = 0; i < effects; ++i)
        timed.putOff("effect " + std::to_string(i), TimedStory::addPeople(1), i + 1);
    const std::int64_t before = timed.population();
    timed.story.resolve();
    QVERIFY(timed.client.store().backup(file));
    std::mt19937_64 random(17);
    int rounds = 0;
    int interrupted = 0; // while some were done and others not
    for (Kept kept; kept.done < effects; ++rounds) {
        QVERIFY2(rounds < 500, "it does not come to an end");
        QProcess runner;
        runner.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        runner.start(DUE_RUNNER, {QString::fromStdString(file)});
        QVERIFY(runner.waitForReadyRead(10'000));
        QTest::qSleep(static_cast<int>(random() % 60));
        ::kill(static_cast<pid_t>(runner.processId()), SIGKILL);
        runner.waitForFinished(5'000);
        kept = read(file, timed.story.settlement, timed.story.branch);
        QVERIFY2(kept.faults.empty(), kept.faults.empty() ? "" : kept.faults.front().c_str());
        QCOMPARE(kept.population, before + kept.done);
        QCOMPARE(kept.changes, kept.done);
        interrupted += kept.done > 0 && kept.done < effects;
    }
    qInfo("%d rounds, %d of them stopped in between", rounds, interrupted);
    QVERIFY(interrupted > 0);
}

QTEST_GUILESS_MAIN(tst_DueEffects)
#include "tst_DueEffects.moc"
