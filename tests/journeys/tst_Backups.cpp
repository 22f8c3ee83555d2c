// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/CampaignFile.h"
#include "server/host/Backups.h"
#include "server/host/Host.h"
#include "tests/journeys/Workload.h"
#include "tests/support/FakeClock.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <random>

using namespace campaign;
using host::BackupCopy;
using host::Backups;

/// The rolling copies of a campaign file: made, counted, put back, and whole whatever happens while they are made.
class tst_Backups : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theLastTenAreKept();
    void nothingNewIsNotCopiedAgain();
    void restoringKeepsWhatStoodThere();
    void aDamagedCopyReplacesNothing();
    void aFileInUseIsNotReplaced();
    void openingCopiesAndReportsARecovery();
    void aSessionWithChangesLeavesACopy();
    void newerAndForeignFilesAreRefusedInASentence();
    void aKilledBackupLeavesEverythingWhole();

private:
    /// A campaign with one more kingdom.
    void write(const std::string& name);
    void write(history::Store& store, const std::string& name);
    std::vector<std::string> names(const std::string& file);
    static bool isWhole(const std::string& file);
    static void overwrite(const std::string& file, qint64 at, const QByteArray& bytes);

    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    support::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_file;
};

void tst_Backups::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath("isle.campaign").toStdString();
}

void tst_Backups::write(const std::string& name)
{
    const auto store = history::openStore(m_file, m_types, m_clock);
    QVERIFY2(store, store ? "" : store.error().toString().c_str());
    write(**store, name);
}

void tst_Backups::write(history::Store& store, const std::string& name)
{
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const auto written = store.write(request, [&](history::Writer& writer) -> Result<void> {
        const Result<Id> made = writer.create(*m_types.find("World"), Value::Object{{"name", name}});
        return made ? Result<void>() : made.error();
    });
    QVERIFY2(written, written ? "" : written.error().toString().c_str());
    m_clock.advance(1'000'000);
}

std::vector<std::string> tst_Backups::names(const std::string& file)
{
    std::vector<std::string> all;
    history::StoreOptions options;
    options.readOnly = true;
    const auto store = history::openStore(file, m_types, m_clock, options);
    if (!store)
        return {store.error().toString()};
    const auto snapshot = (*store)->read();
    const auto page = (*snapshot)->list(*m_types.find("World"), {}, {(*store)->rootBranch(), {}, {}}, Viewer::owner());
    for (const history::EntityPtr& entity : page->entities)
        all.push_back(entity->name());
    return all;
}

bool tst_Backups::isWhole(const std::string& file)
{
    const Result<void> good = history::checkCopy(file);
    if (!good)
        qWarning("%s: %s", file.c_str(), good.error().toString().c_str());
    return good.has_value();
}

void tst_Backups::overwrite(const std::string& file, qint64 at, const QByteArray& bytes)
{
    QFile opened(QString::fromStdString(file));
    QVERIFY(opened.open(QIODevice::ReadWrite));
    opened.seek(at);
    QCOMPARE(opened.write(bytes), bytes.size());
}

