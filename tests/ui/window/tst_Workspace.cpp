// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/session/CreateForm.h"
#include "ui/workspace/HistoryModel.h"
#include "ui/workspace/WindowPlace.h"
#include "ui/workspace/WorldMap.h"

#include <QAbstractItemModelTester>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

using namespace campaign;

/// What stands behind the window's shell: commands, centre, history, problems, preferences.
class tst_Workspace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyCommandStandsWhereMenusAre();
    void menusSayWhatTheyDoNow();
    void layersHoldEveryRegion();
    void theCentreSplitsAndRemembers();
    void theFormOffersOwners();
    void historyGoesBackAndForth();
    void buriedStepsSaySo();
    void equalNoticesAreOne();
    void dialogsBeginBesideTheCampaign();
    void theCampaignIsExported();
    void problemsAreListed();
    void preferencesAreKeptWithinLimits();
    void backAndForward();
    void theWayBackLeadsThroughViews();
    void theWindowStandsWhereItStood();

private:
    static constexpr int patience = tests::OpenCampaign::patience;
    tests::OpenCampaign m_campaign;
};

void tst_Workspace::initTestCase()
{
    QVERIFY(m_campaign.open(false));
}

void tst_Workspace::everyCommandStandsWhereMenusAre()
{
    ActionRegistry& registry = *m_campaign.workspace().actions();
    QVERIFY(registry.count() > 40);
    QSet<QString> reached;
    std::function<void(const QString&)> walk = [&](const QString& place) {
        for (const QVariant& entry : registry.entries(place)) {
            const QVariantMap map = entry.toMap();
            if (map.contains("action"))
                reached.insert(map["action"].value<Action*>()->actionId());
            else
                walk(map["place"].toString());
        }
    };
    for (const QVariant& menu : registry.menus())
        walk(menu.toMap()["place"].toString());
    walk("context/entity");
    for (const auto& action : registry.actions())
        QVERIFY2(reached.contains(action->actionId()), qPrintable(action->actionId() + " is in no menu"));
}

void tst_Workspace::menusSayWhatTheyDoNow()
{
    ActionRegistry& registry = *m_campaign.workspace().actions();
    const auto refreshed = [&](const char* id) {
        registry.refresh();
        return registry.action(id);
    };
    const QVariantList file = registry.entries("file");
    QCOMPARE(file.last().toMap()["action"].value<Action*>()->actionId(), QString("file.quit"));
    m_campaign.workspace().centre()->open("notes");
    QVERIFY(refreshed("view.notes")->isChecked() && !registry.action("view.map")->isChecked());
    m_campaign.workspace().centre()->closeActive();
    QVERIFY(!refreshed("view.notes")->isChecked() && registry.action("view.map")->isChecked());
    // Harrowford stands somewhere already, and a point has no shape to edit.
    m_campaign.session().selection()->select("Settlement", m_campaign.idOf("Settlement", "Harrowford"));
    QTRY_COMPARE_WITH_TIMEOUT(refreshed("map.putSelected")->text(), QString("Move on the map"), patience);
    QVERIFY(!refreshed("map.editShape")->isEnabled());
    m_campaign.session().selection()->clear();
    QCOMPARE(refreshed("map.putSelected")->text(), QString("Put on the map"));
    QVERIFY(!registry.action("create.part.rules")->isEnabled());
}

void tst_Workspace::layersHoldEveryRegion()
{
    WorldMap world;
    world.setSession(&m_campaign.session());
    QTRY_VERIFY_WITH_TIMEOUT(world.hasScene(), patience);
    QMap<QString, int> counts;
    for (const QVariant& layer : world.layers())
        counts[layer.toMap()["key"].toString()] = layer.toMap()["count"].toInt();
    QVERIFY(!counts.contains("markers")); // a wood that has an area is no sign
    QCOMPARE(counts["regions"], 2);       // the wood and the isle
    world.showLayer("regions", false);
    QVERIFY(world.hiddenKinds().contains("region"));
    world.showLayer("regions", true);
}

