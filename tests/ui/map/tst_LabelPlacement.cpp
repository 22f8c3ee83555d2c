// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/map/SyntheticWorld.h"
#include "ui/map/LabelPlacement.h"
#include "ui/map/MapComposer.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace campaign::map;

class tst_LabelPlacement : public QObject
{
    Q_OBJECT

private slots:
    void namesNeverTouch();
    void theImportantNameStays();
    void aNameTriesItsOtherSideFirst();
    void onlyTheGreatCoverTheSmall();
    void aRegionsNameStaysInside();
    void aRegionsNameCoversOnlyWhenItMay();
    void aRegionsNameKeepsOffAWay();
    void aKingdomLeavesATownItsName();
    void aNarrowViewNamesItsTowns();
    void theNameOfASelectedPlaceStandsOutsideItsRing();
    void stretchesOfARegion();
    void namesKeepOffTheEdgeOfTheMap();
    void namesInAFrameAreInsideTheWindowAndApart();
    void panningKeepsEveryNameWhereItIs();
    void aDrawnRegionIsNamedFromAfar();
    void aPictureIsPartOfTheWhole();

private:
    static LabelRequest request(int owner, const QPointF& anchor) { return {owner, anchor, {60, 14}, {-4, -4, 8, 8}}; }
};

void tst_LabelPlacement::namesNeverTouch()
{
    std::mt19937 random(5);
    for (const double scale : {0.5, 1.0, 3.0}) {
        LabelPlacement placement(scale, {}, 0);
        std::vector<QRectF> marks;
        for (int i = 0; i < 800; ++i) {
            const QPointF anchor(random() % 1000, random() % 600);
            const QSizeF size(30 + random() % 80, 14);
            if (i % 9 == 0) {
                placement.placeWithin({i, anchor, size, {}}, {{anchor.y(), anchor.x() - 60, anchor.x() + 60}}, true);
                continue;
            }
            const QRectF mark(placement.pixel(anchor) - QPointF(4, 4), QSizeF(8, 8));
            if (placement.isFree(mark) && placement.placeBeside({i, anchor, size, {-4, -4, 8, 8}}, i % 2 == 0)) {
                placement.block(mark);
                marks.push_back(mark);
            }
        }
        const std::vector<PlacedLabel>& placed = placement.labels();
        QVERIFY(placed.size() > 20);
        for (size_t a = 0; a < placed.size(); ++a) {
            const QRectF one = placed[a].boxAt(placed[a].anchor * scale);
            QVERIFY(
                std::none_of(marks.begin(), marks.end(), [&one](const QRectF& mark) { return mark.intersects(one); }));
            for (size_t b = a + 1; b < placed.size(); ++b) {
                QVERIFY(!one.intersects(placed[b].boxAt(placed[b].anchor * scale)));
            }
        }
    }
}

void tst_LabelPlacement::theImportantNameStays()
{
    // Nine names on one spot: there are eight sides.
    LabelPlacement placement(1, {}, 0);
    std::vector<bool> stays;
    for (int i = 0; i < 9; ++i) {
        stays.push_back(placement.placeBeside(request(i, {0, 0}), true));
    }
    QVERIFY(stays.front());
    QCOMPARE(placement.labels().front().owner, 0);
    QVERIFY(!stays.back());
}

void tst_LabelPlacement::aNameTriesItsOtherSideFirst()
{
    LabelPlacement placement(1, {}, 0);
    QVERIFY(placement.placeBeside(request(0, {0, 0}), true));
    QVERIFY(placement.placeBeside(request(1, {30, 4}), true));
    const std::vector<PlacedLabel>& placed = placement.labels();
    QVERIFY(placed[0].offset.x() > 0);
    QVERIFY(!placed[0].boxAt({0, 0}).intersects(placed[1].boxAt({30, 4})));
}

