// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/transfer/csv/CsvExport.h"
#include "server/transfer/csv/CsvImport.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::transfer;
using namespace campaign::transfer::csv;

/// Lists in and out of a small campaign: two kingdoms, one world, one town.
class tst_CsvTransfer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void columnsAreGuessed_data();
    void columnsAreGuessed();
    void typesAreGuessed();
    void badMappingsAreRefused();
    void rowsBecomeEntities();
    void theSameFileChangesNothing();
    void aLaterFileUpdates();
    void oneUndoTakesItBack();
    void faultsNameTheirCells_data();
    void faultsNameTheirCells();
    void faultyRowsStayOut();
    void aDryRunChangesNothing();
    void anExportComesBackUnchanged();
    void anExportGuardsFormulas();
    void anEditedExportUpdatesById();
    void aNameThatIsThereIsUpdated();
    void theDescriptionServesAMappingScreen();

private:
    const catalogue::Type& type(const char* name) const { return *m_store->types().find(name); }
    Result<ImportReport> import(const char* typeName, const std::string& text, bool isDry = false);
    CsvPlan plan(const char* typeName, const std::string& text);
    std::string exported(const char* typeName, const std::vector<Target>& columns = {});
    history::EntityPtr named(const char* typeName, const std::string& name);

    std::unique_ptr<QTemporaryDir> m_folder;
    support::FakeClock m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<history::Store> m_store;
};

void tst_CsvTransfer::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = history::openStore(m_folder->filePath("a.campaign").toStdString(), m_types, m_clock);
    QVERIFY(opened);
    m_store = std::move(opened).value();
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const auto filled = m_store->write(request, [&](history::Writer& writer) -> Result<void> {
        const std::tuple<const char*, Value::Object, const char*> things[] = {
            {"World", {{"name", "Eld"}}, "w"},
            {"Campaign", {{"name", "Ash"}, {"worldId", "w"}}, "c"},
            {"Kingdom", {{"name", "Vale"}, {"campaignId", "c"}}, "vale"},
            {"Kingdom", {{"name", "Twin"}, {"campaignId", "c"}}, "twin1"},
            {"Kingdom", {{"name", "Twin"}, {"campaignId", "c"}}, "twin2"},
            {"Settlement", {{"name", "Old Town"}, {"kingdomId", "vale"}, {"level", 4}}, "old"}};
        for (const auto& [typeName, fields, id] : things) {
            if (const Result<Id> made = writer.create(type(typeName), fields, id); !made)
                return made.error();
        }
        return {};
    });
    QVERIFY(filled);
}

CsvPlan tst_CsvTransfer::plan(const char* typeName, const std::string& text)
{
    const auto table = readTable(text);
    auto target = ImportTarget::open(*m_store, {}, Viewer::owner());
    if (!table || !target)
        qFatal("cannot read");
    auto made = planCsv(*table, type(typeName), guessTargets(type(typeName), table->columns), *target);
    if (!made)
        qFatal("%s", made.error().toString().c_str());
    return std::move(made).value();
}

Result<ImportReport> tst_CsvTransfer::import(const char* typeName, const std::string& text, bool isDry)
{
    const CsvPlan made = plan(typeName, text);
    return isDry ? previewImport(*m_store, made.plan, Viewer::owner())
                 : applyImport(*m_store, made.plan, Viewer::owner());
}

std::string tst_CsvTransfer::exported(const char* typeName, const std::vector<Target>& columns)
{
    const auto text = exportCsv(*m_store, type(typeName), m_store->rootBranch(), {}, columns, Viewer::owner());
    if (!text)
        qFatal("%s", text.error().toString().c_str());
    return *text;
}

history::EntityPtr tst_CsvTransfer::named(const char* typeName, const std::string& name)
{
    auto target = ImportTarget::open(*m_store, {}, Viewer::owner());
    const auto ids = target->named(type(typeName), name);
    return ids->size() == 1 ? *target->find(type(typeName), ids->front()) : nullptr;
}

