// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorldScene.h"

#include "server/geometry/GeoJson.h"
#include "server/geometry/Measures.h"
#include "ui/client/Conversion.h"
#include "ui/map/MarkerSprites.h"

#include <algorithm>
#include <cmath>

namespace campaign {

using client::textOf;
using client::toQString;
using geometry::Geometry;

namespace {

constexpr QColor plainRegion(0x9a, 0x7b, 0x4f);

const Value::Array& elements(const Value& list)
{
    static const Value::Array none;
    return list.isArray() ? list.asArray() : none;
}

const Value& member(const Value& object, std::string_view key)
{
    static const Value none;
    const Value* found = object.find(key);
    return found ? *found : none;
}

bool isTrue(const Value& value)
{
    return value.isBoolean() && value.asBoolean();
}

bool isSecret(const Value& entity)
{
    // The game master's own things are the rule, not the exception; only what says so wears the mark.
    const Value& variables = member(entity, "variables");
    return isTrue(member(variables, "secret"));
}

double numberIn(const Value& object, std::string_view key, double otherwise)
{
    const Value& value = member(object, key);
    return value.isNumber() ? value.asNumber() : otherwise;
}

class SceneBuilder
{
public:
    SceneBuilder(const Value& map, const Value& settlements, const Value& kingdoms)
    {
        readMap(map);
        for (const Value& settlement : elements(settlements))
            m_settlements.insert(textOf(settlement, "locationId"), &settlement);
        for (const Value& kingdom : elements(kingdoms)) {
            m_kingdoms.insert(textOf(kingdom, "locationId"), &kingdom);
            result.kingdoms.append({"Kingdom", textOf(kingdom, "id"), textOf(kingdom, "name")});
        }
    }

    void add(const Value& location)
    {
        const Result<Geometry> shape = geometry::fromGeoJson(member(location, "geometry"));
        if (!shape)
            return;
        switch (geometry::dimensionOf(*shape)) {
        case 0:
            addPoint(location, *shape);
            break;
        case 1:
            addLines(location, *shape);
            break;
        default:
            addRegion(location, *shape);
        }
    }

    WorldScene result;

private:
    void readMap(const Value& map)
    {
        const Value& extent = member(map, "extent");
        const double west = numberIn(extent, "west", 0);
        const double east = numberIn(extent, "east", 0);
        const double north = numberIn(extent, "north", 0);
        const double south = numberIn(extent, "south", 0);
        result.isYDown = !extent.isObject() || north <= south;
        result.mapId = textOf(map, "id");
        result.scene.name = textOf(map, "name");
        result.scene.distanceUnit = textOf(map, "distanceUnit");
        result.scene.distancePerUnit = numberIn(map, "scale", 0);
        result.backgroundFile = map.stringOr("backgroundImage", "");
        if (extent.isObject())
            result.scene.background.extent =
                QRectF(QPointF(west, toScene(north)), QPointF(east, toScene(south))).normalized();
    }

    double toScene(double y) const { return result.isYDown ? y : -y; }
    QPointF toScene(const geometry::Point& point) const { return {point.x, toScene(point.y)}; }

    QPolygonF polygon(const std::vector<geometry::Point>& points) const
    {
        QPolygonF made;
        made.reserve(static_cast<qsizetype>(points.size()));
        for (const geometry::Point& point : points)
            made.append(toScene(point));
        return made;
    }

    /// The kinds a map draws apart, and so can hide; a wood or an island that has an area is one of the regions.
    static QString oneOf(const QStringList& kinds, const QString& kind, const QString& other)
    {
        return kinds.contains(kind) ? kind : other;
    }

    void addPoint(const Value& location, const Geometry& shape)
    {
        const auto* position = std::get_if<geometry::Point>(&shape);
        if (!position)
            return;
        const QString id = textOf(location, "id");
        map::MapPoint point{id,    toScene(*position), textOf(location, "name"), textOf(location, "kind"), 0,
                            false, isSecret(location)};
        if (const Value* settlement = m_settlements.value(id)) {
            const Value& variables = member(*settlement, "variables");
            point.name = textOf(*settlement, "name");
            point.importance = numberIn(variables, "population", numberIn(*settlement, "level", 1));
            point.port = isTrue(member(variables, "port"));
            if (isTrue(member(variables, "capital")))
                point.kind = "capital";
            result.subjects.insert(id, {"Settlement", textOf(*settlement, "id"), point.name});
        } else {
            const bool isPlace = point.kind == "city" || point.kind == "town" || point.kind == "village";
            point.kind = isPlace || map::MarkerSprites::isSign(point.kind) ? point.kind : QString("marker");
            result.subjects.insert(id, {"Location", id, point.name});
        }
        result.scene.points.append(point);
    }

    void addLines(const Value& location, const Geometry& shape)
    {
        const QString id = textOf(location, "id");
        const QString name = textOf(location, "name");
        result.subjects.insert(id, {"Location", id, name});
        const QString kind = oneOf({"river", "road", "trail", "searoute"}, textOf(location, "kind"), "route");
        const auto append = [&](const geometry::LineString& line) {
            result.scene.lines.append({id, name, kind, polygon(line.points), 0});
        };
        if (const auto* line = std::get_if<geometry::LineString>(&shape))
            append(*line);
        else if (const auto* lines = std::get_if<geometry::MultiLineString>(&shape))
            std::for_each(lines->lines.begin(), lines->lines.end(), append);
    }

    void addRegion(const Value& location, const Geometry& shape)
    {
        const QString id = textOf(location, "id");
        map::MapRegion region;
        region.id = id;
        region.name = textOf(location, "name");
        region.kind = oneOf({"kingdom", "province", "culture", "religion"}, textOf(location, "kind"), "region");
        region.color = QColor(textOf(location, "color"));
        if (!region.color.isValid())
            region.color = plainRegion;
        region.secret = isSecret(location);
        region.labelPoint = toScene(geometry::labelPoint(shape));
        for (const geometry::Polygon& part : geometry::polygonsOf(shape)) {
            QList<QPolygonF> rings;
            for (const geometry::Ring& ring : part.rings)
                rings.append(polygon(ring));
            region.polygons.append(rings);
        }
        if (const Value* kingdom = m_kingdoms.value(id)) {
            region.kind = "kingdom";
            region.name = textOf(*kingdom, "name");
            const QColor own(textOf(*kingdom, "color"));
            region.color = own.isValid() ? own : region.color;
            result.subjects.insert(id, {"Kingdom", textOf(*kingdom, "id"), region.name});
        } else {
            result.subjects.insert(id, {"Location", id, region.name});
        }
        result.scene.regions.append(region);
    }

    QHash<QString, const Value*> m_settlements; // by location
    QHash<QString, const Value*> m_kingdoms;
};

} // namespace

WorldScene buildScene(const Value& map, const Value& locations, const Value& settlements, const Value& kingdoms)
{
    SceneBuilder builder(map, settlements, kingdoms);
    for (const Value& location : elements(locations))
        builder.add(location);
    return std::move(builder.result);
}

} // namespace campaign
