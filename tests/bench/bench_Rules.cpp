// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time per evaluation over 10,000 distinct contexts with the product's evaluator, and the allocations of each.
// `rules_peers.mjs` runs it in turns with json-logic-engine and json-logic-js over the same rules and contexts; only
// ratios within one run count. "true" is the share of results that are true, for comparison with theirs.
#include "server/campaign/EntityContext.h"
#include "server/core/Clock.h"
#include "server/core/Json.h"
#include "server/history/Store.h"
#include "server/rules/Coercion.h"
#include "server/rules/Evaluator.h"
#include "tests/bench/Allocations.h"
#include "tests/server/rules/HostileRules.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <optional>

#include <stdlib.h>

namespace {

using namespace campaign;
using namespace campaign::rules;

constexpr int contextCount = 10'000;

const char* const simpleRule = R"({">":[{"var":"population"},1000]})";
const char* const complexRule =
    R"({"if":[{"and":[{">":[{"var":"population"},1000]},{"<":[{"var":"variables.unrest"},5]},
    {"==":[{"var":"kingdom.name"},"Vale"]}]},{"*":[{"var":"population"},1.5]},
    {"+":[{"var":"population"},{"var":"variables.gold"}]}]})";
const char* const veryComplexRule = R"({"and":[
    {">":[{"reduce":[{"map":[{"filter":[{"var":"structures"},{"and":[{">=":[{"var":"level"},2]},{"var":"operational"}]}]},
        {"+":[{"*":[{"var":"level"},10]},{"var":"upkeep"}]}]},{"+":[{"var":"current"},{"var":"accumulator"}]},0]},100]},
    {"some":[{"var":"structures"},{"==":[{"var":"type"},"temple"]}]},
    {"or":[{"none":[{"var":"structures"},{">":[{"var":"upkeep"},90]}]},{"<":[{"var":"variables.unrest"},8]}]},
    {"if":[{">":[{"-":[{"var":"population"},{"var":"variables.gold"}]},0]},{"!":{"missing":["kingdom.name"]}},true]},
    {"<=":[0,{"%":[{"var":"population"},7]},6]}]})";

Value structure(int seed)
{
    static const char* const types[] = {"wall", "temple", "plaza", "citadel", "market"};
    return Value::Object{
        {"type", types[seed % 5]}, {"level", seed % 5}, {"upkeep", seed * 7 % 97}, {"operational", seed % 3 != 0}};
}

Value context(int number, int structureCount)
{
    Value::Array structures;
    for (int i = 0; i < structureCount; ++i)
        structures.push_back(structure(number + i * 3));
    return Value::Object{
        {"name", "Town " + std::to_string(number)},
        {"level", number % 6},
        {"population", 500 + number * 37 % 5000},
        {"kingdom", Value::Object{{"name", number % 2 ? "Vale" : "Moor"}, {"treasury", number}}},
        {"variables", Value::Object{{"gold", number * 13 % 700}, {"unrest", number % 10}}},
        {"structures", std::move(structures)},
    };
}

/// Read from text, as a file's or a request's are; the peers' likewise.
std::vector<Value> contexts(int structureCount)
{
    std::vector<Value> read;
    for (int i = 0; i < contextCount; ++i)
        read.push_back(*parseJson(toJson(context(i, structureCount))));
    return read;
}

std::shared_ptr<const Program> compile(const std::string& text)
{
    static const OperatorRegistry operators = OperatorRegistry::standard();
    return Program::compile(*Expression::parse(*parseJson(text), operators), operators);
}

/// 200 different rules of one to four operators.
std::vector<std::shared_ptr<const Program>> manyPrograms()
{
    static const char* const fields[] = {"population", "level", "variables.gold", "variables.unrest",
                                         "kingdom.treasury"};
    static const char* const comparisons[] = {">", "<", ">=", "<=", "==", "!="};
    std::vector<std::shared_ptr<const Program>> programs;
    for (int i = 0; i < 200; ++i) {
        const auto clause = [&](int n) {
            return std::string("{\"") + comparisons[n % 6] + "\":[{\"var\":\"" + fields[n % 5] + "\"}," +
                   std::to_string(n * 17 % 900) + "]}";
        };
        const std::string sum = std::string("{\"+\":[{\"var\":\"") + fields[i % 5] + "\"}," + std::to_string(i) + "]}";
        programs.push_back(
            compile(i % 3 == 0   ? clause(i)
                    : i % 3 == 1 ? "{\"and\":[" + clause(i) + "," + clause(i + 1) + "]}"
                                 : "{\"if\":[{\"or\":[" + clause(i) + "," + clause(i + 2) + "]}," + sum + ",0]}"));
    }
    return programs;
}