void tst_CsvTransfer::columnsAreGuessed_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("columns");
    QTest::addColumn<QByteArray>("targets");
    QTest::newRow("names") << QByteArray("Settlement") << QByteArray("name,level,kingdomId,tags")
                           << QByteArray("name,level,kingdomId,tags");
    QTest::newRow("labels") << QByteArray("Settlement") << QByteArray("Name,LEVEL,Kingdom,Stands on")
                            << QByteArray("name,level,kingdomId,variables.Stands on");
    QTest::newRow("references") << QByteArray("Settlement") << QByteArray("Title,kingdom_id,Location")
                                << QByteArray("name,kingdomId,locationId");
    QTest::newRow("variables") << QByteArray("Settlement") << QByteArray("name,Population,variables.port,a.b")
                               << QByteArray("name,variables.Population,variables.port,variables.a b");
    QTest::newRow("places") << QByteArray("Location") << QByteArray("label,x,Latitude,kind")
                            << QByteArray("name,geometry.x,geometry.y,kind");
    QTest::newRow("twice") << QByteArray("Settlement") << QByteArray("name,title,level") << QByteArray("name,,level");
    QTest::newRow("ids") << QByteArray("Settlement") << QByteArray("ID,name,Source id")
                         << QByteArray("id,name,sourceId");
    QTest::newRow("nameless") << QByteArray("Settlement") << QByteArray("name,,level") << QByteArray("name,,level");
}

void tst_CsvTransfer::columnsAreGuessed()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, columns);
    QFETCH(QByteArray, targets);
    std::vector<std::string> names;
    for (const QByteArray& one : columns.split(','))
        names.push_back(one.toStdString());
    QByteArrayList guessed;
    for (const Target& target : guessTargets(*m_types.find(type.toStdString()), names))
        guessed.append(QByteArray::fromStdString(target));
    QCOMPARE(guessed.join(','), targets);
}

void tst_CsvTransfer::typesAreGuessed()
{
    QCOMPARE(guessType(m_types, {"name", "kingdom", "level"})->name, std::string("Settlement"));
    QCOMPARE(guessType(m_types, {"name", "settlement", "type"})->name, std::string("Structure"));
    QCOMPARE(guessType(m_types, {"label", "x", "y"})->name, std::string("Location"));
    QVERIFY(!guessType(m_types, {"foo", "bar"}));
}

void tst_CsvTransfer::badMappingsAreRefused()
{
    const catalogue::Type& settlement = *m_types.find("Settlement");
    const std::vector<std::string> columns{"a", "b"};
    QVERIFY(checkTargets(settlement, columns, {"name", "level"}));
    QVERIFY(checkTargets(settlement, columns, {"id", "level"}));
    QVERIFY(!checkTargets(settlement, columns, {"name"}));
    QVERIFY(!checkTargets(settlement, columns, {"name", "name"}));
    QVERIFY(!checkTargets(settlement, columns, {"name", "size"}));
    QVERIFY(!checkTargets(settlement, columns, {"name", "geometry.x"}));
    QVERIFY(!checkTargets(settlement, columns, {"name", "variables."}));
    QVERIFY(!checkTargets(settlement, columns, {"name", "archivedAt"}));
    const auto nameless = checkTargets(settlement, columns, {"", "level"});
    QVERIFY(!nameless && nameless.error().message.find("name") != std::string::npos);
}

void tst_CsvTransfer::rowsBecomeEntities()
{
    const auto report = import("Settlement", "Name;Kingdom;Level;Tags;Population;Port;Code\n"
                                             "H\xE4rrow;vale;3;river, market;1200;true;007\n"
                                             "Bare;VALE;;;;;\n");
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    QCOMPARE(report->counts.front().created, 2);
    const history::EntityPtr town = named("Settlement", "H\xC3\xA4rrow");
    QVERIFY(town);
    QCOMPARE(town->field("kingdomId"), Value("vale"));
    QCOMPARE(town->field("level"), Value(3));
    QCOMPARE(toJson(town->field("tags")), std::string("[\"market\",\"river\"]"));
    QCOMPARE(toJson(town->field("variables")), std::string("{\"Code\":\"007\",\"Population\":1200,\"Port\":true}"));
    QCOMPARE(named("Settlement", "Bare")->field("level"), Value(1)); // the default
    const auto places = import("Location", "name,x,y,kind\nFord,1.5,-2,ford\n");
    QVERIFY2(places, places ? "" : places.error().toString().c_str());
    QCOMPARE(toJson(*named("Location", "Ford")->field("geometry").find("coordinates")), std::string("[1.5,-2]"));
    QCOMPARE(named("Location", "Ford")->field("worldId"), Value("w")); // the only one
}

