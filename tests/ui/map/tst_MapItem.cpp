// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/map/SyntheticWorld.h"
#include "ui/map/MapItem.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace campaign::map;

namespace {

MapPoint place(const QString& id, const QPointF& at, const QString& kind = QStringLiteral("city"))
{
    return {id, at, id.toUpper(), kind, 1, false, false};
}

MapScene threePlaces()
{
    MapScene scene;
    scene.background.extent = QRectF(0, 0, 800, 600);
    scene.points = {place("a", {200, 300}), place("b", {600, 300}), place("c", {400, 100}, "capital")};
    scene.regions = {
        MapRegion{"k", "Veldmark", "kingdom", {{QPolygonF(QRectF(50, 200, 700, 300))}}, Qt::red, {400, 420}, false},
        MapRegion{"all", "", "province", {{QPolygonF(QRectF(0, 0, 800, 600))}}, {}, {400, 300}, false}};
    return scene;
}

} // namespace

class tst_MapItem : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hitTestFindsPointsThenRegions();
    void ofMarkersInOnePlaceTheTopmostIsHit();
    void aSelectedMarkerIsHitThoughThereIsNoRoomForIt();
    void clickAsksForASelection();
    void controlClickAddsAndTakesAway();
    void aDragSendsOneMove();
    void aDragOutlivesAChangeElsewhere();
    void aDragEndsWithWhatItMoves();
    void escapeCancelsADrag();
    void aRefusedMoveGoesBack();
    void draggingTheGroundPans();
    void spaceDragPansOverAPoint();
    void theWheelZoomsAboutThePointer();
    void keysZoomPanAndFit();
    void tabWalksTheNamesAndLeaves();
    void enterOpensAndEscapeClears();
    void theMenuKnowsWhereItWasAsked();
    void revealBringsWhatIsOutOfSightIntoTheMiddle();
    void buttonsStandBesideTheWholeMap();
    void pointsOutsideTheWindowAreLeftOut();
    void hiddenKindsAreNeitherSeenNorHit();
    void thePictureHoldsMarkersTintsAndNames();
    void aChangedPaletteRepaintsTheGround();
    void aMovedPointDoesNotRepaintTheGround();
    void aSelectedRegionIsOutlined();

private:
    QPoint pixelOf(const char* id) const;
    QPoint pixelAt(const QPointF& map) const { return m_map->toItem(map).toPoint(); }
    QImage settledPicture();
    void drag(const QPoint& from, const QPoint& to, bool release = true);

    std::unique_ptr<QQuickWindow> m_window;
    MapItem* m_map = nullptr;
};

void tst_MapItem::init()
{
    m_window = std::make_unique<QQuickWindow>();
    m_window->resize(848, 648);
    m_map = new MapItem(m_window->contentItem());
    m_map->setSize(QSizeF(848, 648));
    m_map->setScene(threePlaces());
    m_window->show();
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_map->forceActiveFocus();
    QCOMPARE(m_map->zoom(), 1.0);
}

void tst_MapItem::cleanup()
{
    m_window.reset();
}

QPoint tst_MapItem::pixelOf(const char* id) const
{
    const int index = m_map->composer().indexOf(QLatin1String(id));
    return index < 0 ? QPoint() : pixelAt(m_map->composer().points()[index].position);
}

QImage tst_MapItem::settledPicture()
{
    m_window->grabWindow();
    if (!QTest::qWaitFor([this] { return !m_map->busy(); }, 10000)) {
        qWarning("the map never came to rest");
    }
    return m_window->grabWindow();
}

void tst_MapItem::drag(const QPoint& from, const QPoint& to, bool release)
{
    QTest::mousePress(m_window.get(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 8; ++step) {
        QTest::mouseMove(m_window.get(), from + (to - from) * step / 8);
    }
    if (release) {
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, to);
    }
}

void tst_MapItem::hitTestFindsPointsThenRegions()
{
    QCOMPARE(m_map->idAt(pixelOf("a")), QString("a"));
    QCOMPARE(m_map->idAt(pixelOf("a") + QPoint(6, 0)), QString("a"));
    QCOMPARE(m_map->idAt(pixelOf("a") + QPoint(30, 0)), QString("k"));
    QCOMPARE(m_map->idAt(pixelAt({400, 550})), QString());
}