void evaluate(benchmark::State& state, const std::vector<std::shared_ptr<const Program>>& programs, int structureCount)
{
    const std::vector<Value> data = contexts(structureCount);
    std::vector<std::optional<ValueContext>> sources(data.size()); // made once and asked many times, as the peers' are
    for (std::size_t i = 0; i < data.size(); ++i)
        sources[i].emplace(data[i]);
    Evaluator evaluator;
    // In turns without dividing, which takes as long as a small rule.
    auto next = sources.begin();
    std::size_t rule = 0, failures = 0, truths = 0;
    const std::size_t before = allocationCount();
    for (auto _ : state) {
        const Answer result = evaluator.evaluateInPlace(*programs[rule], **next);
        failures += result.has_value() ? 0 : 1;
        truths += result && isTruthy(*result) ? 1 : 0;
        if (++next == sources.end())
            next = sources.begin();
        rule = rule + 1 < programs.size() ? rule + 1 : 0;
    }
    state.counters["allocations"] =
        benchmark::Counter(static_cast<double>(allocationCount() - before), benchmark::Counter::kAvgIterations);
    state.counters["true"] = benchmark::Counter(static_cast<double>(truths), benchmark::Counter::kAvgIterations);
    if (failures > 0)
        state.SkipWithError("a rule failed");
}

void simple(benchmark::State& state)
{
    evaluate(state, {compile(simpleRule)}, 3);
}
void complex(benchmark::State& state)
{
    evaluate(state, {compile(complexRule)}, 3);
}
void many(benchmark::State& state)
{
    evaluate(state, manyPrograms(), 3);
}
void veryComplex(benchmark::State& state)
{
    evaluate(state, {compile(veryComplexRule)}, 50);
}
/// On contexts that are asked once only.
void veryComplexOnce(benchmark::State& state)
{
    const std::vector<Value> data = contexts(50);
    const auto program = compile(veryComplexRule);
    Evaluator evaluator;
    std::size_t next = 0, truths = 0;
    for (auto _ : state) {
        ValueContext source(data[next]);
        const auto result = evaluator.evaluateInPlace(*program, source);
        truths += result && isTruthy(*result) ? 1 : 0;
        next = next + 1 < data.size() ? next + 1 : 0;
    }
    state.counters["true"] = benchmark::Counter(static_cast<double>(truths), benchmark::Counter::kAvgIterations);
}

/// A world of settlements with structures in a store, as the product evaluates rules over it: entities behind an
/// EntityContext. A hundred settlements go through one graph, as a page of a list does; fetching them is not counted,
/// nor noting what was read, which is the cache's.
class Entities
{
public:
    Entities(int settlementCount, int structureCount)
    {
        m_store = std::move(*history::openStore(m_folder + "/rules.campaign", m_types, m_clock));
        history::ChangeRequest request;
        request.author = Viewer::owner();
        const auto filled = m_store->write(request, [&](history::Writer& writer) -> Result<> {
            fill(writer, settlementCount, structureCount);
            return {};
        });
        if (!filled)
            std::abort();
        m_snapshot = std::move(*m_store->read());
        history::ListQuery query;
        query.first = settlementCount;
        m_settlements = std::move(m_snapshot->list(type("Settlement"), query, {}, Viewer::owner())->entities);
    }
    ~Entities()
    {
        m_snapshot.reset();
        m_store.reset();
        std::filesystem::remove_all(m_folder);
    }

    void evaluate(benchmark::State& state, const std::vector<std::shared_ptr<const Program>>& programs)
    {
        const std::vector<VariableDefaults> defaults(m_types.types().size());
        std::vector<std::unique_ptr<EntityGraph>> graphs;
        std::vector<std::optional<EntityContext>> contexts(m_settlements.size()); // which do not move
        for (std::size_t i = 0; i < m_settlements.size(); ++i) {
            if (i % page == 0) {
                graphs.push_back(fetched(i, page));
                graphs.back()->readWith(m_names, defaults);
            }
            contexts[i].emplace(*graphs.back(), *m_settlements[i]);
        }
        Evaluator evaluator;
        auto next = contexts.begin();
        std::size_t rule = 0, failures = 0, truths = 0;
        for (auto _ : state) {
            const Answer result = evaluator.evaluateInPlace(*programs[rule], **next);
            failures += result.has_value() ? 0 : 1;
            truths += result && isTruthy(*result) ? 1 : 0;
            if (++next == contexts.end())
                next = contexts.begin();
            rule = rule + 1 < programs.size() ? rule + 1 : 0;
        }
        state.counters["true"] = benchmark::Counter(static_cast<double>(truths), benchmark::Counter::kAvgIterations);
        if (failures > 0)
            state.SkipWithError("a rule failed");
    }

private:
    static constexpr std::size_t page = 100;

