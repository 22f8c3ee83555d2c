// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journeys/Workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace campaign::journeys {

using history::EntityPtr;
using history::Writer;

namespace {

Value point(std::uint64_t x, std::uint64_t y)
{
    return Value::Object{{"type", "Point"},
                         {"coordinates", Value::Array{static_cast<double>(x % 1000), static_cast<double>(y % 1000)}}};
}

/// One author and the places that are his alone.
class Author
{
public:
    Author(history::Store& store, int number, std::uint64_t seed)
        : m_store(store)
        , m_location(*store.types().find("Location"))
        , m_name("author" + std::to_string(number))
        , m_prefix("s" + std::to_string(seed) + "-" + std::to_string(number) + "-")
        , m_random(seed * 31 + static_cast<std::uint64_t>(number))
    {
    }

    Result<Acknowledged> step()
    {
        const std::uint64_t choice = m_random() % 100;
        if (m_places.empty() || choice < 25)
            return create();
        if (choice < 85)
            return update();
        if (choice < 95)
            return undo();
        return remove();
    }

private:
    Result<Acknowledged> write(const Id& place, std::int64_t count, const history::Store::WriteFunction& function)
    {
        history::ChangeRequest request;
        request.author = {m_name, m_name, true, {gameMasterOnly, everyone}};
        const Result<history::Receipt> receipt = m_store.write(request, function);
        if (!receipt)
            return receipt.error();
        return Acknowledged{receipt->change ? receipt->change->seq : receipt->seq, place, count};
    }

    Result<Acknowledged> create()
    {
        const Id id = m_prefix + std::to_string(m_next++);
        const std::int64_t count = ++m_count;
        Result<Acknowledged> made = write(id, count, [&](Writer& writer) -> Result<void> {
            const Value::Object fields{{"name", "Place " + id},
                                       {"worldId", "w"},
                                       {"description", std::string(m_random() % 2000, 'x')},
                                       {"variables", Value::Object{{"n", count}}},
                                       {"geometry", point(m_random(), m_random())}};
            const Result<Id> created = writer.create(m_location, fields, id);
            return created ? Result<void>() : Result<void>(created.error());
        });
        if (made)
            m_places.push_back(id);
        return made;
    }

    Result<Acknowledged> update()
    {
        const Id id = m_places[m_random() % m_places.size()];
        const std::int64_t count = ++m_count;
        return write(id, count, [&](Writer& writer) {
            return writer.update(
                m_location, id,
                {{"variables", Value::Object{{"n", count}}}, {"geometry", point(m_random(), m_random())}});
        });
    }

    Result<Acknowledged> remove()
    {
        const Id id = m_places.back();
        m_places.pop_back();
        return write(id, -1, [&](Writer& writer) { return writer.remove(m_location, id); });
    }

    /// Takes a count back that is nobody else's, so that it always goes; then makes a place, for undo may have unmade
    /// one.
    Result<Acknowledged> undo()
    {
        const Viewer viewer{m_name, m_name, true, {gameMasterOnly, everyone}};
        const Result<history::Receipt> receipt = m_store.undo(viewer, {});
        if (!receipt)
            return receipt.error();
        m_places.clear();
        return Acknowledged{receipt->change ? receipt->change->seq : receipt->seq, {}, 0};
    }

    history::Store& m_store;
    const catalogue::Type& m_location;
    std::string m_name, m_prefix;
    std::mt19937_64 m_random;
    std::vector<Id> m_places;
    int m_next = 0;
    std::int64_t m_count = 0;
};

std::string found(const EntityPtr& entity, const catalogue::Type& location)
{
    if (!entity)
        return "nothing";
    const Value* count = entity->field(location.fieldIndex("variables")).find("n");
    return count && count->isInteger() ? std::to_string(count->asInteger()) : "no count";
}

} // namespace

bool WrittenFile::open(int count, char** arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "usage: %s <file> <seed>\n", arguments[0]);
        return false;
    }
    seed = std::strtoull(arguments[2], nullptr, 10);
    Result<std::unique_ptr<history::Store>> opened = history::openStore(arguments[1], types, clock);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().toString().c_str());
        return false;
    }
    store = std::move(*opened);
    return true;
}

Result<void> prepareWorld(history::Store& store)
{
    history::ChangeRequest request;
    request.author = Viewer::owner();
    const Result<history::Receipt> made = store.write(request, [&](Writer& writer) -> Result<void> {
        const Result<Id> created = writer.create(*store.types().find("World"), {{"name", "World"}}, "w");
        return created ? Result<void>() : Result<void>(created.error());
    });
    return made ? Result<void>() : Result<void>(made.error());
}

Result<void> runWorkload(history::Store& store, int author, std::uint64_t seed,
                         const std::function<bool(const Acknowledged&)>& report)
{
    Author writer(store, author, seed);
    for (;;) {
        const Result<Acknowledged> done = writer.step();
        if (!done)
            return done.error();
        if (!report(*done))
            return {};
    }
}

std::string findLosses(history::Store& store, const std::vector<Acknowledged>& acknowledged)
{
    const Result<std::vector<std::string>> problems = store.verify();
    if (!problems)
        return "verify: " + problems.error().toString();
    if (!problems->empty())
        return "verify: " + problems->front();
    Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return "read: " + snapshot.error().toString();
    const catalogue::Type& location = *store.types().find("Location");
    for (const Acknowledged& one : acknowledged) {
        if (one.seq > (*snapshot)->seq())
            return "change " + std::to_string(one.seq) + " is lost; the last is " + std::to_string((*snapshot)->seq());
        if (one.place.empty())
            continue;
        const std::vector<Id> ids{one.place};
        const auto read = (*snapshot)->byIds(location, ids, {{}, {}, one.seq}, Viewer::owner());
        if (!read)
            return "read: " + read.error().toString();
        const std::string expected = one.count < 0 ? "nothing" : std::to_string(one.count);
        if (found(read->front(), location) != expected)
            return "change " + std::to_string(one.seq) + " left " + found(read->front(), location) + " at " +
                   one.place + ", not " + expected;
    }
    return {};
}

} // namespace campaign::journeys
