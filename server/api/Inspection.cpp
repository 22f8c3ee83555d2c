// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Inspection.h"

namespace campaign::api {

using catalogue::FieldType;
using history::EntityPtr;

/// A reference waiting to be looked up.
struct Inspection::Pointer
{
    std::size_t from; ///< the place of the entity among those inspected
    EntityPtr entity;
    const catalogue::Field* field;
    Id to;
};

Inspection::Inspection(OperationScope& scope, history::Snapshot& snapshot, const Value& arguments)
    : m_scope(scope)
    , m_snapshot(snapshot)
    , m_arguments(arguments)
{
}

Result<std::vector<Findings>> Inspection::of(const catalogue::Type& type, std::span<const EntityPtr> entities)
{
    std::vector<Findings> findings(entities.size());
    if (entities.empty())
        return findings;
    for (const catalogue::Field& field : type.fields) {
        if (Result<> checked = checkReferences(field, entities, findings); !checked)
            return checked.error();
    }
    if (ComputedFields::applyTo(type)) {
        if (Result<> checked = checkRules(type, entities, findings); !checked)
            return checked.error();
    }
    return findings;
}

Result<> Inspection::checkReferences(const catalogue::Field& field, std::span<const EntityPtr> entities,
                                     std::vector<Findings>& findings)
{
    if (field.type != FieldType::Reference && field.type != FieldType::AnyId)
        return {};
    std::map<const catalogue::Type*, std::vector<Pointer>> byTarget;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const Value& id = entities[i]->field(field.name);
        if (!id.isString() || id.asString().empty())
            continue;
        const catalogue::Type* target = field.type == FieldType::AnyId
                                            ? m_scope.types().typeNamed(entities[i]->field(field.target))
                                            : m_scope.types().find(field.target);
        if (target)
            byTarget[target].push_back({i, entities[i], &field, id.asString()});
    }
    for (const auto& [target, pointers] : byTarget) {
        if (Result<> good = lookUp(*target, pointers, findings); !good)
            return good;
    }
    return {};
}

Result<> Inspection::lookUp(const catalogue::Type& target, std::span<const Pointer> pointers,
                            std::vector<Findings>& findings)
{
    const Result<const ReadView*> where = view(target);
    if (!where)
        return where.error();
    std::vector<Id> ids;
    for (const Pointer& pointer : pointers)
        ids.push_back(pointer.to);
    const auto found = m_snapshot.byIds(target, ids, (*where)->at, m_scope.viewer());
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        const Pointer& pointer = pointers[i];
        if (!(*found)[i])
            findings[pointer.from].problems.push_back(
                {"DANGLING_REFERENCE",
                 "\"" + pointer.field->label + "\" names a " + target.label + " that is no longer there.",
                 pointer.entity, pointer.field->name});
    }
    return {};
}

Result<> Inspection::checkRules(const catalogue::Type& type, std::span<const EntityPtr> entities,
                                std::vector<Findings>& findings)
{
    const Result<const ReadView*> where = view(type);
    if (!where)
        return where.error();
    const auto computed = m_scope.services().computed.of(entities, (*where)->at, m_snapshot, m_scope.viewer());
    if (!computed)
        return computed.error();
    for (std::size_t i = 0; i < entities.size(); ++i) {
        findings[i].from = (*computed)[i]->from;
        for (const ComputedField& field : (*computed)[i]->fields) {
            for (const RuleFailure& failure : field.failures)
                findings[i].problems.push_back({"RULE_FAILED",
                                                "The rule \"" + failure.ruleName + "\" fails: " + failure.message,
                                                entities[i], field.field});
        }
    }
    return {};
}

} // namespace campaign::api
