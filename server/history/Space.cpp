// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include "server/geometry/GeoJson.h"
#include "server/geometry/Measures.h"
#include "server/history/Matching.h"

#include <algorithm>
#include <cmath>

// Space: the R-tree chooses candidates by their boxes, SpatiaLite's predicates on the stored shapes decide.

namespace campaign::history {

using database::Statement;

namespace {

Result<double> distanceTo(const Entity& location, int field, const geometry::Point& point)
{
    Result<geometry::Geometry> shape = geometry::fromGeoJson(location.field(field));
    if (!shape)
        return shape.error();
    return geometry::distance(geometry::Geometry(point), *shape);
}

bool isOnMap(const Entity& location, const Id& mapId)
{
    return mapId.empty() || location.field("mapId") == Value(mapId);
}

} // namespace

Result<std::vector<EntityPtr>> SqliteSnapshot::inBox(const Box& box, const Id& mapId, BranchKey branch,
                                                     const Viewer& viewer)
{
    const SpatialType spatial = spatialType(m_types);
    std::vector<std::int64_t> rows;
    const std::vector<Arm> arms = m_lists->armsFor(*spatial.type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = m_lists->armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        // CROSS JOIN keeps the R-tree on the outside: its box is what narrows the search.
        Result<Statement> found =
            m_connection->prepare("SELECT s.row FROM space b CROSS JOIN " + stateTable(*spatial.type) +
                                  " s ON s.row = b.row WHERE b.max_x >= ? AND b.min_x <= ? AND b.max_y >= ? AND "
                                  "b.min_y <= ? AND s.archived = 0 AND " +
                                  *condition);
        if (!found)
            return found.error();
        found->bind(box.west).bind(box.east).bind(std::min(box.south, box.north)).bind(std::max(box.south, box.north));
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            rows.push_back(found->integer(0));
        if (!more)
            return more.error();
    }
    Result<std::vector<EntityPtr>> entities = m_lists->fetch(*spatial.type, rows);
    if (entities)
        std::erase_if(*entities, [&](const EntityPtr& entity) { return !isOnMap(*entity, mapId); });
    return entities;
}

Result<std::vector<EntityPtr>> SqliteSnapshot::locationsInBox(const Box& box, const Id& mapId, const Id& branch,
                                                              const Viewer& viewer)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    const int field = spatialType(m_types).field;
    Result<std::vector<EntityPtr>> found = inBox(box, mapId, *key, viewer);
    if (!found)
        return found;
    // The R-tree keeps single precision, rounded outwards: the true boxes have the last word.
    const geometry::Bounds wanted{box.west, std::min(box.south, box.north), box.east, std::max(box.south, box.north)};
    std::erase_if(*found, [&](const EntityPtr& location) {
        const Result<geometry::Geometry> shape = geometry::fromGeoJson(location->field(field));
        return !shape || !wanted.intersects(geometry::boundsOf(*shape));
    });
    std::sort(found->begin(), found->end(),
              [](const EntityPtr& left, const EntityPtr& right) { return comesBefore(*left, *right, {}); });
    return found;
}

Result<std::vector<Nearby>> SqliteSnapshot::locationsNear(double x, double y, double radius, const Id& mapId,
                                                          const Id& branch, const Viewer& viewer)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    if (!(radius >= 0) || !std::isfinite(radius) || !std::isfinite(x) || !std::isfinite(y))
        return Error{ErrorCode::Invalid,
                     "The point and the radius must be finite numbers, the radius not negative.",
                     "radius",
                     {},
                     {}};
    Result<std::vector<EntityPtr>> found = inBox({x - radius, y - radius, x + radius, y + radius}, mapId, *key, viewer);
    if (!found)
        return found.error();
    std::vector<Nearby> near;
    for (const EntityPtr& location : *found) {
        const Result<double> distance = distanceTo(*location, spatialType(m_types).field, {x, y});
        if (distance && *distance <= radius)
            near.push_back({location, *distance});
    }
    std::sort(near.begin(), near.end(), [](const Nearby& left, const Nearby& right) {
        return std::pair(left.distance, left.location->id) < std::pair(right.distance, right.location->id);
    });
    return near;
}

