// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/RulesEngine.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/rules/Coercion.h"
#include "server/rules/Explanation.h"
#include "server/worker/LaidContext.h"

#include <algorithm>
#include <map>
#include <set>

namespace campaign::worker {

using history::EntityPtr;

namespace {

constexpr std::size_t cachedBranches = 100;

Error failure(ErrorCode code, std::string message, std::string path = {})
{
    return {code, std::move(message), std::move(path), {}, {}};
}

OutcomePtr failed(Error error)
{
    Outcome outcome;
    outcome.value = std::move(error);
    return std::make_shared<const Outcome>(std::move(outcome));
}

cache::MemoryLimits smallCache()
{
    cache::MemoryLimits limits;
    limits.keys = cachedBranches;
    limits.bytes = std::size_t{1} << 20;
    return limits;
}

/// The object of a context's text; null for none.
Result<Value> readContext(const std::string& text)
{
    if (text.empty())
        return Value();
    Result<Value> context = parseJson(text);
    if (!context)
        return failure(ErrorCode::Invalid, "The context is not JSON: " + context.error().message, "context_json");
    if (!context->isObject())
        return failure(ErrorCode::Invalid, "The context must be a JSON object.", "context_json");
    return context;
}

/// The operations below first, each with what it came to: as somebody would work it out by hand.
void addSteps(const rules::ExplainedPart& part, std::vector<TraceStep>& steps)
{
    if (!part.isReached)
        return;
    for (const rules::ExplainedPart& one : part.parts)
        addSteps(one, steps);
    const std::string where = part.pointer.empty() ? "The rule" : part.pointer;
    const std::string each = part.each.empty() ? "" : ", for each item of " + part.each;
    steps.push_back({part.problem.empty() ? where + each : where + " failed: " + part.problem, toJson(*part.rule),
                     toJson(part.value), part.problem.empty() && rules::isTruthy(rules::Operand::of(part.value))});
}

std::vector<TraceStep> traceOf(const Value& expression, const rules::OperatorRegistry& operators,
                               rules::ContextSource& context)
{
    std::vector<TraceStep> steps;
    addSteps(rules::explain(expression, operators, context), steps);
    return steps;
}

/// Evaluates one expression where a context stands ready.
Outcome evaluate(const rules::Program& program, rules::ContextSource& context, rules::Evaluator& evaluator)
{
    Outcome outcome;
    const rules::Answer operand = evaluator.evaluateInPlace(program, context);
    if (operand) {
        outcome.holds = rules::isTruthy(*operand);
        outcome.value = rules::toValue(*operand);
    } else {
        outcome.value = operand.error();
    }
    return outcome;
}

} // namespace

/// One call on its way: what is asked, where, and what is known so far. Lists go by the place in `answer.order`.
struct RulesEngine::Job
{
    const EvaluationRequest& request;
    history::Snapshot& snapshot;
    history::ReadPoint at;
    Value context;
    std::string contextKey;
    Evaluated answer;
    std::vector<std::size_t> open; ///< not answered yet
    std::vector<EntityPtr> conditions;
    std::vector<EntityPtr> entities; ///< null: the context alone

    void answerWith(std::size_t i, OutcomePtr outcome) { answer.outcomes[i] = std::move(outcome); }
    ResultStore::Key key(std::size_t i) const
    {
        return {at.branch, std::string(conditionOf(answer.order[i])), contextKey};
    }
    void closeAnswered()
    {
        std::erase_if(open, [this](std::size_t i) { return answer.outcomes[i] != nullptr; });
    }
};

RulesEngine::RulesEngine(history::Store& store, const rules::OperatorRegistry& operators, const Clock& clock,
                         Limits limits)
    : m_store(store)

