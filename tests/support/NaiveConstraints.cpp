// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NaiveConstraints.h"

#include <algorithm>

namespace campaign::support {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;

namespace {

Error conflict(const Folded& entity, const std::string& sentence)
{
    return {ErrorCode::Conflict, entity.type->label + " " + entity.id + " " + sentence, {}, {}, {}};
}

const Folded* find(const Fold& view, const std::string& type, const Value& id)
{
    const auto found = id.isString() ? view.find({type, id.asString()}) : view.end();
    return found == view.end() || !found->second.isLive() ? nullptr : &found->second;
}

/// Every reference set in the change, or of an entity that became live in it, points to something live and not
/// archived.
Result<void> checkReferences(const Fold& view, const catalogue::Catalogue& types, const Folded& entity,
                             std::int64_t seq, bool becameLive)
{
    for (const Field& field : entity.type->fields) {
        const auto slot = entity.slots.find(field.name);
        if (!catalogue::holdsOn(field) || slot == entity.slots.end() || slot->second.value.isNull() ||
            (slot->second.seq != seq && !becameLive))
            continue;
        const Type* named = types.typeNamed(entity.value(field.target));
        const bool isAny = field.type == FieldType::AnyId;
        if (isAny && !named)
            return conflict(entity, "does not say what type " + field.name + " has");
        const Folded* target = find(view, isAny ? named->name : field.target, slot->second.value);
        if (!target || target->isArchived())
            return conflict(entity, "refers by " + field.name + " to something that is not there");
    }
    return {};
}

bool agree(const Folded& left, const Folded& right, const catalogue::Unique& unique)
{
    return std::all_of(unique.fields.begin(), unique.fields.end(), [&](const std::string& field) {
        return !left.value(field).isNull() && left.value(field) == right.value(field);
    });
}

Result<void> checkUniques(const Fold& view, const Folded& entity)
{
    for (const catalogue::Unique& unique : entity.type->uniques) {
        for (const auto& [key, other] : view) {
            if (other.type == entity.type && other.id != entity.id && other.isLive() && !other.isArchived() &&
                agree(entity, other, unique))
                return conflict(entity, "is not unique beside " + other.id);
        }
    }
    return {};
}

Result<void> checkTrees(const Fold& view, const Folded& entity, std::int64_t seq, bool becameLive)
{
    for (const Field& field : entity.type->fields) {
        const auto slot = entity.slots.find(field.name);
        if (!field.tree || slot == entity.slots.end() || (slot->second.seq != seq && !becameLive))
            continue;
        std::set<Id> passed{entity.id};
        const Folded* above = find(view, entity.type->name, entity.value(field.name));
        for (; above; above = find(view, entity.type->name, above->value(field.name))) {
            if (!passed.insert(above->id).second)
                return conflict(entity, "would lie in itself by " + field.name);
        }
    }
    return {};
}

Result<void> checkWhole(const Folded& entity)
{
    std::vector<Value> values;
    for (const Field& field : entity.type->fields)
        values.push_back(entity.value(field.name));
    return entity.type->check ? entity.type->check({*entity.type, values}) : Result<void>();
}

bool leadsTo(const Fold& view, const Type& type, const catalogue::Acyclic& rule, const Value& at, const Value& goal,
             std::set<Id>& seen)
{
    if (at == goal)
        return true;
    if (!at.isString() || !seen.insert(at.asString()).second)
        return false;
    return std::any_of(view.begin(), view.end(), [&](const auto& entry) {
        const Folded& edge = entry.second;
        return edge.type == &type && edge.isLive() && !edge.isArchived() && edge.value(rule.from) == at &&
               edge.value(rule.field) == rule.value && leadsTo(view, type, rule, edge.value(rule.to), goal, seen);
    });
}

Result<void> checkCircles(const Fold& view, const Folded& entity)
{
    for (const catalogue::Acyclic& rule : entity.type->acyclics) {
        std::set<Id> seen;
        const Value start = entity.value(rule.from);
        if (entity.value(rule.field) == rule.value && start.isString() &&
            leadsTo(view, *entity.type, rule, entity.value(rule.to), start, seen))
            return conflict(entity, "would close a circle");
    }
    return {};
}

/// Nothing that is there holds a required reference to what has ceased to be.
Result<void> checkHolders(const Fold& view, const catalogue::Catalogue& types, const Folded& gone)
{
    for (const auto& [holderType, field] : types.holdersOf(*gone.type)) {
        for (const auto& [key, holder] : view) {
            if (field->required && holder.type == holderType && holder.isLive() && !holder.isArchived() &&
                holder.value(field->name) == Value(gone.id))
                return conflict(holder, "still needs " + gone.id);
        }
    }
    return {};
}

} // namespace

Result<void> checkConstraints(const NaiveState& before, const NaiveState& after, const catalogue::Catalogue& types,
                              const Id& branch, std::int64_t seq)
{
    const Fold was = before.fold(before.now(branch));
    const Fold view = after.fold(after.now(branch));
    for (const auto& [key, shown] : view) {
        const auto& entity = shown; // what a lambda may refer to
        if (!entity.changes.contains(seq))
            continue;
        const auto earlier = was.find(key);
        const bool wasLive = earlier != was.end() && earlier->second.isLive();
        const bool wasThere = wasLive && !earlier->second.isArchived();
        Result<void> good;
        if (!entity.isLive())
            good = wasThere ? checkHolders(view, types, entity) : Result<void>();
        else if (!entity.isArchived())
            good = checkWhole(entity)
                       .and_then([&] { return checkReferences(view, types, entity, seq, !wasLive); })
                       .and_then([&] { return checkUniques(view, entity); })
                       .and_then([&] { return checkTrees(view, entity, seq, !wasLive); })
                       .and_then([&] { return checkCircles(view, entity); });
        if (!good)
            return good;
    }
    return {};
}

} // namespace campaign::support
