// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Gateway.h"
#include "server/core/Json.h"
#include "server/history/Store.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

/// Four writers and four readers through one gateway with its shared cache: every reply shows at least what had been
/// acknowledged when it was asked, nothing that was never written, and computed values that fit the fields beside them;
/// entities, lists by reference and spatial reads. Seconds and seed may be given; the seed is printed.

using namespace campaign;

namespace {

constexpr int writerCount = 4;
constexpr int readerCount = 4;
constexpr int townsEach = 6;
constexpr int townCount = writerCount * townsEach;

/// Something that only ever grows: what was sent and what was acknowledged.
struct Growing
{
    std::atomic<std::int64_t> sent = 0;
    std::atomic<std::int64_t> acknowledged = 0;
};

/// A settlement with its population and the number of its structures.
struct Town
{
    Id id;
    Growing population;
    Growing structures;
};

struct Ground
{
    std::unique_ptr<history::Store> store;
    std::unique_ptr<api::Gateway> gateway;
    std::array<Town, townCount> towns;
    Id world;
    std::array<Growing, writerCount> camps; ///< locations about the origin, by who made them
    std::atomic<bool> isOver = false;
    std::atomic<std::int64_t> writes = 0;
    std::atomic<std::int64_t> reads = 0;
};

[[noreturn]] void stop(const std::string& why)
{
    std::fprintf(stderr, "FAILED: %s\n", why.c_str());
    std::_Exit(1);
}

Value ask(api::Gateway& gateway, const std::string& query, Value variables = {})
{
    api::Request request;
    request.query = query;
    request.variables = std::move(variables);
    const api::Response response = gateway.execute(request, Viewer::owner());
    if (response.hasErrors)
        stop(response.json.substr(0, 2000));
    const Result<Value> body = parseJson(response.json);
    if (!body)
        stop(body.error().toString());
    return *body->find("data");
}

Id made(api::Gateway& gateway, const std::string& mutation)
{
    const Value data = ask(gateway, "mutation { made: " + mutation + " { id } }");
    return data.find("made")->find("id")->asString();
}

void fill(Ground& ground)
{
    api::Gateway& gateway = *ground.gateway;
    const Id world = made(gateway, R"(createWorld(input: {name: "Stress"}))");
    ground.world = world;
    const Id campaign = made(gateway, R"(createCampaign(input: {name: "All at once", worldId: ")" + world + "\"})");
    const Id kingdom = made(gateway, R"(createKingdom(input: {name: "Realm", campaignId: ")" + campaign + "\"})");
    ask(gateway,
        R"(mutation ($rule: JSON!) { createFieldCondition(input: {name: "double", entityType: "Settlement", field: "double",
           expression: $rule}) { id } })",
        Value::Object{{"rule", *parseJson(R"({"*": [{"var": "variables.population"}, 2]})")}});
    for (Town& town : ground.towns)
        town.id = made(gateway, R"(createSettlement(input: {name: "Town", kingdomId: ")" + kingdom +
                                    R"(", variables: {population: 0}}))");
}

template <typename Send>
void grow(Growing& growing, std::int64_t by, Send send)
{
    growing.sent = growing.sent + by; // nobody else writes this one
    send(growing.sent);
    growing.acknowledged = growing.sent.load();
}

void write(Ground& ground, int writer, unsigned seed)
{
    std::mt19937 random(seed + static_cast<unsigned>(writer));
    api::Gateway& gateway = *ground.gateway;
    while (!ground.isOver) {
        Town& town = ground.towns[static_cast<std::size_t>(writer * townsEach) + random() % townsEach];
        const unsigned dice = random() % 100;
        if (dice < 2) {
            grow(ground.camps[static_cast<std::size_t>(writer)], 1, [&](std::int64_t) {
                made(gateway, R"(createLocation(input: {name: "Camp", worldId: ")" + ground.world +
                                  R"(", geometry: {type: "Point", coordinates: [1, 1]}}))");
            });
        } else if (dice < 12) {
            grow(town.structures, 1, [&](std::int64_t) {
                made(gateway,
                     R"(createStructure(input: {name: "House", type: "house", settlementId: ")" + town.id + "\"})");
            });
        } else {
            grow(town.population, 1 + static_cast<std::int64_t>(random() % 5), [&](std::int64_t next) {
                ask(gateway, "mutation { updateSettlement(id: \"" + town.id +
                                 "\", input: {variables: {population: " + std::to_string(next) + "}}) { id } }");
            });
        }
        ++ground.writes;
    }
}

/// What had been acknowledged before a question was put.
struct Least
{
    std::array<std::int64_t, townCount> populations{};
    std::array<std::int64_t, townCount> structures{};
    std::int64_t camps = 0;

    explicit Least(const Ground& ground)
    {
        for (std::size_t i = 0; i < townCount; ++i) {
            populations[i] = ground.towns[i].population.acknowledged;
            structures[i] = ground.towns[i].structures.acknowledged;
        }
        for (const Growing& made : ground.camps)
            camps += made.acknowledged;
    }
};

