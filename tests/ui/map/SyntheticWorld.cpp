// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/map/SyntheticWorld.h"

#include "ui/map/RegionIndex.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace campaign::map {

namespace {

constexpr double width = 1600;
constexpr double height = 900;

QString syllables(std::mt19937& random, int count)
{
    static const QStringList parts{"ha",  "rrow", "veld", "mark", "stone", "mere", "thorn", "keep",
                                   "ash", "el",   "grey", "port", "wyn",   "dor",  "bel",   "ka",
                                   "rin", "os",   "tal",  "fen",  "nor",   "land", "um"};
    QString name;
    for (int i = 0; i < count; ++i) {
        name += parts[static_cast<qsizetype>(random() % static_cast<unsigned>(parts.size()))];
    }
    name[0] = name[0].toUpper();
    return name;
}

/// Whether land is here: an ellipse with bays and headlands.
bool isLand(double x, double y)
{
    const double dx = (x - width / 2) / (width * 0.46);
    const double dy = (y - height / 2) / (height * 0.44);
    const double angle = std::atan2(dy, dx);
    const double shore =
        0.86 + 0.09 * std::sin(3 * angle + 1) + 0.06 * std::sin(7 * angle) + 0.03 * std::sin(17 * angle + 2);
    return std::hypot(dx, dy) < shore;
}

double shoreRadius(double angle)
{
    return 0.86 + 0.09 * std::sin(3 * angle + 1) + 0.06 * std::sin(7 * angle) + 0.03 * std::sin(17 * angle + 2);
}

QPolygonF coast()
{
    QPolygonF ring;
    for (int i = 0; i < 720; ++i) {
        const double angle = 2 * std::numbers::pi * i / 720;
        ring << QPointF(width / 2 + width * 0.46 * shoreRadius(angle) * std::cos(angle),
                        height / 2 + height * 0.44 * shoreRadius(angle) * std::sin(angle));
    }
    return ring;
}

QByteArray background(const QPolygonF& shore, std::mt19937& random)
{
    QByteArray path;
    for (const QPointF& p : shore) {
        path +=
            (path.isEmpty() ? "M" : "L") + QByteArray::number(p.x(), 'f', 1) + ',' + QByteArray::number(p.y(), 'f', 1);
    }
    QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 900'>"
                     "<rect width='1600' height='900' fill='#c3d6dd'/>";
    svg += "<path d='" + path + "Z' fill='#f3eddf' stroke='#8fa9b3' stroke-width='1.6'/>";
    const QByteArrayList greens{"#e3e6c8", "#d9e0c2", "#ece3c6", "#e6ddd2"};
    for (int i = 0; i < 60; ++i) {
        const double x = 300 + random() % 1000;
        const double y = 200 + random() % 500;
        if (isLand(x, y)) {
            svg += "<ellipse cx='" + QByteArray::number(x) + "' cy='" + QByteArray::number(y) + "' rx='" +
                   QByteArray::number(30 + static_cast<int>(random() % 60)) + "' ry='" +
                   QByteArray::number(20 + static_cast<int>(random() % 40)) + "' fill='" + greens[i % 4] + "'/>";
        }
    }
    return svg + "</svg>";
}

/// A cell of a wobbly grid, clipped to nothing: neighbours share their edges because corners come from a hash.
QPointF corner(int column, int row, double cellWidth, double cellHeight)
{
    const double wobble = std::sin(column * 12.9898 + row * 78.233) * 43758.5453;
    const double other = std::sin(column * 39.346 + row * 11.135) * 24634.6345;
    return {(column + 0.5 * (wobble - std::floor(wobble)) - 0.25) * cellWidth,
            (row + 0.5 * (other - std::floor(other)) - 0.25) * cellHeight};
}

QPolygonF edge(const QPointF& from, const QPointF& to)
{
    QPolygonF line;
    const QPointF along = to - from;
    for (int i = 0; i < 8; ++i) {
        const double t = i / 8.0;
        const double bend = std::sin(t * std::numbers::pi * 2) * 0.06;
        // Walked the other way both the bend and its normal change sign: neighbours share the edge.
        line << from + along * t + QPointF(-along.y(), along.x()) * bend;
    }
    return line;
}

QPolygonF cell(int column, int row, double cellWidth, double cellHeight)
{
    const QPointF corners[] = {
        corner(column, row, cellWidth, cellHeight), corner(column + 1, row, cellWidth, cellHeight),
        corner(column + 1, row + 1, cellWidth, cellHeight), corner(column, row + 1, cellWidth, cellHeight)};
    QPolygonF ring;
    for (int i = 0; i < 4; ++i) {
        ring += edge(corners[i], corners[(i + 1) % 4]);
    }
    return ring;
}

void addRegions(MapScene& scene, int count, const QString& kind, std::mt19937& random)
{
    const int columns = std::max(1, static_cast<int>(std::lround(std::sqrt(count * width / height))));
    const int rows = std::max(1, count / columns);
    const QPolygonF shore = coast();
    int made = 0;
    for (int i = 0; made < count && i < columns * rows; ++i) {
        const QPolygonF ring = cell(i % columns, i / columns, width / columns, height / rows).intersected(shore);
        ++made;
        if (ring.size() < 4) {
            continue;
        }
        MapRegion region;
        region.id = kind + QString::number(i);
        region.name = syllables(random, 2);
        region.kind = kind;
        region.color = QColor::fromHsl(static_cast<int>(random() % 360), 130, 120);
        region.polygons = {{ring}};
        region.labelPoint = ring.boundingRect().center();
        scene.regions << region;
    }
}

} // namespace

