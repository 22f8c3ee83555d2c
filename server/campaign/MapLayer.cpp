// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/MapLayer.h"

#include "server/core/Json.h"

#include <algorithm>
#include <unordered_map>

namespace campaign {

using history::Entity;
using history::EntityPtr;

namespace {

constexpr double wholeMap = 1e15;
constexpr int mostFeatures = 100'000;

bool contains(const std::vector<std::string>& list, const Value& value)
{
    return value.isString() && std::find(list.begin(), list.end(), value.asString()) != list.end();
}

bool passes(const Entity& location, const MapLayerQuery& query)
{
    if (!query.worldId.empty() && !(location.field(location.type->parentField) == Value(query.worldId)))
        return false;
    if (!query.locationTypes.empty() && !contains(query.locationTypes, location.field("locationType")))
        return false;
    if (!query.kinds.empty() && !contains(query.kinds, location.field("kind")))
        return false;
    if (query.tags.empty())
        return true;
    const Value& tags = location.field(catalogue::common::Tags);
    return tags.isArray() && std::any_of(tags.asArray().begin(), tags.asArray().end(),
                                         [&](const Value& tag) { return contains(query.tags, tag); });
}

/// Those that stand on locations, by location, together with what they belong to.
struct Bearer
{
    EntityPtr entity;
    EntityPtr owner; ///< a settlement's kingdom
};
using Bearers = std::unordered_map<Id, std::vector<Bearer>>;

Result<> findOwners(const catalogue::Catalogue& types, history::Snapshot& snapshot, const history::ReadPoint& at,
                    const Viewer& viewer, const catalogue::Type& type, Bearers& bearers)
{
    const catalogue::Field* parent = type.field(type.parentField);
    const catalogue::Type* owner = parent ? types.find(parent->target) : nullptr;
    if (!owner || owner->scope != catalogue::Scope::Branched)
        return {};
    std::vector<Bearer*> wanting;
    std::vector<Id> ids;
    for (auto& [location, all] : bearers) {
        for (Bearer& bearer : all) {
            if (bearer.entity->type != &type || !bearer.entity->field(parent->name).isString())
                continue;
            wanting.push_back(&bearer);
            ids.push_back(bearer.entity->field(parent->name).asString());
        }
    }
    if (ids.empty())
        return {};
    std::vector<Id> distinct = ids;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    const Result<std::vector<EntityPtr>> owners = snapshot.byIds(*owner, distinct, at, viewer);
    if (!owners)
        return owners.error();
    for (std::size_t i = 0; i < wanting.size(); ++i) {
        const auto place = std::lower_bound(distinct.begin(), distinct.end(), ids[i]);
        wanting[i]->owner = (*owners)[static_cast<std::size_t>(place - distinct.begin())];
    }
    return {};
}

Result<Bearers> findBearers(const catalogue::Catalogue& types, history::Snapshot& snapshot,
                            std::span<const Id> locations, const history::ReadPoint& at, const Viewer& viewer)
{
    Bearers bearers;
    const catalogue::Type& location = *types.withRole(catalogue::Role::Place);
    for (const catalogue::Catalogue::Inverse& inverse : types.referencesTo(location)) {
        if (inverse.type == &location)
            continue;
        const auto found = snapshot.byReference(*inverse.type, *inverse.field, locations, at, viewer, mostFeatures);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < locations.size(); ++i) {
            for (const EntityPtr& entity : (*found)[i])
                bearers[locations[i]].push_back({entity, nullptr});
        }
        if (const Result<> owned = findOwners(types, snapshot, at, viewer, *inverse.type, bearers); !owned)
            return owned.error();
    }
    return bearers;
}

void set(Value::Object& to, const std::string& name, const Value& value)
{
    if (!value.isNull())
        to.set(name, value);
}

void addBearer(Value::Object& to, const Bearer& bearer)
{
    const Entity& entity = *bearer.entity;
    const std::string prefix = entity.type->queryName();
    if (!to.find("entityType")) {
        to.set("entityType", entity.type->name);
        to.set("entityId", entity.id);
    }
    to.set(prefix + "Id", entity.id);
    to.set(prefix + "Name", entity.name());
    set(to, "level", entity.field("level"));
    set(to, prefix + "Color", entity.field(catalogue::common::Color));
    for (const char* variable : {"population", "capital", "port"}) {
        if (const Value* value = entity.field(catalogue::common::Variables).find(variable))
            set(to, variable, *value);
    }
    if (!bearer.owner)
        return;
    const std::string owner = bearer.owner->type->queryName();
    to.set(owner + "Id", bearer.owner->id);
    to.set(owner + "Name", bearer.owner->name());
    set(to, owner + "Color", bearer.owner->field(catalogue::common::Color));
}

std::string properties(const Entity& location, const std::vector<Bearer>& bearers)
{
    using namespace catalogue;
    Value::Object object;
    object.append("id", location.id);
    object.append("name", location.name());
    object.append("type", location.field("locationType"));
    object.append("kind", location.field("kind"));
    object.append("color", location.field(common::Color));
    object.append("icon", location.field(common::Icon));
    object.append("visibility", location.field(common::Visibility));
    object.append("mapId", location.field("mapId"));
    object.append("parentLocationId", location.field("parentLocationId"));
    object.append("version", location.version);
    for (const Bearer& bearer : bearers)
        addBearer(object, bearer);
    return toJson(object);
}

bool bearsWanted(const catalogue::Catalogue& types, const std::vector<std::string>& entityTypes,
                 const std::vector<Bearer>& bearers)
{
    if (entityTypes.empty())
        return true;
    for (const std::string& name : entityTypes) {
        const catalogue::Type* wanted = types.findByAnyName(name);
        if (wanted && wanted->role == catalogue::Role::Place && bearers.empty())
            return true;
        for (const Bearer& bearer : bearers) {
            if (bearer.entity->type == wanted)
                return true;
        }
    }
    return false;
}

} // namespace

