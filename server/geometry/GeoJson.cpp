// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/GeoJson.h"

#include "server/core/Json.h"
#include "server/geometry/Measures.h"

#include <cmath>

namespace campaign::geometry {

namespace {

/// Where the reader stands: steps for programs, words for people.
struct Where
{
    std::string path = "coordinates";
    std::string words;

    Where child(std::size_t index, std::string_view noun) const
    {
        Where inner{path + '[' + std::to_string(index) + ']', words};
        if (!noun.empty())
            inner.words += (words.empty() ? "" : ", ") + std::string(noun) + ' ' + std::to_string(index + 1);
        return inner;
    }
};

Error invalid(const Where& where, const std::string& problem)
{
    return {ErrorCode::Invalid, where.words.empty() ? problem : where.words + ": " + problem, where.path, nullptr, {}};
}

class Reader
{
public:
    explicit Reader(const GeoJsonLimits& limits)
        : m_limits(limits)
    {
    }

    Result<Point> point(const Value& value, const Where& where)
    {
        if (!value.isArray())
            return invalid(where, "a position must be a list of two numbers");
        const auto& numbers = value.asArray();
        if (numbers.size() < 2)
            return invalid(where, "a position needs two numbers, here " +
                                      std::string(numbers.empty() ? "are none" : "is one"));
        for (const Value& number : numbers)
            if (!number.isNumber())
                return invalid(where, "a position holds numbers only" + nested(number));
        const Point point{numbers[0].asNumber(), numbers[1].asNumber()};
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            return invalid(where, "a position must be finite");
        if (++m_positions > m_limits.positions)
            return Error{ErrorCode::Limit,
                         "The geometry has more than " + std::to_string(m_limits.positions) + " positions",
                         where.path,
                         nullptr,
                         {}};
        return point;
    }

    Result<std::vector<Point>> run(const Value& value, const Where& where, std::string_view noun)
    {
        return list<Point>(value, where, noun, [this](const Value& each, const Where& at) { return point(each, at); });
    }

    Result<LineString> line(const Value& value, const Where& where)
    {
        auto points = run(value, where, "position");
        if (!points)
            return points.error();
        if (points->size() < 2)
            return invalid(where, "a line needs at least two positions");
        return LineString{std::move(*points)};
    }

    Result<Ring> ring(const Value& value, const Where& where)
    {
        auto points = run(value, where, "position");
        if (!points)
            return points;
        if (points->size() < 4)
            return invalid(where, "a ring needs at least four positions, here are " + std::to_string(points->size()));
        if (points->front() != points->back())
            return invalid(where.child(points->size() - 1, "position"),
                           "the ring is not closed: its last position must repeat the first");
        return points;
    }

    Result<Polygon> polygon(const Value& value, const Where& where)
    {
        auto rings =
            list<Ring>(value, where, "ring", [this](const Value& each, const Where& at) { return ring(each, at); });
        if (!rings)
            return rings.error();
        if (rings->empty())
            return invalid(where, "a polygon needs at least one ring");
        return Polygon{std::move(*rings)};
    }

    template <typename Item, typename Read>
    Result<std::vector<Item>> list(const Value& value, const Where& where, std::string_view noun, Read read)
    {
        if (!value.isArray())
            return invalid(where, "here must be a list of " + std::string(noun) + "s");
        if (noun != "position" && noun != "point" && (m_parts += value.asArray().size()) > m_limits.parts)
            return Error{ErrorCode::Limit,
                         "The geometry has more than " + std::to_string(m_limits.parts) + " parts",
                         where.path,
                         nullptr,
                         {}};
        std::vector<Item> items;
        items.reserve(value.asArray().size());
        for (std::size_t i = 0; i < value.asArray().size(); ++i) {
            auto item = read(value.asArray()[i], where.child(i, noun));
            if (!item)
                return item.error();
            items.push_back(std::move(*item));
        }
        return items;
    }

private:
    static std::string nested(const Value& value)
    {
        return value.isArray() ? ": the coordinates are nested too deeply" : "";
    }

