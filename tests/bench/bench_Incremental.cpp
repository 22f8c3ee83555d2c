// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One change among many entities whose values depend on each other. The argument is the number of entities in
// thousands; what depends on the change is the same in each, so the median should be, too. `worst` has the first change
// after everything was loaded. All sizes are kept, so that --benchmark_enable_random_interleaving=true alternates them.
#include "server/core/Clock.h"
#include "server/history/Store.h"
#include "server/recompute/LiveBranch.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

using namespace campaign;

namespace {

constexpr int settlementsOfKingdom = 10;

Value var(const char* path)
{
    return Value::Object{{"var", Value::Array{path, 0}}};
}

Value sum(Value left, Value right)
{
    return Value::Object{{"+", Value::Array{std::move(left), std::move(right)}}};
}

/// Kingdoms of ten settlements; five rules read over each, so every entity has five dependencies.
class World
{
public:
    explicit World(int entities)
        : m_folder(std::filesystem::temp_directory_path() / ("bench_Incremental_" + std::to_string(entities)))
        , m_types(catalogue::Catalogue::standard())
        , m_names(m_types)
        , m_operators(rules::OperatorRegistry::standard())
        , m_formulas(m_names, m_operators)
    {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        m_store = std::move(*history::openStore((m_folder / "world.campaign").string(), m_types, m_clock));
        fill(entities);
        m_live = std::make_unique<recompute::LiveBranch>(m_formulas, m_branch, Viewer::owner());
    }
    ~World()
    {
        m_live.reset();
        m_store.reset();
        std::filesystem::remove_all(m_folder);
    }

    void change()
    {
        static_cast<void>(write([this](history::Writer& writer) -> Result<> {
            return writer.update(*m_types.find("Kingdom"), m_kingdom, Value::Object{{"level", ++m_turn % 10 + 1}});
        }));
    }
    /// Returns how long it took, in seconds.
    double catchUp()
    {
        const auto begun = std::chrono::steady_clock::now();
        const auto snapshot = m_store->read();
        const std::vector<recompute::Named> changed{{m_types.find("Kingdom"), m_kingdom}};
        benchmark::DoNotOptimize(m_live->catchUp(**snapshot, changed));
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    }
    std::uint64_t evaluations() const { return m_live->work().evaluations(); }

private:
    bool write(const history::Store::WriteFunction& function)
    {
        history::ChangeRequest request;
        request.author = Viewer::owner();
        request.branch = m_branch;
        return m_store->write(request, function).has_value();
    }
    void fill(int entities)
    {
        Id campaign;
        write([&](history::Writer& writer) -> Result<> {
            const Id world = *writer.create(*m_types.find("World"), Value::Object{{"name", "World"}});
            campaign = *writer.create(*m_types.find("Campaign"), Value::Object{{"worldId", world}, {"name", "C"}});
            m_branch = *writer.follow(m_store->rootBranch(), "main", campaign);
            return {};
        });
        write([&](history::Writer& writer) -> Result<> {
            const Value rules[] = {sum(var("kingdom.level"), 1), sum(var("kingdom.level"), var("level")),
                                   sum(var("variables.population"), var("level")),
                                   sum(var("kingdom.variables.tax"), var("level")), var("kingdom.settlements.length")};
            for (std::size_t i = 0; i < std::size(rules); ++i)
                static_cast<void>(
                    *writer.create(*m_types.find("FieldCondition"), Value::Object{{"entityType", "Settlement"},
                                                                                  {"field", "f" + std::to_string(i)},
                                                                                  {"expression", rules[i]}}));
            for (int i = 0; i < entities; ++i) {
                if (i % settlementsOfKingdom == 0)
                    m_kingdom =
                        *writer.create(*m_types.find("Kingdom"),
                                       Value::Object{{"campaignId", campaign}, {"name", "K" + std::to_string(i)}});
                static_cast<void>(
                    *writer.create(*m_types.find("Settlement"),
                                   Value::Object{{"kingdomId", m_kingdom}, {"name", "S" + std::to_string(i)}}));
            }
            return {};
        });
    }

    std::filesystem::path m_folder;
    SystemClock m_clock;
    const catalogue::Catalogue m_types;
    const ContextNames m_names;
    const rules::OperatorRegistry m_operators;
    std::unique_ptr<history::Store> m_store;
    Formulas m_formulas;
    std::unique_ptr<recompute::LiveBranch> m_live;
    Id m_branch, m_kingdom;
    int m_turn = 0;
};

World& worldOf(int entities)
{
    static std::map<int, std::unique_ptr<World>> worlds;
    std::unique_ptr<World>& world = worlds[entities];
    if (!world) {
        world = std::make_unique<World>(entities);
        world->catchUp();
    }
    return *world;
}

/// From the committed change to all values being up to it; the write itself is not counted.
void oneChange(benchmark::State& state)
{
    World& world = worldOf(static_cast<int>(state.range(0)) * 1'000);
    const std::uint64_t begun = world.evaluations();
    std::vector<double> times;
    for (auto _ : state) {
        world.change();
        times.push_back(world.catchUp());
        state.SetIterationTime(times.back());
    }
    std::sort(times.begin(), times.end());
    state.counters["median_us"] = times[times.size() / 2] * 1e6;
    state.counters["worst_us"] = times.back() * 1e6;
    state.counters["evaluations"] =
        static_cast<double>(world.evaluations() - begun) / static_cast<double>(state.iterations());
}
BENCHMARK(oneChange)
    ->Arg(10)
    ->Arg(100)
    ->Arg(300)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(200)
    ->Repetitions(5);

} // namespace

BENCHMARK_MAIN();