void tst_Workspace::theCentreSplitsAndRemembers()
{
    Centre& centre = *m_campaign.workspace().centre();
    QCOMPARE(centre.paneCount(), 1);
    QCOMPARE(centre.activeView(), QString("map"));
    QVERIFY(!centre.canClose());
    centre.splitActive();
    QCOMPARE(centre.paneCount(), 2);
    QCOMPARE(centre.activePane(), 1);
    centre.setSession(nullptr);
    QCOMPARE(centre.paneCount(), 0);
    centre.setSession(&m_campaign.session());
    QCOMPARE(centre.paneCount(), 2);
    QCOMPARE(centre.pane(1).count(), 1);
    centre.close(1, 0);
    QCOMPARE(centre.paneCount(), 1);
    centre.close(0, 0); // the last view stays
    QCOMPARE(centre.pane(0).count(), 1);
    centre.open("no such view");
    QCOMPARE(centre.pane(0).count(), 1);
    for (int i = 0; i < 5; ++i)
        centre.openBeside("map");
    QCOMPARE(centre.paneCount(), 2); // the one beside is used again
    centre.close(1, 0);
}

void tst_Workspace::theFormOffersOwners()
{
    CreateForm form;
    form.setSession(&m_campaign.session());
    m_campaign.session().selection()->select("Kingdom", m_campaign.idOf("Kingdom", "Norrland"));
    form.setType("Settlement");
    QCOMPARE(form.ownerLabel(), QString("Kingdom"));
    QTRY_COMPARE_WITH_TIMEOUT(form.ownerNames().value(form.ownerIndex()), QString("Norrland"), patience);
    form.setOwnerIndex(static_cast<int>(form.ownerNames().indexOf("Veldmark")));
    form.create("Newham");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().selectedName(), QString("Newham"), patience);
    const client::Record* made =
        m_campaign.session().store().find(client::fromQString(m_campaign.session().selection()->entityId()));
    QVERIFY(made);
    QCOMPARE(client::toQString(made->field("kingdomId")->asString()), m_campaign.idOf("Kingdom", "Veldmark"));
    form.setType("Kingdom");
    QVERIFY(form.ownerLabel().isEmpty());
    QVERIFY(form.obstacle().isEmpty());
}

void tst_Workspace::historyGoesBackAndForth()
{
    Session& session = m_campaign.session();
    HistoryModel history;
    QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::Fatal);
    history.setSession(&session);
    for (const char* name : {"One", "Two", "Three"}) {
        session.create("Kingdom", name);
        QTRY_COMPARE_WITH_TIMEOUT(session.selectedName(), QString(name), patience);
        QTRY_COMPARE_WITH_TIMEOUT(history.index(0).data(HistoryModel::ReasonRole).toString(), QString("Create ") + name,
                                  patience);
    }
    QVERIFY(history.index(0).data(HistoryModel::IsPresentRole).toBool());
    QSignalSpy stepped(session.steps(), &UndoSteps::stepped);
    history.goTo(2);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(2).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(history.index(0).data(HistoryModel::IsUndoneRole).toBool());
    QVERIFY(m_campaign.idOf("Kingdom", "Two").isEmpty());
    QVERIFY(!m_campaign.idOf("Kingdom", "One").isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(stepped.size(), 1, patience);
    QCOMPARE(stepped.takeFirst().first().toString(), QString("2 steps"));
    history.goTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(history.index(0).data(HistoryModel::IsPresentRole).toBool(), patience);
    QVERIFY(!m_campaign.idOf("Kingdom", "Three").isEmpty());
}

/// What was undone and then built over cannot be done again.
void tst_Workspace::buriedStepsSaySo()
{
    Session& session = m_campaign.session();
    HistoryModel history;
    history.setSession(&session);
    QTRY_VERIFY_WITH_TIMEOUT(history.count() > 0, patience);
    const int before = history.count();
    session.create("Kingdom", "Undone");
    QTRY_COMPARE_WITH_TIMEOUT(history.count(), before + 1, patience);
    session.steps()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(history.index(0).data(HistoryModel::IsUndoneRole).toBool(), patience);
    QVERIFY(!history.index(0).data(HistoryModel::IsOverwrittenRole).toBool()); // it can be done again
    session.create("Kingdom", "Instead");
    QTRY_COMPARE_WITH_TIMEOUT(history.count(), before + 2, patience);
    QVERIFY(history.index(0).data(HistoryModel::IsPresentRole).toBool());
    QVERIFY(history.index(1).data(HistoryModel::IsOverwrittenRole).toBool());
    QVERIFY(history.index(0).data(HistoryModel::ClockRole).toString().startsWith("today at "));
    history.goTo(1);
    QVERIFY(history.index(0).data(HistoryModel::IsPresentRole).toBool());
    session.steps()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(history.index(0).data(HistoryModel::IsUndoneRole).toBool(), patience);
}

