// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Wkb.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace campaign::geometry {

namespace {

constexpr unsigned char littleEndian = 1;
constexpr std::uint32_t pointType = 1, lineType = 2, polygonType = 3;
constexpr std::uint32_t multiPointType = 4, multiLineType = 5, multiPolygonType = 6;

// SpatiaLite's marks: start, end of the header, start of a part, end of the blob.
constexpr unsigned char blobStart = 0x00, headerEnd = 0x7C, partStart = 0x69, blobEnd = 0xFE;
constexpr std::size_t blobHeader = 39; // start, byte order, srid, four bounds, mark

template <typename T>
void put(std::string& out, T number)
{
    std::array<char, sizeof(T)> bytes;
    std::memcpy(bytes.data(), &number, sizeof(T));
    if constexpr (std::endian::native == std::endian::big)
        std::reverse(bytes.begin(), bytes.end());
    out.append(bytes.data(), bytes.size());
}

/// The two formats differ only in what stands before each part of a multi geometry.
class Writer
{
public:
    Writer(std::string& out, bool isSpatiaLite)
        : m_out(out)
        , m_isSpatiaLite(isSpatiaLite)
    {
    }

    void operator()(const Point& point)
    {
        put(m_out, pointType);
        position(point);
    }
    void operator()(const LineString& line)
    {
        put(m_out, lineType);
        run(line.points);
    }
    void operator()(const Polygon& polygon)
    {
        put(m_out, polygonType);
        put(m_out, static_cast<std::uint32_t>(polygon.rings.size()));
        for (const Ring& ring : polygon.rings)
            run(ring);
    }
    void operator()(const MultiPoint& points) { parts(multiPointType, points.points); }
    void operator()(const MultiLineString& lines) { parts(multiLineType, lines.lines); }
    void operator()(const MultiPolygon& area) { parts(multiPolygonType, area.polygons); }

private:
    void position(const Point& point)
    {
        put(m_out, point.x);
        put(m_out, point.y);
    }
    void run(const std::vector<Point>& points)
    {
        put(m_out, static_cast<std::uint32_t>(points.size()));
        for (const Point& point : points)
            position(point);
    }
    template <typename Items>
    void parts(std::uint32_t type, const Items& items)
    {
        put(m_out, type);
        put(m_out, static_cast<std::uint32_t>(items.size()));
        for (const auto& item : items) {
            m_out.push_back(static_cast<char>(m_isSpatiaLite ? partStart : littleEndian));
            (*this)(item);
        }
    }

    std::string& m_out;
    bool m_isSpatiaLite;
};

Error broken(const std::string& why)
{
    return {ErrorCode::Invalid, "The stored geometry is damaged: " + why, {}, nullptr, {}};
}

class Reader
{
public:
    Reader(std::string_view bytes, bool isSpatiaLite, bool isLittle)
        : m_bytes(bytes)
        , m_isSpatiaLite(isSpatiaLite)
        , m_isLittle(isLittle)
    {
    }

    /// The geometry that starts here, its byte order mark already read.
    Result<Geometry> geometry()
    {
        const auto type = number<std::uint32_t>();
        switch (type) {
        case pointType:
            return finished(Geometry(position()));
        case lineType:
            return finished(Geometry(LineString{run()}));
        case polygonType:
            return finished(Geometry(polygon()));
        case multiPointType:
            return finished(Geometry(MultiPoint{parts<Point>(pointType, [this] { return position(); })}));
        case multiLineType:
            return finished(
                Geometry(MultiLineString{parts<LineString>(lineType, [this] { return LineString{run()}; })}));
        case multiPolygonType:
            return finished(Geometry(MultiPolygon{parts<Polygon>(polygonType, [this] { return polygon(); })}));
        default:
            return broken("type " + std::to_string(type) + " is not one of the six flat types");
        }
    }

