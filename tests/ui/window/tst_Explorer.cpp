// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/explorer/ExplorerFilter.h"
#include "ui/explorer/ExplorerModel.h"

#include <QAbstractItemModelTester>
#include <QGuiApplication>

using namespace campaign;

class tst_Explorer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void headingsCountWhatTheyHold();
    void unfoldingReadsWhatIsBelow();
    void theSelectedIsShownWhereverItStands();
    void kindsGroupTheirEntities();
    void longListsAreReadByPages();
    void theSelectedEntityIsShownWhereItIs();
    void changesShow();
    void undoneCreationsTakeTheirRowsAlong();
    void kindsCountWhatWasNeverUnfolded();
    void aFoldStaysThoughTheSelectionIsInside();
    void whatOpenedByItselfStaysOpen();
    void aPlaceSaysWhatStandsOnIt();
    void severalCanBeSelected();
    void whatIsDraggedNamesAllSelected();
    void theFilterForgivesTyposAndCountsWhatItHides();
    void theFilterKnowsTypesTagsAndFavourites();

private:
    int rowOf(const QString& name) const;
    QVariant at(int row, ExplorerModel::Role role) const { return m_model->index(row).data(role); }
    bool waitForRow(const QString& name)
    {
        return QTest::qWaitFor([&] { return rowOf(name) >= 0; }, patience);
    }
    void makeNotes(int count, const std::string& kind);

    static constexpr int patience = tests::OpenCampaign::patience;
    tests::OpenCampaign m_campaign;
    std::unique_ptr<ExplorerModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_Explorer::initTestCase()
{
    QVERIFY(m_campaign.open(false));
}

void tst_Explorer::init()
{
    m_campaign.session().selection()->clear();
    m_campaign.session().remember("unfolded", QStringList());
    m_tester.reset();
    m_model = std::make_unique<ExplorerModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_model->setSession(&m_campaign.session());
    QTRY_VERIFY_WITH_TIMEOUT(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toInt() >= 2, patience);
}

int tst_Explorer::rowOf(const QString& name) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (at(row, ExplorerModel::NameRole).toString() == name)
            return row;
    }
    return -1;
}

void tst_Explorer::headingsCountWhatTheyHold()
{
    QVERIFY(at(rowOf("Kingdoms"), ExplorerModel::IsHeadingRole).toBool());
    QVERIFY(at(rowOf("Kingdoms"), ExplorerModel::IsExpandableRole).toBool());
    QVERIFY(!at(rowOf("Parties"), ExplorerModel::IsExpandableRole).toBool() ||
            !at(rowOf("Parties"), ExplorerModel::DetailRole).toString().isEmpty());
    QCOMPARE(rowOf("Settlements"), -1); // they stand below their kingdoms
    QVERIFY(!m_model->isEmpty());
}

void tst_Explorer::unfoldingReadsWhatIsBelow()
{
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    QCOMPARE(at(rowOf("Veldmark"), ExplorerModel::DepthRole).toInt(), 1);
    // Lands of nobody stand among the kingdoms and are none.
    QCOMPARE(at(rowOf("Free places"), ExplorerModel::DepthRole).toInt(), 1);
    QCOMPARE(at(rowOf("Free places"), ExplorerModel::DetailRole).toString(), QString("neutral"));
    QTRY_COMPARE_WITH_TIMEOUT(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString(), QString("2"), patience);
    m_model->setExpanded(rowOf("Veldmark"), true);
    QVERIFY(waitForRow("Harrowford"));
    QCOMPARE(at(rowOf("Harrowford"), ExplorerModel::DepthRole).toInt(), 2);
    QCOMPARE(m_model->parentRow(rowOf("Harrowford")), rowOf("Veldmark"));
    // By name, as people sort.
    QVERIFY(rowOf("Alder Hollow") < rowOf("Greyport"));
    m_model->setExpanded(rowOf("Kingdoms"), false);
    QCOMPARE(rowOf("Veldmark"), -1);
}

void tst_Explorer::theSelectedIsShownWhereverItStands()
{
    // Nothing was unfolded yet, and Harrowford stands two groups deep.
    const QString harrowford = m_campaign.idOf("Settlement", "Harrowford");
    m_campaign.session().selection()->select("Settlement", harrowford);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->selectedRow() >= 0, patience);
    QCOMPARE(m_model->selectedRow(), rowOf("Harrowford"));
    QVERIFY(at(rowOf("Harrowford"), ExplorerModel::IsSelectedRole).toBool());
    // Whoever folds its group afterwards wants it folded.
    m_model->setExpanded(rowOf("Kingdoms"), false);
    QCOMPARE(rowOf("Harrowford"), -1);
    QVERIFY(!at(rowOf("Kingdoms"), ExplorerModel::IsExpandedRole).toBool());
}