void check(const char* what, std::int64_t seen, std::int64_t least, std::int64_t most)
{
    if (seen < least)
        stop(std::string("stale ") + what + ": " + std::to_string(seen) + ", acknowledged was " +
             std::to_string(least));
    if (seen > most)
        stop(std::string(what) + " never written: " + std::to_string(seen));
}

void check(const Ground& ground, const Value& settlement, const Least& least)
{
    const std::string& id = settlement.find("id")->asString();
    const std::int64_t population = settlement.find("variables")->find("population")->asInteger();
    const Value* doubled = settlement.find("computedFields")->find("double");
    for (std::size_t i = 0; i < townCount; ++i) {
        const Town& town = ground.towns[i];
        if (town.id != id)
            continue;
        check("population", population, least.populations[i], town.population.sent);
        check("structures", static_cast<std::int64_t>(settlement.find("structures")->asArray().size()),
              least.structures[i], town.structures.sent);
    }
    if (!doubled || doubled->asNumber() != 2.0 * static_cast<double>(population))
        stop("the computed value " + (doubled ? toJson(*doubled) : "(none)") + " does not fit " +
             std::to_string(population));
}

void checkCamps(Ground& ground, const Least& least)
{
    const Value data =
        ask(*ground.gateway, "{ locationsNear(input: {point: {longitude: 0, latitude: 0}, radius: 9}) { id } }");
    std::int64_t sent = 0;
    for (const Growing& made : ground.camps)
        sent += made.sent;
    check("camps", static_cast<std::int64_t>(data.find("locationsNear")->asArray().size()), least.camps, sent);
}

void read(Ground& ground, int reader, unsigned seed)
{
    std::mt19937 random(seed + 100u + static_cast<unsigned>(reader));
    const std::string fields = " { id variables computedFields structures { id } } }";
    while (!ground.isOver) {
        const Least least(ground);
        switch (random() % 3) {
        case 0: {
            const Id& id = ground.towns[random() % townCount].id;
            const Value data = ask(*ground.gateway, "{ settlement(id: \"" + id + "\")" + fields);
            check(ground, *data.find("settlement"), least);
            break;
        }
        case 1: {
            const Value data = ask(*ground.gateway, "{ settlements" + fields);
            if (data.find("settlements")->asArray().size() != townCount)
                stop("a settlement is missing from the list");
            for (const Value& settlement : data.find("settlements")->asArray())
                check(ground, settlement, least);
            break;
        }
        default:
            checkCamps(ground, least);
        }
        ++ground.reads;
    }
}

void open(Ground& ground, const std::string& path, const catalogue::Catalogue& types, const Clock& clock)
{
    auto store = history::openStore(path, types, clock);
    if (!store)
        stop(store.error().toString());
    ground.store = std::move(*store);
    auto gateway = api::makeGateway(*ground.store, clock);
    if (!gateway)
        stop(gateway.error().toString());
    ground.gateway = std::move(*gateway);
}

void run(Ground& ground, int seconds, unsigned seed)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < writerCount; ++i)
        threads.emplace_back([&ground, i, seed] { write(ground, i, seed); });
    for (int i = 0; i < readerCount; ++i)
        threads.emplace_back([&ground, i, seed] { read(ground, i, seed); });
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    ground.isOver = true;
    for (std::thread& thread : threads)
        thread.join();
}

} // namespace

int main(int count, char** arguments)
{
    const int seconds = count > 1 ? std::atoi(arguments[1]) : 3;
    const unsigned seed = count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : std::random_device()();
    const auto folder = std::filesystem::temp_directory_path() / ("campaign-stress-" + std::to_string(seed));
    std::filesystem::create_directories(folder);
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    {
        Ground ground;
        open(ground, (folder / "a.campaign").string(), types, clock);
        fill(ground);
        run(ground, seconds, seed);
        const auto faults = ground.store->verify();
        if (!faults || !faults->empty())
            stop(faults ? faults->front() : faults.error().toString());
        std::printf("seed %u: %lld writes, %lld reads in %d s, nothing stale, nothing wrong\n", seed,
                    static_cast<long long>(ground.writes), static_cast<long long>(ground.reads), seconds);
        const cache::Statistics cache = ground.gateway->cacheStatistics();
        for (const cache::Kind kind : {cache::Kind::ComputedFields, cache::Kind::Lists, cache::Kind::Spatial}) {
            const cache::KindStatistics& of = cache.byKind[static_cast<std::size_t>(kind)];
            std::printf("%s: %llu hits, %llu misses\n", std::string(cache::nameOf(kind)).c_str(),
                        static_cast<unsigned long long>(of.hits), static_cast<unsigned long long>(of.misses));
            if (of.hits == 0)
                stop("the cache was of no use");
        }
        if (ground.writes < 10 || ground.reads < 10)
            stop("hardly anything happened");
    }
    std::filesystem::remove_all(folder);
    return 0;
}