    template <typename T>
    T number()
    {
        std::array<char, sizeof(T)> bytes{};
        if (m_bytes.size() < sizeof(T)) {
            m_isShort = true;
            m_bytes = {};
            return T{};
        }
        std::memcpy(bytes.data(), m_bytes.data(), sizeof(T));
        m_bytes.remove_prefix(sizeof(T));
        if (m_isLittle != (std::endian::native == std::endian::little))
            std::reverse(bytes.begin(), bytes.end());
        T value;
        std::memcpy(&value, bytes.data(), sizeof(T));
        return value;
    }

private:
    Result<Geometry> finished(Geometry geometry) const
    {
        if (m_isShort)
            return broken("it ends too early");
        if (m_isOdd)
            return broken("a part is not of the kind its whole asks for");
        if (!m_bytes.empty())
            return broken("bytes follow its end");
        return geometry;
    }

    Point position()
    {
        const double x = number<double>();
        return {x, number<double>()};
    }

    /// A count that the rest of the input can hold, so that a forged one reserves nothing.
    std::size_t count(std::size_t leastBytesEach)
    {
        const std::size_t announced = number<std::uint32_t>();
        if (announced <= m_bytes.size() / leastBytesEach)
            return announced;
        m_isShort = true;
        m_bytes = {};
        return 0;
    }

    std::vector<Point> run()
    {
        std::vector<Point> points(count(16));
        for (Point& point : points)
            point = position();
        return points;
    }

    Polygon polygon()
    {
        Polygon polygon;
        for (std::size_t left = count(4); left > 0 && !m_isShort; --left)
            polygon.rings.push_back(run());
        return polygon;
    }

    template <typename Part, typename Read>
    std::vector<Part> parts(std::uint32_t wanted, Read read)
    {
        std::vector<Part> items;
        for (std::size_t left = count(9); left > 0 && !m_isShort && !m_isOdd; --left) {
            const auto mark = number<unsigned char>();
            if (m_isSpatiaLite ? mark != partStart : mark > littleEndian) {
                m_isOdd = true;
                break;
            }
            if (!m_isSpatiaLite)
                m_isLittle = mark == littleEndian;
            m_isOdd = number<std::uint32_t>() != wanted;
            items.push_back(read());
        }
        return items;
    }

    std::string_view m_bytes;
    bool m_isSpatiaLite;
    bool m_isLittle;
    bool m_isShort = false;
    bool m_isOdd = false;
};

} // namespace

std::string toWkb(const Geometry& geometry)
{
    std::string out;
    out.reserve(16 + positionCount(geometry) * 18);
    out.push_back(static_cast<char>(littleEndian));
    std::visit(Writer(out, false), geometry);
    return out;
}

Result<Geometry> fromWkb(std::string_view bytes)
{
    if (bytes.empty() || static_cast<unsigned char>(bytes.front()) > littleEndian)
        return broken("it does not start with a byte order");
    return Reader(bytes.substr(1), false, bytes.front() == static_cast<char>(littleEndian)).geometry();
}

std::string toSpatiaLite(const Geometry& geometry, int srid)
{
    std::string out;
    out.reserve(64 + positionCount(geometry) * 18);
    out.push_back(static_cast<char>(blobStart));
    out.push_back(static_cast<char>(littleEndian));
    put(out, static_cast<std::int32_t>(srid));
    const Bounds bounds = boundsOf(geometry);
    for (const double edge : {bounds.minX, bounds.minY, bounds.maxX, bounds.maxY})
        put(out, edge);
    out.push_back(static_cast<char>(headerEnd));
    std::visit(Writer(out, true), geometry);
    out.push_back(static_cast<char>(blobEnd));
    return out;
}

Result<SpatialBlob> fromSpatiaLite(std::string_view bytes)
{
    const auto at = [bytes](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
    if (bytes.size() < blobHeader + 5 || at(0) != blobStart || at(1) > littleEndian ||
        at(blobHeader - 1) != headerEnd || at(bytes.size() - 1) != blobEnd)
        return broken("it is no SpatiaLite geometry");
    const bool isLittle = at(1) == littleEndian;
    SpatialBlob blob;
    blob.srid = Reader(bytes.substr(2), true, isLittle).number<std::int32_t>();
    auto geometry = Reader(bytes.substr(blobHeader, bytes.size() - blobHeader - 1), true, isLittle).geometry();
    if (!geometry)
        return geometry.error();
    blob.geometry = std::move(*geometry);
    return blob;
}

} // namespace campaign::geometry
