// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Inspection.h"

#include "server/campaign/VariableCheck.h"
#include "server/catalogue/Mentions.h"
#include "server/simulation/EffectTargets.h"

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

/// An effect on the settlement or the kingdom where something happens, and what was found of these.
struct Inspection::PlacedEffect
{
    std::size_t at; ///< its place among those inspected
    const history::Entity* effect;
    EntityPtr subject;
    EntityPtr settlement;
    EntityPtr kingdom;
    ReadSet read;

    bool wantsKingdom() const { return effect->field("target") == Value("kingdom"); }
    /// What is gone or over needs nothing any more.
    bool matters() const { return subject && !isDone(*subject); }
    /// "" when it finds what it works on.
    std::string whyNot() const
    {
        if (!matters())
            return {};
        std::string why = simulation::whyNoSettlement(*subject, settlement.get());
        return why.empty() && wantsKingdom() ? simulation::whyNoKingdom(*settlement, kingdom.get()) : why;
    }
};

namespace {

void remember(Findings& findings, cache::DependenciesPtr from)
{
    if (from)
        findings.from.push_back(std::move(from));
}

} // namespace

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
        remember(findings[places[i]], std::move(result.from));
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

/// One for each id, null where there is none.
Result<std::vector<EntityPtr>> Inspection::there(const catalogue::Type& type, const std::vector<Id>& ids)
{
    const Result<const ReadView*> where = view(type);
    if (!where)
        return where.error();
    return m_snapshot.byIds(type, ids, (*where)->at, m_scope.viewer());
}

Result<> Inspection::lookUp(const catalogue::Type& target, std::span<const Pointer> pointers,
                            std::vector<Findings>& findings)
{
    std::vector<Id> ids;
    for (const Pointer& pointer : pointers)
        ids.push_back(pointer.to);
    const Result<std::vector<EntityPtr>> found = there(target, ids);
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
        remember(findings[i], (*computed)[i]->from);
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
    const Result<const ReadView*> where = view(*effects.front()->type);
    if (!where)
        return where.error();
    std::vector<PlacedEffect> placed;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const Value& how = effects[i]->field("target");
        if ((how == Value("settlement") || how == Value("kingdom")) && effects[i]->field("isActive") != Value(false))
            placed.push_back(
                {i, effects[i].get(), {}, {}, {}, ReadSet(m_scope.services().invalidation, (*where)->at.branch)});
    }
    if (Result<> found = findPlaces(placed); !found)
        return found;
    for (PlacedEffect& one : placed) {
        remember(findings[one.at], one.read.take());
        if (const std::string why = one.whyNot(); !why.empty())
            findings[one.at].problems.push_back({"EFFECT_FAILS",
                                                 "The effect \"" + one.effect->name() + "\" cannot work: " + why,
                                                 effects[one.at], "target"});
    }
    return {};
}

Result<> Inspection::findPlaces(std::span<PlacedEffect> effects)
{
    if (Result<> found = findSubjects(effects); !found)
        return found;
    if (Result<> found = findSettlements(effects); !found)
        return found;
    return findKingdoms(effects);
}

Result<> Inspection::findSubjects(std::span<PlacedEffect> effects)
{
    std::map<const catalogue::Type*, std::vector<PlacedEffect*>> byType;
    for (PlacedEffect& one : effects) {
        const catalogue::Type* type = m_scope.types().typeNamed(one.effect->field("entityType"));
        if (type && one.effect->field("entityId").isString())
            byType[type].push_back(&one);
    }
    for (const auto& [type, ofType] : byType) {
        std::vector<Id> ids;
        for (PlacedEffect* one : ofType) {
            ids.push_back(one->effect->field("entityId").asString());
            one->read.entity(*type, ids.back());
        }
        Result<std::vector<EntityPtr>> found = there(*type, ids);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < ofType.size(); ++i)
            ofType[i]->subject = std::move((*found)[i]);
    }
    return {};
}

/// On the locations of the subjects, one statement for all.
Result<> Inspection::findSettlements(std::span<PlacedEffect> effects)
{
    const catalogue::Type& settlement = *m_scope.types().find("Settlement");
    const catalogue::Field& stands = *settlement.field("locationId");
    const Result<const ReadView*> where = view(settlement);
    if (!where)
        return where.error();
    std::vector<Id> locations;
    std::vector<PlacedEffect*> of;
    for (PlacedEffect& one : effects) {
        if (!one.matters() || !one.subject->field("locationId").isString())
            continue;
        locations.push_back(one.subject->field("locationId").asString());
        of.push_back(&one);
        one.read.children(settlement, stands, locations.back());
    }
    if (locations.empty())
        return {};
    const auto found = m_snapshot.byReference(settlement, stands, locations, (*where)->at, m_scope.viewer());
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < of.size(); ++i)
        of[i]->settlement = (*found)[i].empty() ? nullptr : (*found)[i].front();
    return {};
}

Result<> Inspection::findKingdoms(std::span<PlacedEffect> effects)
{
    const catalogue::Type& kingdom = *m_scope.types().find("Kingdom");
    std::vector<Id> ids;
    std::vector<PlacedEffect*> of;
    for (PlacedEffect& one : effects) {
        if (!one.settlement || !one.wantsKingdom() || !one.settlement->field("kingdomId").isString())
            continue;
        ids.push_back(one.settlement->field("kingdomId").asString());
        of.push_back(&one);
        one.read.entity(kingdom, ids.back());
    }
    Result<std::vector<EntityPtr>> found = there(kingdom, ids);
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < of.size(); ++i)
        of[i]->kingdom = std::move((*found)[i]);
    return {};
}

} // namespace campaign::api
