// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Plan.h"

#include "server/geometry/GeoJson.h"
#include "server/transfer/azgaar/Background.h"

#include <algorithm>

namespace campaign::transfer::azgaar {

namespace {

constexpr std::size_t longestName = 200;
constexpr std::size_t longestText = std::size_t{1} << 20;

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string shapeOf(const geometry::Geometry& geometry)
{
    constexpr const char* shapes[] = {"point", "line", "region"};
    return shapes[geometry::dimensionOf(geometry)];
}

} // namespace

Plan::Plan(const World& source)
    : world(source)
{
    result.title = "Import " + (isBlank(source.settings.name) ? std::string("a world") : source.settings.name);
    for (const azgaar::LeftOut& one : source.leftOut)
        result.leftOut.push_back({one.what, one.count, one.reason});
}

std::string Plan::sourceId(std::string_view kind, const std::string& id) const
{
    return "azgaar:" + world.settings.seed + ":" + std::string(kind) + (id.empty() ? "" : ":" + id);
}

std::string Plan::fit(std::string text, std::size_t most, std::string_view what)
{
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    result.warnings.push_back(std::string(what) + " was longer than " + std::to_string(most) + " bytes and was cut.");
    return text;
}

PlannedEntity* Plan::add(std::string type, std::string group, std::string sourceId, const std::string& name,
                         const std::string& fallback)
{
    if (!m_sourceIds.insert(sourceId).second) {
        leaveOut(group, "the file names the same one twice");
        return nullptr;
    }
    PlannedEntity entity;
    entity.type = std::move(type);
    entity.group = std::move(group);
    entity.sourceId = std::move(sourceId);
    entity.fields.set("name", isBlank(name) ? fallback : fit(name, longestName, "The name of " + entity.sourceId));
    result.entities.push_back(std::move(entity));
    return &result.entities.back();
}

PlannedEntity* Plan::addLocation(std::string group, std::string id, const std::string& name,
                                 const std::string& fallback, std::string_view kind, const geometry::Geometry& geometry,
                                 const std::string& parent)
{
    PlannedEntity* location = add("Location", std::move(group), std::move(id), name, fallback);
    if (!location)
        return nullptr;
    location->fields.set("locationType", shapeOf(geometry));
    location->fields.set("kind", kind);
    location->fields.set("geometry", geometry::toGeoJson(geometry));
    location->references = {{"worldId", "World", sourceId("world", "")}, {"mapId", "Map", sourceId("map", "")}};
    if (has(parent))
        location->references.push_back({"parentLocationId", "Location", parent});
    return location;
}

void Plan::setText(PlannedEntity& entity, std::string_view field, std::string text)
{
    if (!isBlank(text))
        entity.fields.set(field, fit(std::move(text), longestText, "The text of " + entity.sourceId));
}

void Plan::leaveOut(std::string what, std::string reason)
{
    const auto same = std::find_if(result.leftOut.begin(), result.leftOut.end(), [&](const transfer::LeftOut& one) {
        return one.what == what && one.reason == reason;
    });
    if (same != result.leftOut.end())
        ++same->count;
    else
        result.leftOut.push_back({std::move(what), 1, std::move(reason)});
}

void setVariable(PlannedEntity& entity, std::string_view key, Value value)
{
    if (value.isNull() || (value.isString() && value.asString().empty()))
        return;
    Value* variables = entity.fields.find("variables");
    if (!variables) {
        entity.fields.set("variables", Value(Value::Object{}));
        variables = entity.fields.find("variables");
    }
    variables->asObject().set(key, std::move(value));
}

ImportPlan planImport(const World& world)
{
    Plan plan(world);
    planGround(plan);
    planStates(plan);
    planProvinces(plan);
    planBurgs(plan);
    planPeoples(plan);
    planLines(plan);
    planPlaces(plan);
    planNotes(plan);
    plan.result.files.push_back({plan.sourceId("map", ""), "backgroundImage", "image/svg+xml", backgroundSvg(world)});
    return std::move(plan.result);
}

} // namespace campaign::transfer::azgaar
