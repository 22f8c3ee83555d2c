// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Executing and serialising 50 kingdoms × 20 settlements × 10 structures (11,050 objects) from memory; goal < 8 ms.
#include "tests/server/graphql/Specimen.h"

#include <benchmark/benchmark.h>

#include <cstdlib>

using namespace campaign::graphql;

namespace {

constexpr const char* nestedQuery =
    "{ kingdoms { id name title level kind settlements(first: 20) { id name title population kind isCapital "
    "structures(first: 10) { id name title type level isDamaged } } } }";

void nested(benchmark::State& state)
{
    const Executor executor(specimen::schema());
    specimen::Realm realm(50, 20, 10);
    Request request;
    request.query = nestedQuery;
    std::size_t bytes = 0;
    for (auto _ : state) {
        ExecutionContext context;
        context.setHost(realm);
        const Response response = executor.execute(request, context);
        if (response.hasErrors || context.producedObjects != 11'050)
            std::abort();
        bytes = response.json.size();
    }
    state.counters["bytes"] = static_cast<double>(bytes);
}

void single(benchmark::State& state)
{
    const Executor executor(specimen::schema());
    specimen::Realm realm(1, 1, 1);
    Request request;
    request.query = "query ($id: ID!) { kingdom(id: $id) { id name level } }";
    campaign::ValueObject variables;
    variables.set("id", "k0");
    request.variables = variables;
    for (auto _ : state) {
        ExecutionContext context;
        context.setHost(realm);
        benchmark::DoNotOptimize(executor.execute(request, context));
    }
}

void prepare(benchmark::State& state)
{
    ExecutorSettings settings;
    settings.cachedDocuments = 0;
    const Executor executor(specimen::schema(), settings);
    for (auto _ : state)
        benchmark::DoNotOptimize(executor.prepare(nestedQuery));
}

} // namespace

BENCHMARK(nested)->Unit(benchmark::kMillisecond);
BENCHMARK(single)->Unit(benchmark::kMicrosecond);
BENCHMARK(prepare)->Unit(benchmark::kMicrosecond);
BENCHMARK_MAIN();
