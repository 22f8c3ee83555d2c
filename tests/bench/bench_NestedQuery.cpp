// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Gateway.h"
#include "server/core/Json.h"
#include "server/history/Store.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

/// The nested query of the performance page, in-process and without a response cache: 50 kingdoms with 20 settlements
/// with 10 structures each, three rules for settlements and three for structures. Prints the first call, later calls,
/// and the call after a write.

using namespace campaign;

namespace {

constexpr int kingdoms = 50;
constexpr int settlements = 20;
constexpr int structures = 10;
constexpr int laterCalls = 15;

[[noreturn]] void stop(const std::string& why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        stop(result.error().toString());
    return std::move(*result);
}

Result<> fill(history::Writer& writer, const catalogue::Catalogue& types, const Id& campaign)
{
    const auto make = [&](const char* type, Value::Object fields) {
        return must(writer.create(*types.find(type), fields));
    };
    for (int k = 0; k < kingdoms; ++k) {
        const Id kingdom = make("Kingdom", {{"campaignId", campaign}, {"name", "Kingdom " + std::to_string(k)}});
        for (int s = 0; s < settlements; ++s) {
            const Id town = make("Settlement", {{"kingdomId", kingdom},
                                                {"name", "Settlement " + std::to_string(s)},
                                                {"level", 1 + s % 10},
                                                {"variables", Value::Object{{"population", 100 * s}}}});
            for (int i = 0; i < structures; ++i)
                make("Structure", {{"settlementId", town},
                                   {"name", "Structure " + std::to_string(i)},
                                   {"type", i % 2 ? "inn" : "wall"},
                                   {"level", 1 + i % 5}});
        }
    }
    return {};
}

Result<> addRules(history::Writer& writer, const catalogue::Catalogue& types)
{
    const char* rules[][3] = {
        {"Settlement", "isBig", R"({">": [{"var": "variables.population"}, 1000]})"},
        {"Settlement", "strength", R"({"+": [{"*": [{"var": "level"}, 2]}, {"var": "structures.length"}]})"},
        {"Settlement", "title", R"({"cat": [{"var": "name"}, " of ", {"var": "kingdom.name"}]})"},
        {"Structure", "upkeep", R"({"*": [{"var": "level"}, 10]})"},
        {"Structure", "isStrong", R"({"and": [{"==": [{"var": "type"}, "wall"]}, {">": [{"var": "level"}, 2]}]})"},
        {"Structure", "crowded", R"({">": [{"var": "settlement.variables.population"}, 500]})"},
    };
    for (const auto& [type, field, expression] : rules)
        must(writer.create(
            *types.find("FieldCondition"),
            {{"name", field}, {"entityType", type}, {"field", field}, {"expression", must(parseJson(expression))}}));
    return {};
}

api::Response ask(api::Gateway& gateway, const std::string& query)
{
    api::Request request;
    request.query = query;
    api::Response response = gateway.execute(request, Viewer::owner());
    if (response.hasErrors)
        stop(response.json.substr(0, 2000));
    return response;
}

/// Time of the calling thread on a processor: what counts on a machine that others use, too.
double processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double timed(api::Gateway& gateway, const char* what)
{
    const std::string query = "{ kingdoms { id name level settlements { id name level computedFields "
                              "structures { id name type level computedFields } } } }";
    const auto start = std::chrono::steady_clock::now();
    const double processor = processorMilliseconds();
    const api::Response response = ask(gateway, query);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    const double used = processorMilliseconds() - processor;
    if (what)
        std::printf("%-14s %8.2f ms, %8.2f ms on the processor; %zu KiB, %d statements\n", what, ms, used,
                    response.json.size() / 1024, response.statements);
    return used;
}

} // namespace

int main()
{
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "bench_NestedQuery.campaign";
    std::filesystem::remove(path);
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    const std::unique_ptr<history::Store> store = must(history::openStore(path.string(), types, clock));
    const std::unique_ptr<api::Gateway> gateway = must(api::makeGateway(*store, clock));
    const Value created = must(parseJson(ask(*gateway, "mutation { createWorldWithCampaign(input: {name: \"W\"}) "
                                                       "{ campaign { id } branch { id } } }")
                                             .json));
    const Value& ids = *created.find("data")->find("createWorldWithCampaign");
    const Id campaign = ids.find("campaign")->find("id")->asString();
    history::ChangeRequest request;
    request.author = Viewer::owner();
    request.branch = ids.find("branch")->find("id")->asString();
    must(store->write(request, [&](history::Writer& writer) { return fill(writer, types, campaign); }));
    must(store->write(request, [&](history::Writer& writer) { return addRules(writer, types); }));

    timed(*gateway, "first call");
    double least = 1e9, sum = 0;
    for (int i = 0; i < laterCalls; ++i) {
        const double ms = timed(*gateway, nullptr);
        least = std::min(least, ms);
        sum += ms;
    }
    std::printf("later calls on the processor: mean %.2f ms, least %.2f ms\n", sum / laterCalls, least);
    ask(*gateway,
        "mutation { setStructureLevel(id: \"" +
            must(parseJson(ask(*gateway, "{ structuresConnection(first: 1) { edges { node { id } } } }").json))
                .find("data")
                ->find("structuresConnection")
                ->find("edges")
                ->asArray()[0]
                .find("node")
                ->find("id")
                ->asString() +
            "\", level: 5) { id } }");
    timed(*gateway, "after a write");
    timed(*gateway, "and again");
    std::filesystem::remove(path);
    return 0;
}
