// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/MultiEdit.h"
#include "ui/tables/EntityTable.h"

#include <QAbstractItemModelTester>
#include <QStandardPaths>
#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// A table over an open campaign: columns from the catalogue, order, filters, edits, live changes, many at once.
class tst_EntityTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void columnsComeFromTheCatalogue();
    void computedValuesFollowWhatTheyRead();
    void declaredVariablesAreShownInOneOrder();
    void tagsAreShownOnceSomethingHasSome();
    void timesAreDatesOfTheWorld();
    void everyTypeHasATable();
    void sortsByServerAndByVariable();
    void filtersSayWhatTheyHide();
    void filterOnAVariable();
    void badFiltersAreRefused();
    void anEditIsOneStepAndChecked();
    void aRefusalOfTheServerShowsAtTheCell();
    void rowsFollowChanges();
    void manyAreEditedInOneStep();
    void variablesThatDifferKeepTheirEditor();
    void oneBadValueChangesNone();
    void chooseRangeAndAll();
    void csvOfTheSelection();
    void viewIsRememberedPerType();
    void longTablesComeInPages();

private:
    QString lastBefore(const QString& key) const;
    int columnOf(const QString& key) const;
    QStringList names() const;
    QString cellOf(const QString& name, const QString& key) const;
    int rowNamed(const QString& name) const;
    void settle(int rows);

    std::unique_ptr<OpenCampaign> m_open;
    std::unique_ptr<EntityTable> m_table;
    Id m_veldmark;
    Id m_norrland;
    Id m_greyport;
};

void tst_EntityTable::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_EntityTable");
}

