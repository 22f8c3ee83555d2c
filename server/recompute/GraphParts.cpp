// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/LiveState.h"

#include <algorithm>

namespace campaign::recompute {

using catalogue::Type;
using dependencies::Part;
using dependencies::Place;
using history::Entity;
using history::EntityPtr;
using Kind = ReadSite::Kind;

namespace {

std::string textOf(const Value& value)
{
    return value.isString() ? value.asString() : std::string();
}

std::string listName(const ReadSite& site)
{
    for (const catalogue::Field& field : site.members->fields) {
        if (field.name == site.path)
            return field.inverse;
    }
    return site.path;
}

/// What a site is in the graph; whether something is there and how a list is ordered are no places of their own.
std::optional<Place> placeOf(const ReadSite& site, const Id& only)
{
    const Id entity = site.way.empty() ? only : Id();
    switch (site.kind) {
    case Kind::Field:
        return Place{site.type().name, entity, site.path};
    case Kind::Whole:
        return Place{site.type().name, entity, ""};
    case Kind::Keyed:
        return Place{site.type().name, entity, "var." + site.path};
    case Kind::Members:
        return Place{site.type().name, entity, listName(site)};
    case Kind::Exists:
    case Kind::Order:
        break;
    }
    return std::nullopt;
}

/// The sites that are places, in the order in which a part reads them.
std::vector<const ReadSite*> placedSites(const RuleSites& sites)
{
    std::vector<const ReadSite*> placed;
    for (const ReadSite& site : sites.sites) {
        if (placeOf(site, {}))
            placed.push_back(&site);
    }
    return placed;
}

void addReads(Part& part, const RuleSites& sites, const Id& only)
{
    for (const ReadSite* site : placedSites(sites))
        part.reads.push_back(*placeOf(*site, only));
}

/// "/variables/population" → "variables.population"; no deeper than what is merged apart.
std::string pathOf(const std::string& pointer)
{
    std::vector<std::string> keys;
    for (const char c : pointer) {
        if (c == '/')
            keys.emplace_back();
        else if (!keys.empty())
            keys.back() += c;
    }
    for (std::string& key : keys) {
        for (std::size_t at = key.find('~'); at != std::string::npos; at = key.find('~', at + 1))
            key.replace(at, 2, at + 1 < key.size() && key[at + 1] == '1' ? "/" : "~");
    }
    if (keys.empty())
        return {};
    const bool isMap = keys[0] == "variables" || keys[0] == "var";
    return isMap && keys.size() > 1 ? keys[0] + '.' + keys[1] : keys[0];
}

/// Where an effect works: on one entity, on any of a type, or on any of several types.
std::vector<Place> targetsOf(const Entity& effect, const catalogue::Catalogue& types, Part& part)
{
    const std::string how = textOf(effect.field("target"));
    const Type* subject = types.typeNamed(effect.field("entityType"));
    const auto readOfSubject = [&](const char* field) {
        if (subject && subject->field(field))
            part.reads.push_back({subject->name, textOf(effect.field("entityId")), field});
    };
    if (how == "settlement" || how == "kingdom") {
        readOfSubject("locationId");
        part.reads.push_back({"Settlement", "", "locationId"});
        if (how == "settlement")
            return {{"Settlement", "", ""}};
        part.reads.push_back({"Settlement", "", "kingdomId"});
        return {{"Kingdom", "", ""}};
    }
    if (how == "entity") {
        const Type* type = types.typeNamed(effect.field("targetType"));
        return type ? std::vector<Place>{{type->name, textOf(effect.field("targetId")), ""}} : std::vector<Place>();
    }
    std::vector<Place> targets;
    if (how != "tag")
        return subject ? std::vector<Place>{{subject->name, textOf(effect.field("entityId")), ""}} : targets;
    for (const Type& type : types.types()) {
        if (type.scope != catalogue::Scope::Branched || !type.writable)
            continue;
        part.reads.push_back({type.name, "", "tags"});
        targets.push_back({type.name, "", ""});
    }
    return targets;
}

void addAt(std::vector<Place>& places, const std::vector<Place>& targets, const std::string& path,
           const catalogue::Catalogue& types)
{
    for (Place place : targets) {
        place.path = path;
        const std::string field = path.substr(0, path.find('.'));
        const bool isThere = field.empty() || field == "var" || types.find(place.type)->fieldIndex(field) >= 0;
        if (isThere && std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(std::move(place));
    }
}

void addPatch(Part& part, const std::vector<Place>& targets, const Value& patch, const catalogue::Catalogue& types)
{
    for (const Value& operation : patch.isArray() ? patch.asArray() : Value::Array()) {
        const std::string op = operation.stringOr("op", "");
        const std::string path = pathOf(operation.stringOr("path", ""));
        addAt(op == "test" ? part.reads : part.writes, targets, path, types);
        if (op == "copy" || op == "move")
            addAt(part.reads, targets, pathOf(operation.stringOr("from", "")), types);
        if (op == "move")
            addAt(part.writes, targets, pathOf(operation.stringOr("from", "")), types);
    }
}

dependencies::PartPtr effectPart(const Entity& effect, const catalogue::Catalogue& types)
{
    Part part{
        .type = dependencies::NodeType::Effect, .id = effect.id, .kind = effect.type->name, .name = effect.name()};
    const std::vector<Place> targets = targetsOf(effect, types, part);
    const std::string action = textOf(effect.field("action"));
    const Value& payload = effect.field("payload");
    if (action == "create") {
        if (const Type* made = types.typeNamed(Value(payload.stringOr("type", ""))))
            part.writes.push_back({made->name, "", ""});
    } else if (action == "advanceLevel") {
        addAt(part.writes, targets, "level", types);
        addAt(part.writes, targets, "manualLevelOverride", types);
    } else if (action == "log") {
        part.writes.push_back({"Note", "", ""});
    } else {
        addPatch(part, targets, payload, types);
    }
    if (const Type* subject = types.typeNamed(effect.field("entityType")))
        part.belongsTo = Place{subject->name, textOf(effect.field("entityId")), ""};
    return std::make_shared<const Part>(std::move(part));
}

dependencies::PartPtr variablePart(const Entity& variable, Formulas& formulas)
{
    const Type* owner = formulas.names().types().typeNamed(variable.field("scope"));
    if (!owner)
        return nullptr;
    const Id id = textOf(variable.field("scopeId"));
    Part part{.type = dependencies::NodeType::Variable,
              .id = variable.id,
              .kind = variable.type->name,
              .name = variable.name(),
              .isDerived = isDerived(variable),
              .gives = Place{owner->name, id, "var." + textOf(variable.field("key"))}};
    if (part.isDerived)
        addReads(part, *formulas.sites(*owner, variable.field("formula")), id);
    return std::make_shared<const Part>(std::move(part));
}

dependencies::PartPtr rulePart(const Entity& rule, Formulas& formulas)
{
    const Type* root = formulas.names().types().typeNamed(rule.field("entityType"));
    if (!root)
        return nullptr;
    const Id only = textOf(rule.field("entityId"));
    Part part{.type = dependencies::NodeType::Condition, .id = rule.id, .kind = rule.type->name, .name = rule.name()};
    addReads(part, *formulas.sites(*root, rule.field("expression")), only);
    if (rule.type->fieldIndex("field") >= 0)
        part.gives = Place{root->name, only, "computedFields." + textOf(rule.field("field"))};
    else
        part.belongsTo = Place{root->name, only, ""};
    return std::make_shared<const Part>(std::move(part));
}

} // namespace

dependencies::PartPtr partOf(const Entity& entity, Formulas& formulas)
{
    if (!isInForce(entity))
        return nullptr;
    const std::string& type = entity.type->name;
    if (type == "Effect")
        return effectPart(entity, formulas.names().types());
    if (type == "FieldCondition" || type == "Condition")
        return rulePart(entity, formulas);
    return entity.type->fieldIndex("formula") >= 0 ? variablePart(entity, formulas) : nullptr;
}

dependencies::Resolver resolverFor(const LiveState& state)
{
    return [&state](const Part& part, std::size_t read) -> std::optional<std::vector<Id>> {
        const LiveRule* rule = state.rules.find(part.id);
        if (!rule || rule->only.empty())
            return std::nullopt;
        const std::vector<const ReadSite*> sites = placedSites(*rule->sites);
        if (read >= sites.size())
            return std::nullopt;
        std::vector<Id> here{rule->only};
        for (std::size_t i = 0; i < sites[read]->way.size(); ++i) {
            const Hop& hop = sites[read]->way[i];
            std::vector<Id> next;
            for (const Id& id : here) {
                if (hop.isDown) {
                    const std::vector<Id> below = state.image.referring(*hop.type, *hop.field, id);
                    next.insert(next.end(), below.begin(), below.end());
                } else if (const EntityPtr& entity = state.image.find(*sites[read]->types[i], id)) {
                    if (const Value& up = entity->field(hop.field->name); up.isString())
                        next.push_back(up.asString());
                }
            }
            here = std::move(next);
        }
        return here;
    };
}

} // namespace campaign::recompute