    const GeoJsonLimits& m_limits;
    std::size_t m_positions = 0;
    std::size_t m_parts = 0;
};

template <typename T>
Result<Geometry> asGeometry(Result<T> read)
{
    if (!read)
        return read.error();
    return Geometry(std::move(*read));
}

Result<Geometry> readCoordinates(std::string_view type, const Value& value, const GeoJsonLimits& limits)
{
    Reader reader(limits);
    const Where top;
    if (type == "Point")
        return asGeometry(reader.point(value, top));
    if (type == "LineString")
        return asGeometry(reader.line(value, top));
    if (type == "Polygon")
        return asGeometry(reader.polygon(value, top));
    if (type == "MultiPoint")
        return asGeometry(reader.run(value, top, "point").transform([](const auto& all) { return MultiPoint{all}; }));
    if (type == "MultiLineString")
        return asGeometry(reader
                              .list<LineString>(value, top, "line",
                                                [&](const Value& v, const Where& at) { return reader.line(v, at); })
                              .transform([](const auto& all) { return MultiLineString{all}; }));
    return asGeometry(reader
                          .list<Polygon>(value, top, "polygon",
                                         [&](const Value& v, const Where& at) { return reader.polygon(v, at); })
                          .transform([](const auto& all) { return MultiPolygon{all}; }));
}

Result<> checkType(const std::string& type)
{
    for (const std::string_view known :
         {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"}) {
        if (type == known)
            return {};
        if (type.size() == known.size() &&
            std::equal(type.begin(), type.end(), known.begin(), [](char a, char b) { return (a | 32) == (b | 32); }))
            return Error{ErrorCode::Invalid,
                         "The type is written \"" + std::string(known) + "\", not \"" + type + '"',
                         "type",
                         nullptr,
                         {}};
    }
    if (type == "Feature" || type == "FeatureCollection")
        return Error{ErrorCode::Invalid,
                     "Here a geometry is wanted, not a " + type + "; give the feature's \"geometry\"",
                     "type",
                     nullptr,
                     {}};
    if (type == "GeometryCollection")
        return Error{
            ErrorCode::Invalid, "A GeometryCollection is not supported; use a Multi… type", "type", nullptr, {}};
    return Error{ErrorCode::Invalid, '"' + type.substr(0, 40) + "\" is no GeoJSON geometry type", "type", nullptr, {}};
}

Value toValue(const Point& point)
{
    return Value::Array{point.x, point.y};
}

template <typename Items, typename Write>
Value listOf(const Items& items, Write write)
{
    Value::Array list;
    list.reserve(items.size());
    for (const auto& item : items)
        list.push_back(write(item));
    return list;
}

Value runValue(const std::vector<Point>& points)
{
    return listOf(points, toValue);
}

Value polygonValue(const Polygon& polygon)
{
    return listOf(polygon.rings, runValue);
}

struct Coordinates
{
    Value operator()(const Point& point) const { return toValue(point); }
    Value operator()(const LineString& line) const { return runValue(line.points); }
    Value operator()(const Polygon& polygon) const { return polygonValue(polygon); }
    Value operator()(const MultiPoint& points) const { return runValue(points.points); }
    Value operator()(const MultiLineString& lines) const
    {
        return listOf(lines.lines, [](const LineString& line) { return runValue(line.points); });
    }
    Value operator()(const MultiPolygon& area) const { return listOf(area.polygons, polygonValue); }
};

} // namespace

Result<Geometry> fromGeoJson(const Value& value, const GeoJsonLimits& limits)
{
    if (!value.isObject())
        return Error{
            ErrorCode::Invalid, "A GeoJSON geometry is an object with \"type\" and \"coordinates\"", {}, nullptr, {}};
    const Value* type = value.find("type");
    if (!type || !type->isString())
        return Error{ErrorCode::Invalid, "The geometry has no \"type\"", "type", nullptr, {}};
    if (const Result<> known = checkType(type->asString()); !known)
        return known.error();
    const Value* coordinates = value.find("coordinates");
    if (!coordinates || coordinates->isNull())
        return Error{ErrorCode::Invalid, "The geometry has no \"coordinates\"", "coordinates", nullptr, {}};
    return readCoordinates(type->asString(), *coordinates, limits);
}

Result<Geometry> parseGeoJson(std::string_view text, const GeoJsonLimits& limits)
{
    const JsonLimits json{16, 64 + limits.positions * 120};
    auto value = parseJson(text, json);
    if (!value)
        return value.error();
    return fromGeoJson(*value, limits);
}

Value toGeoJson(const Geometry& geometry)
{
    Value::Object object;
    object.append("type", std::string(typeName(geometry)));
    object.append("coordinates", std::visit(Coordinates{}, oriented(geometry)));
    return object;
}

} // namespace campaign::geometry