void tst_MapItem::ofMarkersInOnePlaceTheTopmostIsHit()
{
    // In both orders, as nothing but the importance may decide.
    for (const bool townFirst : {true, false}) {
        MapScene scene = threePlaces();
        MapPoint ruin{"ruin", scene.points.first().position, "Ruin", "ruin", 0};
        MapPoint town{"town", scene.points.first().position, "Town", "city", 77'000};
        scene.points = townFirst ? QList<MapPoint>{town, ruin} : QList<MapPoint>{ruin, town};
        m_map->setScene(scene);
        settledPicture();
        QCOMPARE(m_map->idAt(pixelOf("town")), QString("town"));
        QCOMPARE(m_map->idAt(pixelOf("town") + QPoint(3, 2)), QString("town"));
    }
}

void tst_MapItem::aSelectedMarkerIsHitThoughThereIsNoRoomForIt()
{
    MapScene scene = threePlaces();
    for (int number = 0; number < 400; ++number) {
        scene.points << MapPoint{
            QString::number(number), {300.0 + number % 20, 300.0 + number / 20.0}, "Hut", "village", 1.0 + number};
    }
    m_map->setScene(scene);
    settledPicture();
    const QList<MapPoint>& points = m_map->composer().points();
    const auto hidden = std::find_if(points.begin(), points.end(), [this](const MapPoint& point) {
        return m_map->composer().detail(m_map->composer().indexOf(point.id)) == MarkerDetail::Hidden;
    });
    QVERIFY(hidden != points.end());
    QVERIFY(m_map->idAt(m_map->toItem(hidden->position)) != hidden->id);
    m_map->setProperty("selectedIds", QStringList{hidden->id});
    QCOMPARE(m_map->idAt(m_map->toItem(hidden->position)), hidden->id);
}

void tst_MapItem::clickAsksForASelection()
{
    QSignalSpy asked(m_map, &MapItem::selectionRequested);
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, pixelOf("b"));
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{"b"});
    QVERIFY(m_map->selectedIds().isEmpty()); // the owner of the selection decides
    m_map->setSelectedIds({"b"});
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, pixelAt({400, 550}));
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList());
}

void tst_MapItem::controlClickAddsAndTakesAway()
{
    QSignalSpy asked(m_map, &MapItem::selectionRequested);
    m_map->setSelectedIds({"a"});
    QTest::mouseClick(m_window.get(), Qt::LeftButton, Qt::ControlModifier, pixelOf("b"));
    QCOMPARE(asked.takeFirst().first().toStringList(), (QStringList{"a", "b"}));
    m_map->setSelectedIds({"a", "b"});
    QTest::mouseClick(m_window.get(), Qt::LeftButton, Qt::ControlModifier, pixelOf("a"));
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{"b"});
}

void tst_MapItem::aDragSendsOneMove()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    QSignalSpy asked(m_map, &MapItem::selectionRequested);
    drag(pixelOf("a"), pixelAt({300, 350}), false);
    QVERIFY(m_map->dragging());
    QCOMPARE(moved.count(), 0);
    QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, pixelAt({300, 350}));
    QCOMPARE(moved.count(), 1);
    QCOMPARE(moved.first().at(0).toString(), QString("a"));
    QVERIFY(qAbs(moved.first().at(1).toDouble() - 300) < 1);
    QVERIFY(qAbs(moved.first().at(2).toDouble() - 350) < 1);
    QCOMPARE(asked.count(), 0);
    QVERIFY(!m_map->dragging());
    QCOMPARE(m_map->idAt(pixelAt({300, 350})), QString("a"));
}

void tst_MapItem::aDragOutlivesAChangeElsewhere()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    const QPoint from = pixelOf("a");
    drag(from, from + QPoint(40, 20), false);
    MapScene changed = threePlaces();
    changed.points[0].importance = 1000; // another index for each of them
    changed.points[1].name = "Newly named";
    m_map->setScene(changed);
    QVERIFY(m_map->dragging());
    QTest::mouseMove(m_window.get(), from + QPoint(60, 30));
    QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, from + QPoint(60, 30));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.first().first().toString(), QString("a"));
}

void tst_MapItem::aDragEndsWithWhatItMoves()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    const QPoint from = pixelOf("a");
    drag(from, from + QPoint(40, 20), false);
    MapScene changed = threePlaces();
    changed.points.removeFirst();
    m_map->setScene(changed);
    QVERIFY(!m_map->dragging());
    QTest::mouseMove(m_window.get(), from + QPoint(60, 30));
    QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, from + QPoint(60, 30));
    QCOMPARE(moved.size(), 0);
}

void tst_MapItem::escapeCancelsADrag()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    drag(pixelOf("a"), pixelAt({300, 350}), false);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_map->dragging());
    QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, pixelAt({300, 350}));
    QCOMPARE(moved.count(), 0);
    QCOMPARE(m_map->idAt(pixelAt({200, 300})), QString("a"));
}

void tst_MapItem::aRefusedMoveGoesBack()
{
    drag(pixelOf("a"), pixelAt({300, 350}));
    m_map->revertMoves();
    QCOMPARE(m_map->idAt(pixelAt({200, 300})), QString("a"));
}

