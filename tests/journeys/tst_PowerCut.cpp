// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journeys/Workload.h"

#include "server/core/Log.h"
#include "tests/support/FaultVfs.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <mutex>
#include <random>
#include <thread>

using namespace campaign;
using namespace campaign::journeys;

namespace {

constexpr int roundsAtScaleOne = 40; // the long run has CAMPAIGN_TEST_SCALE=5: 200
constexpr int authors = 3;

int rounds()
{
    const bool isScaled = qEnvironmentVariableIsSet("CAMPAIGN_TEST_SCALE");
    return std::max(1, static_cast<int>(roundsAtScaleOne * (isScaled ? qgetenv("CAMPAIGN_TEST_SCALE").toDouble() : 1)));
}

QString inMemory()
{
    return (QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) + "/power-XXXXXX";
}

} // namespace

/// A disk that loses, tears and reorders what was not synchronised, and one that is full or fails for a moment.
class tst_PowerCut : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void powerCutLosesNothingAcknowledged();
    void lyingDiskIsFound();
    void failuresOfTheDiskPassOver_data();
    void failuresOfTheDiskPassOver();

private:
    Result<std::unique_ptr<history::Store>> open(const QString& file, const std::string& vfs = {}) const;
    /// Runs all authors until the disk fails; what they were told is durable.
    std::vector<Acknowledged> writeUntilFailure(history::Store& store, std::uint64_t seed, int mostEach);
    std::string cutPower(std::uint64_t seed, bool isLying, std::size_t& reported);

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const SystemClock m_clock{};
    QTemporaryDir m_folder;
    QString m_prepared; ///< a campaign to copy, for making one takes longer than a round
};

void tst_PowerCut::initTestCase()
{
    setLogSink([](const LogRecord&) {}); // a failing disk is the matter here, not news
    m_prepared = m_folder.filePath("prepared.campaign");
    const auto store = open(m_prepared);
    QVERIFY2(store, store ? "" : store.error().toString().c_str());
    QVERIFY(prepareWorld(**store));
}

Result<std::unique_ptr<history::Store>> tst_PowerCut::open(const QString& file, const std::string& vfs) const
{
    history::StoreOptions options;
    options.vfs = vfs;
    return history::openStore(file.toStdString(), m_types, m_clock, options);
}

std::vector<Acknowledged> tst_PowerCut::writeUntilFailure(history::Store& store, std::uint64_t seed, int mostEach)
{
    std::mutex mutex; // guards acknowledged
    std::vector<Acknowledged> acknowledged;
    std::vector<std::thread> threads;
    for (int author = 0; author < authors; ++author) {
        threads.emplace_back([&, author] {
            int left = mostEach;
            const Result<void> done = runWorkload(store, author, seed, [&](const Acknowledged& one) {
                const std::lock_guard lock(mutex);
                acknowledged.push_back(one);
                return --left > 0;
            });
            static_cast<void>(done); // the disk failed, which is what we wait for
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return acknowledged;
}

std::string tst_PowerCut::cutPower(std::uint64_t seed, bool isLying, std::size_t& reported)
{
    QTemporaryDir before(inMemory()), after(inMemory()); // the shim decides what survives, not the disk
    QFile::copy(m_prepared, before.filePath("world.campaign"));
    support::FaultVfs disk("fault");
    std::vector<Acknowledged> acknowledged;
    {
        auto store = open(before.filePath("world.campaign"), "fault");
        if (!store)
            return "cannot open: " + store.error().toString();
        disk.ignoreSyncs(isLying);
        disk.cutPowerAfter(1 + static_cast<int>(std::mt19937_64(seed)() % 1200));
        acknowledged = writeUntilFailure(**store, seed, 100'000);
        disk.cutPower();
    }
    reported += acknowledged.size();
    disk.saveSurvivors(after.path().toStdString(), seed);
    const auto store = open(after.filePath("world.campaign"));
    if (!store)
        return "cannot open again: " + store.error().toString();
    return findLosses(**store, acknowledged);
}

void tst_PowerCut::powerCutLosesNothingAcknowledged()
{
    std::size_t reported = 0;
    QElapsedTimer timer;
    timer.start();
    for (int round = 1; round <= rounds(); ++round) {
        const std::string lost = cutPower(static_cast<std::uint64_t>(round), false, reported);
        QVERIFY2(lost.empty(), qPrintable(QString("seed %1: %2").arg(round).arg(lost.c_str())));
    }
    qInfo("%d rounds (seeds 1 to %d), %zu changes acknowledged, %lld ms a round", rounds(), rounds(), reported,
          timer.elapsed() / rounds());
    QVERIFY(reported > 0);
}

/// The test must be able to fail: on a disk that ignores synchronisation it finds losses.
void tst_PowerCut::lyingDiskIsFound()
{
    std::size_t reported = 0;
    int losses = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
        losses += !cutPower(seed, true, reported).empty();
    qInfo("%d of 8 rounds lost something", losses);
    QVERIFY(losses > 0);
}

void tst_PowerCut::failuresOfTheDiskPassOver_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("full disk") << SQLITE_FULL;
    QTest::newRow("write error") << SQLITE_IOERR_WRITE;
    QTest::newRow("synchronisation error") << SQLITE_IOERR_FSYNC;
}

void tst_PowerCut::failuresOfTheDiskPassOver()
{
    QFETCH(int, code);
    for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(rounds()) / 4 + 1; ++seed) {
        QTemporaryDir folder(inMemory());
        const QString file = folder.filePath("world.campaign");
        QFile::copy(m_prepared, file);
        support::FaultVfs disk("fault");
        std::vector<Acknowledged> acknowledged;
        {
            auto store = open(file, "fault");
            QVERIFY2(store, store ? "" : store.error().toString().c_str());
            std::mt19937_64 random(seed);
            disk.failAfter(static_cast<int>(random() % 300), 1 + static_cast<int>(random() % 40), code);
            acknowledged = writeUntilFailure(**store, seed, 300);
            // Space is there again: the same store goes on.
            disk.failAfter(0, 0, code);
            const std::vector<Acknowledged> more = writeUntilFailure(**store, seed + 1000, 5);
            QVERIFY2(more.size() == 5 * authors, qPrintable(QString("seed %1: no longer usable").arg(seed)));
            acknowledged.insert(acknowledged.end(), more.begin(), more.end());
            const std::string lost = findLosses(**store, acknowledged);
            QVERIFY2(lost.empty(), qPrintable(QString("seed %1: %2").arg(seed).arg(lost.c_str())));
        }
        const auto again = open(file);
        QVERIFY2(again, again ? "" : again.error().toString().c_str());
        const std::string lost = findLosses(**again, acknowledged);
        QVERIFY2(lost.empty(), qPrintable(QString("seed %1, reopened: %2").arg(seed).arg(lost.c_str())));
    }
}

QTEST_APPLESS_MAIN(tst_PowerCut)
#include "tst_PowerCut.moc"