Result<std::vector<MapFeature>> readMapLayer(const catalogue::Catalogue& types, history::Snapshot& snapshot,
                                             const MapLayerQuery& query, const Id& branch, const Viewer& viewer)
{
    const history::Box whole{-wholeMap, -wholeMap, wholeMap, wholeMap};
    Result<std::vector<EntityPtr>> found =
        snapshot.locationsInBox(query.box.value_or(whole), query.mapId, branch, viewer);
    if (!found)
        return found.error();
    std::erase_if(*found, [&](const EntityPtr& location) { return !passes(*location, query); });
    std::vector<Id> ids;
    ids.reserve(found->size());
    for (const EntityPtr& location : *found)
        ids.push_back(location->id);
    const Result<Bearers> bearers = findBearers(types, snapshot, ids, {branch, {}, {}}, viewer);
    if (!bearers)
        return bearers.error();
    std::vector<MapFeature> features;
    features.reserve(found->size());
    for (EntityPtr& location : *found) {
        static const std::vector<Bearer> none;
        const auto here = bearers->find(location->id);
        const std::vector<Bearer>& standing = here == bearers->end() ? none : here->second;
        if (!bearsWanted(types, query.entityTypes, standing))
            continue;
        std::string text = properties(*location, standing);
        features.push_back({std::move(location), std::move(text)});
    }
    return features;
}

std::vector<Occupant> occupantsOfPlaces(const catalogue::Catalogue& types)
{
    std::vector<Occupant> occupants;
    for (const Occupant& inverse : types.referencesTo(*types.withRole(catalogue::Role::Place))) {
        for (const catalogue::Unique& unique : inverse.type->uniques) {
            if (unique.fields == std::vector{inverse.field->name})
                occupants.push_back(inverse);
        }
    }
    return occupants;
}

Result<std::vector<EntityPtr>> occupantsAt(const Occupant& occupant, history::Snapshot& snapshot,
                                           std::span<const Id> locations, const Id& branch, const Viewer& viewer)
{
    Result<std::vector<std::vector<EntityPtr>>> found =
        snapshot.byReference(*occupant.type, *occupant.field, locations, {branch, {}, {}}, viewer, mostFeatures);
    if (!found)
        return found.error();
    std::vector<EntityPtr> out;
    for (std::vector<EntityPtr>& here : *found)
        out.push_back(here.empty() ? nullptr : std::move(here.front()));
    return out;
}

Result<std::vector<bool>> bearAnyOf(const catalogue::Catalogue& types, const std::vector<std::string>& entityTypes,
                                    history::Snapshot& snapshot, std::span<const Id> locations, const Id& branch,
                                    const Viewer& viewer)
{
    const Result<Bearers> bearers = findBearers(types, snapshot, locations, {branch, {}, {}}, viewer);
    if (!bearers)
        return bearers.error();
    std::vector<bool> wanted;
    for (const Id& location : locations) {
        const auto here = bearers->find(location);
        wanted.push_back(
            bearsWanted(types, entityTypes, here == bearers->end() ? std::vector<Bearer>() : here->second));
    }
    return wanted;
}

} // namespace campaign
