// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/SampleWindow.h"
#include "ui/map/MapItem.h"

#include <QGuiApplication>

#include <algorithm>

/// What rows, notes and messages do under the pointer: folded, dragged onto the map, asked for their menu.
class tst_UnderThePointer : public QObject, campaign::tests::SampleWindow
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(begin()); }
    void anArrowFoldsAndSelectsNothing();
    void aRowIsDraggedOntoTheMap();
    void aNoteSaysWhatItWillBeAbout();
    void aNoteIsNotTakenByTheMap();
    void aTownHasItsOwnMenu();
    void aMessageGoesThoughThePointerRests();
};

void tst_UnderThePointer::anArrowFoldsAndSelectsNothing()
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

void tst_UnderThePointer::aRowIsDraggedOntoTheMap()
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

void tst_UnderThePointer::aNoteIsNotTakenByTheMap()
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

void tst_UnderThePointer::aTownHasItsOwnMenu()
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

void tst_UnderThePointer::aNoteSaysWhatItWillBeAbout()
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
    const auto first = [this] {
        return item("pickerChoices")->property("model").toList().value(0).toMap()["name"].toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(first(), QString("Greyport"), patience);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!about().isEmpty(), patience);
    QCOMPARE(about(), m_campaign->idOf("Settlement", "Greyport"));
}

void tst_UnderThePointer::aMessageGoesThoughThePointerRests()
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

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    campaign::desktop::DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    tst_UnderThePointer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_UnderThePointer.moc"
