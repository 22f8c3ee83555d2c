// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/CampaignFile.h"
#include "server/history/Migrations.h"
#include "server/history/Schema.h"
#include "tests/migrations/Contents.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;

/// Files of every release open with this one, and the migrator takes the steps it should.
class tst_Migrations : public QObject
{
    Q_OBJECT

private slots:
    void everyFormatOpens_data();
    void everyFormatOpens();
    void stepsRunInOrderAndOnce();
    void aMissingStepIsRefused();

private:
    static QString fixture(int format) { return QString(FIXTURES "/format-%1").arg(format); }
    static QByteArray bytesOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void tst_Migrations::everyFormatOpens_data()
{
    QTest::addColumn<int>("format");
    for (int format = 1; format <= history::schemaNumber; ++format)
        QTest::addRow("format %d", format) << format;
}

void tst_Migrations::everyFormatOpens()
{
    QFETCH(int, format);
    const QTemporaryDir folder;
    const QString path = folder.filePath("old.campaign");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(qUncompress(bytesOf(fixture(format) + ".campaign.z"))) > 0);
    file.close();
    QCOMPARE(history::readMarks(path.toStdString())->format, std::int64_t{format});

    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    for (int opening = 0; opening < 2; ++opening) {
        const auto store = history::openStore(path.toStdString(), types, clock);
        QVERIFY2(store, store ? "" : store.error().toString().c_str());
        const auto faults = (*store)->verify();
        QVERIFY2(faults && faults->empty(), faults && !faults->empty() ? faults->front().c_str() : "");
        const std::string contents = migrations::contentsOf(**store);
        if (opening == 0)
            QCOMPARE(contents + '\n', bytesOf(fixture(format) + ".json").toStdString());
        else
            QVERIFY(contents.find("\"New Gondor\"") != std::string::npos);
        const auto gateway = api::makeGateway(**store, clock);
        const Result<Value> found = parseJson(migrations::ask(**gateway, "{ kingdoms { id } }"));
        const std::string id = found->find("data")->find("kingdoms")->asArray().front().find("id")->asString();
        const std::string written = migrations::ask(**gateway, "mutation { updateKingdom(id: \"" + id +
                                                                   "\", input: {name: \"New Gondor\"}) { name } }");
        QVERIFY2(written.find("errors") == std::string::npos, written.c_str());
    }
    QCOMPARE(history::readMarks(path.toStdString())->format, history::schemaNumber);
}

void tst_Migrations::stepsRunInOrderAndOnce()
{
    const QTemporaryDir folder;
    const auto connection = database::Connection::open(
        folder.filePath("a.db").toStdString(), {.readOnly = false, .create = true, .spatial = false, .vfs = {}});
    QVERIFY((*connection)->execute("PRAGMA user_version=1; CREATE TABLE a (x)"));
    std::vector<int> ran;
    const auto step = [&ran](int to) {
        return history::Migration{to, [&ran, to](database::Connection& file) {
                                      ran.push_back(to);
                                      return file.execute("INSERT INTO a VALUES (" + std::to_string(to) + ")");
                                  }};
    };
    const std::vector<history::Migration> steps{step(2), step(3), step(4)};
    for (int again = 0; again < 2; ++again) {
        QVERIFY(history::migrate(**connection, steps, 4));
        QCOMPARE(ran, (std::vector<int>{2, 3, 4}));
        QCOMPARE(*(*connection)->scalar("PRAGMA user_version"), std::int64_t{4});
        QCOMPARE(*(*connection)->scalar("SELECT sum(x) FROM a"), std::int64_t{9});
    }
}

void tst_Migrations::aMissingStepIsRefused()
{
    const QTemporaryDir folder;
    const auto connection = database::Connection::open(
        folder.filePath("a.db").toStdString(), {.readOnly = false, .create = true, .spatial = false, .vfs = {}});
    QVERIFY((*connection)->execute("PRAGMA user_version=1"));
    const std::vector<history::Migration> steps{{3, [](database::Connection&) { return Result<void>(); }}};
    QVERIFY(!history::migrate(**connection, steps, 3));
    QCOMPARE(*(*connection)->scalar("PRAGMA user_version"), std::int64_t{1});
    // The product's own lead from the first format to the present one.
    QVERIFY(history::migrate(**connection, history::migrations(), history::schemaNumber));
}

QTEST_GUILESS_MAIN(tst_Migrations)
#include "tst_Migrations.moc"
