// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/transfer/AzgaarFixture.h"
#include "tests/support/DrivenWindow.h"
#include "ui/client/Conversion.h"
#include "ui/map/MapItem.h"

#include <QSettings>
#include <QStandardPaths>

#include <set>

using campaign::Selection;
using campaign::Session;
using campaign::Value;
using campaign::Workspace;
using campaign::client::Reply;
using campaign::desktop::DesktopApplication;
using campaign::desktop::DesktopOptions;
using campaign::map::MapItem;

namespace {
// Of visible pixels, so that a blank map does not pass.
int colourCount(const QImage& picture)
{
    std::set<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3)
            colours.insert(picture.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}
} // namespace

/// The main job through the real window: start, import, look, change, watch a rule follow, undo, redo, drag, undo,
/// close, reopen. With CAMPAIGN_TEST_DATA the world is Comia, else a small one of our own.
class tst_Journey : public QObject, campaign::support::DrivenWindow
{
    Q_OBJECT

private slots:
    void initTestCase();
    void startScreenOffersTheFirstStep();
    void importShowsWhatComesAlongAndThenTheMap();
    void computedFieldFollowsAChange();
    void undoAndRedoAreNamed();
    void draggedTownComesBackByUndo();
    void newEntityAppearsInTheExplorer();
    void paletteFindsByATypo();
    void settlementIsMadeFromItsKingdomsMenu();
    void duplicateAndUndo();
    void everythingIsThereAfterReopening();
    void missingFileIsExplained();
    void cleanupTestCase();

private:
    QImage picture(QQuickItem* of) const;
    Value settlement();
    double population();
    MapItem* map() const { return qobject_cast<MapItem*>(item("map")); }
    void waitUntilPainted();
    /// An open menu's line with these words.
    QQuickItem* menuLine(const QString& words) const;

    QString m_world;
    std::string m_town; // id of the settlement under test
    std::string m_townName;
    std::string m_place; // and of its location
    QString m_path;
};

QImage tst_Journey::picture(QQuickItem* of) const
{
    const QImage whole = window()->grabWindow();
    const QRectF area = of->mapRectToScene(of->boundingRect());
    return whole.copy(area.toRect());
}

Value tst_Journey::settlement()
{
    const Reply reply = ask("query One($id: ID!, $branch: ID) { settlement(id: $id, branchId: $branch) "
                            "{ id name variables computedFields location { id geometry } } }",
                            {{"id", m_town}, {"branch", session()->place().branch()}});
    const Value* found = reply.data.find("settlement");
    return found ? *found : Value();
}

double tst_Journey::population()
{
    const Value one = settlement();
    const Value* variables = one.find("variables");
    const Value* people = variables ? variables->find("population") : nullptr;
    return people && people->isNumber() ? people->asNumber() : -1;
}

void tst_Journey::waitUntilPainted()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_application->isPainted(), patience);
}

void tst_Journey::initTestCase()
{
    const QString comia = qEnvironmentVariable("CAMPAIGN_TEST_DATA") + "/azgaar/comia-1.71.map";
    if (qEnvironmentVariableIsSet("CAMPAIGN_TEST_DATA") && QFileInfo::exists(comia)) {
        m_world = comia;
    } else {
        m_world = m_home.filePath("small.map");
        QFile file(m_world);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(campaign::tests::AzgaarFixture().map()));
    }
    DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    QVERIFY(start(options));
}

void tst_Journey::startScreenOffersTheFirstStep()
{
    QTRY_VERIFY(item("newCampaign") && item("newCampaign")->isVisible());
    QVERIFY(item("importWorld")->isVisible());
    QTRY_VERIFY(colourCount(window()->grabWindow()) > 20);
    save("start");
}

void tst_Journey::importShowsWhatComesAlongAndThenTheMap()
{
    QObject* dialog = window()->findChild<QObject*>("importDialog");
    QVERIFY(dialog);
    QMetaObject::invokeMethod(dialog, "openFor", Q_ARG(QUrl, QUrl::fromLocalFile(m_world)));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->property("acceptEnabled").toBool(), patience);
    QTest::qWait(100);
    save("import");
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady(), patience);
    m_path = session()->path();
    QVERIFY(QFileInfo::exists(m_path));
    waitUntilPainted();
    QTRY_VERIFY_WITH_TIMEOUT(map() && map()->scene().points.size() >= 5, patience);
    waitUntilPainted();
    QVERIFY2(colourCount(picture(map())) > 100, qPrintable(QString::number(colourCount(picture(map())))));
    save("map");
    QCOMPARE(session()->branchId().isEmpty(), false);
}