void tst_CsvTransfer::theSameFileChangesNothing()
{
    const std::string text = "name,kingdom,level,wealth\nA,Vale,2,3.5\nB,Vale,3,x\n";
    QVERIFY(import("Settlement", text));
    const auto again = import("Settlement", text);
    QVERIFY(again);
    QCOMPARE(again->counts.front().unchanged, 2);
    QVERIFY(!again->changed);
}

void tst_CsvTransfer::aLaterFileUpdates()
{
    QVERIFY(import("Settlement", "ref,name,kingdom,level,wealth\n7,A,Vale,2,3\n8,B,Vale,3,4\n"));
    const auto again = import("Settlement", "ref,name,kingdom,level,wealth\n7,A the Great,Vale,5,\n8,B,Vale,3,4\n");
    QVERIFY(again);
    QCOMPARE(again->counts.front().updated, 1);
    QCOMPARE(again->counts.front().unchanged, 1);
    QVERIFY(!named("Settlement", "A"));
    const history::EntityPtr town = named("Settlement", "A the Great");
    QCOMPARE(town->field("level"), Value(5));
    QCOMPARE(toJson(town->field("variables")), std::string("{\"wealth\":3}")); // an empty cell sets nothing
}

void tst_CsvTransfer::oneUndoTakesItBack()
{
    const std::string before = exported("Settlement");
    QVERIFY(import("Settlement", "name,kingdom\nA,Vale\nB,Vale\n"));
    QVERIFY(exported("Settlement") != before);
    QVERIFY(m_store->undo(Viewer::owner(), m_store->rootBranch()));
    QCOMPARE(exported("Settlement"), before);
}

void tst_CsvTransfer::faultsNameTheirCells_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* type, const char* text, int column, const char* words) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(text) << column << QByteArray(words);
    };
    row("number", "Settlement", "name,kingdom,level\nA,Vale,two", 2, "not a number");
    row("range", "Settlement", "name,kingdom,level\nA,Vale,99", 2, "between 1 and 10");
    row("fraction", "Settlement", "name,kingdom,level\nA,Vale,1.5", 2, "whole number");
    row("huge", "Settlement", "name,kingdom,level\nA,Vale,1e999", 2, "not a number");
    row("unknown name", "Settlement", "name,kingdom\nA,Nowhere", 1, "no Kingdom called");
    row("two of a name", "Settlement", "name,kingdom\nA,Twin", 1, "2 of the kingdoms");
    row("required", "Settlement", "name,level\nA,2", -1, "Kingdom is required");
    row("no name", "Settlement", "name,kingdom\n,Vale", -1, "no name");
    row("same name", "Settlement", "name,kingdom\nA,Vale\na,Vale", -1, "line 2");
    row("name that two have", "Kingdom", "name,level\ntwin,2", -1, "2 of the kingdoms");
    row("unknown id", "Settlement", "id,name,kingdom\nnobody,A,Vale", -1, "no Settlement with the id");
    row("boolean", "Kingdom", "name,isNeutral\nA,perhaps", 1, "neither yes nor no");
    row("choice", "Location", "name,locationType\nA,blob", 1, "one of");
    row("half a position", "Location", "name,x,y\nA,1,", -1, "both x and y");
    row("position", "Location", "name,x,y\nA,east,1", 1, "not a number");
    row("geometry", "Location", "name,geometry\nA,\"{\"\"type\"\":\"\"Point\"\"}\"", 1, "On the map");
    row("no JSON", "Location", "name,geometry\nA,here", 1, "On the map");
    row("long name", "Kingdom", "name\n", -1, "");
}

void tst_CsvTransfer::faultsNameTheirCells()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, text);
    QFETCH(int, column);
    QFETCH(QByteArray, words);
    std::string all = text.toStdString();
    if (words.isEmpty()) {
        all += std::string(5000, 'n');
        column = 0;
    }
    const CsvPlan made = plan(type.constData(), all);
    QVERIFY(!made.faults.empty());
    const CellFault& fault = made.faults.front();
    QCOMPARE(fault.column, column);
    QVERIFY2(fault.sentence.find(words.toStdString()) != std::string::npos, fault.sentence.c_str());
    QVERIFY(fault.line >= 2);
    QVERIFY(!made.plan.leftOut.empty());
}