void tst_Workspace::equalNoticesAreOne()
{
    Notifications said;
    said.refuse("It is taken.");
    said.tell("Saved.");
    said.refuse("It is taken.");
    QCOMPARE(said.count(), 2);
    QCOMPARE(said.unread(), 1);
    QCOMPARE(said.index(0).data(Notifications::MessageRole).toString(), QString("It is taken."));
    QCOMPARE(said.index(0).data(Notifications::TimesRole).toInt(), 2);
    QCOMPARE(said.index(1).data(Notifications::TimesRole).toInt(), 1);
    said.warn("It is taken."); // not the same: less grave
    QCOMPARE(said.count(), 3);
    said.markRead();
    QCOMPARE(said.unread(), 0);
    said.refuse("It is taken.");
    QCOMPARE(said.unread(), 1);
    QCOMPARE(said.count(), 3);
}

void tst_Workspace::dialogsBeginBesideTheCampaign()
{
    const QString folder = QFileInfo(m_campaign.session().path()).absolutePath();
    QCOMPARE(m_campaign.workspace().filesFolder(), QUrl::fromLocalFile(folder));
}

void tst_Workspace::theCampaignIsExported()
{
    QTemporaryDir folder;
    QSignalSpy told(m_campaign.workspace().notifications(), &Notifications::toast);
    QSignalSpy wanted(m_campaign.workspace().prompts(), &Prompts::exportWanted);
    ActionRegistry& registry = *m_campaign.workspace().actions();
    QString said;
    const auto exported = [&](const char* action, const QString& name) {
        registry.action(action)->trigger();
        const QList<QVariant> asked = wanted.takeLast();
        const QString path = folder.filePath(name);
        m_campaign.workspace().exportTo(QUrl::fromLocalFile(path), asked[0].toString(), asked[1].toString());
        if (!QTest::qWaitFor([&] { return !told.isEmpty(); }, patience))
            return QByteArray();
        said = told.takeLast().first().toString();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray everything = exported("file.export.json", "all.json");
    QVERIFY(QJsonDocument::fromJson(everything).isObject());
    QVERIFY(everything.contains("Harrowford"));
    const QByteArray places = exported("file.export.geojson", "places.geojson");
    QCOMPARE(QJsonDocument::fromJson(places).object()["type"].toString(), QString("FeatureCollection"));
    const QByteArray list = exported("file.export.csv.Settlement", "towns.csv");
    QVERIFY(list.contains("Harrowford") && list.contains("Saltcombe"));
    QCOMPARE(exported("file.export.json", "no/such/folder.json"), QByteArray());
    QVERIFY2(said.contains("could not be written"), qPrintable(said));
}

void tst_Workspace::problemsAreListed()
{
    Problems& problems = *m_campaign.workspace().problems();
    const client::Reply made = m_campaign.ask(
        "mutation Note($input: CreateNoteInput!) { createNote(input: $input) { id } }",
        {{"input", Value::Object{{"name", "About a town"},
                                 {"worldId", m_campaign.session().place().worldId},
                                 {"aboutType", "Settlement"},
                                 {"aboutId", client::fromQString(m_campaign.idOf("Settlement", "Saltcombe"))},
                                 {"branchId", m_campaign.session().place().branch()}}}});
    QVERIFY(made.isGood());
    const int before = problems.count();
    m_campaign.session().selection()->select("Settlement", m_campaign.idOf("Settlement", "Saltcombe"));
    m_campaign.session().removeSelected();
    QTRY_VERIFY_WITH_TIMEOUT(problems.count() > before, patience);
    int row = -1;
    for (int i = 0; i < problems.count(); ++i) {
        if (problems.index(i).data(Problems::NameRole).toString() == "About a town")
            row = i;
    }
    QVERIFY(row >= 0);
    QVERIFY(problems.index(row).data(Problems::MessageRole).toString().contains("no longer there"));
    problems.choose(row);
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign.session().selectedName(), QString("About a town"), patience);
    m_campaign.session().steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(problems.count(), before, patience);
}

