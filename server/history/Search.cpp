// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include "server/core/Json.h"
#include "server/core/Text.h"

#include <algorithm>
#include <set>

// Full-text search. FTS5's trigrams only choose candidates; the order is decided here, so that every store and every
// viewer gets the same one.

namespace campaign::history {

using database::Statement;

namespace {

constexpr std::size_t shortest = 3; // a trigram
constexpr int mostCandidates = 400;

std::set<std::string> trigrams(const std::string& folded)
{
    std::set<std::string> found;
    const std::string padded = ' ' + folded + ' ';
    for (std::size_t i = 0; i + shortest <= padded.size(); ++i)
        found.insert(padded.substr(i, shortest));
    return found;
}

/// How alike two texts are by their trigrams (Dice's coefficient), 0..1.
double likeness(const std::set<std::string>& left, const std::set<std::string>& right)
{
    std::size_t shared = 0;
    for (const std::string& gram : left)
        shared += right.count(gram);
    return left.empty() || right.empty()
               ? 0
               : 2.0 * static_cast<double>(shared) / static_cast<double>(left.size() + right.size());
}

/// The best likeness of any word of the name, or of the whole name.
double nameScore(const std::string& query, const std::string& name)
{
    if (name == query)
        return 1;
    const std::set<std::string> wanted = trigrams(query);
    double best = likeness(wanted, trigrams(name));
    for (std::size_t start = 0; start < name.size();) {
        const std::size_t end = std::min(name.find(' ', start), name.size());
        best = std::max(best, 0.9 * likeness(wanted, trigrams(name.substr(start, end - start))));
        start = end + 1;
    }
    if (name.compare(0, query.size(), query) == 0)
        best = std::max(best, 0.9 + 0.1 * static_cast<double>(query.size()) / static_cast<double>(name.size()));
    else if (name.find(query) != std::string::npos)
        best = std::max(best, 0.8);
    return best;
}

double score(const std::string& query, const Entity& entity)
{
    double best = nameScore(query, foldCase(entity.name()));
    for (std::size_t i = 0; i < entity.fields.size() && best < 0.6; ++i) {
        const Value& value = entity.fields[i];
        if (entity.type->fields[i].searchable && value.isString() &&
            foldCase(value.asString()).find(query) != std::string::npos)
            best = 0.6;
        if (entity.type->fields[i].searchable && value.isArray() &&
            foldCase(toJson(value)).find(query) != std::string::npos)
            best = 0.65;
    }
    return best;
}

/// An FTS5 expression that matches any of the query's trigrams. Quotes are doubled (https://www.sqlite.org/fts5.html
/// §3.1).
std::string anyTrigram(const std::string& folded)
{
    const std::u16string units = toUtf16(folded);
    std::string expression;
    for (std::size_t i = 0; i + shortest <= units.size(); ++i) {
        std::string gram = toUtf8(std::u16string_view(units).substr(i, shortest));
        if (gram.find(' ') != std::string::npos)
            continue;
        for (std::size_t quote = gram.find('"'); quote != std::string::npos; quote = gram.find('"', quote + 2))
            gram.insert(quote, 1, '"');
        expression += (expression.empty() ? "\"" : " OR \"") + gram + '"';
    }
    return expression;
}

} // namespace

Result<std::vector<std::int64_t>> SqliteSnapshot::searchRows(const std::string& folded)
{
    std::vector<std::int64_t> rows;
    const std::string expression = anyTrigram(folded);
    if (expression.empty())
        return rows;
    Result<Statement> found =
        m_connection->prepare("SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 10.0, 1.0) LIMIT ?");
    if (!found)
        return found.error();
    found->bind(expression).bind(std::int64_t{mostCandidates});
    Result<bool> more = found->step();
    for (; more && *more; more = found->step())
        rows.push_back(found->integer(0));
    return more ? Result<std::vector<std::int64_t>>(rows) : more.error();
}

Result<std::vector<SearchHit>> SqliteSnapshot::searchType(const catalogue::Type& type, const std::string& folded,
                                                          const std::vector<std::int64_t>& rows, BranchKey branch,
                                                          const Viewer& viewer)
{
    std::vector<SearchHit> hits;
    Result<std::vector<EntityPtr>> entities = m_lists->visibleRows(type, rows, branch, viewer);
    if (!entities)
        return entities.error();
    constexpr double lowest = 0.3; // below it a hit is an accident of letters
    for (const EntityPtr& entity : *entities) {
        const double points = score(folded, *entity);
        if (points >= lowest)
            hits.push_back({entity, points});
    }
    if (folded.size() >= shortest)
        return hits;
    ListQuery query{.where = {{"name", Condition::Operator::Contains, folded}},
                    .orderBy = {},
                    .first = 50,
                    .after = {},
                    .includeArchived = false};
    Result<Page> page = m_lists->page(type, query, branch, viewer);
    if (!page)
        return page.error();
    for (const EntityPtr& entity : page->entities)
        hits.push_back({entity, score(folded, *entity)});
    return hits;
}

Result<std::vector<SearchHit>> SqliteSnapshot::search(const std::string& text, std::span<const std::string> types,
                                                      int limit, const Id& branch, const Viewer& viewer)
{
    const std::string folded = sortName(text).empty() ? std::string() : foldCase(text);
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    if (folded.empty())
        return std::vector<SearchHit>();
    Result<std::vector<std::int64_t>> rows = searchRows(folded);
    if (!rows)
        return rows.error();
    std::vector<SearchHit> hits;
    for (const catalogue::Type& type : m_types.types()) {
        const bool wanted = types.empty() || std::find(types.begin(), types.end(), type.name) != types.end();
        if (!wanted || type.scope == catalogue::Scope::Store)
            continue;
        Result<std::vector<SearchHit>> found = searchType(type, folded, *rows, *key, viewer);
        if (!found)
            return found;
        hits.insert(hits.end(), found->begin(), found->end());
    }
    std::sort(hits.begin(), hits.end(), [](const SearchHit& left, const SearchHit& right) {
        if (left.score != right.score)
            return left.score > right.score;
        return std::pair(sortName(left.entity->name()), left.entity->id) <
               std::pair(sortName(right.entity->name()), right.entity->id);
    });
    if (hits.size() > static_cast<std::size_t>(limit))
        hits.resize(static_cast<std::size_t>(limit));
    return hits;
}

} // namespace campaign::history
