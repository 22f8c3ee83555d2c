// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/tables/ListImport.h"

#include <QAbstractItemModelTester>
#include <QStandardPaths>
#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// A list on its way into a campaign: columns guessed and chosen, what would come, what is wrong, one step of undo.
class tst_ListImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void columnsAreGuessed();
    void faultsAreToldByCell();
    void aColumnIsGivenAnotherField();
    void appliesAsOneStep();
    void theSameAgainChangesNothing();
    void whatTheRowsAreIsAsked();
    void placesNeedNoColumns();
    void badFilesGiveASentence_data();
    void badFilesGiveASentence();

private:
    void read(const QString& name, const QByteArray& bytes);
    void settle();
    int rowOf(const QString& column) const;
    QVariant at(const QString& column, ListImport::Role role) const;
    void choose(const QString& column, const QString& field);
    int towns();

    QTemporaryDir m_folder;
    std::unique_ptr<OpenCampaign> m_open;
    std::unique_ptr<ListImport> m_import;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

namespace {
const QByteArray list =
    "Name;Kingdom;Level;Population\nAshby;Veldmark;3;1200\nBadby;Nowhere;99;\nGreyport;Veldmark;5;\n";
} // namespace

void tst_ListImport::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_ListImport");
}

void tst_ListImport::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_open->settlement(m_open->kingdom("Veldmark"), "Greyport", 4);
    m_import = std::make_unique<ListImport>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_import.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_import->setProperty("session", QVariant::fromValue(&m_open->session()));
}

void tst_ListImport::cleanup()
{
    m_tester.reset();
    m_import.reset();
    m_open.reset();
}

void tst_ListImport::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_import->isWorking(), patience);
}

void tst_ListImport::read(const QString& name, const QByteArray& bytes)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    m_import->read(QUrl::fromLocalFile(file.fileName()));
    QVERIFY(m_import->isWorking());
    settle();
    QTest::qWait(0);
    settle();
}

int tst_ListImport::rowOf(const QString& column) const
{
    for (int row = 0; row < m_import->rowCount(); ++row) {
        if (m_import->index(row).data(ListImport::NameRole).toString() == column)
            return row;
    }
    return -1;
}

QVariant tst_ListImport::at(const QString& column, ListImport::Role role) const
{
    return m_import->index(rowOf(column)).data(role);
}

void tst_ListImport::choose(const QString& column, const QString& field)
{
    const int choice = static_cast<int>(at(column, ListImport::ChoicesRole).toStringList().indexOf(field));
    QVERIFY2(choice >= 0, qPrintable(field));
    m_import->choose(rowOf(column), choice);
    settle();
}

int tst_ListImport::towns()
{
    const client::Reply reply = m_open->ask("query Towns($branch: ID) { all: settlementsConnection(first: 1, branchId: "
                                            "$branch) { totalCount } }",
                                            {{"branch", m_open->session().place().branch()}});
    const Value* all = reply.data.find("all");
    return all ? static_cast<int>(all->find("totalCount")->asInteger()) : -1;
}

void tst_ListImport::columnsAreGuessed()
{
    read("towns.csv", list);
    QCOMPARE(m_import->problem(), QString());
    QCOMPARE(m_import->types().value(m_import->typeIndex()), QString("Settlements"));
    QCOMPARE(m_import->rowCount(), 4);
    QCOMPARE(m_import->rowCountInFile(), 3);
    const auto held = [&](const QString& column) {
        return at(column, ListImport::ChoicesRole).toStringList().value(at(column, ListImport::ChoiceRole).toInt());
    };
    QCOMPARE(held("Name"), QString("Name"));
    QCOMPARE(held("Level"), QString("Level"));
    QCOMPARE(held("Population"), QString("Variable “Population”"));
    QCOMPARE(at("Kingdom", ListImport::SamplesRole).toString(), QString("Veldmark · Nowhere"));
    QCOMPARE(m_import->outcome(), QStringList{"Settlements: 1 new, 1 changed"});
    QVERIFY(m_import->canApply());
}

void tst_ListImport::faultsAreToldByCell()
{
    read("towns.csv", list);
    QCOMPARE(m_import->faults().size(), 2);
    QVERIFY2(m_import->faults().constFirst().startsWith("Line 3, Kingdom: "), qPrintable(m_import->faults().first()));
    QVERIFY(m_import->faults().constLast().contains("between 1 and 10"));
    QCOMPARE(at("Level", ListImport::FaultsRole).toInt(), 1);
    QCOMPARE(at("Name", ListImport::FaultsRole).toInt(), 0);
    QVERIFY(m_import->faultTitle().contains(": 2."));
}