void tst_LabelPlacement::onlyTheGreatCoverTheSmall()
{
    LabelPlacement placement(1, {}, 0);
    for (double x = -80; x <= 80; x += 4) {
        for (double y = -40; y <= 40; y += 4) {
            placement.addMinor({x, y, 3, 3});
        }
    }
    QVERIFY(!placement.placeBeside(request(0, {0, 0}), false));
    QVERIFY(placement.placeBeside(request(0, {0, 0}), true));
}

void tst_LabelPlacement::aRegionsNameStaysInside()
{
    // A bow: wide at its foot alone. Its wish lies in the narrow part, upon a mark.
    LabelPlacement placement(1, {}, 0);
    placement.block({45, 10, 10, 10});
    std::vector<RegionSpan> bow;
    for (int y = 5; y < 100; y += 10) {
        bow.push_back({double(y), y < 60 ? 40.0 : 0.0, y < 60 ? 60.0 : 100.0});
    }
    QVERIFY(placement.placeWithin({0, {50, 15}, {60, 14}, {}}, bow, false));
    const QRectF box = placement.labels().front().boxAt({50, 15});
    QVERIFY2(QRectF(0, 40, 100, 60).contains(box), qPrintable(QString::number(box.y())));
}

void tst_LabelPlacement::aRegionsNameCoversOnlyWhenItMay()
{
    LabelPlacement placement(1, {}, 0);
    for (int x = 0; x < 100; x += 5) {
        placement.addMinor({double(x), 0, 4, 40});
    }
    const LabelRequest wish{0, {50, 20}, {60, 14}, {}};
    const std::vector<RegionSpan> strip{{10, 0, 100}, {20, 0, 100}, {30, 0, 100}};
    QVERIFY(!placement.placeWithin(wish, strip, false));
    QVERIFY(placement.placeWithin(wish, strip, true));
}

/// Beside a river where there is room, upon it where there is none.
void tst_LabelPlacement::aRegionsNameKeepsOffAWay()
{
    const LabelRequest wish{0, {50, 50}, {60, 14}, {}};
    std::vector<RegionSpan> wide;
    for (double y = 10; y <= 90; y += 8)
        wide.push_back({y, 0, 100});
    for (const bool hasRoom : {true, false}) {
        LabelPlacement placement(1, {}, 0);
        placement.addWay({QPointF(0, 50), QPointF(100, 50)});
        const std::vector<RegionSpan> ground = hasRoom ? wide : std::vector<RegionSpan>{{50, 0, 100}};
        QVERIFY(placement.placeWithin(wish, ground, false));
        const QRectF box = placement.labels().front().boxAt(wish.anchor);
        QCOMPARE(box.top() > 50 || box.bottom() < 50, hasRoom);
        QVERIFY(std::abs(box.center().y() - 50) < 20); // no farther than it must
    }
}

void tst_LabelPlacement::aKingdomLeavesATownItsName()
{
    MapScene scene;
    scene.background.extent = QRectF(0, 0, 800, 600);
    scene.regions = {
        {"k", "Veldmark", "kingdom", {{QPolygonF(QRectF(100, 200, 600, 200))}}, Qt::red, {400, 300}, false}};
    // The kingdom would like to stand just where the names of these two go.
    scene.points = {{"t", {340, 300}, "Fell Cross", "town", 1, false, false},
                    {"u", {420, 300}, "Alder Hollow", "town", 1, false, false}};
    MapComposer composer;
    composer.setScene(scene, {}, scene.content());
    const MapProjection view{{400, 300}, 1, {800, 600}};
    composer.setFitScale(1);
    do {
        composer.compose(view, 1, {}, {});
    } while (!composer.isSettled());
    for (const char* id : {"k", "t", "u"}) {
        QVERIFY2(composer.isNamed(id), id);
    }
}

