// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/MemoryCache.h"
#include "server/campaign/DerivedVariables.h"
#include "server/campaign/HomeBranches.h"
#include "server/rules/Evaluator.h"
#include "server/worker/DependencyOrder.h"
#include "server/worker/ResultStore.h"

#include <functional>

namespace campaign::worker {

/// Where a question is asked: a campaign ("" is the first) and one of its branches ("" or "main" is its main branch).
struct Place
{
    Id campaign;
    Id branch;
};

struct EvaluationRequest
{
    Place place;
    std::vector<std::string> conditions; ///< ids as asked, with or without "CONDITION:" before them
    std::string context;                 ///< JSON text of an object laid over the entity; "" for none
    Id entity;                           ///< in place of the one the condition names; "" for its own
    bool withTrace = false;
    bool inDependencyOrder = false;
};

/// What many conditions gave: one outcome for each of `order`, which names each id asked once.
struct Evaluated
{
    std::vector<std::string> order;
    std::vector<OutcomePtr> outcomes;
    std::int64_t seq = 0; ///< the last change that was known
};

/// Says why the work is to stop, if it is; asked between conditions.
using Interrupted = std::function<std::optional<Error>()>;

/// Evaluates Conditions and FieldConditions by their ids for those outside the process: with the same context and the
/// same evaluator as everything else, on the current state of the file, whoever writes it. Every caller is a game
/// master. Safe from any thread.
class RulesEngine
{
public:
    struct Limits
    {
        std::size_t batch = 10'000; ///< conditions of one call
        std::size_t results = 10'000;
        std::chrono::seconds keptFor{300};
    };

    /// All outlive it.
    RulesEngine(history::Store& store, const rules::OperatorRegistry& operators, const Clock& clock, Limits limits);

    /// A condition that is not there or fails is an outcome; errors are those of the question: Invalid (no id, a
    /// context that is no JSON object), NotFound (campaign, branch), Limit (too many).
    Result<Evaluated> evaluate(const EvaluationRequest& request, const Interrupted& interrupted);
    /// Node ids of the conditions named (none: all), what is read before what reads it.
    Result<std::vector<std::string>> order(const Place& place, const std::vector<std::string>& conditions);
    /// The cycles among the rules of a branch, each as its node ids.
    Result<std::vector<std::vector<std::string>>> cycles(const Place& place);
    /// Forgets results of the conditions named (none: all of the branch); how many.
    Result<std::size_t> forget(const Place& place, const std::vector<std::string>& conditions);
    /// Of the results kept: of the place's branch alone when one is named, else of all.
    Result<ResultNumbers> numbers(const Place& place);

private:
    struct Job;
    Result<history::ReadPoint> resolve(const Place& place, history::Snapshot& snapshot);
    Result<> arrange(Job& job);
    Result<> findConditions(Job& job);
    Result<> findEntities(Job& job);
    Result<> run(Job& job, const Interrupted& interrupted);
    Outcome evaluateOne(const Job& job, std::size_t i, EntityContext& ofEntity, rules::Evaluator& evaluator);

    history::Store& m_store;
    const Limits m_limits;
    const Viewer m_viewer = Viewer::owner();
    cache::MemoryCache m_cache; ///< home branches; results have their own place
    Invalidation m_invalidation;
    HomeDirectory m_homes;
    const ContextNames m_names;
    Formulas m_formulas;
    ResultStore m_results;
    DependencyOrder m_order;
};

} // namespace campaign::worker