    , m_limits(limits)
    , m_cache(smallCache(), clock)
    , m_invalidation(store.bus(), store.types(), m_cache.timeline(store.rootBranch()))
    , m_homes(store, {m_cache, m_invalidation})
    , m_names(store.types())
    , m_formulas(m_names, operators)
    , m_results(limits.results, limits.keptFor, cache::coarseMilliseconds)
    , m_order(m_formulas)
{
}

Result<history::ReadPoint> RulesEngine::resolve(const Place& place, history::Snapshot& snapshot)
{
    if (!place.branch.empty() && place.branch != "main") {
        // Reading nothing tells whether there is such a branch.
        const auto probe = snapshot.byIds(*m_names.types().find("Condition"), {}, {place.branch, {}, {}}, m_viewer);
        return probe ? Result<history::ReadPoint>({place.branch, {}, {}}) : probe.error();
    }
    const auto homes = m_homes.at(snapshot);
    if (!homes)
        return homes.error();
    if (place.campaign.empty())
        return history::ReadPoint{(*homes)->defaultFor(Home::Campaign), {}, {}};
    for (const HomeBranches::Campaign& campaign : (*homes)->campaigns) {
        if (campaign.id == place.campaign)
            return history::ReadPoint{campaign.mainBranch, {}, {}};
    }
    return failure(ErrorCode::NotFound, "There is no campaign with the id " + place.campaign + ".", "campaign_id");
}

Result<Evaluated> RulesEngine::evaluate(const EvaluationRequest& request, const Interrupted& interrupted)
{
    if (request.conditions.size() > m_limits.batch)
        return failure(ErrorCode::Limit,
                       "A call takes " + std::to_string(m_limits.batch) + " conditions at most, not " +
                           std::to_string(request.conditions.size()) + ".",
                       "condition_ids");
    Result<Value> context = readContext(request.context);
    if (!context)
        return context.error();
    const auto snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ReadPoint> at = resolve(request.place, **snapshot);
    if (!at)
        return at.error();
    Job job{request, **snapshot, *at, std::move(*context), {}, {}, {}, {}, {}};
    if (!request.context.empty() || !request.entity.empty())
        job.contextKey = toHex(sha256(request.context)) + request.entity;
    job.answer.seq = (*snapshot)->seq();
    Result<> done = arrange(job);
    if (done)
        done = findConditions(job);
    if (done)
        done = findEntities(job);
    if (done)
        done = run(job, interrupted);
    if (!done)
        return done.error();
    return std::move(job.answer);
}

/// Each id once, in the order wanted.
Result<> RulesEngine::arrange(Job& job)
{
    std::vector<std::string>& order = job.answer.order;
    std::set<std::string_view> seen;
    for (const std::string& id : job.request.conditions) {
        if (seen.insert(id).second)
            order.push_back(id);
    }
    job.answer.outcomes.resize(order.size());
    job.conditions.resize(order.size());
    job.entities.resize(order.size());
    if (!job.request.inDependencyOrder)
        return {};
    const auto nodes = m_order.order(job.snapshot, job.at.branch);
    if (!nodes)
        return nodes.error();
    std::unordered_map<std::string_view, std::size_t> rank;
    for (const std::string& node : *nodes)
        rank.emplace(conditionOf(node), rank.size());
    const auto rankOf = [&](const std::string& id) {
        const auto known = rank.find(conditionOf(id));
        return known == rank.end() ? rank.size() : known->second;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const std::string& a, const std::string& b) { return rankOf(a) < rankOf(b); });
    return {};
}

/// What the ids stand for; what is known already needs no look. A trace is made anew.
Result<> RulesEngine::findConditions(Job& job)
{
    for (std::size_t i = 0; i < job.answer.order.size(); ++i) {
        if (!job.request.withTrace)
            job.answer.outcomes[i] = m_results.find(job.key(i), job.answer.seq);
        if (!job.answer.outcomes[i])
            job.open.push_back(i);
    }
    for (const char* name : {"Condition", "FieldCondition"}) {
        std::vector<std::size_t> missing;
        std::vector<Id> ids;
        for (const std::size_t i : job.open) {
            if (!job.conditions[i]) {
                missing.push_back(i);
                ids.emplace_back(conditionOf(job.answer.order[i]));
            }
        }
        if (ids.empty())
            break;
        const auto found = job.snapshot.byIds(*m_names.types().find(name), ids, job.at, m_viewer);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < ids.size(); ++i)
            job.conditions[missing[i]] = (*found)[i];
    }
    return {};
}

/// What each condition is evaluated on, read a type at a time.
Result<> RulesEngine::findEntities(Job& job)
{
    std::map<const catalogue::Type*, std::vector<std::size_t>> byType;
    std::vector<Id> ids(job.answer.order.size());
    for (const std::size_t i : job.open) {
        const EntityPtr& condition = job.conditions[i];
        if (!condition) {
            const std::string id(conditionOf(job.answer.order[i]));
            job.answerWith(
                i, failed(failure(ErrorCode::NotFound, id.empty() ? "No condition was named."
                                                                  : "There is no condition with the id " + id + ".")));
            continue;
        }
        const Value& own = condition->field("entityId");
        ids[i] = !job.request.entity.empty() ? job.request.entity : own.isString() ? own.asString() : Id();
        if (const catalogue::Type* type = m_names.types().typeNamed(condition->field("entityType"));
            type && !ids[i].empty())
            byType[type].push_back(i);
    }
    for (const auto& [type, which] : byType) {
        std::vector<Id> wanted;
        for (const std::size_t i : which)
            wanted.push_back(ids[i]);
        const auto found = job.snapshot.byIds(*type, wanted, job.at, m_viewer);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < which.size(); ++i) {
            job.entities[which[i]] = (*found)[i];
            if (!(*found)[i])
                job.answerWith(which[i], failed(failure(ErrorCode::NotFound, "There is no " + type->label +
                                                                                 " with the id " + wanted[i] + ".")));
        }
    }
    job.closeAnswered();
    return {};
}

