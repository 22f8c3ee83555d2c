// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/geojson/GeoJsonExport.h"

#include "server/core/Json.h"
#include "server/geometry/GeoJson.h"

#include <algorithm>
#include <map>
#include <set>

namespace campaign::transfer::geojson {

namespace {

using history::EntityPtr;

Value feature(const history::Entity& location, geometry::Bounds& bounds)
{
    Value::Object properties;
    for (const char* name : {"name", "description", "kind", "tags", "color", "icon", "locationType", "sourceId"}) {
        const Value& value = location.field(name);
        if (!value.isNull())
            properties.set(name, value);
    }
    const Value& variables = location.field(catalogue::common::Variables);
    for (const auto& [key, value] : variables.isObject() ? variables.asObject() : Value::Object())
        properties.set("variables." + key, value);
    Value shape = location.field("geometry");
    if (const auto geometry = geometry::fromGeoJson(shape)) {
        bounds.add(geometry::boundsOf(*geometry));
        shape = geometry::toGeoJson(*geometry);
    }
    return Value(Value::Object{{"type", "Feature"},
                               {"id", location.id},
                               {"geometry", std::move(shape)},
                               {"properties", Value(std::move(properties))}});
}

Result<std::map<Id, EntityPtr>> locations(history::Snapshot& snapshot, const catalogue::Type& type,
                                          const Selection& selection, const Viewer& viewer)
{
    std::map<Id, EntityPtr> found;
    const std::set<Id> wanted(selection.ids.begin(), selection.ids.end());
    history::ListQuery query;
    query.first = 10'000;
    for (bool more = true; more;) {
        const Result<history::Page> page = snapshot.list(type, query, {selection.branch, {}, {}}, viewer);
        if (!page)
            return page.error();
        for (const EntityPtr& entity : page->entities) {
            const Value& map = entity->field("mapId");
            const bool isOnMap = selection.mapId.empty() || map == Value(selection.mapId);
            if (isOnMap && (wanted.empty() || wanted.count(entity->id)))
                found.emplace(entity->id, entity);
        }
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return found;
}

/// What all the maps that the locations stand on agree on, "planar" when they do not.
Result<std::string> coordinateSystem(history::Snapshot& snapshot, const catalogue::Type& mapType,
                                     const Selection& selection, const Viewer& viewer)
{
    history::ListQuery query;
    query.first = 1000;
    const Result<history::Page> maps = snapshot.list(mapType, query, {selection.branch, {}, {}}, viewer);
    if (!maps)
        return maps.error();
    std::set<std::string> systems;
    for (const EntityPtr& map : maps->entities) {
        if (selection.mapId.empty() || selection.mapId == map->id) {
            const Value& crs = map->field("crs");
            systems.insert(crs == Value("EPSG4326") ? "EPSG:4326" : crs == Value("EPSG3857") ? "EPSG:3857" : "planar");
        }
    }
    return systems.size() == 1 ? *systems.begin() : std::string("planar");
}

} // namespace

Result<std::string> exportGeoJson(history::Store& store, const Selection& selection, const Viewer& viewer)
{
    const Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    const catalogue::Type& type = *store.types().find("Location");
    const auto found = locations(**snapshot, type, selection, viewer);
    if (!found)
        return found.error();
    const Result<std::string> system = coordinateSystem(**snapshot, *store.types().find("Map"), selection, viewer);
    if (!system)
        return system.error();
    geometry::Bounds bounds;
    std::string lines;
    for (const auto& [id, location] : *found)
        lines += (lines.empty() ? "\n" : ",\n") + toJson(feature(*location, bounds));
    std::string text = "{\"type\":\"FeatureCollection\",\n\"coordinateSystem\":" + toJson(Value(*system));
    if (!bounds.isEmpty())
        text +=
            ",\n\"bbox\":" +
            toJson(Value(Value::Array{Value(bounds.minX), Value(bounds.minY), Value(bounds.maxX), Value(bounds.maxY)}));
    return text + ",\n\"features\":[" + lines + (lines.empty() ? "]}\n" : "\n]}\n");
}

} // namespace campaign::transfer::geojson
