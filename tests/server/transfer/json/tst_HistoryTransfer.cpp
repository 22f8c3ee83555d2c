// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/HistoryFormat.h"
#include "tests/contract/Comparison.h"
#include "tests/contract/ProgramRun.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SmallCatalogue.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::contract;
using namespace campaign::transfer;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

/// A campaign file with its whole history, out as JSON and in again.
class tst_HistoryTransfer : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void everyReadAnswersTheSame_data();
    void everyReadAnswersTheSame();
    void erasedPayloadsStayErased();
    void aFileWithContentIsRefused();
    void aDamagedChainIsRefused_data();
    void aDamagedChainIsRefused();
    void brokenTextIsRefused_data();
    void brokenTextIsRefused();

private:
    std::string path(const char* name) const { return m_folder->filePath(name).toStdString(); }
    std::unique_ptr<history::Store> open(const char* name, const catalogue::Catalogue& types);
    std::string exported(const char* name);
    Result<void> import(const std::string& text, const char* name, const catalogue::Catalogue& types);
    /// The text of a file with some content.
    std::string sample();

    std::unique_ptr<QTemporaryDir> m_folder;
    support::FakeClock m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
};

std::unique_ptr<history::Store> tst_HistoryTransfer::open(const char* name, const catalogue::Catalogue& types)
{
    auto opened = history::openStore(path(name), types, m_clock);
    if (!opened)
        qFatal("%s", opened.error().toString().c_str());
    return std::move(opened).value();
}

std::string tst_HistoryTransfer::exported(const char* name)
{
    const Result<history::LogCopy> log = history::readLog(path(name));
    if (!log)
        qFatal("%s", log.error().toString().c_str());
    return writeHistory(*log);
}

Result<void> tst_HistoryTransfer::import(const std::string& text, const char* name, const catalogue::Catalogue& types)
{
    const Result<history::LogCopy> log = readHistory(text);
    return log ? history::writeLog(path(name), types, *log) : log.error();
}

std::string tst_HistoryTransfer::sample()
{
    const auto store = open("sample", m_types);
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const auto filled = store->write(request, [&](history::Writer& writer) -> Result<void> {
        const Result<Id> file = writer.storeFile("text/plain", "a picture");
        if (!file)
            return file.error();
        const Result<Id> world = writer.create(*m_types.find("World"), {{"name", "Eld"}}, "w");
        if (!world)
            return world.error();
        const Result<Id> map =
            writer.create(*m_types.find("Map"), {{"name", "M"}, {"worldId", "w"}, {"backgroundImage", *file}}, "m");
        return map ? Result<void>() : map.error();
    });
    if (!filled)
        qFatal("%s", filled.error().toString().c_str());
    return exported("sample");
}

void tst_HistoryTransfer::everyReadAnswersTheSame_data()
{
    QTest::addColumn<bool>("isSmall");
    QTest::addColumn<int>("seed");
    const double scale =
        qEnvironmentVariableIsSet("CAMPAIGN_TEST_SCALE") ? qgetenv("CAMPAIGN_TEST_SCALE").toDouble() : 1;
    for (int i = 0; i < std::max(1, static_cast<int>(12 * scale)); ++i) {
        const bool isSmall = i % 2 == 0;
        QTest::addRow("%s, seed %d", isSmall ? "made-up types" : "own types", 4000 + i) << isSmall << 4000 + i;
    }
}

void tst_HistoryTransfer::everyReadAnswersTheSame()
{
    QFETCH(bool, isSmall);
    QFETCH(int, seed);
    const catalogue::Catalogue types = isSmall ? support::smallCatalogue() : catalogue::Catalogue::standard();
    const Trial trial = makeTrial(types, static_cast<std::uint64_t>(seed), 60, 3);
    const auto original = open("original", types);
    ProgramRun before(*original);
    for (const Step& step : trial.program.steps) {
        m_clock.advance(1'000'000);
        before.run(step);
    }
    const std::string text = exported("original");
    const Result<void> imported = import(text, "copy", types);
    QVERIFY2(imported, imported ? "" : imported.error().toString().c_str());
    QCOMPARE(bytes(exported("copy")), bytes(text));

    const auto copy = open("copy", types);
    const auto faults = copy->verify();
    QVERIFY2(faults && faults->empty(), faults && !faults->empty() ? faults->front().c_str() : "");
    ProgramRun after = before.on(*copy);
    QCOMPARE(bytes(after.everything()), bytes(before.everything()));
    for (const auto& [label, probes] : trial.probes) {
        for (const Probe& probe : probes)
            QCOMPARE(bytes(after.answer(probe)), bytes(before.answer(probe)));
    }
    // Both go on alike: the undo stacks came along.
    for (int turn = 0; turn < 5; ++turn) {
        m_clock.advance(1'000'000);
        Step undo;
        undo.label = 1000 + turn;
        undo.kind = Step::Kind::Undo;
        undo.author = turn % 2 ? "bob" : "ann";
        QCOMPARE(bytes(after.run(undo)), bytes(before.run(undo)));
    }
    QCOMPARE(bytes(after.everything()), bytes(before.everything()));
}