void tst_EntityTable::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_veldmark = m_open->kingdom("Veldmark");
    m_norrland = m_open->kingdom("Norrland");
    m_open->settlement(m_veldmark, "Harrowford", 2, {{"population", 1200}, {"port", true}});
    m_greyport = m_open->settlement(m_veldmark, "Greyport", 4, {{"population", 18'000.5}});
    m_open->settlement(m_norrland, "Stonemere", 1);
    m_table = std::make_unique<EntityTable>();
    m_table->setSession(&m_open->session());
    m_table->setTypeName("Settlement");
    settle(3);
}

void tst_EntityTable::cleanup()
{
    m_table.reset();
    m_open.reset();
}

void tst_EntityTable::settle(int rows)
{
    QTRY_COMPARE_WITH_TIMEOUT(m_table->loaded(), rows, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_table->isLoading() && !m_open->session().isSaving(), patience);
}

int tst_EntityTable::columnOf(const QString& key) const
{
    const QVariantList headers = m_table->headers();
    for (int at = 0; at < headers.size(); ++at) {
        if (headers[at].toMap()["key"] == key)
            return at;
    }
    return -1;
}

QStringList tst_EntityTable::names() const
{
    QStringList list;
    for (int row = 0; row < m_table->rowCount(); ++row)
        list.append(m_table->nameAt(row));
    return list;
}

int tst_EntityTable::rowNamed(const QString& name) const
{
    return static_cast<int>(names().indexOf(name));
}

QString tst_EntityTable::cellOf(const QString& name, const QString& key) const
{
    return m_table->cell(rowNamed(name), columnOf(key), "display").toString();
}

/// Who may see it stands last; what stands before that.
QString tst_EntityTable::lastBefore(const QString& key) const
{
    const QVariantList all = m_table->columns();
    return all.last().toMap()["key"] == key ? all.at(all.size() - 2).toMap()["key"].toString() : QString();
}

void tst_EntityTable::columnsComeFromTheCatalogue()
{
    QAbstractItemModelTester tester(m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_table->headers().first().toMap()["key"].toString(), QString("name"));
    QVERIFY(columnOf("level") > 0 && columnOf("kingdomId") > 0);
    QCOMPARE(columnOf("description"), -1);
    QCOMPARE(columnOf("tags"), -1); // nothing has any
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Harrowford", "kingdomId"), QString("Veldmark"), patience);
    QCOMPARE(columnOf("variables.population"), -1);
    m_table->showColumn("variables.population", true);
    QCOMPARE(m_table->cell(rowNamed("Greyport"), columnOf("variables.population"), "value").toDouble(), 18'000.5);
    QVERIFY(cellOf("Stonemere", "variables.population").isEmpty());

    m_open->make(
        "FieldCondition",
        {{"name", "Large"},
         {"entityType", "Settlement"},
         {"field", "isLarge"},
         {"expression", Value::Object{{">", Value::Array{Value::Object{{"var", "variables.population"}}, 5000}}}}});
    // Whoever has chosen columns chooses new ones, too.
    QTRY_VERIFY_WITH_TIMEOUT(lastBefore("visibility") == "computed.isLarge", patience);
    m_table->showColumn("computed.isLarge", true);
    QVERIFY(columnOf("computed.isLarge") > 0);
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Greyport", "computed.isLarge"), QString("Yes"), patience);
    QCOMPARE(m_table->cell(0, columnOf("computed.isLarge"), "isEditable").toBool(), false);
}

// The row itself does not change: what its rule reads does.
void tst_EntityTable::computedValuesFollowWhatTheyRead()
{
    m_open->make("FieldCondition", {{"name", "Size"},
                                    {"entityType", "Settlement"},
                                    {"field", "size"},
                                    {"expression", Value::Object{{"var", "structures.length"}}}});
    QTRY_VERIFY_WITH_TIMEOUT(lastBefore("visibility") == "computed.size", patience);
    m_table->showColumn("computed.size", true);
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Greyport", "computed.size"), QString("0"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_open->session().store().hearsOfValues(), patience);
    QSignalSpy told(&m_open->session().store(), &client::EntityStore::computedChanged);
    const Id greyport = m_table->ids().at(rowNamed("Greyport"));
    m_open->make("Structure", {{"settlementId", greyport}, {"name", "Lighthouse"}});
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Greyport", "computed.size"), QString("1"), patience);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.front().front().value<std::set<Id>>(), std::set<Id>{greyport});
    m_open->undo();
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Greyport", "computed.size"), QString("0"), patience);
}

void tst_EntityTable::declaredVariablesAreShownInOneOrder()
{
    // The rows told of population and port before; what is declared is shown, whichever came first.
    QCOMPARE(columnOf("variables.population"), -1);
    const auto declare = [this](const char* name, const char* type) {
        m_open->make("VariableSchema", {{"name", name}, {"entityType", "Settlement"}, {"type", type}});
    };
    declare("population", "number");
    QTRY_VERIFY_WITH_TIMEOUT(columnOf("variables.population") > 0, patience);
    declare("morale", "number");
    QTRY_VERIFY_WITH_TIMEOUT(columnOf("variables.morale") > 0, patience);
    QVERIFY(columnOf("variables.morale") < columnOf("variables.population"));
    QCOMPARE(columnOf("variables.port"), -1);
    const QVariantList before = m_table->headers();
    EntityTable again;
    again.setSession(&m_open->session());
    again.setTypeName("Settlement");
    QTRY_COMPARE_WITH_TIMEOUT(again.headers(), before, patience);
}

void tst_EntityTable::tagsAreShownOnceSomethingHasSome()
{
    QCOMPARE(columnOf("tags"), -1);
    m_open->session().commands().setField(m_greyport, "tags", Value(Value::Array{"coast"}));
    QTRY_VERIFY_WITH_TIMEOUT(columnOf("tags") > 0, patience);
    QCOMPARE(cellOf("Greyport", "tags"), QString("coast"));
}

void tst_EntityTable::timesAreDatesOfTheWorld()
{
    const Id campaign = m_open->session().place().campaignId;
    m_open->make("Event", {{"campaignId", campaign}, {"name", "Fair"}, {"scheduledAt", "1042-10-30T19:00:00Z"}});
    m_open->make("Event", {{"campaignId", campaign}, {"name", "Raid"}, {"scheduledAt", "1042-11-02T00:00:00Z"}});
    m_table->setTypeName("Event");
    settle(2);
    QCOMPARE(cellOf("Fair", "scheduledAt"), QString("30.10.1042, 19:00"));
    QCOMPARE(m_table->edit(rowNamed("Raid"), columnOf("scheduledAt"), "3.11.1042, 08:30"), QString());
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Raid", "scheduledAt"), QString("03.11.1042, 08:30"), patience);
    QVERIFY(m_table->edit(rowNamed("Raid"), columnOf("scheduledAt"), "31.11.1042").contains("30.10.1042") ||
            !m_table->cell(rowNamed("Raid"), columnOf("scheduledAt"), "problem").toString().isEmpty());
    QCOMPARE(cellOf("Raid", "scheduledAt"), QString("03.11.1042, 08:30"));
    QVERIFY(!m_table->addFilter("scheduledAt", "lt", "some day").isEmpty());
    QCOMPARE(m_table->addFilter("scheduledAt", "lt", "1.11.1042"), QString());
    settle(1);
    QCOMPARE(names(), QStringList{"Fair"});
    QCOMPARE(m_table->filters(), QStringList{"Planned for before 01.11.1042"});
}

void tst_EntityTable::everyTypeHasATable()
{
    for (const QVariant& one : m_table->types()) {
        const QString name = one.toMap()["type"].toString();
        m_table->setTypeName(name);
        QTRY_VERIFY_WITH_TIMEOUT(!m_table->isLoading(), patience);
        QVERIFY2(m_table->problem().isEmpty(), qPrintable(name + ": " + m_table->problem()));
        QVERIFY2(m_table->columnCount() >= 2, qPrintable(name));
    }
    QVERIFY(m_table->types().size() >= 10);
}

void tst_EntityTable::sortsByServerAndByVariable()
{
    QCOMPARE(names(), (QStringList{"Greyport", "Harrowford", "Stonemere"}));
    m_table->sortBy("level");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Stonemere", "Harrowford", "Greyport"}), patience);
    m_table->sortBy("level");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Greyport", "Harrowford", "Stonemere"}), patience);
    QVERIFY(m_table->sortDescending());
    m_table->sortBy("variables.population");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Stonemere", "Harrowford", "Greyport"}), patience);
    m_table->sortBy("kingdomId");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Stonemere", "Greyport", "Harrowford"}), patience);
    m_table->sortBy("nothing of the kind");
    QCOMPARE(m_table->sortKey(), QString("kingdomId"));
}

void tst_EntityTable::filtersSayWhatTheyHide()
{
    QCOMPARE(m_table->addFilter("level", "gte", "2"), QString());
    settle(2);
    QTRY_COMPARE_WITH_TIMEOUT(m_table->hidden(), 1, patience);
    QCOMPARE(m_table->filters(), QStringList{"Level at least 2"});
    QCOMPARE(m_table->addFilter("level", "lt", 4), QString());
    settle(1);
    QCOMPARE(names(), QStringList{"Harrowford"});
    m_table->setSearch("stone");
    QTRY_COMPARE_WITH_TIMEOUT(m_table->loaded(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_table->hidden(), 3, patience);
    m_table->reset();
    settle(3);
    QTRY_COMPARE_WITH_TIMEOUT(m_table->hidden(), 0, patience);
    QCOMPARE(m_table->addFilter("kingdomId", "eq", toQString(m_norrland)), QString());
    settle(1);
    QCOMPARE(m_table->filters(), QStringList{"Kingdom is Norrland"});
}

void tst_EntityTable::filterOnAVariable()
{
    QCOMPARE(m_table->addFilter("variables.population", "gt", "1,500"), QString());
    settle(1);
    QCOMPARE(names(), QStringList{"Greyport"});
    QTRY_COMPARE_WITH_TIMEOUT(m_table->hidden(), 2, patience);
    m_table->removeFilter(0);
    settle(3);
    QCOMPARE(m_table->addFilter("variables.population", "isNull", {}), QString());
    settle(1);
    QCOMPARE(names(), QStringList{"Stonemere"});
}

void tst_EntityTable::badFiltersAreRefused()
{
    QVERIFY(!m_table->addFilter("level", "gte", "many").isEmpty());
    QVERIFY(!m_table->addFilter("level", "gte", "").isEmpty());
    QVERIFY(!m_table->addFilter("level", "contains", "2").isEmpty());
    QVERIFY(!m_table->addFilter("nothing", "eq", "2").isEmpty());
    QVERIFY(!m_table->addFilter("level", "'; DROP", "2").isEmpty());
    m_table->removeFilter(7);
    m_table->removeFilter(-1);
    QVERIFY(m_table->filters().isEmpty());
    settle(3);
}

void tst_EntityTable::anEditIsOneStepAndChecked()
{
    const int level = columnOf("level");
    QVERIFY(!m_table->edit(rowNamed("Harrowford"), level, "eleven").isEmpty());
    QVERIFY(!m_table->edit(rowNamed("Harrowford"), level, 11).isEmpty());
    QVERIFY(!m_table->cell(rowNamed("Harrowford"), level, "problem").toString().isEmpty());
    QCOMPARE(m_table->edit(rowNamed("Harrowford"), level, "5"), QString());
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Harrowford", "level"), QString("5"), patience);
    QVERIFY(m_table->cell(rowNamed("Harrowford"), level, "problem").toString().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(m_open->session().steps()->undoName(), QString("Change level of Harrowford"), patience);
    m_open->session().steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Harrowford", "level"), QString("2"), patience);
    QVERIFY(!m_table->edit(99, level, 1).isEmpty());
    QVERIFY(!m_table->edit(0, 99, 1).isEmpty());
}

void tst_EntityTable::aRefusalOfTheServerShowsAtTheCell()
{
    const Id place = m_open->make("Location", {{"name", "Ford"}, {"worldId", m_open->session().place().worldId}});
    const int column = columnOf("locationId");
    QVERIFY(column > 0);
    QCOMPARE(m_table->edit(rowNamed("Harrowford"), column, toQString(place)), QString());
    QTRY_COMPARE_WITH_TIMEOUT(m_table->cell(rowNamed("Harrowford"), column, "value").toString(), toQString(place),
                              patience);
    QCOMPARE(m_table->edit(rowNamed("Greyport"), column, toQString(place)), QString());
    QTRY_VERIFY_WITH_TIMEOUT(m_table->cell(rowNamed("Greyport"), column, "problem").toString().contains("Harrowford"),
                             patience);
    QVERIFY(m_table->cell(rowNamed("Greyport"), column, "value").toString().isEmpty());
}

void tst_EntityTable::rowsFollowChanges()
{
    QSignalSpy resets(m_table.get(), &QAbstractItemModel::modelReset);
    m_open->settlement(m_veldmark, "Ironbridge", 3);
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Greyport", "Harrowford", "Ironbridge", "Stonemere"}), patience);
    m_open->session().rename(toQString(m_greyport), "Whitecliff");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Harrowford", "Ironbridge", "Stonemere", "Whitecliff"}), patience);
    m_open->session().commands().remove({m_greyport});
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"Harrowford", "Ironbridge", "Stonemere"}), patience);
    QCOMPARE(resets.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_table->total(), 3, patience);
    QCOMPARE(m_table->addFilter("level", "gte", 3), QString());
    settle(1);
    QCOMPARE(m_table->edit(0, columnOf("level"), 1), QString());
    QTRY_COMPARE_WITH_TIMEOUT(m_table->loaded(), 0, patience);
}

void tst_EntityTable::manyAreEditedInOneStep()
{
    m_table->chooseRow(0, false, false);
    m_table->chooseRow(2, true, false);
    QCOMPARE(m_open->session().selection()->count(), 3);
    MultiEdit many;
    many.setSession(&m_open->session());
    QCOMPARE(many.title(), QString("3 settlements"));
    many.setField("level", 7);
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Stonemere", "level"), QString("7"), patience);
    QCOMPARE(cellOf("Greyport", "level"), QString("7"));
    QTRY_COMPARE_WITH_TIMEOUT(m_open->session().steps()->undoName(), QString("Set level of 3 settlements to 7"),
                              patience);
    many.addTags("coast, trade");
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Harrowford", "tags"), QString("coast, trade"), patience);
    many.setVariable("morale", "0.5");
    QTRY_COMPARE_WITH_TIMEOUT(
        toQString(m_open->session().store().find(m_greyport)->field("variables")->find("morale") ? "set" : "unset"),
        QString("set"), patience);
    m_open->undo();
    m_open->undo();
    m_open->undo();
    QTRY_COMPARE_WITH_TIMEOUT(cellOf("Stonemere", "level"), QString("1"), patience);
    QCOMPARE(cellOf("Greyport", "level"), QString("4"));
    QVERIFY(cellOf("Harrowford", "tags").isEmpty());
    many.remove();
    QTRY_COMPARE_WITH_TIMEOUT(m_table->loaded(), 0, patience);
    m_open->undo();
    settle(3);
}

void tst_EntityTable::variablesThatDifferKeepTheirEditor()
{
    const Id stonemere = m_open->settlement(m_norrland, "Ashby", 1, {{"population", 12}, {"port", false}});
    settle(4);
    m_table->chooseAll();
    MultiEdit many;
    many.setSession(&m_open->session());
    QTRY_COMPARE_WITH_TIMEOUT(many.count(), 4, patience);
    const auto row = [&](const char* key) {
        for (const QVariant& one : many.fields()) {
            if (one.toMap()["key"] == key)
                return one.toMap();
        }
        return QVariantMap();
    };
    QCOMPARE(row("variables.port")["control"].toString(), QString("choice"));
    QCOMPARE(row("variables.port")["choices"].toList().size(), 2);
    QVERIFY(row("variables.port")["isMixed"].toBool());
    QCOMPARE(row("variables.population")["control"].toString(), QString("number"));
    many.setField("variables.population", "many");
    QVERIFY(!many.problem().isEmpty());
    QCOMPARE(m_open->field("Settlement", stonemere, "variables").find("population")->asInteger(), 12);
    many.setField("variables.port", true);
    QTRY_COMPARE_WITH_TIMEOUT(row("variables.port")["control"].toString(), QString("switch"), patience);
    QVERIFY(m_open->field("Settlement", stonemere, "variables").find("port")->asBoolean());
}

void tst_EntityTable::oneBadValueChangesNone()
{
    m_table->chooseAll();
    QTRY_COMPARE_WITH_TIMEOUT(m_open->session().selection()->count(), 3, patience);
    MultiEdit many;
    many.setSession(&m_open->session());
    many.setField("level", 70);
    QVERIFY(!many.problem().isEmpty());
    const Id place = m_open->make("Location", {{"name", "Ford"}, {"worldId", m_open->session().place().worldId}});
    many.setField("locationId", toQString(place));
    QTRY_VERIFY_WITH_TIMEOUT(many.problem().contains("already stands"), patience);
    QVERIFY(m_open->field("Settlement", m_greyport, "locationId").isNull());
    many.setField("no such field", 1);
    QCOMPARE(cellOf("Greyport", "level"), QString("4"));
}

void tst_EntityTable::chooseRangeAndAll()
{
    m_table->chooseRow(1, false, false);
    QCOMPARE(m_table->currentRow(), 1);
    m_table->chooseRow(0, false, true);
    QCOMPARE(m_open->session().selection()->count(), 2);
    m_table->chooseRow(1, false, true);
    QCOMPARE(m_open->session().selection()->count(), 1);
    QVERIFY(m_table->cell(0, 0, "isChosen").toBool());
    QVERIFY(!m_table->cell(1, 0, "isChosen").toBool());
    m_table->chooseAll();
    QTRY_COMPARE_WITH_TIMEOUT(m_open->session().selection()->count(), 3, patience);
    m_open->session().selection()->select("Kingdom", toQString(m_veldmark));
    QVERIFY(!m_table->cell(0, 0, "isChosen").toBool());
    m_table->chooseRow(42, false, false);
    QCOMPARE(m_open->session().selection()->count(), 1);
}

void tst_EntityTable::csvOfTheSelection()
{
    m_open->session().rename(toQString(m_greyport), "Grey \"port\", the");
    QTRY_VERIFY_WITH_TIMEOUT(names().contains("Grey \"port\", the"), patience);
    for (const char* key : {"kingdomId", "locationId", "visibility", "tags"})
        m_table->showColumn(key, false);
    m_table->showColumn("variables.population", true);
    m_table->chooseRow(rowNamed("Grey \"port\", the"), false, false);
    QCOMPARE(m_table->csv(), QString("Name,Level,Population\r\n\"Grey \"\"port\"\", the\",4,18000.5\r\n"));
}

void tst_EntityTable::viewIsRememberedPerType()
{
    m_table->showColumn("description", true);
    m_table->moveColumn("description", -1);
    m_table->setColumnWidth(0, 333);
    m_table->sortBy("level");
    settle(3);
    EntityTable again;
    again.setSession(&m_open->session());
    again.setTypeName("Settlement");
    QCOMPARE(again.headers(), m_table->headers());
    QCOMPARE(again.columnWidth(0), 333);
    QCOMPARE(again.sortKey(), QString("level"));
    again.setTypeName("Kingdom");
    QCOMPARE(again.sortKey(), QString("name"));
}

void tst_EntityTable::longTablesComeInPages()
{
    constexpr int many = 450;
    for (int at = 0; at < many; ++at)
        m_open->settlement(m_veldmark, "Hamlet " + std::to_string(at));
    EntityTable table;
    table.setSession(&m_open->session());
    table.setTypeName("Settlement");
    QTRY_COMPARE_WITH_TIMEOUT(table.loaded(), 200, patience);
    QTRY_COMPARE_WITH_TIMEOUT(table.total(), many + 3, patience);
    QVERIFY(table.canFetchMore({}));
    // A late word of the changes above may start the table anew: ask again, as a view does.
    QTRY_VERIFY_WITH_TIMEOUT((table.fetchMore({}), table.loaded() == many + 3), patience);
    QVERIFY(!table.canFetchMore({}));
}

QTEST_MAIN(tst_EntityTable)
#include "tst_EntityTable.moc"