Result<> RulesEngine::run(Job& job, const Interrupted& interrupted)
{
    if (job.open.empty())
        return {};
    const auto defaults = loadDefaults(m_names.types(), job.snapshot, job.at, m_viewer);
    if (!defaults)
        return defaults.error();
    EntityGraph graph(m_names.types(), job.snapshot, job.at, m_viewer);
    DerivedVariables derived(m_formulas, graph, *defaults);
    EntityContext ofEntity(m_names, graph, *defaults);
    ofEntity.useDerived(derived);
    rules::Evaluator evaluator;
    for (const std::size_t i : job.open) {
        if (const std::optional<Error> stop = interrupted ? interrupted() : std::nullopt)
            return *stop;
        const auto begun = std::chrono::steady_clock::now();
        Outcome outcome = evaluateOne(job, i, ofEntity, evaluator);
        outcome.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        job.answerWith(i, std::make_shared<const Outcome>(std::move(outcome)));
        if (!job.request.withTrace)
            m_results.keep(job.key(i), job.answer.seq, job.answer.outcomes[i]);
    }
    return {};
}

Outcome RulesEngine::evaluateOne(const Job& job, std::size_t i, EntityContext& ofEntity, rules::Evaluator& evaluator)
{
    rules::ValueContext nothing;
    if (job.entities[i])
        ofEntity.setEntity(*job.entities[i]);
    rules::ContextSource& under = job.entities[i] ? static_cast<rules::ContextSource&>(ofEntity) : nothing;
    std::optional<LaidContext> laid;
    if (job.context.isObject())
        laid.emplace(job.context, under);
    rules::ContextSource& context = laid ? static_cast<rules::ContextSource&>(*laid) : under;
    const Value& expression = job.conditions[i]->field("expression");
    const auto program = m_formulas.program(expression);
    if (!program)
        return {.value = program.error()};
    if (!job.request.withTrace)
        return worker::evaluate(**program, context, evaluator);
    Outcome outcome = worker::evaluate(**program, context, evaluator);
    outcome.trace = traceOf(expression, m_formulas.operators(), context);
    return outcome;
}

Result<std::vector<std::string>> RulesEngine::order(const Place& place, const std::vector<std::string>& conditions)
{
    const auto snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ReadPoint> at = resolve(place, **snapshot);
    if (!at)
        return at.error();
    Result<std::vector<std::string>> nodes = m_order.order(**snapshot, at->branch);
    if (!nodes || conditions.empty())
        return nodes;
    std::set<std::string_view> wanted;
    for (const std::string& condition : conditions)
        wanted.insert(conditionOf(condition));
    std::erase_if(*nodes, [&](const std::string& node) { return wanted.count(conditionOf(node)) == 0; });
    return nodes;
}

Result<std::vector<std::vector<std::string>>> RulesEngine::cycles(const Place& place)
{
    const auto snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ReadPoint> at = resolve(place, **snapshot);
    return at ? m_order.cycles(**snapshot, at->branch) : at.error();
}

Result<std::size_t> RulesEngine::forget(const Place& place, const std::vector<std::string>& conditions)
{
    const auto snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ReadPoint> at = resolve(place, **snapshot);
    if (!at)
        return at.error();
    if (conditions.empty())
        return m_results.drop(at->branch, {});
    std::size_t count = 0;
    for (const std::string& condition : conditions)
        count += conditionOf(condition).empty() ? 0 : m_results.drop(at->branch, std::string(conditionOf(condition)));
    return count;
}

Result<ResultNumbers> RulesEngine::numbers(const Place& place)
{
    if (place.campaign.empty() && place.branch.empty())
        return m_results.numbers({});
    const auto snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ReadPoint> at = resolve(place, **snapshot);
    return at ? Result<ResultNumbers>(m_results.numbers(at->branch)) : at.error();
}

} // namespace campaign::worker