void tst_MapItem::draggingTheGroundPans()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    m_map->zoomBy(2);
    const QPointF grabbed = m_map->toMap(QPointF(700, 600));
    drag({700, 600}, {640, 560});
    QVERIFY(QLineF(m_map->toItem(grabbed), QPointF(640, 560)).length() < 0.01);
    QCOMPARE(moved.count(), 0);
}

void tst_MapItem::spaceDragPansOverAPoint()
{
    QSignalSpy moved(m_map, &MapItem::pointMoved);
    const QPoint start = pixelOf("a");
    QTest::keyPress(m_window.get(), Qt::Key_Space);
    drag(start, start + QPoint(50, 20));
    QTest::keyRelease(m_window.get(), Qt::Key_Space);
    QCOMPARE(moved.count(), 0);
    QCOMPARE(pixelOf("a"), start + QPoint(50, 20));
}

void tst_MapItem::theWheelZoomsAboutThePointer()
{
    const QPointF pixel(200, 500);
    const QPointF before = m_map->toMap(pixel);
    QWheelEvent wheel(pixel, m_map->mapToGlobal(pixel), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(m_window.get(), &wheel);
    QVERIFY(m_map->zoom() > 1.1);
    QVERIFY(QLineF(before, m_map->toMap(pixel)).length() < 0.01);
}

void tst_MapItem::keysZoomPanAndFit()
{
    QTest::keyClick(m_window.get(), Qt::Key_Plus);
    QVERIFY(m_map->zoom() > 1);
    const QPoint before = pixelOf("a");
    QTest::keyClick(m_window.get(), Qt::Key_Left);
    QCOMPARE(pixelOf("a").x(), before.x() + 64);
    QTest::keyClick(m_window.get(), Qt::Key_0);
    QCOMPARE(m_map->zoomPercent(), 100);
    QTest::keyClick(m_window.get(), Qt::Key_Minus);
    QVERIFY(m_map->zoomPercent() < 100);
}

void tst_MapItem::tabWalksTheNamesAndLeaves()
{
    settledPicture();
    QStringList walked;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_Tab);
        walked << m_map->focusedId();
    }
    QCOMPARE(walked, (QStringList{"c", "a", "b"}));
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    QVERIFY(m_map->focusedId().isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(m_map->focusedId(), QString("c"));
}

void tst_MapItem::enterOpensAndEscapeClears()
{
    settledPicture();
    QSignalSpy opened(m_map, &MapItem::opened);
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    QTest::keyClick(m_window.get(), Qt::Key_Return);
    QCOMPARE(opened.takeFirst().first().toString(), QString("c"));
    QTest::mouseDClick(m_window.get(), Qt::LeftButton, {}, pixelOf("b"));
    QCOMPARE(opened.takeFirst().first().toString(), QString("b"));
    m_map->setSelectedIds({"b"});
    QSignalSpy asked(m_map, &MapItem::selectionRequested);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList());
}

void tst_MapItem::theMenuKnowsWhereItWasAsked()
{
    QSignalSpy menu(m_map, &MapItem::contextMenuRequested);
    QTest::mouseClick(m_window.get(), Qt::RightButton, {}, pixelOf("c"));
    QCOMPARE(menu.first().at(0).toString(), QString("c"));
    QVERIFY(QLineF(menu.first().at(1).toPointF(), QPointF(400, 100)).length() < 1);
}

void tst_MapItem::revealBringsWhatIsOutOfSightIntoTheMiddle()
{
    m_map->reveal("nobody");
    QCOMPARE(m_map->zoomPercent(), 100);
    const QPoint inSight = pixelOf("b");
    m_map->reveal("b");
    QCOMPARE(pixelOf("b"), inSight);
    m_map->panBy(5000, 0);
    m_map->reveal("b");
    QCOMPARE(pixelOf("b"), QPoint(424, 324));
    QCOMPARE(m_map->zoomPercent(), 100);
}

void tst_MapItem::buttonsStandBesideTheWholeMap()
{
    m_map->fit();
    const QPoint west = pixelAt({0, 300});
    m_map->setSideInsets({70, 90});
    QCOMPARE(pixelAt({0, 300}), west); // nothing is there yet
    // A column of tools at the left, over the map's middle.
    m_map->setReservedAreas({QRectF(8, m_map->height() / 2 - 100, 50, 200)});
    QTRY_VERIFY2(pixelAt({0, 300}).x() >= 69, qPrintable(QString::number(pixelAt({0, 300}).x())));
    QVERIFY(pixelAt({800, 300}).x() <= m_map->width() - 89);
    QCOMPARE(m_map->zoomPercent(), 100);
    // What lies flat, such as the scale, pushes nothing aside.
    m_map->setReservedAreas({QRectF(8, m_map->height() / 2, 200, 30)});
    QTRY_COMPARE(pixelAt({0, 300}), west);
    // Whoever looks closer keeps his view.
    m_map->zoomBy(2);
    const QPoint middle = pixelAt({400, 300});
    m_map->setReservedAreas({QRectF(8, m_map->height() / 2 - 100, 50, 200)});
    QCoreApplication::processEvents();
    QCOMPARE(pixelAt({400, 300}), middle);
}

