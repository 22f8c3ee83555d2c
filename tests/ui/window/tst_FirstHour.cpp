// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"
#include "ui/map/MapItem.h"

#include <QGuiApplication>
#include <QQuickItem>

#include <algorithm>

using campaign::tests::OpenCampaign;

namespace {

const int patience = OpenCampaign::patience;

/// Popups stand in the overlay, a child of the window's root like all else.
QQuickItem* find(QQuickItem* root, const QString& name)
{
    QList<QQuickItem*> open{root};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (next->objectName() == name && next->isVisible())
            return next;
        open.append(next->childItems());
    }
    return nullptr;
}

} // namespace

/// What a game master stumbled over in the first hour, done again the same way with keys and pointer.
class tst_FirstHour : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void escapeBringsBackWhatStoodThere();
    void aMendedValueLosesItsMark();
    void deletingSaysHowMuchWent();
    void theFilterFormHasAGround();
    void aMenuOpensAfterEscape();
    void aScaleThatIsNoneIsExplained();
    void theGuideIsAKeyAway();
    void somethingNewIsLikeWhatIsSelected();
    void layersCloseWithEscape();
    void whatIsCreatedCanBePutOnTheMap();
    void aTownComesBeforeItsPlace();
    void whatNeedsMoreThanANameSaysSo();
    void aTabIsAlwaysMarked();
    void anArrowFoldsAndSelectsNothing();
    void aRowIsDraggedOntoTheMap();
    void aNoteSaysWhatItWillBeAbout();
    void aNoteIsNotTakenByTheMap();
    void aTownHasItsOwnMenu();
    void aMessageGoesThoughThePointerRests();
    void quittingNeedsOnePress();

private:
    QQuickItem* row(const QString& name) const;
    QQuickItem* item(const QString& name) const { return find(window()->contentItem(), name); }
    QQuickWindow* window() const { return m_campaign->application().window(); }
    void type(const QString& text) const;
    void key(Qt::Key key) const { QTest::keyClick(window(), key); }
    void press(QQuickItem* target) const;
    void select(const QString& type, const QString& name) const;

    std::unique_ptr<OpenCampaign> m_campaign;
    QString m_lastStep; // before the first test
};

void tst_FirstHour::type(const QString& text) const
{
    for (const QChar letter : text)
        QTest::keyClick(window(), letter.toLatin1());
}

void tst_FirstHour::press(QQuickItem* target) const
{
    const QPoint middle = target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint();
    QTest::mouseMove(window(), middle);
    QTest::mouseClick(window(), Qt::LeftButton, {}, middle);
}

void tst_FirstHour::select(const QString& type, const QString& name) const
{
    m_campaign->session().selection()->select(type, m_campaign->idOf(type, name));
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), name, patience);
}

void tst_FirstHour::initTestCase()
{
    m_campaign = std::make_unique<OpenCampaign>();
    campaign::desktop::DesktopOptions options;
    options.size = {1280, 720};
    QVERIFY(m_campaign->open(true, options));
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    QTest::qWait(200); // the steps are read
    m_lastStep = m_campaign->session().steps()->undoName();
}

void tst_FirstHour::escapeBringsBackWhatStoodThere()
{
    select("Kingdom", "Veldmark");
    for (const QString& field : {QString("inspectorName"), QString("field-description")}) {
        QTRY_VERIFY2_WITH_TIMEOUT(item(field), qPrintable(field), patience);
        QQuickItem* editor = item(field);
        const QString before = editor->property("text").toString();
        editor->forceActiveFocus();
        type("Zed");
        QVERIFY(editor->property("text").toString() != before);
        key(Qt::Key_Escape);
        QCOMPARE(editor->property("text").toString(), before);
        key(Qt::Key_Escape);
        QVERIFY(!editor->hasActiveFocus());
        QTest::qWait(50);
        QCOMPARE(editor->property("text").toString(), before);
        QCOMPARE(m_campaign->session().selectedName(), QString("Veldmark"));
        QCOMPARE(m_campaign->session().steps()->undoName(), m_lastStep);
    }
}