void tst_Workspace::preferencesAreKeptWithinLimits()
{
    Preferences& preferences = *m_campaign.workspace().preferences();
    preferences.setFontScale(9);
    QCOMPARE(preferences.fontScale(), 2.0);
    preferences.setTheme("purple");
    QCOMPARE(preferences.theme(), QString("system"));
    preferences.setTheme("dark");
    preferences.setAccent("lake");
    preferences.setReducedMotion(true);
    const Preferences again;
    QCOMPARE(again.fontScale(), 2.0);
    QCOMPARE(again.theme(), QString("dark"));
    QCOMPARE(again.accent(), QString("lake"));
    QVERIFY(again.reducedMotion());
    preferences.override("light", 1);
    QCOMPARE(Preferences().theme(), QString("dark"));
}

void tst_Workspace::backAndForward()
{
    Selection& selection = *m_campaign.session().selection();
    const QString first = m_campaign.idOf("Settlement", "Millbrook");
    const QString second = m_campaign.idOf("Settlement", "Greyport");
    selection.select("Settlement", first);
    selection.select("Settlement", second);
    Action* back = m_campaign.workspace().actions()->action("view.back");
    Action* forward = m_campaign.workspace().actions()->action("view.forward");
    QVERIFY(back && forward);
    back->trigger();
    QCOMPARE(selection.entityId(), first);
    forward->trigger();
    QCOMPARE(selection.entityId(), second);
    selection.forget(first);
    back->trigger();
    QVERIFY(selection.entityId() != first);
}

void tst_Workspace::theWayBackLeadsThroughViews()
{
    Centre& centre = *m_campaign.workspace().centre();
    Selection& selection = *m_campaign.session().selection();
    Action* back = m_campaign.workspace().actions()->action("view.back");
    Action* forward = m_campaign.workspace().actions()->action("view.forward");
    centre.open("map");
    const QString town = m_campaign.idOf("Settlement", "Greyport");
    const QString other = m_campaign.idOf("Settlement", "Millbrook");
    selection.select("Settlement", town);
    centre.open("tables");
    selection.select("Settlement", other);
    back->trigger();
    QCOMPARE(selection.entityId(), town);
    QCOMPARE(centre.activeView(), QString("tables"));
    back->trigger();
    QCOMPARE(centre.activeView(), QString("map"));
    QCOMPARE(selection.entityId(), town);
    forward->trigger();
    QCOMPARE(centre.activeView(), QString("tables"));
    forward->trigger();
    QCOMPARE(selection.entityId(), other);
    // A view closed meanwhile is opened again.
    centre.closeActive();
    QCOMPARE(centre.activeView(), QString("map"));
    back->trigger();
    QCOMPARE(centre.activeView(), QString("tables"));
    centre.closeActive();
}

void tst_Workspace::theWindowStandsWhereItStood()
{
    {
        QWindow window;
        WindowPlace place;
        place.follow(window);
        window.setGeometry(40, 60, 700, 500);
        QTRY_COMPARE_WITH_TIMEOUT(QSettings().value("window/frame").toRect(), QRect(40, 60, 700, 500), patience);
    }
    QWindow window;
    WindowPlace place;
    place.follow(window);
    QCOMPARE(window.geometry(), QRect(40, 60, 700, 500));
    // A screen that is gone: the size stays, the place is the system's.
    QSettings().setValue("window/frame", QRect(90'000, 90'000, 640, 480));
    QWindow lost;
    WindowPlace elsewhere;
    elsewhere.follow(lost);
    QCOMPARE(lost.geometry().size(), QSize(640, 480));
    QVERIFY(lost.x() < 90'000);
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    tst_Workspace test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Workspace.moc"