/// The sample's towns in half a window: kingdoms' names, which would stand where theirs go, make way.
void tst_LabelPlacement::aNarrowViewNamesItsTowns()
{
    MapScene scene;
    scene.background.extent = QRectF(0, 0, 1600, 1000);
    scene.regions = {
        {"v", "Veldmark", "kingdom", {{QPolygonF(QRectF(200, 150, 700, 600))}}, Qt::red, {540, 600}, false},
        {"n", "Norrland", "kingdom", {{QPolygonF(QRectF(900, 200, 480, 540))}}, Qt::blue, {1140, 400}, false}};
    scene.points = {{"a", {540, 370}, "Alder Hollow", "village", 160, false, false},
                    {"b", {1360, 431}, "Eastwick", "town", 1200, true, false},
                    {"c", {1020, 460}, "Fell Cross", "town", 510, false, false},
                    {"d", {207, 471}, "Greyport", "city", 5200, true, false},
                    {"e", {520, 500}, "Harrowford", "capital", 4200, false, false},
                    {"f", {1452, 712}, "Lampwick", "village", 90, true, false},
                    {"g", {660, 580}, "Millbrook", "town", 880, false, false},
                    {"h", {1180, 240}, "Rimehall", "capital", 3900, false, false},
                    {"i", {620, 720}, "Saltcombe", "town", 1300, true, false},
                    {"j", {1140, 730}, "Siltmouth", "town", 1100, true, false},
                    {"k", {650, 250}, "Stonemere", "town", 2100, false, false},
                    {"l", {430, 250}, "Thornkeep", "town", 700, false, false}};
    constexpr double scale = 0.213;
    MapComposer composer;
    composer.setScene(scene, {}, scene.content());
    const MapProjection view{{800, 500}, scale, {340, 600}};
    composer.setFitScale(scale);
    do {
        composer.compose(view, 1, {}, {});
    } while (!composer.isSettled());
    QStringList lost;
    for (const MapPoint& town : scene.points) {
        if (!composer.isNamed(town.id))
            lost.append(town.name);
    }
    // Six with letters as large as elsewhere; there is no room for all twelve.
    QVERIFY2(lost.size() <= 5, qPrintable(lost.join(", ")));
    QVERIFY(composer.isNamed("v") && composer.isNamed("n"));
}

void tst_LabelPlacement::theNameOfASelectedPlaceStandsOutsideItsRing()
{
    MapScene scene;
    scene.background.extent = QRectF(0, 0, 800, 600);
    scene.points = {{"t", {400, 300}, "Eastwick", "town", 1, false, false}};
    MapComposer composer;
    composer.setScene(scene, {}, scene.content());
    const MapProjection view{{400, 300}, 1, {800, 600}};
    composer.setFitScale(1);
    const auto nameOf = [&](const QSet<QString>& selected) {
        MapMarks marks;
        marks.selected = selected;
        do {
            composer.compose(view, 1, marks, {});
        } while (!composer.isSettled());
        return composer.labelBoxes().front();
    };
    const QRectF ring(QPointF(400, 300) - QPointF(1, 1) * MarkerSprites::ringReach,
                      QSizeF(2, 2) * MarkerSprites::ringReach);
    QVERIFY(nameOf({}).intersects(ring));
    QVERIFY(!nameOf({"t"}).intersects(ring));
}

void tst_LabelPlacement::stretchesOfARegion()
{
    MapRegion ring;
    ring.polygons = {{QPolygonF(QRectF(0, 0, 100, 40)), QPolygonF(QRectF(40, 10, 20, 20))}};
    const std::vector<RegionSpan> spans = spansOf(ring, 4);
    const std::vector<RegionSpan> wanted{{5, 0, 100}, {15, 0, 40},   {15, 60, 100},
                                         {25, 0, 40}, {25, 60, 100}, {35, 0, 100}};
    QVERIFY(spans == wanted);
    QVERIFY(spansOf(MapRegion(), 4).empty());
}

void tst_LabelPlacement::namesKeepOffTheEdgeOfTheMap()
{
    const QRectF map(0, 0, 200, 100);
    LabelPlacement placement(1, map, 10);
    QVERIFY(placement.placeBeside(request(0, {195, 50}), true));
    const PlacedLabel& placed = placement.labels().front();
    QVERIFY(map.adjusted(-10, -10, 10, 10).contains(placed.boxAt({195, 50})));
    QVERIFY(placed.offset.x() < 0);
}