void tst_HistoryTransfer::erasedPayloadsStayErased()
{
    sample();
    Result<history::LogCopy> log = history::readLog(path("sample"));
    QVERIFY(log);
    history::CopiedVersion& erased = log->changes.back().versions.back();
    erased.payload.reset();
    const std::string text = writeHistory(*log);
    const Result<history::LogCopy> again = readHistory(text);
    QVERIFY2(again, again ? "" : again.error().toString().c_str());
    QVERIFY(again->changes.back().versions.back() == erased);
    QVERIFY(import(text, "copy", m_types));
    QCOMPARE(bytes(exported("copy")), bytes(text));
}

void tst_HistoryTransfer::aFileWithContentIsRefused()
{
    const std::string text = sample();
    const Result<void> imported = import(text, "sample", m_types);
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::Conflict);
    QCOMPARE(bytes(exported("sample")), bytes(text));
    open("empty", m_types).reset();
    QVERIFY(import(text, "empty", m_types));
    QCOMPARE(bytes(exported("empty")), bytes(text));
    const auto held = open("held", m_types);
    QVERIFY(!import(text, "held", m_types));
    QFile other(m_folder->filePath("other"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("not a database at all, only some words that fill a few bytes of a file");
    other.close();
    QVERIFY(!import(text, "other", m_types));
}

void tst_HistoryTransfer::aDamagedChainIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("another reason") << QByteArray("\"reason\":\"New world\"") << QByteArray("\"reason\":\"No world\"");
    QTest::newRow("another value") << QByteArray("\"name\":\"Eld\"") << QByteArray("\"name\":\"Old\"");
    QTest::newRow("another number") << QByteArray("\"seq\":2") << QByteArray("\"seq\":3");
    QTest::newRow("another author") << QByteArray("\"author\":\"owner\"") << QByteArray("\"author\":\"thief\"");
    QTest::newRow("another file") << QByteArray("\"base64\":\"Y") << QByteArray("\"base64\":\"Z");
}

void tst_HistoryTransfer::aDamagedChainIsRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray whole = bytes(sample());
    QByteArray text = whole;
    text.replace(from, to);
    if (text == whole)
        QSKIP("The sample does not hold the words.");
    const Result<void> imported = import(text.toStdString(), "copy", m_types);
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::Invalid);
    QVERIFY(!QFile::exists(m_folder->filePath("copy")));
    QVERIFY(!QFile::exists(m_folder->filePath("copy.part")));
}

void tst_HistoryTransfer::brokenTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    const auto whole = [](const QByteArray& changes, const QByteArray& branches = "[\"r\"]") {
        return "{\"branches\":" + branches + ",\"changes\":" + changes +
               ",\"files\":[],\"format\":\"campaign-manager-history\",\"version\":1}";
    };
    const QByteArray hash = "\"" + QByteArray(64, '0') + "\"";
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("cut off") << whole("[]").left(30) << QByteArray();
    QTest::newRow("a list") << QByteArray("[]") << QByteArray("format");
    QTest::newRow("the other export") << QByteArray("{\"format\":\"campaign-manager\",\"version\":1}")
                                      << QByteArray("format");
    QTest::newRow("later version") << QByteArray("{\"format\":\"campaign-manager-history\",\"version\":2}")
                                   << QByteArray("version");
    QTest::newRow("no changes") << whole("{}") << QByteArray("changes");
    QTest::newRow("bad branch") << whole("[]", "[1]") << QByteArray("branches[0]");
    QTest::newRow("change is a text") << whole("[\"a\"]") << QByteArray("changes[0].seq");
    QTest::newRow("no hash") << whole("[{\"seq\":1,\"realTime\":1}]") << QByteArray("changes[0].hash");
    QTest::newRow("no author") << whole("[{\"seq\":1,\"realTime\":1,\"id\":\"a\",\"hash\":" + hash + "}]")
                               << QByteArray("changes[0].author");
    const QByteArray head = "[{\"seq\":1,\"realTime\":1,\"id\":\"a\",\"author\":\"o\",\"kind\":\"k\",\"reason\":\"\","
                            "\"hash\":" +
                            hash + ",\"versions\":";
    QTest::newRow("versions") << whole(head + "1}]") << QByteArray("changes[0].versions");
    QTest::newRow("payload") << whole(head + "[{\"hash\":" + hash + ",\"payload\":{}}]}]")
                             << QByteArray("changes[0].versions[0].payload");
    QTest::newRow("erased, no type") << whole(head + "[{\"hash\":" + hash + "}]}]")
                                     << QByteArray("changes[0].versions[0].type");
    QTest::newRow("nested deeply") << QByteArray(100'000, '[') << QByteArray();
}

void tst_HistoryTransfer::brokenTextIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    const auto log = readHistory(text.toStdString());
    QVERIFY(!log);
    QCOMPARE(bytes(log.error().path), path);
    QVERIFY(!log.error().message.empty());
}

QTEST_GUILESS_MAIN(tst_HistoryTransfer)
#include "tst_HistoryTransfer.moc"
