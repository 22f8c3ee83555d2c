// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Log.h"
#include "server/history/Store.h"
#include "server/host/DueSchedule.h"
#include "server/host/Host.h"
#include "tests/server/api/TimedStory.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using host::DueSchedule;

namespace {

/// Counts the changes of effects that came due; heard on the store's thread.
class DueChanges
{
public:
    explicit DueChanges(events::EventBus& bus)
        : m_bus(bus)
        , m_number(bus.subscribe([this](const events::ChangeEventPtr& change) { m_count += change->kind == "due"; }))
    {
    }
    ~DueChanges() { m_bus.unsubscribe(m_number); }
    int count() const { return m_count; }

private:
    events::EventBus& m_bus;
    std::atomic<int> m_count = 0;
    const int m_number;
};

/// A campaign file with two effects, due after 100 and after 200 seconds.
struct PutOffFile
{
    explicit PutOffFile(support::FakeClock& theClock)
        : clock(theClock)
    {
        TimedStory timed;
        timed.putOff("a", TimedStory::addPeople(1), 100);
        timed.putOff("b", TimedStory::addPeople(10), 200);
        timed.story.resolve();
        (void)timed.client.store().backup(path());
        clock.advance(timed.clock.nowMicroseconds() - clock.nowMicroseconds());
    }
    std::string path() const { return folder.filePath("put-off.campaign").toStdString(); }
    Result<std::unique_ptr<host::Host>> open(bool readOnly = false, std::set<std::string> roles = {"scheduler"}) const
    {
        host::HostConfig config;
        config.file = path();
        config.roles = std::move(roles);
        config.keepsBackups = false;
        config.clock = &clock;
        return host::Host::open(std::move(config), readOnly);
    }
    /// Of the last change.
    std::int64_t seq() const
    {
        const auto opened = open(true);
        return opened ? (*(*opened)->store().read())->seq() : -1;
    }

    support::FakeClock& clock;
    QTemporaryDir folder;
};

} // namespace

class tst_DueSchedule : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setLogLevel(LogLevel::Critical); }

    void whatFellDueWhileClosedRunsAtOpening();
    void onlyWhoKeepsItOpenRunsIt();
    void onlyOneHostRunsIt();
    void aChangeOfTheScheduleWakesIt();
    void theTimerWakesItAndNothingElse();
    void endsAtOnceWhileItWaits();
};

void tst_DueSchedule::whatFellDueWhileClosedRunsAtOpening()
{
    support::FakeClock clock;
    const PutOffFile file(clock);
    clock.advance(150 * second);
    std::int64_t seq = file.seq();
    for (const int more : {1, 0}) { // and not again when it is opened again
        const auto opened = file.open();
        QVERIFY(opened);
        {
            const DueChanges due((*opened)->gateway().bus());
            (*opened)->runDue();
            QTRY_COMPARE(due.count(), more);
        }
        (*opened)->stop(); // waits for what is under way
        seq += more;
        QCOMPARE(file.seq(), seq);
    }
}

void tst_DueSchedule::onlyWhoKeepsItOpenRunsIt()
{
    support::FakeClock clock;
    const PutOffFile file(clock);
    clock.advance(500 * second);
    const std::int64_t before = file.seq();
    {
        const auto looking = file.open(); // as a command does
        QVERIFY(looking);
        (*looking)->stop();
        const auto reading = file.open(true);
        QVERIFY(reading);
        (*reading)->runDue();
        const auto another = file.open(false, {"api"});
        QVERIFY(another);
        (*another)->runDue();
    }
    QCOMPARE(file.seq(), before);
}

void tst_DueSchedule::onlyOneHostRunsIt()
{
    support::FakeClock clock;
    const PutOffFile file(clock);
    clock.advance(500 * second);
    const auto first = file.open();
    QVERIFY(first);
    QVERIFY(!file.open()); // it is taken
    const auto beside = file.open(true);
    QVERIFY(beside);
    const std::int64_t before = file.seq();
    {
        const DueChanges due((*first)->gateway().bus());
        (*beside)->runDue();
        (*first)->runDue();
        QTRY_COMPARE(due.count(), 2);
    }
    (*first)->stop();
    QCOMPARE(file.seq(), before + 2);
}

void tst_DueSchedule::aChangeOfTheScheduleWakesIt()
{
    TimedStory timed;
    const DueChanges due(timed.client.gateway().bus());
    const DueSchedule schedule(timed.client.gateway(), timed.clock);
    timed.putOff("a", TimedStory::addPeople(1), 100);
    const std::int64_t before = timed.population();
    QTRY_COMPARE(schedule.lookCount(), 1);
    timed.story.resolve();
    QTRY_COMPARE(schedule.lookCount(), 2); // it knows of the first now
    timed.clock.advance(200 * second);
    timed.client.data("mutation($c: ID!) { createBranch(input: {campaignId: $c, name: \"b\"}) { id } }",
                      Value::Object{{"c", timed.story.campaign}});
    QTRY_COMPARE(due.count(), 2); // there as well
    QCOMPARE(timed.population(), before + 1);
}

void tst_DueSchedule::theTimerWakesItAndNothingElse()
{
    TimedStory timed;
    timed.putOff("a", TimedStory::addPeople(1), 100);
    timed.story.resolve();
    const DueChanges due(timed.client.gateway().bus());
    DueSchedule schedule(timed.client.gateway(), timed.clock);
    QTRY_COMPARE(schedule.lookCount(), 1);
    for (int i = 0; i < 20; ++i)
        timed.story.effect("other " + std::to_string(i), replace("/level", 2));
    QCOMPARE(schedule.lookCount(), 1); // none of it alters what is due
    constexpr std::int64_t rest = second / 2;
    timed.clock.advance(100 * second - rest);
    schedule.wake();
    QTRY_COMPARE(schedule.lookCount(), 2);
    timed.clock.advance(rest);
    QTRY_COMPARE(due.count(), 1);
    QTRY_VERIFY(schedule.lookCount() >= 3);
    QVERIFY2(schedule.lookCount() <= 6, qPrintable(QString::number(schedule.lookCount())));
}

void tst_DueSchedule::endsAtOnceWhileItWaits()
{
    TimedStory timed;
    timed.putOff("a", TimedStory::addPeople(1), 1'000'000'000); // beyond what a day's timer holds
    timed.story.resolve();
    QElapsedTimer timer;
    timer.start();
    {
        const DueSchedule schedule(timed.client.gateway(), timed.clock);
        QTRY_COMPARE(schedule.lookCount(), 1);
    }
    QVERIFY(timer.elapsed() < 2'000);
}

QTEST_GUILESS_MAIN(tst_DueSchedule)
#include "tst_DueSchedule.moc"