void tst_ListImport::aColumnIsGivenAnotherField()
{
    read("towns.csv", "Name;Words;More\nAshby;by the ford;and a mill\n");
    if (m_import->typeIndex() < 0 || m_import->types().value(m_import->typeIndex()) != "Settlements")
        m_import->setTypeIndex(static_cast<int>(m_import->types().indexOf("Settlements")));
    settle();
    QSignalSpy resets(m_import.get(), &QAbstractItemModel::modelReset);
    choose("Words", "Description");
    QCOMPARE(m_import->outcome(), QStringList{"Settlements: 1 new"});
    choose("More", "Description"); // takes it from the other
    QCOMPARE(at("Words", ListImport::ChoiceRole).toInt(), 0);
    QCOMPARE(resets.count(), 0); // the keyboard stays where it is
    choose("Name", "Leave out");
    QVERIFY(!m_import->canApply());
    QVERIFY2(m_import->problem().contains("name"), qPrintable(m_import->problem()));
    choose("Name", "Name");
    QCOMPARE(m_import->problem(), QString());
    QVERIFY(m_import->canApply());
}

void tst_ListImport::appliesAsOneStep()
{
    read("towns.csv", list);
    QSignalSpy told(&m_open->session().commands(), &Commands::done);
    QSignalSpy finished(m_import.get(), &ListImport::finished);
    m_import->apply();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QCOMPARE(towns(), 2);
    QCOMPARE(told.count(), 1);
    QVERIFY(told.constFirst().at(0).toString().contains("towns.csv"));
    QCOMPARE(told.constFirst().at(1).toInt(), 1);
    m_open->undo();
    QCOMPARE(towns(), 1);
}

void tst_ListImport::theSameAgainChangesNothing()
{
    read("towns.csv", "Name;Kingdom;Level\nGreyport;Veldmark;4\n");
    QCOMPARE(m_import->outcome(), QStringList{"Settlements: 1 as before"});
    QVERIFY(!m_import->canApply());
    m_import->apply(); // refuses
    QCOMPARE(towns(), 1);
}

void tst_ListImport::whatTheRowsAreIsAsked()
{
    read("odd.csv", "Foo;Bar\nAshby;Veldmark\n");
    QCOMPARE(m_import->typeIndex(), -1);
    QVERIFY2(m_import->problem().contains("rows"), qPrintable(m_import->problem()));
    m_import->setTypeIndex(static_cast<int>(m_import->types().indexOf("Settlements")));
    settle();
    QCOMPARE(m_import->rowCount(), 2);
    QVERIFY(!m_import->canApply());
    choose("Foo", "Name");
    choose("Bar", "Kingdom");
    QVERIFY(m_import->canApply());
}

void tst_ListImport::placesNeedNoColumns()
{
    read("wells.geojson",
         "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"f9\",\"geometry\":"
         "{\"type\":\"Point\",\"coordinates\":[3,4]},\"properties\":{\"name\":\"Well\"}}]}");
    QCOMPARE(m_import->problem(), QString());
    QVERIFY(!m_import->isTable());
    QVERIFY2(m_import->outcome().join(' ').contains("1 new"), qPrintable(m_import->outcome().join(' ')));
    QVERIFY(m_import->canApply());
}

void tst_ListImport::badFilesGiveASentence_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << "a.csv" << QByteArray();
    QTest::newRow("a quote without end") << "a.csv" << QByteArray("Name;Level\n\"Ashby;3\n");
    QTest::newRow("more cells than columns") << "a.csv" << QByteArray("Name;Level\nAshby;3;4;5\n");
    QTest::newRow("a picture") << "a.csv" << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    QTest::newRow("half a GeoJSON") << "a.geojson" << QByteArray("{\"type\":\"FeatureCollection\",\"features\":[");
    QTest::newRow("other JSON") << "a.json" << QByteArray("[1,2]");
}

void tst_ListImport::badFilesGiveASentence()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    read(name, bytes);
    QVERIFY2(m_import->problem().endsWith('.'), qPrintable(m_import->problem()));
    QVERIFY(!m_import->canApply());
    m_import->read(QUrl::fromLocalFile(m_folder.filePath("not there.csv")));
    settle();
    QVERIFY2(m_import->problem().contains("cannot be read"), qPrintable(m_import->problem()));
}

QTEST_GUILESS_MAIN(tst_ListImport)
#include "tst_ListImport.moc"
