// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Store.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

#include <unistd.h>

/// Search and sorted pages among 100,000 places (or as many as the argument says): the median and the slowest of some
/// turns, in milliseconds of processor time.

using namespace campaign;

namespace {

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

/// Names as generators make them: a few thousand stems and endings, a third of them of two words.
class Names
{
public:
    std::string next()
    {
        const std::string first = word();
        return m_engine() % 3 == 0 ? first + ' ' + word() : first;
    }
    std::string sentence()
    {
        static const char* const fillers[] = {"is known for its", "lies beside the", "was built by the people of",
                                              "pays its tithe to", "fears the old king of"};
        return next() + ' ' + fillers[m_engine() % 5] + ' ' + next() + ". " + next() + ' ' + fillers[m_engine() % 5] +
               " river.";
    }

private:
    std::string word()
    {
        static const char* const starts[] = {"Har", "Bel", "Cor", "Dun", "El",  "Fen", "Gal", "Hol",
                                             "Ir",  "Kar", "Lor", "Mar", "Nor", "Os",  "Pel", "Quen",
                                             "Ros", "Sel", "Tor", "Ul",  "Vas", "Wyn"};
        static const char* const middles[] = {"row", "an", "eth", "il", "or", "und", "ay", "is", "ock", "en", "ath"};
        static const char* const ends[] = {"ford", "dale", "ton",  "wick",  "mere",
                                           "burg", "holm", "gate", "stead", "fell"};
        std::string made = starts[m_engine() % 22];
        for (auto i = m_engine() % 3; i > 0; --i)
            made += middles[m_engine() % 11];
        return made + ends[m_engine() % 10];
    }

    std::mt19937 m_engine{7};
};

void fill(history::Store& store, int count)
{
    Names names;
    history::ChangeRequest request;
    request.author = Viewer::owner();
    must(store.write(request, [&](history::Writer& writer) -> Result<> {
        const catalogue::Type& type = *store.types().find("Location");
        must(writer.create(*store.types().find("World"), {{"name", "World"}}, "w"));
        for (int i = 0; i < count; ++i) {
            Value::Object fields{{"worldId", "w"}, {"name", names.next()}, {"kind", i % 3 ? "town" : "inn"}};
            if (i % 4 == 0)
                fields.set("description", names.sentence());
            must(writer.create(type, fields));
        }
        return {};
    }));
}

template <typename Work>
void measure(const std::string& label, const Work& work)
{
    constexpr int turns = 15;
    std::vector<double> times;
    std::size_t found = 0;
    for (int i = 0; i < turns; ++i) {
        const std::clock_t start = std::clock(); // the work is one thread's; other programs do not disturb it
        found = work();
        times.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-34s %6zu found  median %8.2f ms  slowest %8.2f ms\n", label.c_str(), found, times[turns / 2],
                times.back());
}

} // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const auto path =
        std::filesystem::temp_directory_path() / ("bench-lists-" + std::to_string(::getpid()) + ".campaign");
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    {
        const auto store = must(history::openStore(path.string(), types, clock));
        fill(*store, count);
        const Viewer owner = Viewer::owner();
        const Viewer player{"player", "Player", false, {everyone}};
        const std::vector<std::string> locations{"Location"};
        for (const char* text :
             {"Harrowford", "Harowford", "Haroford river", "mere", "torn", "ha", "zzzzzz", "the old king"}) {
            measure(std::string("search \"") + text + '"',
                    [&] { return must(must(store->read())->search(text, {}, 20, {}, owner)).size(); });
            measure(std::string("  of one type, all hits"),
                    [&] { return must(must(store->read())->search(text, locations, 10'000, {}, owner)).size(); });
        }
        measure("search as a player",
                [&] { return must(must(store->read())->search("Harowford", {}, 20, {}, player)).size(); });
        for (const char* field : {"name", "kind"}) {
            history::ListQuery query;
            query.first = 50;
            query.orderBy = {{field, true}};
            measure(std::string("page by ") + field, [&] {
                return must(must(store->read())->list(*types.find("Location"), query, {}, owner)).entities.size();
            });
        }
    }
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(path.string() + suffix);
    return 0;
}
