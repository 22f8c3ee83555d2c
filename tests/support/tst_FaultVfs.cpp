// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultVfs.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using campaign::support::FaultVfs;

namespace {

constexpr int rounds = 60;

/// Rows a bare database still has after a power cut in the middle of inserting; −1 when it is damaged.
struct Outcome
{
    int acknowledged = 0;
    int found = -1;
};

int countRows(const std::string& path)
{
    sqlite3* database = nullptr;
    int count = -1;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_open(path.c_str(), &database) == SQLITE_OK &&
        sqlite3_prepare_v2(
            database, "SELECT count(*) FROM note WHERE (SELECT integrity_check FROM pragma_integrity_check) = 'ok'", -1,
            &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return count;
}

Outcome insertUntilThePowerFails(FaultVfs& vfs, const char* synchronous, std::uint64_t seed)
{
    QTemporaryDir before, after;
    vfs.reset();
    sqlite3* database = nullptr;
    const std::string path = before.filePath("bare.db").toStdString();
    sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs.name().c_str());
    const auto run = [&](const std::string& sql) {
        return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    };
    run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 20; PRAGMA synchronous = FULL; CREATE TABLE note (text "
        "TEXT);");
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    run(std::string("PRAGMA synchronous = ") + synchronous);
    Outcome outcome;
    vfs.cutPowerAfter(20 + static_cast<int>(seed * 7919 % 200));
    while (run("INSERT INTO note VALUES ('a note of some length, so that pages fill')"))
        ++outcome.acknowledged;
    sqlite3_close(database);
    vfs.saveSurvivors(after.path().toStdString(), seed);
    outcome.found = countRows(after.filePath("bare.db").toStdString());
    return outcome;
}

} // namespace

/// The shim itself, on a bare database: it must find a loss where there is one and none where there is none.
class tst_FaultVfs : public QObject
{
    Q_OBJECT

private slots:
    void synchronisedWritesSurvive();
    void unsynchronisedWritesGetLost();
    void lyingHardwareLosesWrites();
    void failuresPassOver();
};

void tst_FaultVfs::synchronisedWritesSurvive()
{
    FaultVfs vfs("fault");
    for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
        const Outcome outcome = insertUntilThePowerFails(vfs, "FULL", seed);
        QVERIFY2(outcome.acknowledged > 0 && outcome.found >= outcome.acknowledged,
                 qPrintable(QString("seed %1: %2 of %3").arg(seed).arg(outcome.found).arg(outcome.acknowledged)));
    }
}

void tst_FaultVfs::unsynchronisedWritesGetLost()
{
    FaultVfs vfs("fault");
    int losses = 0;
    for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
        const Outcome outcome = insertUntilThePowerFails(vfs, "OFF", seed);
        losses += outcome.found < outcome.acknowledged;
    }
    qInfo("%d losses in %d rounds with synchronous=OFF", losses, rounds);
    QVERIFY(losses > rounds / 4);
}

void tst_FaultVfs::lyingHardwareLosesWrites()
{
    FaultVfs vfs("fault");
    QTemporaryDir before, after;
    sqlite3* database = nullptr;
    sqlite3_open_v2(before.filePath("bare.db").toUtf8(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                    "fault");
    sqlite3_exec(database,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE note (text TEXT); "
                 "PRAGMA wal_checkpoint(TRUNCATE)",
                 nullptr, nullptr, nullptr);
    vfs.ignoreSyncs(true);
    QCOMPARE(sqlite3_exec(database, "INSERT INTO note VALUES ('lost')", nullptr, nullptr, nullptr), SQLITE_OK);
    vfs.cutPower();
    sqlite3_close(database);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        vfs.saveSurvivors(after.path().toStdString(), seed);
        if (countRows(after.filePath("bare.db").toStdString()) == 0)
            return;
    }
    QFAIL("nothing was lost");
}

void tst_FaultVfs::failuresPassOver()
{
    FaultVfs vfs("fault");
    QTemporaryDir folder;
    sqlite3* database = nullptr;
    sqlite3_open_v2(folder.filePath("bare.db").toUtf8(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                    "fault");
    sqlite3_exec(database, "PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)", nullptr, nullptr, nullptr);
    vfs.failAfter(0, 1, SQLITE_FULL);
    QCOMPARE(sqlite3_exec(database, "INSERT INTO note VALUES ('refused')", nullptr, nullptr, nullptr), SQLITE_FULL);
    QCOMPARE(sqlite3_exec(database, "INSERT INTO note VALUES ('kept')", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    QCOMPARE(countRows(folder.filePath("bare.db").toStdString()), 1);
}

QTEST_APPLESS_MAIN(tst_FaultVfs)
#include "tst_FaultVfs.moc"
