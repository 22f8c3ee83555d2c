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

void addHindrance(const Entity& condition, const BulkConditions::Verdict& verdict, Available& out)
{
    const std::string name = quoted(condition.name());
    if (!verdict.failure.empty())
        out.reasons.push_back({Kind::ConditionFailed, "The condition " + name + " fails: " + verdict.failure,
                               condition.type->name, condition.id, condition.name()});
    else if (!verdict.holds)
        out.reasons.push_back({Kind::Condition, "The condition " + name + " does not hold.", condition.type->name,
                               condition.id, condition.name()});
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

Availability::Availability(const ContextNames& names, const rules::OperatorRegistry& operators, BulkConditions* bulk)
    : m_names(names)
    , m_formulas(names, operators)
    , m_bulk(bulk)
{
}

Result<std::vector<Available>> Availability::of(std::span<const EntityPtr> entities, history::Reading& reading,
                                                const history::ReadPoint& at, const Viewer& viewer)
{
    return judge(entities, reading, at, viewer, std::nullopt);
}

Result<std::vector<Available>> Availability::ofMany(std::span<const EntityPtr> entities, history::Snapshot& snapshot,
                                                    const history::ReadPoint& at, const Viewer& viewer)
{
    const bool isElsewhereTheSame = viewer.isGameMaster && at.isNow() && !at.branch.empty();
    return judge(entities, snapshot, at, viewer,
                 isElsewhereTheSame ? std::optional<std::int64_t>(snapshot.seq()) : std::nullopt);
}

Result<std::vector<Available>> Availability::judge(std::span<const EntityPtr> entities, history::Reading& reading,
                                                   const history::ReadPoint& at, const Viewer& viewer,
                                                   std::optional<std::int64_t> seq)
{
    std::vector<Available> out(entities.size());
    for (std::size_t i = 0; i < entities.size(); ++i)
        judgeItself(*entities[i], out[i]);
    if (const Result<> judged = judgeConditions(entities, reading, at, viewer, seq, out); !judged)
        return judged.error();
    if (const Result<> judged = judgeLinks(entities, reading, at, viewer, out); !judged)
        return judged.error();
    return out;
}

Result<> Availability::judgeConditions(std::span<const EntityPtr> entities, history::Reading& reading,
                                       const history::ReadPoint& at, const Viewer& viewer,
                                       std::optional<std::int64_t> seq, std::vector<Available>& out)
{
    const catalogue::Type& type = *m_names.types().find("Condition");
    const auto conditions = reading.byReference(type, *type.field("entityId"), idsOf(entities), at, viewer);
    if (!conditions)
        return conditions.error();
    std::vector<EntityPtr> active, subjects;
    std::vector<std::size_t> whose;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (const EntityPtr& condition : (*conditions)[i]) {
            if (condition->field("isActive") == Value(false))
                continue;
            active.push_back(condition);
            subjects.push_back(entities[i]);
            whose.push_back(i);
        }
    }
    if (active.empty())
        return {};
    std::optional<std::vector<Verdict>> verdicts;
    if (seq && m_bulk && active.size() >= m_bulk->least())
        verdicts = m_bulk->judge(active, at.branch, *seq);
    if (!verdicts) {
        Result<std::vector<Verdict>> judged = judgeHere(active, subjects, reading, at, viewer);
        if (!judged)
            return judged.error();
        verdicts = std::move(*judged);
    }
    for (std::size_t i = 0; i < active.size(); ++i)
        addHindrance(*active[i], (*verdicts)[i], out[whose[i]]);
    return {};
}

Result<std::vector<BulkConditions::Verdict>> Availability::judgeHere(std::span<const EntityPtr> conditions,
                                                                     std::span<const EntityPtr> subjects,
                                                                     history::Reading& reading,
                                                                     const history::ReadPoint& at, const Viewer& viewer)
{
    const auto defaults = loadDefaults(m_names.types(), reading, at, viewer);
    if (!defaults)
        return defaults.error();
    rules::Evaluator evaluator;
    EntityGraph graph(m_names.types(), reading, at, viewer);
    DerivedVariables derived(m_formulas, graph, *defaults);
    EntityContext context(m_names, graph, *defaults);
    context.useDerived(derived);
    std::vector<Verdict> verdicts(conditions.size());
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        context.setEntity(*subjects[i]);
        const auto program = m_formulas.program(conditions[i]->field("expression"));
        const Result<bool> holds = program ? evaluator.test(**program, context) : Result<bool>(program.error());
        verdicts[i] = {holds && *holds, holds ? std::string() : holds.error().message};
    }
    return verdicts;
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