Result<std::vector<Nearby>> SqliteSnapshot::nearestLocations(double x, double y, int count, const Id& mapId,
                                                             const Id& branch, const Viewer& viewer)
{
    // Windows that grow until k survive the lineage, the audience and the exact distance. The first is what a dense map
    // of a few thousand units needs; the last holds every coordinate there can be.
    constexpr double firstWindow = 8;
    constexpr double growth = 4;
    constexpr double everything = 1e15;
    if (count <= 0)
        return std::vector<Nearby>();
    for (double radius = firstWindow;; radius *= growth) {
        Result<std::vector<Nearby>> near = locationsNear(x, y, std::min(radius, everything), mapId, branch, viewer);
        if (!near)
            return near;
        if (static_cast<int>(near->size()) < count && radius < everything)
            continue;
        if (static_cast<int>(near->size()) > count)
            near->resize(static_cast<std::size_t>(count));
        return near;
    }
}

Result<std::vector<EntityPtr>> SqliteSnapshot::locationsInRegion(const Id& regionId, const Id& branch,
                                                                 const Viewer& viewer)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    const SpatialType spatial = spatialType(m_types);
    Result<std::vector<EntityPtr>> region = m_lists->byIds(*spatial.type, std::span(&regionId, 1), *key, viewer);
    if (!region)
        return region;
    const Error absent{ErrorCode::NotFound, "There is no region with the id " + regionId + ".", "regionId", {}, {}};
    if (!region->front())
        return absent;
    const std::string shape =
        "\"" + spatial.type->fields[static_cast<std::size_t>(spatial.field)].column() + "_shape\"";
    std::vector<std::int64_t> rows;
    const std::vector<Arm> arms = m_lists->armsFor(*spatial.type, *key);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = m_lists->armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        const std::string table = stateTable(*spatial.type);
        Result<Statement> found = m_connection->prepare(
            "SELECT s.row FROM space w CROSS JOIN " + table +
            " r ON r.row = w.row CROSS JOIN space b ON b.max_x >= w.min_x AND "
            "b.min_x <= w.max_x AND b.max_y >= w.min_y AND b.min_y <= w.max_y CROSS JOIN " +
            table + " s ON s.row = b.row WHERE w.row = ? AND s.row <> w.row AND s.archived = 0 AND " + *condition +
            " AND ST_Covers(r." + shape + ", s." + shape + ") = 1");
        if (!found)
            return found.error();
        found->bind(region->front()->row);
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            rows.push_back(found->integer(0));
        if (!more)
            return more.error();
    }
    Result<std::vector<EntityPtr>> found = m_lists->fetch(*spatial.type, rows);
    if (found)
        std::sort(found->begin(), found->end(),
                  [](const EntityPtr& left, const EntityPtr& right) { return comesBefore(*left, *right, {}); });
    return found;
}

Result<bool> SqliteSnapshot::regionsOverlap(const Id& first, const Id& second, const Id& branch, const Viewer& viewer)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    const SpatialType spatial = spatialType(m_types);
    const std::vector<Id> ids{first, second};
    Result<std::vector<EntityPtr>> regions = m_lists->byIds(*spatial.type, ids, *key, viewer);
    if (!regions)
        return regions.error();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!(*regions)[i])
            return Error{ErrorCode::NotFound,
                         "There is no region with the id " + ids[i] + ".",
                         i == 0 ? "region1Id" : "region2Id",
                         {},
                         {}};
    }
    const std::string table = stateTable(*spatial.type);
    const std::string shape =
        "\"" + spatial.type->fields[static_cast<std::size_t>(spatial.field)].column() + "_shape\"";
    // "T********": the interiors meet (DE-9IM, OGC 06-103r4 §6.1.15).
    Result<Statement> row =
        m_connection->prepare("SELECT ST_Relate(a." + shape + ", b." + shape + ", 'T********') FROM " + table +
                              " a JOIN " + table + " b ON b.row = ? WHERE a.row = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind((*regions)[1]->row).bind((*regions)[0]->row).step();
    if (!there)
        return there.error();
    return *there && row->integer(0) == 1;
}

} // namespace campaign::history
