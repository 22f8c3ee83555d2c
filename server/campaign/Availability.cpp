// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/Availability.h"

#include "server/rules/Evaluator.h"

namespace campaign {

using history::Entity;
using history::EntityPtr;
using Kind = Hindrance::Kind;

namespace {

constexpr Completion completions[] = {
    {"Encounter", "isResolved", "resolvedAt", ""},
    {"Event", "isCompleted", "occurredAt", "expired"},
};

std::vector<Id> idsOf(std::span<const EntityPtr> entities)
{
    std::vector<Id> ids;
    for (const EntityPtr& entity : entities)
        ids.push_back(entity->id);
    return ids;
}

std::string quoted(const std::string& name)
{
    return '"' + name + '"';
}

void judgeItself(const Entity& entity, Available& out)
{
    const Completion* completion = completionOf(*entity.type);
    if (!completion)
        return;
    if (isDone(entity))
        out.reasons.push_back(
            {Kind::Done, entity.name() + " is over already.", entity.type->name, entity.id, entity.name()});
    else if (*completion->expired && entity.field(completion->expired) == Value(true))
        out.reasons.push_back(
            {Kind::Expired, entity.name() + " has expired.", entity.type->name, entity.id, entity.name()});
}

using Sources = std::unordered_map<Id, EntityPtr>;

/// What the links come from, read a type at a time.
Result<Sources> fetchSources(const std::vector<std::vector<EntityPtr>>& links, const catalogue::Catalogue& types,
                             history::Reading& reading, const history::ReadPoint& at, const Viewer& viewer)
{
    std::map<const catalogue::Type*, std::vector<Id>> wanted;
    for (const std::vector<EntityPtr>& ofOne : links) {
        for (const EntityPtr& link : ofOne) {
            if (const catalogue::Type* type = types.typeNamed(link->field("sourceType")))
                wanted[type].push_back(link->field("source").asString());
        }
    }
    Sources sources;
    for (const auto& [type, ids] : wanted) {
        const auto found = reading.byIds(*type, ids, at, viewer);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < ids.size(); ++i)
            sources.emplace(ids[i], (*found)[i]);
    }
    return sources;
}

} // namespace

const Completion* completionOf(const catalogue::Type& type)
{
    for (const Completion& one : completions) {
        if (type.name == one.type)
            return &one;
    }
    return nullptr;
}

bool isDone(const Entity& entity)
{
    const Completion* completion = completionOf(*entity.type);
    return completion && entity.field(completion->done) == Value(true);
}

std::string_view hindranceName(Kind kind)
{
    constexpr std::string_view names[] = {"DONE",         "EXPIRED", "CONDITION", "CONDITION_FAILED",
                                          "PREREQUISITE", "BLOCKED"};
    return names[static_cast<std::size_t>(kind)];
}

Availability::Availability(const ContextNames& names, const rules::OperatorRegistry& operators)
    : m_names(names)
    , m_formulas(names, operators)
{
}

Result<std::vector<Available>> Availability::of(std::span<const EntityPtr> entities, history::Reading& reading,
                                                const history::ReadPoint& at, const Viewer& viewer)
{
    std::vector<Available> out(entities.size());
    for (std::size_t i = 0; i < entities.size(); ++i)
        judgeItself(*entities[i], out[i]);
    if (const Result<> judged = judgeConditions(entities, reading, at, viewer, out); !judged)
        return judged.error();
    if (const Result<> judged = judgeLinks(entities, reading, at, viewer, out); !judged)
        return judged.error();
    return out;
}

Result<> Availability::judgeConditions(std::span<const EntityPtr> entities, history::Reading& reading,
                                       const history::ReadPoint& at, const Viewer& viewer, std::vector<Available>& out)
{
    const catalogue::Type& type = *m_names.types().find("Condition");
    const auto conditions = reading.byReference(type, *type.field("entityId"), idsOf(entities), at, viewer);
    if (!conditions)
        return conditions.error();
    std::optional<std::vector<VariableDefaults>> defaults;
    rules::Evaluator evaluator;
    EntityGraph graph(m_names.types(), reading, at, viewer);
    std::optional<DerivedVariables> derived;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (const EntityPtr& condition : (*conditions)[i]) {
            if (condition->field("isActive") == Value(false))
                continue;
            if (!defaults) {
                Result<std::vector<VariableDefaults>> loaded = loadDefaults(m_names.types(), reading, at, viewer);
                if (!loaded)
                    return loaded.error();
                defaults = std::move(*loaded);
                derived.emplace(m_formulas, graph, *defaults);
            }
            EntityContext context(m_names, graph, *defaults);
            context.useDerived(*derived);
            context.setEntity(*entities[i]);
            const auto program = m_formulas.program(condition->field("expression"));
            const Result<bool> holds = program ? evaluator.test(**program, context) : Result<bool>(program.error());
            const std::string name = quoted(condition->name());
            if (!holds)
                out[i].reasons.push_back({Kind::ConditionFailed,
                                          "The condition " + name + " fails: " + holds.error().message,
                                          condition->type->name, condition->id, condition->name()});
            else if (!*holds)
                out[i].reasons.push_back({Kind::Condition, "The condition " + name + " does not hold.",
                                          condition->type->name, condition->id, condition->name()});
        }
    }
    return {};
}

Result<> Availability::judgeLinks(std::span<const EntityPtr> entities, history::Reading& reading,
                                  const history::ReadPoint& at, const Viewer& viewer, std::vector<Available>& out)
{
    const catalogue::Type& type = *m_names.types().find("Link");
    const auto links = reading.byReference(type, *type.field("target"), idsOf(entities), at, viewer);
    if (!links)
        return links.error();
    Result<Sources> sources = fetchSources(*links, m_names.types(), reading, at, viewer);
    if (!sources)
        return sources.error();
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (const EntityPtr& link : (*links)[i]) {
            const std::string kind = link->field("linkType").asString();
            const EntityPtr& before = (*sources)[link->field("source").asString()];
            const bool decides = kind == "prerequisite" || kind == "blocks";
            if (!decides || !before || before->isArchived() || isDone(*before) == (kind == "prerequisite"))
                continue;
            const std::string named = quoted(before->name());
            const bool blocks = kind == "blocks";
            out[i].reasons.push_back({blocks ? Kind::Blocked : Kind::Prerequisite,
                                      named + (blocks ? " has happened, which rules it out." : " has to happen first."),
                                      before->type->name, before->id, before->name()});
        }
    }
    return {};
}

} // namespace campaign
