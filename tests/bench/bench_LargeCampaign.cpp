// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_LargeCampaign [FILE]: a campaign of 100,000 entities (made when FILE is not there yet), and how long it takes
// to open, search, page, save and undo, through the gateway as the window asks. Ends with 1 when a budget is exceeded.
// Times are of the wall clock: run it on a machine that does nothing else.
#include "server/api/Gateway.h"
#include "server/core/Json.h"
#include "server/history/Store.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace campaign;

namespace {

constexpr int kingdomCount = 100;
constexpr int townCount = 20'000;
constexpr int structureCount = 50'000;
constexpr int noteCount = 9'900;

[[noreturn]] void stop(const std::string& why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(2);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        stop(result.error().toString());
    return std::move(*result);
}

/// Names as people give them: some thousand different words of two or three syllables, and a number where they repeat.
std::string nameOf(int number)
{
    static const char* const first[] = {"Har",   "Old", "Mil",   "Wex",    "Thorn", "Grey", "Ash",
                                        "Dun",   "El",  "Kings", "Mar",    "Nor",   "Oak",  "Raven",
                                        "Stone", "Win", "Black", "Bright", "Cold",  "Fair"};
    static const char* const second[] = {"row",   "bridge", "mere",   "dale", "wick",  "ham",   "holt",
                                         "ley",   "stead",  "gate",   "moor", "water", "field", "hollow",
                                         "reach", "crest",  "barrow", "ness", "fell",  "combe"};
    static const char* const third[] = {"ford", "ton", "burgh", "keep", "end", " Minor", " Magna", " Cross", "by", ""};
    std::string name = std::string(first[number % 20]) + second[number / 20 % 20] + third[number / 400 % 10];
    return number < 4'000 ? name : name + ' ' + std::to_string(number / 4'000 + 1);
}

class Filling
{
public:
    Filling(history::Store& store, api::Gateway& gateway)
        : m_store(store)
        , m_gateway(gateway)
    {
    }