void tst_Explorer::kindsGroupTheirEntities()
{
    m_model->setExpanded(rowOf("Locations"), true);
    QVERIFY(waitForRow("River"));
    const int kind = rowOf("River");
    QVERIFY(at(kind, ExplorerModel::IsHeadingRole).toBool());
    QTRY_VERIFY_WITH_TIMEOUT(at(rowOf("River"), ExplorerModel::DetailRole).toInt() > 0, patience);
    const int told = at(rowOf("River"), ExplorerModel::DetailRole).toInt();
    m_model->setExpanded(kind, true);
    const auto below = [&] {
        int count = 0;
        for (int row = rowOf("River") + 1; at(row, ExplorerModel::DepthRole).toInt() == 2; ++row)
            ++count;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(below(), told, patience);
}

void tst_Explorer::makeNotes(int count, const std::string& kind)
{
    for (int done = 0; done < count;) {
        std::string query = "mutation Many($world: ID!, $branch: ID) { ";
        for (int i = 0; i < 40 && done < count; ++i, ++done) {
            const std::string number = std::to_string(1'000 + done);
            query += "n" + number + ": createNote(input: { worldId: $world, branchId: $branch, name: \"" + kind + " " +
                     number + "\", kind: \"" + kind + "\" }) { id } ";
        }
        m_campaign.ask(query + "}", {{"world", m_campaign.session().place().worldId},
                                     {"branch", m_campaign.session().place().branch()}});
    }
}

void tst_Explorer::longListsAreReadByPages()
{
    makeNotes(230, "letter");
    init(); // a fresh model that has seen nothing of this
    m_model->setExpanded(rowOf("Notes"), true);
    QVERIFY(waitForRow("Letter"));
    m_model->setExpanded(rowOf("Letter"), true);
    QVERIFY(waitForRow("letter 1099"));
    QCOMPARE(rowOf("letter 1100"), -1);
    QCOMPARE(rowOf("Show more (130 left)"), rowOf("letter 1099") + 1);
    QTRY_COMPARE_WITH_TIMEOUT(at(rowOf("Letter"), ExplorerModel::DetailRole).toString(), QString("230"), patience);
    m_model->activate(rowOf("Show more (130 left)"));
    QVERIFY(waitForRow("letter 1199"));
    m_model->activate(rowOf("Show more (30 left)"));
    QVERIFY(waitForRow("letter 1229"));
    for (int row = 0; row < m_model->rowCount(); ++row)
        QVERIFY(!at(row, ExplorerModel::NameRole).toString().startsWith("Show more"));
}

void tst_Explorer::theSelectedEntityIsShownWhereItIs()
{
    m_model->setExpanded(rowOf("Notes"), true);
    QVERIFY(waitForRow("Letter"));
    m_model->setExpanded(rowOf("Letter"), true);
    QVERIFY(waitForRow("letter 1000"));
    QCOMPARE(rowOf("letter 1217"), -1);
    m_campaign.session().selection()->select("Note", m_campaign.idOf("Note", "letter 1217"));
    QTRY_VERIFY_WITH_TIMEOUT(m_model->selectedRow() >= 0, patience);
    QCOMPARE(m_model->selectedRow(), rowOf("letter 1217"));
}

void tst_Explorer::changesShow()
{
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    m_campaign.session().create("Kingdom", "Zzolmark");
    QVERIFY(waitForRow("Zzolmark"));
    QTRY_COMPARE_WITH_TIMEOUT(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString(), QString("3"), patience);
    QVERIFY(rowOf("Zzolmark") > rowOf("Veldmark"));
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().selectedName(), QString("Zzolmark"), patience);
    m_campaign.session().rename(m_campaign.session().selection()->entityId(), "Aolmark");
    QVERIFY(waitForRow("Aolmark"));
    QVERIFY(rowOf("Aolmark") < rowOf("Veldmark"));
    m_campaign.session().duplicateSelected();
    QVERIFY(waitForRow("Aolmark (copy)"));
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().selectedName(), QString("Aolmark (copy)"), patience);
    m_campaign.session().selection()->toggle("Kingdom", m_campaign.idOf("Kingdom", "Aolmark"));
    QSignalSpy done(&m_campaign.session().commands(), &Commands::done);
    m_campaign.session().removeSelected();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, patience);
    QCOMPARE(done.first().at(1).toInt(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(rowOf("Aolmark"), -1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString(), QString("2"), patience);
    // The toast's one button brings both back.
    QTRY_VERIFY_WITH_TIMEOUT(!m_campaign.session().steps()->undoName().isEmpty(), patience);
    m_campaign.workspace().undoOffered();
    QVERIFY(waitForRow("Aolmark"));
    QVERIFY(waitForRow("Aolmark (copy)"));
}

void tst_Explorer::undoneCreationsTakeTheirRowsAlong()
{
    Session& session = m_campaign.session();
    const auto undo = [&](const QString& step) {
        QTRY_COMPARE_WITH_TIMEOUT(session.steps()->undoName(), step, patience);
        session.steps()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(session.steps()->undoName() != step, patience);
    };
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    const QString before = at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString();
    session.create("Kingdom", "Yolmark");
    QVERIFY(waitForRow("Yolmark"));
    QTRY_COMPARE_WITH_TIMEOUT(session.selectedName(), QString("Yolmark"), patience);
    for (int round = 0; round < 2; ++round) {
        m_campaign.session().selection()->select("Kingdom", m_campaign.idOf("Kingdom", "Yolmark"));
        session.removeSelected();
        QTRY_COMPARE_WITH_TIMEOUT(rowOf("Yolmark"), -1, patience);
        undo("Delete Yolmark");
        QVERIFY(waitForRow("Yolmark"));
    }
    undo("Create Yolmark");
    QTRY_COMPARE_WITH_TIMEOUT(rowOf("Yolmark"), -1, patience);
    session.steps()->redo();
    QVERIFY(waitForRow("Yolmark"));
    undo("Create Yolmark");
    QTRY_COMPARE_WITH_TIMEOUT(rowOf("Yolmark"), -1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString(), before, patience);
    QTest::qWait(300); // what is still on its way brings nothing back
    QCOMPARE(rowOf("Yolmark"), -1);
    QCOMPARE(at(rowOf("Kingdoms"), ExplorerModel::DetailRole).toString(), before);
}

void tst_Explorer::kindsCountWhatWasNeverUnfolded()
{
    makeNotes(3, "rumour");
    init();
    m_model->setExpanded(rowOf("Notes"), true);
    QVERIFY(waitForRow("Rumour"));
    const auto count = [&] { return at(rowOf("Rumour"), ExplorerModel::DetailRole).toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(count(), QString("3"), patience);
    m_campaign.session().selection()->clear();
    m_campaign.session().commands().remove({client::fromQString(m_campaign.idOf("Note", "rumour 1001"))});
    QTRY_COMPARE_WITH_TIMEOUT(count(), QString("2"), patience);
    m_campaign.session().commands().remove({client::fromQString(m_campaign.idOf("Note", "rumour 1000")),
                                            client::fromQString(m_campaign.idOf("Note", "rumour 1002"))});
    QTRY_COMPARE_WITH_TIMEOUT(rowOf("Rumour"), -1, patience);
    m_campaign.session().steps()->undo();
    QVERIFY(waitForRow("Rumour"));
    QTRY_COMPARE_WITH_TIMEOUT(count(), QString("1"), patience);
}

void tst_Explorer::aFoldStaysThoughTheSelectionIsInside()
{
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    m_model->activate(rowOf("Veldmark"));
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().selectedName(), QString("Veldmark"), patience);
    m_model->toggle(rowOf("Kingdoms"));
    QCOMPARE(rowOf("Veldmark"), -1);
    m_campaign.session().selection()->select("Kingdom", m_campaign.idOf("Kingdom", "Norrland"));
    QVERIFY(waitForRow("Norrland")); // what is selected anew shows
}

void tst_Explorer::whatOpenedByItselfStaysOpen()
{
    m_campaign.session().selection()->select("Settlement", m_campaign.idOf("Settlement", "Harrowford"));
    QTRY_VERIFY_WITH_TIMEOUT(m_model->selectedRow() >= 0, patience);
    m_campaign.session().selectWorld();
    QTest::qWait(100);
    QVERIFY2(rowOf("Harrowford") >= 0, "something else was selected, nothing folded");
    // Also for the next window.
    m_campaign.session().selection()->clear();
    ExplorerModel again;
    again.setSession(&m_campaign.session());
    const auto isThere = [&again] {
        for (int row = 0; row < again.rowCount(); ++row) {
            if (again.index(row).data(ExplorerModel::NameRole).toString() == "Harrowford")
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), patience);
}

void tst_Explorer::aPlaceSaysWhatStandsOnIt()
{
    m_model->setExpanded(rowOf("Locations"), true);
    QVERIFY(waitForRow("City"));
    m_model->setExpanded(rowOf("City"), true);
    QVERIFY(waitForRow("Harrowford"));
    QCOMPARE(at(rowOf("Harrowford"), ExplorerModel::DetailRole).toString(), QString("a settlement's place"));
    m_model->setExpanded(rowOf("City"), false);
    m_model->setExpanded(rowOf("River"), true);
    QTRY_VERIFY_WITH_TIMEOUT(at(rowOf("River") + 1, ExplorerModel::DepthRole).toInt() == 2, patience);
    QCOMPARE(at(rowOf("River") + 1, ExplorerModel::DetailRole).toString(), QString());
}

void tst_Explorer::severalCanBeSelected()
{
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    const Selection* selection = m_campaign.session().selection();
    m_model->activate(rowOf("Norrland"));
    QCOMPARE(selection->count(), 1);
    m_model->toggleSelected(rowOf("Veldmark"));
    QCOMPARE(selection->count(), 2);
    QVERIFY(at(rowOf("Norrland"), ExplorerModel::IsSelectedRole).toBool());
    m_model->toggleSelected(rowOf("Norrland"));
    QCOMPARE(selection->count(), 1);
    const int below = rowOf("Veldmark") - rowOf("Kingdoms");
    m_model->selectRange(rowOf("Veldmark"), rowOf("Kingdoms"));
    QCOMPARE(selection->count(), below); // the heading is none of them
    QCOMPARE(selection->entityId(), at(rowOf("Kingdoms") + 1, ExplorerModel::EntityIdRole).toString());
}

void tst_Explorer::whatIsDraggedNamesAllSelected()
{
    m_model->setExpanded(rowOf("Kingdoms"), true);
    QVERIFY(waitForRow("Veldmark"));
    QVERIFY(m_model->dragText(rowOf("Kingdoms")).isEmpty());
    m_model->activate(rowOf("Norrland"));
    m_model->toggleSelected(rowOf("Veldmark"));
    QCOMPARE(m_model->dragText(rowOf("Veldmark")).split('\n').size(), 2);
    const QString other = m_model->dragText(rowOf("Free places"));
    QCOMPARE(other, "Kingdom " + at(rowOf("Free places"), ExplorerModel::EntityIdRole).toString());
}

void tst_Explorer::theFilterForgivesTyposAndCountsWhatItHides()
{
    ExplorerFilter filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.setSession(&m_campaign.session());
    QVERIFY(!filter.isActive());
    filter.setText("Harowford");
    QTRY_VERIFY_WITH_TIMEOUT(filter.count() > 0, patience);
    QStringList names;
    for (int row = 0; row < filter.count(); ++row)
        names.append(filter.index(row).data(ExplorerFilter::NameRole).toString());
    QVERIFY(names.mid(0, 3).contains("Harrowford"));
    QTRY_VERIFY_WITH_TIMEOUT(filter.hidden() > 100, patience);
    filter.setText("qqqqqqqq");
    QTRY_COMPARE_WITH_TIMEOUT(filter.count(), 0, patience);
    filter.reset();
    QVERIFY(!filter.isActive());
    QCOMPARE(filter.hidden(), 0);
}

void tst_Explorer::theFilterKnowsTypesTagsAndFavourites()
{
    ExplorerFilter filter;
    filter.setSession(&m_campaign.session());
    filter.setType("Kingdom");
    QTRY_VERIFY_WITH_TIMEOUT(filter.count() >= 3, patience);
    filter.setText("Harrowford");
    QTRY_VERIFY_WITH_TIMEOUT(filter.count() < 3, patience);
    filter.reset();

    const QString id = m_campaign.idOf("Settlement", "Greyport");
    m_campaign.session().commands().setField(client::fromQString(id), "tags", Value(Value::Array{"haunted"}));
    QTRY_VERIFY_WITH_TIMEOUT(m_campaign.session().steps()->undoName().contains("Greyport"), patience);
    filter.setTag("haunted");
    QTRY_COMPARE_WITH_TIMEOUT(filter.count(), 1, patience);
    QCOMPARE(filter.index(0).data(ExplorerFilter::EntityIdRole).toString(), id);
    filter.choose(0, false);
    QCOMPARE(m_campaign.session().selection()->entityId(), id);
    filter.reset();

    m_campaign.session().toggleFavourite("Settlement", id);
    filter.setFavouritesOnly(true);
    QTRY_COMPARE_WITH_TIMEOUT(filter.count(), 1, patience);
    m_campaign.session().toggleFavourite("Settlement", id);
    QTRY_COMPARE_WITH_TIMEOUT(filter.count(), 0, patience);
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    tst_Explorer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Explorer.moc"
