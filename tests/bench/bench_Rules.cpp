// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time per evaluation over 10,000 distinct contexts with the product's evaluator, and the allocations of each.
// `rules_peers.mjs` runs it in turns with json-logic-engine and json-logic-js over the same rules and contexts; only
// ratios within one run count. "true" is the share of results that are true, for comparison with theirs.
#include "server/core/Json.h"
#include "server/rules/Coercion.h"
#include "server/rules/Evaluator.h"
#include "tests/bench/Allocations.h"

#include <benchmark/benchmark.h>

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

std::vector<Value> contexts(int structureCount)
{
    std::vector<Value> made;
    for (int i = 0; i < contextCount; ++i)
        made.push_back(context(i, structureCount));
    return made;
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
    Evaluator evaluator;
    std::size_t next = 0, failures = 0, truths = 0;
    const std::size_t before = allocationCount();
    for (auto _ : state) {
        ValueContext source(data[next % contextCount]);
        const auto result = evaluator.evaluateInPlace(*programs[next % programs.size()], source);
        failures += result.has_value() ? 0 : 1;
        truths += result && isTruthy(*result) ? 1 : 0;
        ++next;
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

BENCHMARK(simple);
BENCHMARK(complex);
BENCHMARK(many);
BENCHMARK(veryComplex);

} // namespace

BENCHMARK_MAIN();