void tst_MapItem::pointsOutsideTheWindowAreLeftOut()
{
    m_map->setScene(syntheticWorld(5000, 10));
    m_map->fit();
    m_window->grabWindow();
    const size_t all = m_map->composer().markBoxes().size();
    QVERIFY2(all > 2000 && all <= 5000, qPrintable(QString::number(all)));
    m_map->zoomBy(10);
    m_window->grabWindow();
    const size_t close = m_map->composer().markBoxes().size();
    QVERIFY2(close > 5 && close < 500, qPrintable(QString::number(close)));
}

void tst_MapItem::hiddenKindsAreNeitherSeenNorHit()
{
    const QPoint capital = pixelOf("c");
    m_map->setHiddenKinds({"capital", "kingdom"});
    QCOMPARE(m_map->idAt(capital), QString());
    QCOMPARE(m_map->idAt(pixelAt({100, 250})), QString());
    m_window->grabWindow();
    QCOMPARE(m_map->composer().markBoxes().size(), size_t(2));
}

void tst_MapItem::thePictureHoldsMarkersTintsAndNames()
{
    const QImage picture = settledPicture();
    const MapColors colors;
    // A city is a dark square: just inside its corner there is its ink.
    QCOMPARE(picture.pixelColor(pixelOf("a") + QPoint(-4, -4)), colors.label);
    QCOMPARE(picture.pixelColor(pixelOf("b") + QPoint(3, 3)), colors.label);
    // Outside the extent there is sea, inside it land, and the kingdom's red shows through on the land.
    QCOMPARE(picture.pixelColor(4, 4), colors.water);
    QCOMPARE(picture.pixelColor(pixelAt({400, 40})), colors.land);
    const QColor tinted = picture.pixelColor(pixelAt({400, 300}));
    QVERIFY(tinted.green() < colors.land.green() - 20 && tinted.red() > colors.land.red() - 10);
    const QColor border = picture.pixelColor(pixelAt({53, 350}));
    QVERIFY2(border.green() < tinted.green() - 15, "the band along the border is stronger than the tint");
    // Names leave ink where they were placed.
    const std::vector<QRectF>& names = m_map->composer().labelBoxes();
    QCOMPARE(names.size(), size_t(4));
    for (const QRectF& box : names) {
        int ink = 0;
        const QImage part = picture.copy(box.toRect());
        for (int y = 0; y < part.height(); ++y) {
            for (int x = 0; x < part.width(); ++x) {
                ink += part.pixelColor(x, y).lightness() < 110;
            }
        }
        QVERIFY2(ink > 15, qPrintable(QString::number(ink)));
    }
}

void tst_MapItem::aChangedPaletteRepaintsTheGround()
{
    MapPalette palette;
    MapColors night;
    night.dark = true;
    night.water = QColor(10, 20, 30);
    night.land = QColor(60, 50, 40);
    palette.setColors(night);
    m_map->setPalette(&palette);
    QCOMPARE(settledPicture().pixelColor(4, 4), night.water);
    palette.setWater(QColor(1, 2, 3));
    QCoreApplication::processEvents();
    QCOMPARE(settledPicture().pixelColor(4, 4), QColor(1, 2, 3));
    m_map->setPalette(nullptr);
}

void tst_MapItem::aMovedPointDoesNotRepaintTheGround()
{
    settledPicture();
    MapScene scene = m_map->scene();
    scene.points[0].position += QPointF(10, 0);
    m_map->setScene(scene);
    m_window->grabWindow();
    QVERIFY(!m_map->busy());
}

void tst_MapItem::aSelectedRegionIsOutlined()
{
    const QColor accent = MapColors().accent;
    const QPoint border = pixelAt({50, 350});
    QVERIFY(settledPicture().pixelColor(border) != accent);
    m_map->setSelectedIds({"k"});
    m_window->grabWindow();
    QVERIFY(!m_map->busy()); // the ground is as it was
    QCOMPARE(settledPicture().pixelColor(border), accent);
    m_map->panBy(20, 10);
    QCOMPARE(settledPicture().pixelColor(pixelAt({50, 350})), accent);
    m_map->setHiddenKinds({"kingdom"});
    QVERIFY(settledPicture().pixelColor(pixelAt({50, 350})) != accent);
}

QTEST_MAIN(tst_MapItem)
#include "tst_MapItem.moc"