void tst_CsvTransfer::faultyRowsStayOut()
{
    const CsvPlan made = plan("Settlement", "name,kingdom,level\nA,Vale,2\nB,Vale,x\nC,Vale,3\n");
    QCOMPARE(made.plan.entities.size(), std::size_t(2));
    QCOMPARE(made.faults.size(), std::size_t(1));
    QCOMPARE(made.faults.front().line, 3);
    QCOMPARE(made.faults.front().row, std::size_t(1));
}

void tst_CsvTransfer::aDryRunChangesNothing()
{
    const std::string before = exported("Settlement");
    const auto report = import("Settlement", "name,kingdom\nA,Vale\n", true);
    QVERIFY(report);
    QCOMPARE(report->counts.front().created, 1);
    QCOMPARE(exported("Settlement"), before);
}

void tst_CsvTransfer::anExportComesBackUnchanged()
{
    QVERIFY(import("Settlement", "name,kingdom,level,tags,wealth,motto\n\"A \"\"b\"\", c\",Vale,2,x;y,-3,=1+1\n"));
    for (const char* name : {"Settlement", "Kingdom", "Campaign"}) {
        const std::string text = exported(name);
        QVERIFY(text.starts_with("\xEF\xBB\xBF"
                                 "id,name"));
        const CsvPlan again = plan(name, text);
        QVERIFY2(again.faults.empty(), again.faults.empty() ? "" : again.faults.front().sentence.c_str());
        const auto report = applyImport(*m_store, again.plan, Viewer::owner());
        QVERIFY2(report, report ? "" : report.error().toString().c_str());
        QVERIFY2(!report->changed, name);
        QCOMPARE(QByteArray::fromStdString(exported(name)), QByteArray::fromStdString(text));
    }
}

void tst_CsvTransfer::anExportGuardsFormulas()
{
    QVERIFY(import("Settlement", "name,kingdom,description\nA,Vale,=HYPERLINK(\"x\")\n"));
    const std::string text = exported("Settlement", {"name", "description", "level", "kingdomId"});
    QVERIFY2(text.find("A,\"'=HYPERLINK(\"\"x\"\")\",1,Vale\r\n") != std::string::npos, text.c_str());
    QVERIFY(!exportCsv(*m_store, type("Settlement"), {}, {}, {"size"}, Viewer::owner()));
}

void tst_CsvTransfer::anEditedExportUpdatesById()
{
    std::string text = exported("Settlement", {"id", "name", "level"});
    text.replace(text.find("Old Town"), 8, "New Town");
    const auto report = import("Settlement", text);
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    QCOMPARE(report->counts.front().updated, 1);
    QCOMPARE(named("Settlement", "New Town")->id, Id("old"));
    QVERIFY(named("Settlement", "New Town")->field("sourceId").isNull());
}

void tst_CsvTransfer::aNameThatIsThereIsUpdated()
{
    const auto report = import("Settlement", "name,level\nOLD TOWN,6\n");
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    QCOMPARE(report->counts.front().updated, 1);
    QCOMPARE(named("Settlement", "Old Town")->id, Id("old"));
    QCOMPARE(named("Settlement", "Old Town")->field("level"), Value(6));
}

void tst_CsvTransfer::theDescriptionServesAMappingScreen()
{
    const auto table = readTable("Town;Kingdom;Level\nA;Vale;x\nB;Vale;2\n");
    const auto targets = guessTargets(type("Settlement"), table->columns);
    auto target = ImportTarget::open(*m_store, {}, Viewer::owner());
    const auto made = planCsv(*table, type("Settlement"), {"name", "kingdomId", "level"}, *target);
    QVERIFY(made);
    const Value described = describeTable(*table, type("Settlement"), targets, made->faults, 1);
    QCOMPARE(described.stringOr("delimiter", ""), std::string(";"));
    QCOMPARE(described.find("rowCount")->asInteger(), 2);
    QCOMPARE(described.find("rows")->asArray().size(), std::size_t(1));
    QCOMPARE(described.find("columns")->asArray()[1].stringOr("target", ""), std::string("kingdomId"));
    QCOMPARE(described.find("columns")->asArray()[2].stringOr("sample", ""), std::string("x"));
    QCOMPARE(described.find("faults")->asArray().front().find("column")->asInteger(), 2);
    QVERIFY(described.find("choices")->asArray().size() > 8);
}

QTEST_GUILESS_MAIN(tst_CsvTransfer)
#include "tst_CsvTransfer.moc"
