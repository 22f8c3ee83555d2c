// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapProjection.h"
#include "ui/map/PointIndex.h"
#include "ui/map/RegionIndex.h"
#include "ui/map/ScaleBar.h"
#include "ui/map/SvgPicture.h"

#include <QPainter>
#include <QPainterPath>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace campaign::map;

class tst_MapGeometry : public QObject
{
    Q_OBJECT

private slots:
    void positionsComeBackFromThePixels();
    void zoomKeepsThePositionUnderThePointer();
    void fitShowsTheWholeAreaInTheMiddle();
    void fitLeavesRoomForButtons();
    void panMovesThePictureWithThePointer();
    void centreStaysOnTheMap();
    void indexFindsWhatAPlainSearchFinds();
    void indexOfNothingFindsNothing();
    void regionTestAgreesWithTheQtPath();
    void smallestRegionWins();
    void scaleBarIsRoundAndFits_data();
    void scaleBarIsRoundAndFits();
    void scaleBarWithoutScaleIsEmpty();
    void svgShapesComeBackInMapUnits();
    void damagedSvgIsAnEmptyPicture();
    void nightKeepsSeaDarkerThanLand();
};

void tst_MapGeometry::positionsComeBackFromThePixels()
{
    const MapProjection view{{100, 50}, 2.5, {800, 600}};
    const QPointF position(12.25, -7.5);
    const QPointF back = view.toMap(view.toItem(position));
    QVERIFY(QLineF(position, back).length() < 1e-9);
    QCOMPARE(view.toItem(view.center), QPointF(400, 300));
    QCOMPARE(view.visible(), QRectF(100 - 160, 50 - 120, 320, 240));
}

void tst_MapGeometry::zoomKeepsThePositionUnderThePointer()
{
    MapProjection view{{100, 50}, 1, {800, 600}};
    const QPointF pixel(123, 456);
    const QPointF before = view.toMap(pixel);
    view.zoomAbout(pixel, 1.7, 0.1, 10);
    QVERIFY(QLineF(before, view.toMap(pixel)).length() < 1e-9);
    view.zoomAbout(pixel, 1000, 0.1, 10);
    QCOMPARE(view.scale, 10.0);
    QVERIFY(QLineF(before, view.toMap(pixel)).length() < 1e-9);
}

void tst_MapGeometry::fitShowsTheWholeAreaInTheMiddle()
{
    MapProjection view{{}, 1, {1280, 720}};
    const QRectF area(10, 20, 1600, 900);
    view.fit(area, 24);
    QCOMPARE(view.center, area.center());
    QVERIFY(view.visible().contains(area));
    QVERIFY(view.toItem(area.topLeft()).y() >= 24 - 1e-9);
}

void tst_MapGeometry::fitLeavesRoomForButtons()
{
    MapProjection view{{}, 1, {700, 600}};
    const QRectF area(0, 0, 1600, 900);
    view.fit(area, QMarginsF(60, 24, 80, 24));
    QVERIFY(qAbs(view.toItem(area.topLeft()).x() - 60) < 1e-9);
    QVERIFY(qAbs(view.toItem(area.bottomRight()).x() - 620) < 1e-9);
    QVERIFY(qAbs(view.toItem(area.center()).y() - 300) < 1e-9);
}

void tst_MapGeometry::panMovesThePictureWithThePointer()
{
    MapProjection view{{0, 0}, 4, {800, 600}};
    const QPointF grabbed = view.toMap(QPointF(10, 10));
    view.panBy(QPointF(30, -5));
    QVERIFY(QLineF(view.toItem(grabbed), QPointF(40, 5)).length() < 1e-9);
}

void tst_MapGeometry::centreStaysOnTheMap()
{
    MapProjection view{{-500, 5000}, 1, {800, 600}};
    view.keepWithin(QRectF(0, 0, 100, 100));
    QCOMPARE(view.center, QPointF(0, 100));
}

void tst_MapGeometry::indexFindsWhatAPlainSearchFinds()
{
    std::mt19937 random(3);
    std::vector<QPointF> positions;
    for (int i = 0; i < 2000; ++i) {
        positions.emplace_back(random() % 1000, random() % 500);
    }
    const PointIndex index(positions);
    for (int round = 0; round < 50; ++round) {
        const QRectF area(static_cast<int>(random() % 1200) - 100, static_cast<int>(random() % 700) - 100,
                          random() % 300, random() % 300);
        std::vector<int> found;
        index.query(area, found);
        std::sort(found.begin(), found.end());
        std::vector<int> expected;
        for (size_t i = 0; i < positions.size(); ++i) {
            const QPointF& p = positions[i];
            if (p.x() >= area.left() && p.x() <= area.right() && p.y() >= area.top() && p.y() <= area.bottom()) {
                expected.push_back(static_cast<int>(i));
            }
        }
        QCOMPARE(found, expected);
        const QPointF at(random() % 1000, random() % 500);
        const auto closer = [&at](const QPointF& a, const QPointF& b) {
            return QLineF(a, at).length() < QLineF(b, at).length();
        };
        const QPointF nearest = *std::min_element(positions.begin(), positions.end(), closer);
        const int answer = index.nearest(at, 1000);
        QVERIFY(answer >= 0);
        QCOMPARE(QLineF(positions[static_cast<size_t>(answer)], at).length(), QLineF(nearest, at).length());
    }
}