void tst_FirstHour::aMendedValueLosesItsMark()
{
    select("Kingdom", "Veldmark");
    QTRY_VERIFY_WITH_TIMEOUT(item("field-level"), patience);
    const QString level = item("field-level")->property("text").toString();
    const auto problem = [&] { return item("field-level")->property("problem").toString(); };
    const auto enter = [&](const QString& text) {
        item("field-level")->forceActiveFocus();
        QMetaObject::invokeMethod(item("field-level"), "selectAll");
        type(text);
        key(Qt::Key_Return);
    };
    enter("abc");
    QVERIFY(!problem().isEmpty());
    QCOMPARE(item("field-level")->property("text").toString(), QString("abc"));
    enter(level);
    QCOMPARE(problem(), QString());
    enter("abc");
    QVERIFY(!problem().isEmpty());
    key(Qt::Key_Escape);
    QCOMPARE(problem(), QString());
    QCOMPARE(item("field-level")->property("text").toString(), level);
    key(Qt::Key_Escape);
    QCOMPARE(m_campaign->session().steps()->undoName(), m_lastStep);
}

void tst_FirstHour::deletingSaysHowMuchWent()
{
    QSignalSpy told(m_campaign->workspace().notifications(), &campaign::Notifications::toast);
    select("Kingdom", "Norrland");
    m_campaign->session().removeSelected();
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
    const QString sentence = told.first().first().toString();
    QVERIFY2(sentence.startsWith("Deleted Norrland and "), qPrintable(sentence));
    QVERIFY2(sentence.contains(" settlements"), qPrintable(sentence));
    m_campaign->workspace().undoOffered();
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().steps()->undoName(), m_lastStep, patience);
}

void tst_FirstHour::theFilterFormHasAGround()
{
    m_campaign->workspace().centre()->open("tables");
    QTRY_VERIFY_WITH_TIMEOUT(item("addFilter"), patience);
    QTest::qWait(100); // the chips take their places
    press(item("addFilter"));
    QTRY_VERIFY_WITH_TIMEOUT(item("filterValue"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("filterValue")->hasActiveFocus(), patience);
    const QQuickItem* ground = item("filterGround");
    QVERIFY(ground);
    const QQuickItem* button = item("filterAdd");
    const QRectF inside = button->mapRectToItem(ground, QRectF(0, 0, button->width(), button->height()));
    QVERIFY(QRectF(0, 0, ground->width(), ground->height()).contains(inside));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("filterValue"), patience);
}

void tst_FirstHour::aMenuOpensAfterEscape()
{
    press(item("title-File"));
    QTRY_VERIFY_WITH_TIMEOUT(item("title-File")->property("menu").value<QObject*>()->property("opened").toBool(),
                             patience);
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("title-File")->property("menu").value<QObject*>()->property("visible").toBool(),
                             patience);
    press(item("title-View"));
    QTRY_VERIFY_WITH_TIMEOUT(item("title-View")->property("menu").value<QObject*>()->property("opened").toBool(),
                             patience);
    key(Qt::Key_Escape);
}

void tst_FirstHour::aScaleThatIsNoneIsExplained()
{
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView"), patience);
    QObject* dialog = item("mapView")->parentItem()->findChild<QObject*>("scaleDialog");
    QVERIFY(dialog);
    QMetaObject::invokeMethod(dialog, "openFor", Q_ARG(bool, true));
    QTRY_VERIFY_WITH_TIMEOUT(item("scaleDistance"), patience);
    for (const QString& text : {QString("abc"), QString("-5")}) {
        item("scaleDistance")->setProperty("text", text);
        QVERIFY(item("scaleObstacle"));
        QVERIFY(!dialog->property("acceptEnabled").toBool());
    }
    item("scaleDistance")->setProperty("text", "12");
    QVERIFY(!item("scaleObstacle"));
    QVERIFY(dialog->property("acceptEnabled").toBool());
    QMetaObject::invokeMethod(dialog, "reject");
    QVERIFY2(m_campaign->application().warnings().isEmpty(),
             qPrintable(m_campaign->application().warnings().join('\n')));
}

void tst_FirstHour::theGuideIsAKeyAway()
{
    key(Qt::Key_F1);
    QTRY_VERIFY_WITH_TIMEOUT(item("guideText"), patience);
    QVERIFY(item("guideText")->property("text").toString().contains("Backups"));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("guideText"), patience);
}

void tst_FirstHour::somethingNewIsLikeWhatIsSelected()
{
    select("Kingdom", "Veldmark");
    QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(item("createKind"), patience);
    QCOMPARE(item("createKind")->property("displayText").toString(), QString("Kingdom"));
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("createKind"), patience);
}