void tst_Backups::theLastTenAreKept()
{
    const Backups backups(m_file);
    std::vector<std::string> made;
    for (int i = 0; i < 13; ++i) {
        write("World " + std::to_string(i));
        const Result<BackupCopy> copy = backups.make("hourly", m_clock);
        QVERIFY2(copy, copy ? "" : copy.error().toString().c_str());
        made.push_back(copy->path);
        m_clock.advance(3'600'000'000);
    }
    const std::vector<BackupCopy> copies = backups.list();
    QCOMPARE(copies.size(), std::size_t{10});
    for (std::size_t i = 0; i < copies.size(); ++i) {
        QCOMPARE(copies[i].path, made[made.size() - 1 - i]);
        QCOMPARE(copies[i].reason, std::string("hourly"));
        QVERIFY(copies[i].bytes > 4096);
        QCOMPARE(names(copies[i].path).size(), made.size() - i);
    }
}

void tst_Backups::nothingNewIsNotCopiedAgain()
{
    write("Isle");
    const Backups backups(m_file);
    const Result<BackupCopy> first = backups.make("open", m_clock);
    m_clock.advance(3'600'000'000);
    QCOMPARE(backups.make("hourly", m_clock)->path, first->path);
    QCOMPARE(backups.list().size(), std::size_t{1});
}

void tst_Backups::restoringKeepsWhatStoodThere()
{
    const Backups backups(m_file);
    write("One");
    const std::string first = backups.make("open", m_clock)->path;
    write("Two");
    const Result<void> restored = backups.restore(first, m_clock);
    QVERIFY2(restored, restored ? "" : restored.error().toString().c_str());
    QCOMPARE(names(m_file), std::vector<std::string>{"One"});
    QCOMPARE(backups.list().size(), std::size_t{2});
    QCOMPARE(backups.list().front().reason, std::string("restore"));
    QCOMPARE(names(backups.list().front().path), (std::vector<std::string>{"One", "Two"}));
    // Over a file that is damaged, too.
    overwrite(m_file, 0, QByteArray(4096, 'x'));
    QVERIFY(backups.restore(first, m_clock));
    QCOMPARE(names(m_file), std::vector<std::string>{"One"});
}

void tst_Backups::aDamagedCopyReplacesNothing()
{
    const Backups backups(m_file);
    write("One");
    const std::string copy = backups.make("open", m_clock)->path;
    write("Two");
    overwrite(copy, 4096, QByteArray(8192, 'x'));
    const Result<void> restored = backups.restore(copy, m_clock);
    QVERIFY(!restored);
    QVERIFY(!restored.error().message.empty());
    QCOMPARE(names(m_file).size(), std::size_t{2});
    QVERIFY(!backups.restore(m_folder->filePath("nowhere.campaign").toStdString(), m_clock));
}

void tst_Backups::aFileInUseIsNotReplaced()
{
    const Backups backups(m_file);
    write("One");
    const std::string copy = backups.make("open", m_clock)->path;
    write("Two");
    {
        const auto store = history::openStore(m_file, m_types, m_clock);
        QVERIFY(store);
        const Result<void> restored = backups.restore(copy, m_clock);
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Conflict);
        QVERIFY(backups.make("hourly", m_clock)); // copying goes on beside whoever writes
    }
    QCOMPARE(names(m_file).size(), std::size_t{2});
}

void tst_Backups::openingCopiesAndReportsARecovery()
{
    const auto open = [this] {
        Result<host::HostConfig> config = host::HostConfig::read(
            {[](const std::string&) { return std::nullopt; }, [](const std::string&) { return std::nullopt; }});
        config->file = m_file;
        return host::Host::open(std::move(*config));
    };
    {
        const auto host = open();
        QVERIFY(host && !(*host)->wasRecovered()); // a new file: nothing to copy
    }
    write("One");
    {
        const auto host = open();
        QVERIFY(host && !(*host)->wasRecovered());
        QTRY_COMPARE(Backups(m_file).list().size(), std::size_t{1});
    }
    QCOMPARE(Backups(m_file).list().front().reason, std::string("open"));
    // What a crash leaves: the file with a log beside it.
    const std::string crashed = m_folder->filePath("crashed.campaign").toStdString();
    {
        const auto store = history::openStore(m_file, m_types, m_clock);
        history::ChangeRequest request;
        request.author = Viewer::owner();
        QVERIFY((*store)->write(request, [&](history::Writer& writer) -> Result<void> {
            return writer.create(*m_types.find("World"), Value::Object{{"name", "Two"}}).has_value()
                       ? Result<void>()
                       : Error{ErrorCode::Internal, "no", {}, {}, {}};
        }));
        for (const char* suffix : {"", "-wal"})
            QVERIFY(QFile::copy(QString::fromStdString(m_file + suffix), QString::fromStdString(crashed + suffix)));
    }
    m_file = crashed;
    const auto host = open();
    QVERIFY(host && (*host)->wasRecovered());
    (*host)->stop();
    QCOMPARE(names(m_file), (std::vector<std::string>{"One", "Two"}));
}

void tst_Backups::aSessionWithChangesLeavesACopy()
{
    const auto open = [this] {
        Result<host::HostConfig> config = host::HostConfig::read(
            {[](const std::string&) { return std::nullopt; }, [](const std::string&) { return std::nullopt; }});
        config->file = m_file;
        return host::Host::open(std::move(*config));
    };
    const auto reasons = [this] {
        std::vector<std::string> all;
        for (const BackupCopy& copy : Backups(m_file).list())
            all.push_back(copy.reason);
        return all;
    };
    const auto last = [this] { return names(Backups(m_file).list().front().path); };
    {
        const auto host = open(); // makes the file
        QVERIFY(host);
        write((*host)->store(), "One");
        (*host)->stop();
    }
    QCOMPARE(reasons(), std::vector<std::string>{"close"});
    QCOMPARE(last(), std::vector<std::string>{"One"});
    {
        const auto host = open();
        QVERIFY(host);
        (*host)->stop(); // nothing new
    }
    QCOMPARE(reasons(), std::vector<std::string>{"close"});
    {
        const auto host = open();
        QVERIFY(host);
        write((*host)->store(), "Two");
        (*host)->stop();
    }
    QCOMPARE(last(), (std::vector<std::string>{"One", "Two"}));
    m_file = m_folder->filePath("other.campaign").toStdString();
    const auto empty = open();
    QVERIFY(empty);
    (*empty)->stop();
    QCOMPARE(reasons(), std::vector<std::string>());
}

void tst_Backups::newerAndForeignFilesAreRefusedInASentence()
{
    write("One");
    const auto refusal = [this] {
        const auto store = history::openStore(m_file, m_types, m_clock);
        const Result<history::FileMarks> marks = history::readMarks(m_file);
        return !store && !marks ? store.error().message : std::string("was opened");
    };
    overwrite(m_file, 60, QByteArray("\0\0\0\x63", 4)); // user_version 99
    QVERIFY2(refusal().find("newer Campaign Manager (format 99") != std::string::npos, refusal().c_str());
    overwrite(m_file, 60, QByteArray("\0\0\0\x01", 4));
    QCOMPARE(names(m_file).size(), std::size_t{1});
    overwrite(m_file, 68, QByteArray("GPKG", 4)); // application_id
    QVERIFY2(refusal().find("another program") != std::string::npos, refusal().c_str());
}

void tst_Backups::aKilledBackupLeavesEverythingWhole()
{
    const int rounds = 8 * std::max(1, qEnvironmentVariableIntValue("CAMPAIGN_TEST_SCALE"));
    {
        const auto store = history::openStore(m_file, m_types, m_clock);
        QVERIFY(store && journeys::prepareWorld(**store));
    }
    int copies = 0;
    for (int round = 1; round <= rounds; ++round) {
        std::mt19937_64 random(static_cast<std::uint64_t>(round));
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(BACKUP_WRITER, {QString::fromStdString(m_file), QString::number(round)});
        QVERIFY(writer.waitForStarted());
        writer.waitForReadyRead(10'000);
        QTest::qSleep(static_cast<int>(random() % 150));
        ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
        QVERIFY(writer.waitForFinished(10'000));
        QVERIFY2(isWhole(m_file), qPrintable(QString("seed %1").arg(round)));
        const Backups backups(m_file, 3);
        const std::vector<BackupCopy> all = backups.list();
        QVERIFY(!all.empty() && all.size() <= 4);
        for (const BackupCopy& copy : all)
            QVERIFY2(isWhole(copy.path), qPrintable(QString("seed %1").arg(round)));
        copies += static_cast<int>(all.size());
    }
    const Backups backups(m_file, 3);
    const QString rest = QString::fromStdString(backups.list().front().path) + ".part";
    QFile left(rest);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    m_clock.advance(1);
    write("One more");
    QVERIFY(backups.make("hourly", SystemClock()));
    QVERIFY(!QFile::exists(rest));
    qInfo("%d rounds (seeds 1 to %d), %d copies checked", rounds, rounds, copies);
}

QTEST_GUILESS_MAIN(tst_Backups)
#include "tst_Backups.moc"
