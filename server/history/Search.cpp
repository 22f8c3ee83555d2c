// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

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

/// Row numbers that an FTS5 expression finds, the newest first.
Result<void> SqliteSnapshot::addRows(const std::string& expression, int limit, std::vector<std::int64_t>& rows)
{
    if (expression.empty())
        return {};
    Result<Statement> found =
        m_connection->prepare("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?");
    if (!found)
        return found.error();
    found->bind(expression).bind(std::int64_t{limit});
    Result<bool> more = found->step();
    for (; more && *more; more = found->step())
        rows.push_back(found->integer(0));
    return more ? Result<void>() : more.error();
}

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

Result<std::vector<SearchHit>> SqliteSnapshot::exactHits(const TypeList& types, const TextQuery& query,
                                                         BranchKey branch, const Viewer& viewer)
{
    std::vector<SearchHit> hits;
    std::vector<std::int64_t> rows;
    const std::string expression = query.exactCandidates();
    const bool isOneType = types.size() == 1;
    Result<void> done;
    if (expression.empty()) {
        const auto holds = [&](std::string_view name) { return query.mayStandIn(name); };
        done = addNames(types, holds, branch, viewer, rows);
    } else {
        done = addRows("name : (" + expression + ')', isOneType ? mostOfOneType : mostNames, rows);
        if (done)
            done = addRows(expression, isOneType ? mostOfOneType : mostTexts, rows);
    }
    if (done)
        done = addHits(types, query, false, std::move(rows), branch, viewer, hits);
    return done ? Result<std::vector<SearchHit>>(std::move(hits)) : done.error();
}

/// Adds what answers with typos. Words too short for trigrams to find are looked for among all names.
Result<void> SqliteSnapshot::addTypoHits(const TypeList& types, const TextQuery& query, BranchKey branch,
                                         const Viewer& viewer, std::vector<SearchHit>& hits)
{
    std::vector<std::int64_t> rows;
    const std::string expression = query.typoCandidates();
    const auto isNear = [&](std::string_view name) { return query.isNear(name); };
    const Result<void> done = expression.empty() ? addNames(types, isNear, branch, viewer, rows)
                                                 : addRows("name : (" + expression + ')', mostOfOneType, rows);
    return done ? addHits(types, query, true, std::move(rows), branch, viewer, hits) : done;
}

/// The rows whose name (in its form for sorting) passes; reads the index of names, not the table.
Result<void> SqliteSnapshot::addNames(const TypeList& types, const std::function<bool(std::string_view)>& passes,
                                      BranchKey branch, const Viewer& viewer, std::vector<std::int64_t>& rows)
{
    for (const catalogue::Type* type : types) {
        const Result<void> done =
            m_lists->eachName(*type, branch, viewer, [&](std::int64_t row, std::string_view name) {
                if (rows.size() < mostOfOneType && passes(name))
                    rows.push_back(row);
            });
        if (!done)
            return done;
    }
    return {};
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
    Result<std::vector<SearchHit>> hits = exactHits(wanted, query, *key, viewer);
    if (!hits)
        return hits;
    if (hits->size() < TextQuery::enough) {
        if (Result<void> done = addTypoHits(wanted, query, *key, viewer, *hits); !done)
            return done.error();
    }
    std::sort(hits->begin(), hits->end(), isBetterHit);
    if (hits->size() > static_cast<std::size_t>(limit))
        hits->resize(static_cast<std::size_t>(limit));
    return hits;
}

} // namespace campaign::history