void tst_FirstHour::layersCloseWithEscape()
{
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("layersButton"), patience);
    press(item("layersButton"));
    QTRY_VERIFY_WITH_TIMEOUT(item("layersPanel"), patience);
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("layersPanel"), patience);
    QVERIFY2(!m_campaign->session().selection()->isEmpty(), "one level a press");
}

void tst_FirstHour::whatIsCreatedCanBePutOnTheMap()
{
    select("Kingdom", "Veldmark");
    m_campaign->session().create("Settlement", "Nowhere");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Nowhere"), patience);
    const auto place = [&] {
        const campaign::client::Record* record =
            m_campaign->session().store().find(m_campaign->session().selection()->entityId().toStdString());
        const campaign::Value* standsOn = record ? record->field("locationId") : nullptr;
        return standsOn && standsOn->isString();
    };
    QVERIFY(!place());
    campaign::Action* put = m_campaign->workspace().actions()->action("map.putSelected");
    QVERIFY(put);
    QTRY_VERIFY_WITH_TIMEOUT(put->isEnabled(), patience);
    put->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(item("mapToast"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView"), patience);
    press(item("mapView"));
    QTRY_VERIFY_WITH_TIMEOUT(place(), patience);
    QVERIFY2(!item("placeName"), "it has its name already");
    QVERIFY2(!item("mapToast"), "what it asked for is done");
}

void tst_FirstHour::aTownComesBeforeItsPlace()
{
    const campaign::client::Reply reply =
        m_campaign->ask("query Twins($branch: ID) { hits: search(text: \"Nowhere\", branchId: $branch) { type name } }",
                        {{"branch", m_campaign->session().place().branch()}});
    const campaign::Value* hits = reply.data.find("hits");
    QVERIFY(hits && hits->isArray() && hits->asArray().size() >= 2);
    QCOMPARE(hits->asArray()[0].stringOr("type", ""), std::string("Settlement"));
    QCOMPARE(hits->asArray()[1].stringOr("type", ""), std::string("Location"));
}

void tst_FirstHour::whatNeedsMoreThanANameSaysSo()
{
    for (const QString& what : {QString("Effect"), QString("Link"), QString("Condition"), QString("FieldCondition")}) {
        emit m_campaign->workspace().prompts()->createWanted(what);
        QTRY_VERIFY2_WITH_TIMEOUT(item("createName"), qPrintable(what), patience);
        QTRY_VERIFY_WITH_TIMEOUT(item("createName")->hasActiveFocus(), patience);
        type("Anything");
        QVERIFY2(item("createObstacle"), qPrintable(what));
        QVERIFY(!item("createObstacle")->property("text").toString().isEmpty());
        key(Qt::Key_Return);
        QVERIFY2(item("createName"), "it stays and says what is missing");
        key(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!item("createName"), patience);
    }
}

void tst_FirstHour::aTabIsAlwaysMarked()
{
    select("Settlement", "Harrowford");
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-rules"), patience);
    QTest::qWait(100); // the tabs take their places
    press(item("inspectorTab-rules"));
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-rules")->property("checked").toBool(), patience);
    m_campaign->session().create("Note", "Untabbed");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Untabbed"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!item("inspectorTab-rules"), patience);
    QVERIFY(item("inspectorTab-summary")->property("checked").toBool());
}

/// Of the explorer; rows that wait to be used again do not count.
QQuickItem* tst_FirstHour::row(const QString& name) const
{
    QQuickItem* tree = item("explorerTree");
    for (int i = 0; tree && i < tree->property("count").toInt(); ++i) {
        QQuickItem* next = nullptr;
        QMetaObject::invokeMethod(tree, "itemAtIndex", Q_RETURN_ARG(QQuickItem*, next), Q_ARG(int, i));
        if (next && next->property("text").toString() == name)
            return next;
    }
    return nullptr;
}

void tst_FirstHour::anArrowFoldsAndSelectsNothing()
{
    select("Kingdom", "Veldmark");
    const auto pressArrow = [&](const QString& name) {
        QTRY_VERIFY2_WITH_TIMEOUT(row(name), qPrintable(name), patience);
        QMetaObject::invokeMethod(item("explorerTree"), "positionViewAtBeginning"); // not under the filter
        // Rows take their places, answers bring more of them, and an arrow comes when something is known to stand
        // below.
        const auto place = [&] { return row(name) ? row(name)->mapToScene(QPointF()) : QPointF(-1, -1); };
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const QPointF before = place();
                QTest::qWait(100);
                return row(name) && row(name)->property("isExpandable").toBool() && place() == before;
            }(),
            patience);
        const qreal x = row(name)->property("leftPadding").toReal() + 6;
        QTest::mouseClick(window(), Qt::LeftButton, {},
                          row(name)->mapToScene(QPointF(x, row(name)->height() / 2)).toPoint());
    };
    const auto isOpen = [&](const QString& name) { return row(name) && row(name)->property("isExpanded").toBool(); };
    QTRY_VERIFY_WITH_TIMEOUT(row("Veldmark"), patience);
    const bool wasOpen = isOpen("Free places");
    pressArrow("Free places");
    QTRY_COMPARE_WITH_TIMEOUT(isOpen("Free places"), !wasOpen, patience);
    QCOMPARE(m_campaign->session().selectedName(), QString("Veldmark"));
    pressArrow("Kingdoms");
    QTRY_VERIFY_WITH_TIMEOUT(!row("Veldmark"), patience);
    QTest::qWait(100);
    QVERIFY2(!isOpen("Kingdoms"), "one click, one turn");
    pressArrow("Kingdoms");
    QTRY_VERIFY_WITH_TIMEOUT(isOpen("Kingdoms") && row("Veldmark"), patience);
    QCOMPARE(m_campaign->session().selectedName(), QString("Veldmark"));
}

