// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Inspection.h"

#include "server/campaign/VariableCheck.h"
#include "server/catalogue/Mentions.h"

#include <set>

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
    std::string mentioned; ///< the name a text gives it, "" where it is no mention
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
        if (Result<> checked = checkMentions(field, entities, findings); !checked)
            return checked.error();
    }
    if (ComputedFields::applyTo(type)) {
        if (Result<> checked = checkRules(type, entities, findings); !checked)
            return checked.error();
    }
    if (Result<> checked = checkVariables(entities, findings); !checked)
        return checked.error();
    if (type.name == "Effect") {
        if (Result<> checked = checkEffects(entities, findings); !checked)
            return checked.error();
    }
    if (type.fieldIndex("formula") >= 0) {
        if (Result<> checked = checkStateVariables(type, entities, findings); !checked)
            return checked.error();
    }
    return findings;
}

/// Values that do not fit what was declared for them since.
Result<> Inspection::checkVariables(std::span<const EntityPtr> entities, std::vector<Findings>& findings)
{
    constexpr int mostSchemas = 10'000;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const Value& variables = entities[i]->field(catalogue::common::Variables);
        if (!variables.isObject() || variables.asObject().empty())
            continue;
        if (!m_schemas) {
            const catalogue::Type& schema = *m_scope.types().find("VariableSchema");
            const Result<const ReadView*> where = view(schema);
            if (!where)
                return where.error();
            history::ListQuery query;
            query.first = mostSchemas;
            Result<history::Page> page = m_snapshot.list(schema, query, (*where)->at, m_scope.viewer());
            if (!page)
                return page.error();
            m_schemas = std::move(page->entities);
        }
        for (Error& fault : faultsIn(*entities[i], m_scope.types(), *m_schemas))
            findings[i].problems.push_back(
                {"VARIABLE_TYPE", std::move(fault.message), entities[i], std::move(fault.path)});
    }
    return {};
}

Result<> Inspection::checkStateVariables(const catalogue::Type& type, std::span<const EntityPtr> entities,
                                         std::vector<Findings>& findings)
{
    const Result<const ReadView*> where = view(type);
    if (!where)
        return where.error();
    std::vector<EntityPtr> derived;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (isDerived(*entities[i])) {
            derived.push_back(entities[i]);
            places.push_back(i);
        } else if (const Result<> fits = checkResult(*entities[i], entities[i]->field("value")); !fits) {
            findings[i].problems.push_back({"VARIABLE_TYPE", fits.error().message, entities[i], "value"});
        }
    }
    Result<std::vector<DerivedResult>> results =
        m_scope.services().computed.derive(derived, (*where)->at, m_snapshot, m_scope.viewer());
    if (!results)
        return results.error();
    for (std::size_t i = 0; i < derived.size(); ++i) {
        DerivedResult& result = (*results)[i];
        findings[places[i]].from = std::move(result.from);
        if (result.derived.isGood() || !isInForce(*derived[i]))
            continue;
        findings[places[i]].problems.push_back(
            {result.derived.isCircle ? "CIRCLE" : "VARIABLE_FAILED",
             "The variable \"" + derived[i]->name() + "\" has no value: " + result.derived.problem, derived[i],
             "formula"});
    }
    return {};
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
            byTarget[target].push_back({i, entities[i], &field, id.asString(), {}});
    }
    for (const auto& [target, pointers] : byTarget) {
        if (Result<> good = lookUp(*target, pointers, findings); !good)
            return good;
    }
    return {};
}

Result<> Inspection::checkMentions(const catalogue::Field& field, std::span<const EntityPtr> entities,
                                   std::vector<Findings>& findings)
{
    if (field.type != FieldType::LongText)
        return {};
    std::map<const catalogue::Type*, std::vector<Pointer>> byTarget;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const Value& text = entities[i]->field(field.name);
        std::set<Id> told; // once for each text
        for (catalogue::Mention& one :
             text.isString() ? catalogue::mentionsIn(text.asString()) : std::vector<catalogue::Mention>()) {
            const catalogue::Type* target = m_scope.types().find(one.type);
            if (target && told.insert(one.id).second)
                byTarget[target].push_back({i, entities[i], &field, one.id, std::move(one.shownName)});
        }
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
        if ((*found)[i])
            continue;
        const std::string what = pointer.mentioned.empty()
                                     ? "names a " + target.label + " that is no longer there."
                                     : "mentions " + pointer.mentioned + ", which is no longer there.";
        findings[pointer.from].problems.push_back(
            {"DANGLING_REFERENCE", "\"" + pointer.field->label + "\" " + what, pointer.entity, pointer.field->name});
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

/// Effects whose settlement or kingdom is not there: what they belong to could not happen.
Result<> Inspection::checkEffects(std::span<const EntityPtr> effects, std::vector<Findings>& findings)
{
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const history::Entity& effect = *effects[i];
        const Value& how = effect.field("target");
        if ((how != Value("settlement") && how != Value("kingdom")) || effect.field("isActive") == Value(false))
            continue;
        const Result<const ReadView*> where = view(*effect.type);
        if (!where)
            return where.error();
        ReadSet read(m_scope.services().invalidation, (*where)->at.branch);
        const Result<std::string> why = whyNoTarget(effect, read);
        if (!why)
            return why.error();
        findings[i].from = read.take();
        if (!why->empty())
            findings[i].problems.push_back(
                {"EFFECT_FAILS", "The effect \"" + effect.name() + "\" cannot work: " + *why, effects[i], "target"});
    }
    return {};
}

/// "" when there is one, or when it does not matter any more.
Result<std::string> Inspection::whyNoTarget(const history::Entity& effect, ReadSet& read)
{
    const catalogue::Type& settlement = *m_scope.types().find("Settlement");
    const catalogue::Type* type = m_scope.types().typeNamed(effect.field("entityType"));
    const Result<const ReadView*> where = view(*effect.type);
    if (!type || !where || !effect.field("entityId").isString())
        return where ? Result<std::string>(std::string()) : where.error();
    const std::vector<Id> id{effect.field("entityId").asString()};
    const auto subject = m_snapshot.byIds(*type, id, (*where)->at, m_scope.viewer());
    if (!subject)
        return subject.error();
    read.entity(*type, id.front());
    if (!subject->front() || isDone(*subject->front()))
        return std::string();
    const Value& location = subject->front()->field("locationId");
    if (!location.isString())
        return subject->front()->name() + " has no location, so there is no settlement to work on.";
    const catalogue::Field& stands = *settlement.field("locationId");
    const std::vector<Id> place{location.asString()};
    const auto there = m_snapshot.byReference(settlement, stands, place, (*where)->at, m_scope.viewer());
    if (!there)
        return there.error();
    read.children(settlement, stands, place.front());
    if (there->front().empty())
        return "No settlement stands on the location of " + subject->front()->name() + ".";
    const bool needsKingdom = effect.field("target") == Value("kingdom");
    return needsKingdom && !there->front().front()->field("kingdomId").isString()
               ? there->front().front()->name() + " belongs to no kingdom."
               : std::string();
}

} // namespace campaign::api