    const catalogue::Type& type(const char* name) const { return *m_types.find(name); }
    void fill(history::Writer& writer, int settlementCount, int structureCount)
    {
        (void)writer.create(type("World"), {{"name", "World"}}, "w");
        (void)writer.create(type("Campaign"), {{"name", "Campaign"}, {"worldId", "w"}}, "c");
        for (int k = 0; k < 100; ++k)
            (void)writer.create(type("Kingdom"), {{"name", k % 2 ? "Vale" : "Moor"}, {"campaignId", "c"}},
                                "k" + std::to_string(k));
        for (int i = 0; i < settlementCount; ++i) {
            const Value::Object variables{
                {"population", 500 + i * 37 % 5000}, {"gold", i * 13 % 700}, {"unrest", i % 10}};
            const Id id = "s" + std::to_string(i);
            (void)writer.create(type("Settlement"),
                                {{"name", "Town " + std::to_string(i)},
                                 {"kingdomId", "k" + std::to_string(i % 100)},
                                 {"level", i % 6 + 1},
                                 {"variables", variables}},
                                id);
            for (int k = 0; k < structureCount; ++k) {
                const int seed = i + k * 3;
                (void)writer.create(type("Structure"), {{"name", "House"},
                                                        {"settlementId", id},
                                                        {"type", seed % 5 == 1 ? "temple" : "wall"},
                                                        {"level", seed % 5 + 1},
                                                        {"variables", Value::Object{{"upkeep", seed * 7 % 97}}}});
            }
        }
    }
    std::unique_ptr<EntityGraph> fetched(std::size_t first, std::size_t count)
    {
        std::vector<const history::Entity*> entities;
        for (std::size_t i = first; i < std::min(first + count, m_settlements.size()); ++i)
            entities.push_back(m_settlements[i].get());
        ReadPlan plan;
        plan.follow(m_names.find(type("Settlement"), "kingdom")->hops.front());
        plan.follow(m_names.find(type("Settlement"), "structures")->hops.front());
        auto graph = std::make_unique<EntityGraph>(m_types, *m_snapshot, history::ReadPoint(), Viewer::owner());
        if (!graph->prefetch(entities, plan))
            std::abort();
        return graph;
    }

    const std::string m_folder = [] {
        std::string name = (std::filesystem::temp_directory_path() / "bench-rules-XXXXXX").string();
        return std::string(::mkdtemp(name.data()));
    }();
    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const SystemClock m_clock{};
    const ContextNames m_names{m_types};
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<history::Snapshot> m_snapshot;
    std::vector<history::EntityPtr> m_settlements;
};

/// A rule of the workloads as it reads on entities: populations are variables, upkeep is one of a structure's.
std::string onEntities(std::string rule)
{
    const auto replace = [&](const std::string& what, const std::string& with) {
        for (std::size_t at = rule.find(what); at != std::string::npos; at = rule.find(what, at + with.size()))
            rule.replace(at, what.size(), with);
    };
    replace("\"population\"", "\"variables.population\"");
    replace("\"upkeep\"", "\"variables.upkeep\"");
    replace("{\"var\":\"operational\"}", "{\"!=\":[{\"var\":\"variables.upkeep\"},0]}");
    return rule;
}

void onEntities(benchmark::State& state, const char* rule, int settlementCount, int structureCount)
{
    Entities entities(settlementCount, structureCount);
    entities.evaluate(state, {compile(onEntities(rule))});
}
void entitySimple(benchmark::State& state)
{
    onEntities(state, simpleRule, contextCount, 0);
}
void entityComplex(benchmark::State& state)
{
    onEntities(state, complexRule, contextCount, 0);
}
void entityVeryComplex(benchmark::State& state)
{
    onEntities(state, veryComplexRule, 500, 50);
}

/// One of the rules that tst_HostileRules ends.
void hostile(benchmark::State& state)
{
    static const OperatorRegistry operators = OperatorRegistry::ofCampaign();
    const auto rules = hostileRules();
    const auto& [name, rule] = rules[static_cast<std::size_t>(state.range(0))];
    const auto program =
        *Program::compileRaw(*parseJson(rule, JsonLimits{.depth = 1'000, .bytes = 64u << 20}), operators);
    const Value data = Value::Object{{"rules", Value::Array(100, *parseJson(R"({"cat":["a",{"var":"c"}]})"))}};
    Evaluator evaluator;
    for (auto _ : state) {
        ValueContext source(data);
        benchmark::DoNotOptimize(evaluator.evaluateInPlace(*program, source));
    }
    state.SetLabel(name);
    state.counters["KiB"] = static_cast<double>(evaluator.workspace().heldBytes()) / 1024;
}

BENCHMARK(simple);
BENCHMARK(complex);
BENCHMARK(many);
BENCHMARK(veryComplex);
BENCHMARK(veryComplexOnce);
// Their world is not made more than once.
BENCHMARK(entitySimple)->Iterations(2'000'000);
BENCHMARK(entityComplex)->Iterations(2'000'000);
BENCHMARK(entityVeryComplex)->Iterations(50'000);
BENCHMARK(hostile)
    ->Name("hostile")
    ->DenseRange(0, static_cast<int>(hostileRules().size()) - 1)
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