void tst_LabelPlacement::namesInAFrameAreInsideTheWindowAndApart()
{
    MapComposer composer;
    const MapScene scene = syntheticWorld(400, 60);
    composer.setScene(scene, {}, scene.content());
    MapProjection view{{}, 1, {1280, 720}};
    view.fit(scene.content(), 24);
    composer.setFitScale(view.scale);
    for (const double factor : {1.0, 2.0, 5.0}) {
        view.zoomAbout({300, 300}, factor, 0, 100);
        do {
            composer.compose(view, 1, {}, {});
        } while (!composer.isSettled());
        const std::vector<QRectF>& boxes = composer.labelBoxes();
        QVERIFY2(boxes.size() >= 5, qPrintable(QString::number(boxes.size())));
        for (size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY(QRectF(0, 0, 1280, 720).contains(boxes[a]));
            for (size_t b = a + 1; b < boxes.size(); ++b) {
                QVERIFY(!boxes[a].intersects(boxes[b]));
            }
            for (const QRectF& mark : composer.markBoxes()) {
                QVERIFY(!boxes[a].intersects(mark));
            }
        }
    }
}

void tst_LabelPlacement::aDrawnRegionIsNamedFromAfar()
{
    const auto names = [](const QString& kind) {
        MapScene scene;
        scene.background.extent = {0, 0, 1000, 600};
        const QPolygonF ring(QRectF(200, 200, 400, 200));
        scene.regions << MapRegion{"r", "The Gloamfen", kind, {{ring}}, Qt::darkGreen, ring.boundingRect().center()};
        MapComposer composer;
        composer.setScene(scene, {}, scene.content());
        MapProjection view{{}, 1, {1280, 720}};
        view.fit(scene.content(), 24);
        composer.setFitScale(view.scale);
        do {
            composer.compose(view, 1, {}, {});
        } while (!composer.isSettled());
        return composer.labelBoxes().size();
    };
    QCOMPARE(names("region"), size_t(1));
    QCOMPARE(names("kingdom"), size_t(1));
    QCOMPARE(names("province"), size_t(0)); // of those there are hundreds
}

void tst_LabelPlacement::aPictureIsPartOfTheWhole()
{
    MapScene scene;
    scene.background.extent = {0, 0, 1000, 600};
    const QPolygonF ring(QRectF(100, 100, 700, 400));
    scene.regions << MapRegion{"r", "Norrland", "kingdom", {{ring}}, Qt::red, ring.boundingRect().center()};
    QCOMPARE(scene.content(), QRectF(100, 100, 700, 400));
    scene.background.image = QImage(8, 8, QImage::Format_RGB32);
    QCOMPARE(scene.content(), QRectF(0, 0, 1000, 600));
}

void tst_LabelPlacement::panningKeepsEveryNameWhereItIs()
{
    const MapScene scene = syntheticWorld(400, 60);
    MapComposer composer;
    composer.setScene(scene, {}, scene.content());
    composer.setFitScale(0.75);
    MapProjection view{{800, 450}, 2, {1280, 720}};
    const auto settle = [&] {
        do {
            composer.compose(view, 1, {}, {});
        } while (!composer.isSettled());
        return composer.labelBoxes();
    };
    const std::vector<QRectF> before = settle();
    view.panBy(QPointF(-40, 16));
    const std::vector<QRectF> after = settle();
    const QRectF stayInside = QRectF(0, 0, 1280, 720).adjusted(42, 18, -42, -18);
    int compared = 0;
    for (const QRectF& box : before) {
        if (!stayInside.contains(box)) {
            continue;
        }
        QVERIFY(std::find(after.begin(), after.end(), box.translated(-40, 16)) != after.end());
        ++compared;
    }
    QVERIFY(compared > 10);
}

QTEST_MAIN(tst_LabelPlacement)
#include "tst_LabelPlacement.moc"