    void run()
    {
        const Value made = must(parseJson(ask("mutation { createWorldWithCampaign(input: {name: \"Wide world\"}) "
                                              "{ world { id } map { id } campaign { id } branch { id } } }")));
        const Value& ids = *made.find("data")->find("createWorldWithCampaign");
        const auto idOf = [&](const char* part) { return ids.find(part)->find("id")->asString(); };
        m_branch = idOf("branch");
        std::vector<Id> kingdoms, towns;
        write([&](history::Writer& writer) {
            for (int i = 0; i < kingdomCount; ++i)
                kingdoms.push_back(
                    make(writer, "Kingdom", {{"campaignId", idOf("campaign")}, {"name", nameOf(i * 37)}}));
        });
        inParts(townCount, [&](history::Writer& writer, int i) {
            const Value point =
                Value::Object{{"type", "Point"}, {"coordinates", Value::Array{i % 200 * 10, i / 200 * 10}}};
            const Id place =
                make(writer, "Location",
                     {{"worldId", idOf("world")}, {"mapId", idOf("map")}, {"name", nameOf(i)}, {"geometry", point}});
            towns.push_back(make(writer, "Settlement",
                                 {{"kingdomId", kingdoms[static_cast<std::size_t>(i % kingdomCount)]},
                                  {"locationId", place},
                                  {"name", nameOf(i)},
                                  {"level", 1 + i % 10},
                                  {"variables", Value::Object{{"population", i * 7 % 9'000}}}}));
        });
        inParts(structureCount, [&](history::Writer& writer, int i) {
            static const char* const kinds[] = {"wall", "temple", "market", "tavern", "smithy"};
            make(writer, "Structure",
                 {{"settlementId", towns[static_cast<std::size_t>(i % townCount)]},
                  {"name", nameOf(i) + ' ' + kinds[i % 5]},
                  {"type", kinds[i % 5]},
                  {"level", 1 + i % 5}});
        });
        inParts(noteCount, [&](history::Writer& writer, int i) {
            make(writer, "Note",
                 {{"worldId", idOf("world")},
                  {"name", "About " + nameOf(i)},
                  {"description",
                   "They say that " + nameOf(i * 3) + " was built on the ruins of " + nameOf(i * 5) + '.'}});
        });
    }

private:
    std::string ask(const std::string& query) const
    {
        api::Request request;
        request.query = query;
        return m_gateway.execute(request, Viewer::owner()).json;
    }
    Id make(history::Writer& writer, const char* type, const Value::Object& fields) const
    {
        return must(writer.create(*m_store.types().find(type), fields));
    }
    template <typename F>
    void write(F fill)
    {
        history::ChangeRequest request;
        request.author = Viewer::owner();
        request.branch = m_branch;
        request.kind = "import";
        must(m_store.write(request, [&](history::Writer& writer) -> Result<> {
            fill(writer);
            return {};
        }));
    }
    template <typename F>
    void inParts(int count, F one)
    {
        constexpr int part = 5'000;
        for (int from = 0; from < count; from += part)
            write([&](history::Writer& writer) {
                for (int i = from; i < std::min(count, from + part); ++i)
                    one(writer, i);
            });
    }

    history::Store& m_store;
    api::Gateway& m_gateway;
    Id m_branch;
};

double memoryMegabytes(const char* what)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word == what) {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return 0;
}

/// What was measured against what is allowed; the worst of all decides.
class Budgets
{
public:
    template <typename F>
    void time(const std::string& what, double allowed, int times, F run)
    {
        std::vector<double> all;
        for (int i = 0; i < times; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            run(i);
            all.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        }
        std::sort(all.begin(), all.end());
        judge(what, "ms", all[all.size() / 2], all.back(), allowed);
    }
    void judge(const std::string& what, const char* unit, double median, double worst, double allowed)
    {
        const bool isGood = median < allowed;
        m_isGood = m_isGood && isGood;
        std::printf("%-44s median %9.2f  worst %9.2f  allowed %6.0f %s%s\n", what.c_str(), median, worst, allowed, unit,
                    isGood ? "" : "  EXCEEDED");
    }
    bool isGood() const { return m_isGood; }

private:
    bool m_isGood = true;
};

class Measuring
{
public:
    explicit Measuring(const std::string& path)
        : m_path(path)
    {
    }

    bool run()
    {
        m_budgets.time("open (store, gateway, first query)", 2'000, 1, [this](int) { open(); });
        search();
        pages();
        writes();
        m_budgets.judge("memory after all that", "MB", memoryMegabytes("VmRSS:"), memoryMegabytes("VmHWM:"), 400);
        return m_budgets.isGood();
    }

private:
    Value ask(const std::string& query, const Value& variables = {})
    {
        api::Request request;
        request.query = query;
        request.variables = variables;
        const api::Response response = m_gateway->execute(request, Viewer::owner());
        if (response.hasErrors)
            stop(query + '\n' + response.json.substr(0, 2'000));
        return *must(parseJson(response.json)).find("data");
    }
    void open()
    {
        m_store = must(history::openStore(m_path, m_types, m_clock));
        m_gateway = must(api::makeGateway(*m_store, m_clock));
        ask("{ worlds { id name } kingdoms { id name level } }");
    }
    void search()
    {
        const char* const texts[] = {"Harrowford", "Harowford",        "Grey mere", "thornwik",
                                     "market",     "ruins of Ashdale", "Ston",      "Kingsmoorkeep 2"};
        for (const char* text : texts)
            m_budgets.time(std::string("search \"") + text + '"', 50, 7, [&](int) {
                ask("query($t: String!) { search(text: $t) { type id name score } }", Value::Object{{"t", text}});
            });
    }
    Id mainBranch()
    {
        const Value data = ask("{ campaigns { branches { id } } }");
        return data.find("campaigns")->asArray()[0].find("branches")->asArray()[0].find("id")->asString();
    }
    void pages()
    {
        for (const char* name : {"Settlement", "Structure"}) {
            const catalogue::Type& type = *m_types.find(name);
            const Id branch = mainBranch();
            for (const catalogue::Field& field : type.fields) {
                if (!field.sortable)
                    continue;
                for (const bool descending : {false, true})
                    page(type, {field.name, descending}, branch);
            }
        }
    }
    /// The first page and one far behind.
    void page(const catalogue::Type& type, const history::Order& order, const Id& branch)
    {
        history::ListQuery query;
        query.orderBy = {order};
        const auto read = [&] {
            const auto snapshot = must(m_store->read());
            return must(snapshot->list(type, query, {branch, {}, {}}, Viewer::owner()));
        };
        for (const int ahead : {0, 90}) {
            for (int i = 0; i < ahead; ++i)
                query.after = read().cursors.back();
            m_budgets.time("page of 100 " + type.plural + " by " + order.field + (order.descending ? " down" : "") +
                               (ahead ? ", far" : ""),
                           10, 7, [&](int) { read(); });
        }
    }
    void writes()
    {
        const Value some = ask("{ settlementsConnection(first: 30) { edges { node { id } } } }");
        const Value::Array& edges = some.find("settlementsConnection")->find("edges")->asArray();
        m_budgets.time("save", 20, 30, [&](int i) {
            ask("mutation($i: ID!, $n: String) { updateSettlement(id: $i, input: {name: $n}) { id name version } }",
                Value::Object{{"i", edges[static_cast<std::size_t>(i)].find("node")->find("id")->asString()},
                              {"n", "Renamed " + std::to_string(i)}});
        });
        const auto askProblems = [this, branch = Value::Object{{"b", mainBranch()}}] {
            ask("query($b: ID!) { problems(branchId: $b) { id } }", branch);
        };
        m_budgets.time("problems, the first time", 10'000, 1, [&](int) { askProblems(); });
        const std::string rename =
            "mutation($i: ID!, $n: String) { updateSettlement(id: $i, input: {name: $n}) { id } }";
        m_budgets.time("save, and what problems there are now", 20, 15, [&](int i) {
            ask(rename, Value::Object{{"i", edges[static_cast<std::size_t>(i)].find("node")->find("id")->asString()},
                                      {"n", "Again " + std::to_string(i)}});
            askProblems();
        });
        m_budgets.time("undo", 50, 30, [&](int) { ask("mutation { undo { change } }"); });
        m_budgets.time("the map's features", 2'000, 2, [&](int) { ask("{ mapLayer { features { id } } }"); });
    }

    const std::string m_path;
    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const SystemClock m_clock{};
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<api::Gateway> m_gateway;
    Budgets m_budgets;
};

} // namespace

int main(int count, char** arguments)
{
    const std::filesystem::path usual = std::filesystem::temp_directory_path() / "bench_LargeCampaign.campaign";
    const std::string path = count > 1 ? arguments[1] : usual.string();
    if (!std::filesystem::exists(path)) {
        const auto begun = std::chrono::steady_clock::now();
        {
            const catalogue::Catalogue types = catalogue::Catalogue::standard();
            const SystemClock clock{};
            const auto store = must(history::openStore(path, types, clock));
            const auto gateway = must(api::makeGateway(*store, clock));
            Filling(*store, *gateway).run();
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        std::printf("made %s in %.1f s\n", path.c_str(), took.count());
        std::fflush(stdout);
        execv("/proc/self/exe", arguments); // a fresh process measures, so that making it does not count as memory
        return 2;
    }
    const bool isGood = Measuring(path).run();
    if (count == 1)
        std::filesystem::remove(path);
    return isGood ? 0 : 1;
}