void tst_FirstHour::aRowIsDraggedOntoTheMap()
{
    select("Kingdom", "Veldmark");
    m_campaign->session().create("Settlement", "Carried");
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), QString("Carried"), patience);
    const std::string id = m_campaign->session().selection()->entityId().toStdString();
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView") && row("Carried"), patience);
    QTest::qWait(100); // rows take their places
    const auto middle = [](const QQuickItem* one) {
        return one->mapToScene(QPointF(one->width() / 2, one->height() / 2)).toPoint();
    };
    const QPoint from = middle(row("Carried"));
    const QPoint to = middle(item("mapView"));

    QTest::mousePress(window(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 20; ++step) {
        QTest::mouseMove(window(), from + (to - from) * step / 20);
        QTest::qWait(5);
    }
    QTest::mouseRelease(window(), Qt::LeftButton, {}, to);
    const auto isPlaced = [&] {
        const campaign::client::Record* record = m_campaign->session().store().find(id);
        const campaign::Value* standsOn = record ? record->field("locationId") : nullptr;
        return standsOn && standsOn->isString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPlaced(), patience);
    const auto* map = qobject_cast<campaign::map::MapItem*>(item("map"));
    QVERIFY(map);
    const QPointF wanted = map->toMap(map->mapFromScene(to));
    const auto stands = [&] {
        return std::any_of(map->scene().points.begin(), map->scene().points.end(), [&](const auto& point) {
            return point.name == "Carried" && QLineF(point.position, wanted).length() * map->zoom() < 3;
        });
    };
    QTRY_VERIFY2_WITH_TIMEOUT(stands(), "under the pointer", patience);
    QVERIFY2(m_campaign->application().warnings().isEmpty(),
             qPrintable(m_campaign->application().warnings().join('\n')));
}

void tst_FirstHour::aNoteSaysWhatItWillBeAbout()
{
    const auto about = [this] {
        const campaign::client::Record* record =
            m_campaign->session().store().find(m_campaign->session().selection()->entityId().toStdString());
        const campaign::Value* id = record ? record->field("aboutId") : nullptr;
        return id && id->isString() ? QString::fromStdString(id->asString()) : QString();
    };
    for (const bool keeps : {true, false}) {
        select("Settlement", "Harrowford");
        const QString town = m_campaign->session().selection()->entityId();
        emit m_campaign->workspace().prompts()->createWanted("Note");
        QTRY_VERIFY_WITH_TIMEOUT(item("createName") && item("createName")->hasActiveFocus(), patience);
        QVERIFY(item("createAbout"));
        QCOMPARE(item("createAbout")->property("text").toString(), QString("Harrowford"));
        if (!keeps) {
            press(item("createAboutNothing"));
            QTRY_VERIFY_WITH_TIMEOUT(!item("createAbout"), patience);
            QTRY_VERIFY_WITH_TIMEOUT(item("createName")->hasActiveFocus(), patience);
        }
        const QString name = keeps ? "Kept" : "Free";
        type(name);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), name, patience);
        QCOMPARE(about(), keeps ? town : QString());
    }
    // What is about nothing has a way to be about something.
    QTRY_VERIFY_WITH_TIMEOUT(item("choose-aboutId"), patience);
    press(item("choose-aboutId"));
    QTRY_VERIFY_WITH_TIMEOUT(item("pickerSearch") && item("pickerSearch")->hasActiveFocus(), patience);
    type("Greyp");
    QTest::qWait(400);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!about().isEmpty(), patience);
    QCOMPARE(about(), m_campaign->idOf("Settlement", "Greyport"));
}