void tst_MapGeometry::indexOfNothingFindsNothing()
{
    const PointIndex index{std::vector<QPointF>()};
    std::vector<int> found;
    index.query(QRectF(-1e9, -1e9, 2e9, 2e9), found);
    QVERIFY(found.empty());
    QCOMPARE(index.nearest({0, 0}, 1e9), -1);
    const PointIndex one{std::vector<QPointF>{{5, 5}}};
    QCOMPARE(one.nearest({6, 5}, 2), 0);
    QCOMPARE(one.nearest({8, 5}, 2), -1);
}

void tst_MapGeometry::regionTestAgreesWithTheQtPath()
{
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        MapRegion region;
        QPainterPath path;
        path.setFillRule(Qt::OddEvenFill);
        for (int ring = 0; ring < 3; ++ring) {
            QPolygonF corners;
            for (int i = 0; i < 9; ++i) {
                corners << QPointF(random() % 997, random() % 991);
            }
            region.polygons << QList<QPolygonF>{corners};
            path.addPolygon(corners);
            path.closeSubpath();
        }
        for (int i = 0; i < 100; ++i) {
            const QPointF at(0.5 + random() % 997, 0.25 + random() % 991);
            QCOMPARE(RegionIndex::contains(region, at), path.contains(at));
        }
    }
}

void tst_MapGeometry::smallestRegionWins()
{
    const auto square = [](const QString& id, double side) {
        return MapRegion{id, id, "region", {{QPolygonF(QRectF(0, 0, side, side))}}, Qt::red, {}, false};
    };
    const RegionIndex index({square("large", 100), square("small", 10)});
    const auto any = [](const MapRegion&) { return true; };
    QCOMPARE(index.at({5, 5}, any), 1);
    QCOMPARE(index.at({50, 5}, any), 0);
    QCOMPARE(index.at({500, 5}, any), -1);
    QCOMPARE(index.at({5, 5}, [](const MapRegion& region) { return region.id != "small"; }), 0);
}

void tst_MapGeometry::scaleBarIsRoundAndFits_data()
{
    QTest::addColumn<double>("perPixel");
    QTest::addColumn<double>("distance");
    QTest::addColumn<QString>("text");
    QTest::newRow("tens") << 0.2 << 20.0 << "20\u00a0mi";
    QTest::newRow("fives") << 0.5 << 50.0 << "50\u00a0mi";
    QTest::newRow("thousands") << 30.0 << 2000.0 << "2,000\u00a0mi";
    QTest::newRow("fractions") << 0.004 << 0.5 << "0.5\u00a0mi";
    QTest::newRow("small fractions") << 0.0004 << 0.05 << "0.05\u00a0mi";
}

void tst_MapGeometry::scaleBarIsRoundAndFits()
{
    QLocale::setDefault(QLocale(QLocale::English));
    QFETCH(double, perPixel);
    QFETCH(double, distance);
    QFETCH(QString, text);
    const ScaleBar bar = ScaleBar::fitting(perPixel, 140);
    QCOMPARE(bar.distance, distance);
    QVERIFY(bar.pixels <= 140 && bar.pixels > 50);
    QCOMPARE(bar.text("mi"), text);
}

void tst_MapGeometry::scaleBarWithoutScaleIsEmpty()
{
    for (const double bad : {0.0, -1.0, qInf(), qQNaN()}) {
        QCOMPARE(ScaleBar::fitting(bad, 140).pixels, 0.0);
        QVERIFY(ScaleBar::fitting(bad, 140).text("mi").isEmpty());
    }
}

void tst_MapGeometry::svgShapesComeBackInMapUnits()
{
    const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>"
                           "<rect width='100' height='50' fill='#0000ff'/>"
                           "<g transform='translate(50,0)'><rect width='25' height='50' fill='#ff0000'/></g></svg>";
    const SvgPicture picture = SvgPicture::record(svg, QRectF(1000, 500, 200, 100), {});
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.translate(-1000, -500);
    picture.paint(painter, QRectF(1000, 500, 200, 100), 1);
    painter.end();
    QCOMPARE(image.pixelColor(20, 50), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(125, 50), QColor(Qt::red));
    QCOMPARE(image.pixelColor(160, 50), QColor(Qt::blue));
}

void tst_MapGeometry::damagedSvgIsAnEmptyPicture()
{
    QVERIFY(SvgPicture::record("<svg><path d='M0,0", QRectF(0, 0, 10, 10), {}).isEmpty());
    QVERIFY(SvgPicture::record("", QRectF(0, 0, 10, 10), {}).isEmpty());
}

void tst_MapGeometry::nightKeepsSeaDarkerThanLand()
{
    for (const char* sea : {"#c3d6dd", "#466eab", "#9dc3d8"}) {
        for (const char* land : {"#f3eddf", "#e3e6c8", "#d2d082"}) {
            QVERIFY(nightColor(QColor(sea)).lightness() + 8 < nightColor(QColor(land)).lightness());
        }
    }
}

QTEST_MAIN(tst_MapGeometry)
#include "tst_MapGeometry.moc"
