// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include "server/core/Text.h"
#include "server/history/TextMatch.h"

#include <algorithm>

// Full-text search. FTS5's trigrams only choose candidates; what is a hit and in which order is TextQuery's to say.

namespace campaign::history {

using database::Statement;

namespace {

// Of one type the list may be long; of all together it is for looking at.
constexpr int mostOfOneType = 10'000;
constexpr int mostNames = 2'000;
constexpr int mostTexts = 500;

} // namespace

/// Adds the row numbers, newest first, that an FTS5 expression finds and whose folded name passes (if it has to).
Result<void> SqliteSnapshot::addRows(const std::string& expression, int limit, const NameCheck& passes,
                                     std::vector<std::int64_t>& rows)
{
    if (expression.empty())
        return {};
    Result<Statement> found = m_connection->prepare(std::string("SELECT rowid") + (passes ? ", name" : "") +
                                                    " FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?");
    if (!found)
        return found.error();
    found->bind(expression).bind(std::int64_t{limit});
    Result<bool> more = found->step();
    for (; more && *more; more = found->step()) {
        if (!passes || passes(found->text(1)))
            rows.push_back(found->integer(0));
    }
    return more ? Result<void>() : more.error();
}

/// Of these rows, those that the branch shows and that answer as asked.
Result<void> SqliteSnapshot::addHits(const TypeList& types, const TextQuery& query, bool typos,
                                     std::vector<std::int64_t> rows, BranchKey branch, const Viewer& viewer,
                                     std::vector<SearchHit>& hits)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty())
        return {};
    for (const catalogue::Type* type : types) {
        Result<std::vector<EntityPtr>> entities = m_lists->visibleRows(*type, rows, branch, viewer);
        if (!entities)
            return entities.error();
        for (const EntityPtr& entity : *entities) {
            const TextQuery::Match match = query.match(*entity);
            if (match.score > 0 && match.isTypo == typos)
                hits.push_back({entity, match.score});
        }
    }
    return {};
}

/// The same of all entities whose name (in its form for sorting) passes; reads the index of names, not the table.
Result<void> SqliteSnapshot::addNamed(const TypeList& types, const TextQuery& query, bool typos,
                                      const NameCheck& passes, BranchKey branch, const Viewer& viewer,
                                      std::vector<SearchHit>& hits)
{
    for (const catalogue::Type* type : types) {
        std::vector<std::int64_t> rows;
        Result<void> done = m_lists->eachName(*type, branch, viewer, [&](std::int64_t row, std::string_view name) {
            if (rows.size() < mostOfOneType && passes(name))
                rows.push_back(row);
        });
        if (done)
            done = addHits({type}, query, typos, std::move(rows), branch, viewer, hits);
        if (!done)
            return done;
    }
    return {};
}

Result<void> SqliteSnapshot::addExactHits(const TypeList& types, const TextQuery& query, BranchKey branch,
                                          const Viewer& viewer, std::vector<SearchHit>& hits)
{
    const std::string expression = query.exactCandidates();
    if (expression.empty()) {
        const auto holds = [&](std::string_view name) { return query.mayStandIn(name); };
        return addNamed(types, query, false, holds, branch, viewer, hits);
    }
    const bool isOneType = types.size() == 1;
    std::vector<std::int64_t> rows;
    Result<void> done = addRows("name : (" + expression + ')', isOneType ? mostOfOneType : mostNames, {}, rows);
    if (done)
        done = addRows(expression, isOneType ? mostOfOneType : mostTexts, {}, rows);
    return done ? addHits(types, query, false, std::move(rows), branch, viewer, hits) : done;
}

/// Adds what answers with typos. Words too short for trigrams to find are looked for among all names.
Result<void> SqliteSnapshot::addTypoHits(const TypeList& types, const TextQuery& query, BranchKey branch,
                                         const Viewer& viewer, std::vector<SearchHit>& hits)
{
    constexpr int mostCandidates = 100'000; // told apart by their names, before any row is read
    const auto isNear = [&](std::string_view name) { return query.isNear(name); };
    const std::string expression = query.typoCandidates();
    if (expression.empty())
        return addNamed(types, query, true, isNear, branch, viewer, hits);
    std::vector<std::int64_t> rows;
    const Result<void> done = addRows("name : (" + expression + ')', mostCandidates, isNear, rows);
    return done ? addHits(types, query, true, std::move(rows), branch, viewer, hits) : done;
}

Result<std::vector<SearchHit>> SqliteSnapshot::search(const std::string& text, std::span<const std::string> types,
                                                      int limit, const Id& branch, const Viewer& viewer)
{
    const TextQuery query(text);
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    if (query.isEmpty())
        return std::vector<SearchHit>();
    TypeList wanted;
    for (const catalogue::Type& type : m_types.types()) {
        const bool isNamed = types.empty() || std::find(types.begin(), types.end(), type.name) != types.end();
        if (isNamed && type.scope != catalogue::Scope::Store)
            wanted.push_back(&type);
    }
    std::vector<SearchHit> hits;
    Result<void> done = addExactHits(wanted, query, *key, viewer, hits);
    if (done && hits.size() < TextQuery::enough)
        done = addTypoHits(wanted, query, *key, viewer, hits);
    if (!done)
        return done.error();
    rank(hits);
    if (hits.size() > static_cast<std::size_t>(limit))
        hits.resize(static_cast<std::size_t>(limit));
    return hits;
}

Result<std::vector<EntityPtr>> SqliteSnapshot::namingId(const Id& id, const Id& branch, const Viewer& viewer)
{
    constexpr std::size_t shortest = 3; // a trigram
    const Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    std::vector<EntityPtr> naming;
    if (!isValidId(id) || id.size() < shortest)
        return naming;
    // A quoted phrase of trigrams is the text itself.
    std::vector<std::int64_t> rows;
    if (Result<void> added = addRows('"' + foldCase(id) + '"', mostOfOneType, {}, rows); !added)
        return added.error();
    if (rows.empty())
        return naming;
    for (const catalogue::Type& type : m_types.types()) {
        if (type.scope == catalogue::Scope::Store)
            continue;
        Result<std::vector<EntityPtr>> found = m_lists->visibleRows(type, rows, *key, viewer);
        if (!found)
            return found;
        naming.insert(naming.end(), found->begin(), found->end());
    }
    return naming;
}

} // namespace campaign::history