void tst_FirstHour::aNoteIsNotTakenByTheMap()
{
    select("Note", "Kept");
    m_campaign->workspace().centre()->open("map");
    QTRY_VERIFY_WITH_TIMEOUT(item("mapView") && row("Kept"), patience);
    QTest::qWait(100); // rows take their places
    const QPoint from = row("Kept")->mapToScene(QPointF(40, row("Kept")->height() / 2)).toPoint();
    QQuickItem* map = item("mapView");
    const QPoint to = map->mapToScene(QPointF(map->width() / 2, map->height() / 2)).toPoint();
    QTest::mousePress(window(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 20; ++step) {
        QTest::mouseMove(window(), from + (to - from) * step / 20);
        QTest::qWait(5);
    }
    const auto refusal = [this] {
        QQuickItem* ghost = item("draggedEntities");
        return ghost ? ghost->property("refusal").toString() : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(refusal(), QString("Notes have no place on the map."), patience);
    QVERIFY2(!item("dropFrame"), "nothing looks as if it would be taken");
    const QString before = m_campaign->session().steps()->undoName();
    QTest::mouseRelease(window(), Qt::LeftButton, {}, to);
    QTest::qWait(200);
    QCOMPARE(m_campaign->session().steps()->undoName(), before);
}

void tst_FirstHour::aTownHasItsOwnMenu()
{
    m_campaign->workspace().centre()->open("map");
    const auto* map = qobject_cast<campaign::map::MapItem*>(item("map"));
    QVERIFY(map);
    const_cast<campaign::map::MapItem*>(map)->fit();
    QTest::qWait(200);
    const auto town = std::find_if(map->scene().points.begin(), map->scene().points.end(),
                                   [](const auto& point) { return point.name == "Harrowford"; });
    QVERIFY(town != map->scene().points.end());
    const QPoint at = map->mapToScene(map->toItem(town->position)).toPoint();
    QTest::mouseMove(window(), at);
    QTest::mouseClick(window(), Qt::RightButton, {}, at);
    const auto isOffered = [this](const QString& id) {
        campaign::Action* action = m_campaign->workspace().actions()->action(id);
        QList<QQuickItem*> open{window()->contentItem()};
        while (!open.isEmpty()) {
            QQuickItem* next = open.takeLast();
            if (next->isVisible() && next->property("text").toString() == action->title() &&
                next->property("shortcutText").isValid())
                return true;
            open.append(next->childItems());
        }
        return false;
    };
    for (const QString& id :
         {QString("edit.rename"), QString("edit.duplicate"), QString("edit.delete"), QString("view.showOnMap")})
        QTRY_VERIFY2_WITH_TIMEOUT(isOffered(id), qPrintable(id), patience);
    key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!isOffered("edit.rename"), patience);
}

void tst_FirstHour::aMessageGoesThoughThePointerRests()
{
    emit m_campaign->workspace().notifications()->toast("Rests", "", "positive");
    QTRY_VERIFY_WITH_TIMEOUT(item("toast"), patience);
    QQuickItem* toast = item("toast");
    toast->setProperty("duration", 200);
    QTest::mouseMove(window(), toast->mapToScene(QPointF(toast->width() / 2, toast->height() / 2)).toPoint());
    emit m_campaign->workspace().notifications()->toast("Rests", "", "positive");
    QTRY_VERIFY_WITH_TIMEOUT(!item("toast"), patience);
    toast->setProperty("duration", 6000);
}

void tst_FirstHour::quittingNeedsOnePress()
{
    m_campaign->workspace().centre()->open("tables");
    QTRY_VERIFY_WITH_TIMEOUT(item("addFilter"), patience);
    QTest::keyClick(window(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->isVisible(), patience);
}

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    campaign::desktop::DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    tst_FirstHour test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_FirstHour.moc"