MapScene syntheticWorld(int points, int regions, unsigned seed)
{
    std::mt19937 random(seed);
    MapScene scene;
    scene.name = QStringLiteral("Veldmark");
    scene.distancePerUnit = 0.5;
    scene.distanceUnit = QStringLiteral("mi");
    scene.background.extent = QRectF(0, 0, width, height);
    scene.background.svg = background(coast(), random);
    const int kingdoms = std::max(1, std::min(regions, regions > 100 ? regions / 20 : regions / 2));
    addRegions(scene, kingdoms, QStringLiteral("kingdom"), random);
    addRegions(scene, regions - kingdoms, QStringLiteral("province"), random);
    while (scene.points.size() < points) {
        const QPointF position((random() % 160000) / 100.0, (random() % 90000) / 100.0);
        if (!isLand(position.x(), position.y())) {
            continue;
        }
        const qsizetype n = scene.points.size();
        MapPoint point;
        point.id = QStringLiteral("p%1").arg(n);
        point.position = position;
        point.name = syllables(random, 2 + static_cast<int>(random() % 2));
        point.kind = n < kingdoms      ? QStringLiteral("capital")
                     : n < points / 20 ? QStringLiteral("city")
                     : n < points / 4  ? QStringLiteral("town")
                     : n % 25 == 0     ? QStringLiteral("marker")
                                       : QStringLiteral("village");
        point.importance = 100000.0 / static_cast<double>(n + 1);
        point.port = !isLand(position.x() + 25, position.y()) || !isLand(position.x() - 25, position.y());
        point.secret = n % 17 == 5;
        scene.points << point;
    }
    for (int i = 0; i < 6; ++i) {
        MapLine river{QStringLiteral("r%1").arg(i), {}, QStringLiteral("river"), {}, 2.0};
        QPointF at(400 + i * 140, 300 + (i % 3) * 100);
        for (int step = 0; step < 40 && isLand(at.x(), at.y()); ++step) {
            river.path << at;
            at += QPointF(4 * std::sin(step * 0.7 + i), i % 2 ? 9 : -9);
        }
        scene.lines << river;
    }
    for (int i = 0; i + 1 < std::min<qsizetype>(scene.points.size(), 24); ++i) {
        scene.lines << MapLine{QStringLiteral("road%1").arg(i),
                               {},
                               i % 3 ? QStringLiteral("road") : QStringLiteral("trail"),
                               QPolygonF({scene.points[i].position, scene.points[i + 1].position}),
                               0};
    }
    return scene;
}

} // namespace campaign::map
