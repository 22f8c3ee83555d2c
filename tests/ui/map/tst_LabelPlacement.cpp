// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/map/SyntheticWorld.h"
#include "ui/map/LabelPlacement.h"
#include "ui/map/MapComposer.h"

#include <QtTest>

#include <random>

using namespace campaign::map;

class tst_LabelPlacement : public QObject
{
    Q_OBJECT

private slots:
    void namesNeverTouch();
    void theImportantNameStays();
    void aNameTriesItsOtherSideFirst();
    void namesKeepOffTheEdgeOfTheMap();
    void namesInAFrameAreInsideTheWindowAndApart();
    void panningKeepsEveryNameWhereItIs();

private:
    static LabelRequest request(int owner, const QPointF& anchor) { return {owner, anchor, {60, 14}, 4, false, 0}; }
};

void tst_LabelPlacement::namesNeverTouch()
{
    std::mt19937 random(5);
    std::vector<LabelRequest> requests;
    for (int i = 0; i < 800; ++i) {
        requests.push_back(
            {i, QPointF(random() % 1000, random() % 600), QSizeF(30 + random() % 80, 14), 4, i % 9 == 0, 30});
    }
    for (const double scale : {0.5, 1.0, 3.0}) {
        const std::vector<PlacedLabel> placed = placeLabels(requests, scale, {}, 0);
        QVERIFY(placed.size() > 20);
        for (size_t a = 0; a < placed.size(); ++a) {
            const QRectF one = placed[a].boxAt(placed[a].anchor * scale);
            for (size_t b = a + 1; b < placed.size(); ++b) {
                QVERIFY(!one.intersects(placed[b].boxAt(placed[b].anchor * scale)));
            }
        }
    }
}

void tst_LabelPlacement::theImportantNameStays()
{
    // Seven names on one spot: there are six sides.
    std::vector<LabelRequest> requests;
    for (int i = 0; i < 7; ++i) {
        requests.push_back(request(i, {0, 0}));
    }
    const std::vector<PlacedLabel> placed = placeLabels(requests, 1, {}, 0);
    QVERIFY(!placed.empty());
    QCOMPARE(placed.front().owner, 0);
    QVERIFY(placed.size() < 7);
}

void tst_LabelPlacement::aNameTriesItsOtherSideFirst()
{
    const std::vector<PlacedLabel> placed = placeLabels({request(0, {0, 0}), request(1, {30, 4})}, 1, {}, 0);
    QCOMPARE(placed.size(), size_t(2));
    QVERIFY(placed[0].offset.x() > 0);
    QVERIFY(!placed[0].boxAt({0, 0}).intersects(placed[1].boxAt({30, 4})));
}

void tst_LabelPlacement::namesKeepOffTheEdgeOfTheMap()
{
    const QRectF map(0, 0, 200, 100);
    const std::vector<PlacedLabel> placed = placeLabels({request(0, {195, 50})}, 1, map, 10);
    QCOMPARE(placed.size(), size_t(1));
    QVERIFY(map.adjusted(-10, -10, 10, 10).contains(placed[0].boxAt({195, 50})));
    QVERIFY(placed[0].offset.x() < 0);
}

void tst_LabelPlacement::namesInAFrameAreInsideTheWindowAndApart()
{
    MapComposer composer;
    const MapScene scene = syntheticWorld(400, 60);
    composer.setScene(scene, {});
    MapProjection view{{}, 1, {1280, 720}};
    view.fit(scene.extent(), 24);
    composer.setFitScale(view.scale);
    for (const double factor : {1.0, 2.0, 5.0}) {
        view.zoomAbout({300, 300}, factor, 0, 100);
        do {
            composer.compose(view, 1, {}, {});
        } while (!composer.isSettled());
        const std::vector<QRectF>& boxes = composer.labelBoxes();
        QVERIFY2(boxes.size() >= 10, qPrintable(QString::number(boxes.size())));
        for (size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY(QRectF(0, 0, 1280, 720).contains(boxes[a]));
            for (size_t b = a + 1; b < boxes.size(); ++b) {
                QVERIFY(!boxes[a].intersects(boxes[b]));
            }
        }
    }
}

void tst_LabelPlacement::panningKeepsEveryNameWhereItIs()
{
    const MapScene scene = syntheticWorld(400, 60);
    MapComposer composer;
    composer.setScene(scene, {});
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