void tst_Journey::computedFieldFollowsAChange()
{
    const Reply found = ask("query Towns($branch: ID) { settlementsConnection(first: 200, branchId: $branch) "
                            "{ edges { node { id name variables location { id } } } } }",
                            {{"branch", session()->place().branch()}});
    for (const Value& edge : found.data.find("settlementsConnection")->find("edges")->asArray()) {
        const Value& node = *edge.find("node");
        const Value* place = node.find("location");
        // Short names leave no room for a slip.
        if (place && place->isObject() && node.find("variables")->find("population") &&
            node.stringOr("name", "").size() >= 7) {
            m_town = node.stringOr("id", "");
            m_townName = node.stringOr("name", "");
            m_place = place->stringOr("id", "");
            break;
        }
    }
    QVERIFY(!m_town.empty());
    const Value rule =
        Value::Object{{">", Value::Array{Value(Value::Object{{"var", "variables.population"}}), 77'000}}};
    const Reply made =
        ask("mutation Rule($input: CreateFieldConditionInput!) { createFieldCondition(input: $input) { id } }",
            {{"input", Value::Object{{"name", "Large when over 77,000 live there"},
                                     {"entityType", "Settlement"},
                                     {"field", "isLarge"},
                                     {"expression", rule},
                                     {"branchId", session()->place().branch()}}}});
    QVERIFY(made.isGood());
    session()->selection()->select("Settlement", QString::fromStdString(m_town));
    QTRY_VERIFY_WITH_TIMEOUT(item("field-population"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("computed-Is large"), patience);
    QTRY_COMPARE(item("computed-Is large")->property("text").toString(), QString("No"));

    QQuickItem* field = item("field-population");
    QMetaObject::invokeMethod(field, "valueModified", Q_ARG(double, 78'000));
    QTRY_COMPARE_WITH_TIMEOUT(population(), 78'000.0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("computed-Is large")->property("text").toString(), QString("Yes"), patience);
    QTRY_COMPARE(item("field-population")->property("value").toDouble(), 78'000.0);
    save("changed");
}

void tst_Journey::undoAndRedoAreNamed()
{
    const QString name = QString::fromStdString(m_townName);
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName().contains("population of " + name), patience);
    const double changed = population();
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(population() != changed, patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("computed-Is large")->property("text").toString(), QString("No"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->redoName().contains("population of " + name), patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(population(), changed, patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("computed-Is large")->property("text").toString(), QString("Yes"), patience);
}

void tst_Journey::draggedTownComesBackByUndo()
{
    const Value before = *settlement().find("location")->find("geometry");
    map()->fit();
    map()->zoomBy(3);
    map()->reveal(QString::fromStdString(m_place));
    waitUntilPainted();
    QPointF position;
    for (const campaign::map::MapPoint& point : map()->scene().points) {
        if (point.id == QString::fromStdString(m_place))
            position = point.position;
    }
    const QPoint from = map()->mapToScene(map()->toItem(position)).toPoint();
    QTest::mousePress(window(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 6; ++step)
        QTest::mouseMove(window(), from + QPoint(10 * step, 5 * step));
    QTest::mouseRelease(window(), Qt::LeftButton, {}, from + QPoint(60, 30));
    QTRY_VERIFY_WITH_TIMEOUT(!(*settlement().find("location")->find("geometry") == before), patience);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), "Move " + QString::fromStdString(m_townName), patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(*settlement().find("location")->find("geometry") == before, patience);
    const auto shown = [&] {
        for (const campaign::map::MapPoint& point : map()->scene().points) {
            if (point.id == QString::fromStdString(m_place))
                return point.position;
        }
        return QPointF();
    };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), position, patience);
}

void tst_Journey::newEntityAppearsInTheExplorer()
{
    session()->selection()->clear();
    session()->create("Kingdom", "Veldmark");
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString("Veldmark"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("explorerTree")->property("currentIndex").toInt() > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorName") && item("inspectorName")->hasActiveFocus(), patience);
    QTest::keyClick(window(), Qt::Key_Escape); // leaves its name
    QTRY_VERIFY_WITH_TIMEOUT(!item("inspectorName")->hasActiveFocus(), patience);
    session()->rename(session()->selection()->entityId(), "Veldmark the Younger");
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Rename Veldmark"), patience);
    session()->removeSelected();
    QTRY_VERIFY_WITH_TIMEOUT(session()->selection()->isEmpty(), patience);
    session()->steps()->undo();
    session()->selection()->select("Settlement", QString::fromStdString(m_town));
}

QQuickItem* tst_Journey::menuLine(const QString& words) const
{
    QList<QQuickItem*> open{window()->contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        const bool isLine = next->inherits("QQuickMenuItem") && next->isVisible();
        if (isLine && next->property("text").toString().remove('&') == words)
            return next;
        open.append(next->childItems());
    }
    return nullptr;
}

void tst_Journey::paletteFindsByATypo()
{
    session()->selection()->clear();
    QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(item("paletteField") && item("paletteField")->hasActiveFocus());
    const QString name = QString::fromStdString(m_townName);
    QString slip = name;
    slip.remove(slip.size() / 2, 1);
    item("paletteField")->setProperty("text", slip);
    QObject* list = item("paletteList");
    QTRY_VERIFY_WITH_TIMEOUT(list->property("count").toInt() > 0, patience);
    QTest::qWait(200);
    save("palette");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), name, patience);
    QTRY_VERIFY(!item("paletteField") || !item("paletteField")->isVisible());
    // Esc leaves nothing behind but what it should: one level a press.
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY(session()->selection()->isEmpty());
}

void tst_Journey::settlementIsMadeFromItsKingdomsMenu()
{
    const Reply found = ask("query Kingdoms($branch: ID) { kingdomsConnection(first: 2, branchId: $branch) "
                            "{ edges { node { id name } } } }",
                            {{"branch", session()->place().branch()}});
    const Value kingdom = *found.data.find("kingdomsConnection")->find("edges")->asArray().back().find("node");
    session()->selection()->select("Kingdom", QString::fromStdString(kingdom.stringOr("id", "")));
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString::fromStdString(kingdom.stringOr("name", "")),
                              patience);
    emit m_application->workspace().centre()->menuWanted("context/entity");
    QTRY_VERIFY(menuLine("New here"));
    QMetaObject::invokeMethod(menuLine("New here"), "triggered");
    QTRY_VERIFY(menuLine("Settlement"));
    QMetaObject::invokeMethod(menuLine("Settlement"), "triggered");
    QTRY_VERIFY(item("createName") && item("createName")->hasActiveFocus());
    QTRY_VERIFY_WITH_TIMEOUT(item("createOwner")->property("currentIndex").toInt() >= 0, patience);
    type("Newham");
    save("create");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString("Newham"), patience);
    const Reply made =
        ask("query One($id: ID!, $branch: ID) { settlement(id: $id, branchId: $branch) "
            "{ kingdom { id } } }",
            {{"id", session()->selection()->entityId().toStdString()}, {"branch", session()->place().branch()}});
    QCOMPARE(made.data.find("settlement")->find("kingdom")->stringOr("id", "?"), kingdom.stringOr("id", ""));
}

void tst_Journey::duplicateAndUndo()
{
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Create Newham"), patience);
    m_application->workspace().actions()->refresh();
    QTest::keyClick(window(), Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString("Newham (copy)"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Create Newham (copy)"), patience);
    session()->steps()->undoTimes(2);
    QTRY_VERIFY_WITH_TIMEOUT(!session()->steps()->undoName().contains("Newham"), patience);
    session()->selection()->select("Settlement", QString::fromStdString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString::fromStdString(m_townName), patience);
}

void tst_Journey::everythingIsThereAfterReopening()
{
    const double people = population();
    const qsizetype points = map()->scene().points.size();
    m_application->workspace().closeCampaign();
    QTRY_VERIFY(!session());
    QTRY_VERIFY(item("newCampaign")->isVisible());
    QTRY_COMPARE(m_application->workspace().recent()->count(), 1);
    QTest::qWait(100);
    m_application.reset();

    DesktopOptions options;
    options.file = m_path;
    options.theme = "dark";
    options.size = {1280, 720};
    m_application = std::make_unique<DesktopApplication>(options);
    QVERIFY(m_application->show());
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(map() && map()->scene().points.size() == points, patience);
    waitUntilPainted();
    QCOMPARE(population(), people);
    QCOMPARE(session()->selection()->entityId(), QString::fromStdString(m_town));
    QTRY_VERIFY_WITH_TIMEOUT(item("computed-Is large"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!session()->steps()->undoName().isEmpty(), patience);
    save("reopened");
}

void tst_Journey::missingFileIsExplained()
{
    m_application->workspace().closeCampaign();
    QTRY_VERIFY(!session());
    QTRY_VERIFY(m_application->workspace().busyWith().isEmpty());
    QSignalSpy problems(m_application->workspace().notifications(), &campaign::Notifications::problem);
    m_application->workspace().openPath(m_home.filePath("gone.campaign"));
    QTRY_COMPARE(problems.count(), 1);
    QVERIFY(problems.first().at(1).toString().contains("not there any more"));
    QVERIFY(!problems.first().at(2).toString().isEmpty());
}

void tst_Journey::cleanupTestCase()
{
    finish();
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_Journey>(argc, argv);
}

#include "tst_Journey.moc"
