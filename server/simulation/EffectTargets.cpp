// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/EffectTargets.h"

namespace campaign::simulation {

using history::Condition;
using history::Entity;
using history::EntityPtr;
using Targets = std::vector<EntityPtr>;

namespace {

constexpr int deepestTree = 100;

std::string textOf(const Value& value)
{
    return value.isString() ? value.asString() : std::string();
}

Error missing(std::string message)
{
    return {ErrorCode::NotFound, std::move(message), "target", {}, {}};
}

/// The settlement that stands on the subject's location.
Result<EntityPtr> settlementOf(const Entity& subject, const catalogue::Catalogue& types, history::Writer& writer)
{
    const Id location = textOf(subject.field("locationId"));
    if (location.empty())
        return missing(whyNoSettlement(subject, nullptr));
    history::ListQuery query;
    query.first = 1;
    query.where = {{"locationId", Condition::Operator::Equal, location}};
    Result<history::Page> page = writer.list(*types.find("Settlement"), query);
    if (!page)
        return page.error();
    if (page->entities.empty())
        return missing(whyNoSettlement(subject, nullptr));
    return page->entities.front();
}

Result<EntityPtr> kingdomOf(const Entity& subject, const catalogue::Catalogue& types, history::Writer& writer)
{
    const Result<EntityPtr> settlement = settlementOf(subject, types, writer);
    if (!settlement)
        return settlement;
    Result<EntityPtr> kingdom = writer.find(*types.find("Kingdom"), textOf((*settlement)->field("kingdomId")));
    if (kingdom && !*kingdom)
        return missing(whyNoKingdom(**settlement, nullptr));
    return kingdom;
}

bool mayBeTouched(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched && type.writable;
}

Result<> checkCampaign(const Entity& target, const Entity& subject, const catalogue::Catalogue& types,
                       history::Writer& writer)
{
    const Result<Id> owner = campaignOf(target, types, writer);
    const Result<Id> own = campaignOf(subject, types, writer);
    if (!owner || !own)
        return owner ? own.error() : owner.error();
    if (owner->empty() || *owner == *own)
        return {};
    return Error{ErrorCode::Forbidden, target.name() + " belongs to another campaign.", "targetId", {}, {}};
}

Result<EntityPtr> namedTarget(const Entity& effect, const Entity& subject, const catalogue::Catalogue& types,
                              history::Writer& writer)
{
    const Id id = textOf(effect.field("targetId"));
    std::vector<const catalogue::Type*> candidates;
    if (const catalogue::Type* named = types.typeNamed(effect.field("targetType")))
        candidates = {named};
    else
        for (const catalogue::Type& type : types.types())
            candidates.push_back(&type);
    for (const catalogue::Type* type : candidates) {
        if (type->scope == catalogue::Scope::Store)
            continue;
        const Result<EntityPtr> found = writer.find(*type, id);
        if (!found)
            return found;
        if (!*found)
            continue;
        if (!mayBeTouched(*type))
            return Error{ErrorCode::Forbidden, "Effects do not change a " + type->label + ".", "targetType", {}, {}};
        const Result<> own = checkCampaign(**found, subject, types, writer);
        return own ? found : Result<EntityPtr>(own.error());
    }
    return missing("What the effect works on is not there any more.");
}

Result<Targets> taggedTargets(const std::string& tag, const Entity& subject, const catalogue::Catalogue& types,
                              history::Writer& writer)
{
    Targets targets;
    history::ListQuery query;
    query.first = static_cast<int>(mostTargets) + 1;
    query.where = {{"tags", Condition::Operator::HasTag, tag}};
    for (const catalogue::Type& type : types.types()) {
        if (!mayBeTouched(type))
            continue;
        const Result<history::Page> page = writer.list(type, query);
        if (!page)
            return page.error();
        for (const EntityPtr& entity : page->entities) {
            if (checkCampaign(*entity, subject, types, writer))
                targets.push_back(entity);
        }
        if (targets.size() > mostTargets)
            return Error{ErrorCode::Limit,
                         "More than " + std::to_string(mostTargets) + " things carry the tag \"" + tag + "\".",
                         "targetTag",
                         {},
                         {}};
    }
    return targets;
}

} // namespace

std::string whyNoSettlement(const Entity& subject, const Entity* settlement)
{
    if (settlement)
        return {};
    return textOf(subject.field("locationId")).empty()
               ? subject.name() + " has no location, so there is no settlement to work on."
               : "No settlement stands on the location of " + subject.name() + ".";
}

std::string whyNoKingdom(const Entity& settlement, const Entity* kingdom)
{
    return kingdom ? std::string() : settlement.name() + " belongs to no kingdom.";
}

Result<Id> campaignOf(const Entity& entity, const catalogue::Catalogue& types, history::Writer& writer)
{
    EntityPtr held;
    const Entity* at = &entity;
    for (int depth = 0; depth < deepestTree; ++depth) {
        const catalogue::Field* up = at->type->field(at->type->parentField);
        const catalogue::Type* type = up ? types.find(up->target) : nullptr;
        if (!up) {
            up = at->type->field(at->type->ownerField);
            type = up ? types.typeNamed(at->field(up->target)) : nullptr;
        }
        const Id id = up ? textOf(at->field(up->name)) : Id();
        if (!type || id.empty())
            return Id();
        if (type->role == catalogue::Role::Campaign)
            return id;
        Result<EntityPtr> next = writer.find(*type, id);
        if (!next)
            return next.error();
        if (!*next)
            return Id();
        held = std::move(*next);
        at = held.get();
    }
    return Id();
}

Result<Targets> targetsOf(const Entity& effect, const Entity& subject, const catalogue::Catalogue& types,
                          history::Writer& writer)
{
    const std::string how = textOf(effect.field("target"));
    if (how == "tag")
        return taggedTargets(textOf(effect.field("targetTag")), subject, types, writer);
    const auto one = [&]() -> Result<EntityPtr> {
        if (how == "settlement")
            return settlementOf(subject, types, writer);
        if (how == "kingdom")
            return kingdomOf(subject, types, writer);
        if (how == "entity")
            return namedTarget(effect, subject, types, writer);
        return writer.find(*subject.type, subject.id);
    };
    Result<EntityPtr> target = one();
    if (!target)
        return target.error();
    if (!*target)
        return missing("What the effect works on is not there.");
    return Targets{std::move(*target)};
}

} // namespace campaign::simulation
