// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include "server/core/Json.h"

#include <algorithm>
#include <set>

// Uniqueness, references and trees, for every writer: CRUD, undo, restore, import (semantics §4). Archived counts as
// absent.

namespace campaign::history {

namespace {

bool isPresent(const Entity& entity)
{
    return entity.isLive && !entity.isArchived();
}

Error conflict(const std::string& message, const std::string& path, Value::Object details)
{
    return {ErrorCode::Conflict, message, path, {}, toJson(details)};
}

} // namespace

Result<void> ChangeWriter::checkConstraints()
{
    std::vector<EntityAddress> touched;
    for (const auto& [address, entity] : m_working) {
        if (!entity.changed.empty())
            touched.push_back(address);
    }
    // Of several faults the first by id is told, on whatever branch it is.
    std::stable_sort(touched.begin(), touched.end(),
                     [](const EntityAddress& left, const EntityAddress& right) { return left.id < right.id; });
    for (const EntityAddress& address : touched) {
        const Working entity = m_working.at(address); // a copy: looking others up may add to the map
        // Each is checked as its own branch shows it.
        m_branch = address.branch == streamScope ? m_home : address.branch;
        const bool wasPresent = entity.before && isPresent(*entity.before);
        Result<void> good;
        if (isPresent(entity.now)) {
            if (entity.now.type->check)
                good = entity.now.type->check({*entity.now.type, entity.now.fields});
            if (good)
                good = checkReferences(entity);
            if (good)
                good = checkUniques(entity);
            if (good)
                good = checkCircles(entity);
        } else if (wasPresent && !entity.now.isLive) {
            good = checkNotNeeded(entity);
        }
        if (!good)
            return good;
    }
    return {};
}

Result<void> ChangeWriter::checkReferences(const Working& entity)
{
    const bool becameLive = (!entity.before || !entity.before->isLive) && !entity.isInherited;
    for (const catalogue::Field& field : entity.now.type->fields) {
        const Value& value = entity.now.field(field.name);
        const bool wasSet = becameLive || (entity.inForce.contains(field.name) && !entity.isInherited);
        if (!wasSet || value.isNull() || !catalogue::holdsOn(field))
            continue;
        const catalogue::Type* target = field.type == catalogue::FieldType::AnyId
                                            ? m_context.types.typeNamed(entity.now.field(field.target))
                                            : m_context.types.find(field.target);
        if (!target)
            return conflict(field.label + " of " + entity.now.name() + " needs the type of what it names.",
                            field.target, {{"constraint", "reference"}, {"field", field.target}});
        Result<Working*> other = working(*target, value.asString(), branchOf(*target));
        if (!other)
            return other.error();
        // What an export holds was good when it was written: there, things may hang on something archived.
        const bool isThere = m_request.kind == "import" ? (*other)->now.isLive : isPresent((*other)->now);
        if (!isThere)
            return conflict(field.label + " of " + entity.now.name() + " names a " + target->label +
                                " that is not there (" + value.asString() + ").",
                            field.name, {{"constraint", "reference"}, {"field", field.name}, {"id", value.asString()}});
        if (field.tree) {
            if (Result<void> good = checkTree(entity, field); !good)
                return good;
        }
    }
    return {};
}

/// Follows the edges from what this one leads to; whoever comes back to where it starts has gone in a circle.
Result<void> ChangeWriter::checkCircles(const Working& entity)
{
    Lists lists(m_context.connection, *m_context.lineage, nullptr);
    for (const catalogue::Acyclic& rule : entity.now.type->acyclics) {
        const Value& start = entity.now.field(rule.from);
        if (!(entity.now.field(rule.field) == rule.value) || !start.isString())
            continue;
        std::set<Id> seen;
        std::vector<Id> ahead{entity.now.field(rule.to).asString()};
        while (!ahead.empty()) {
            const Id at = ahead.back();
            ahead.pop_back();
            if (at == start.asString())
                return conflict(rule.message, rule.to, {{"constraint", "acyclic"}, {"field", rule.to}});
            if (!seen.insert(at).second)
                continue;
            constexpr int mostEdges = 10'000;
            const ListQuery query{.where = {{rule.from, Condition::Operator::Equal, at},
                                            {rule.field, Condition::Operator::Equal, rule.value}},
                                  .orderBy = {},
                                  .first = mostEdges,
                                  .after = {},
                                  .includeArchived = false};
            Result<Page> edges = lists.page(*entity.now.type, query, m_branch, m_allSeeing);
            if (!edges)
                return edges.error();
            for (const EntityPtr& edge : edges->entities)
                ahead.push_back(edge->field(rule.to).asString());
        }
    }
    return {};
}

Result<void> ChangeWriter::checkTree(const Working& entity, const catalogue::Field& field)
{
    std::set<Id> seen{entity.now.id};
    Value parent = entity.now.field(field.name);
    while (parent.isString()) {
        if (!seen.insert(parent.asString()).second)
            return conflict(field.label + ": " + entity.now.name() + " would lie within itself.", field.name,
                            {{"constraint", "tree"}, {"field", field.name}});
        Result<Working*> next = working(*entity.now.type, parent.asString(), branchOf(*entity.now.type));
        if (!next)
            return next.error();
        parent = (*next)->now.isLive ? (*next)->now.field(field.name) : Value();
    }
    return {};
}

Result<void> ChangeWriter::checkUniques(const Working& entity)
{
    Lists lists(m_context.connection, *m_context.lineage, nullptr);
    for (const catalogue::Unique& unique : entity.now.type->uniques) {
        ListQuery query{.where = {}, .orderBy = {}, .first = 2, .after = {}, .includeArchived = false};
        bool isBound = true;
        for (const std::string& name : unique.fields) {
            query.where.push_back({name, Condition::Operator::Equal, entity.now.field(name)});
            isBound = isBound && !entity.now.field(name).isNull();
        }
        if (!isBound)
            continue;
        Result<Page> page = lists.page(*entity.now.type, query, m_branch, m_allSeeing);
        if (!page)
            return page.error();
        for (const EntityPtr& other : page->entities) {
            if (other->id == entity.now.id)
                continue;
            std::string message = unique.message;
            for (auto at = message.find("{name}"); at != std::string::npos;
                 at = message.find("{name}", at + other->name().size()))
                message.replace(at, 6, other->name());
            return conflict(message, unique.fields.front(),
                            {{"constraint", "unique"}, {"field", unique.fields.front()}, {"id", other->id}});
        }
    }
    return {};
}

Result<void> ChangeWriter::checkNotNeeded(const Working& entity)
{
    for (const catalogue::Catalogue::Inverse& inverse : m_context.types.holdersOf(*entity.now.type)) {
        if (!inverse.field->required)
            continue;
        Result<std::vector<EntityPtr>> holders = holdersOf(inverse, entity.now.id);
        if (!holders)
            return holders.error();
        for (const EntityPtr& holder : *holders) {
            if (!holder->isArchived())
                return conflict(entity.now.name() + " cannot go: " + holder->name() + " (" + inverse.type->label +
                                    ") needs it.",
                                inverse.field->name,
                                {{"constraint", "reference"}, {"field", inverse.field->name}, {"id", holder->id}});
        }
    }
    return {};
}

} // namespace campaign::history
