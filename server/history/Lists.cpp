// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Lists.h"

#include "server/history/ListSql.h"
#include "server/history/Matching.h"
#include "server/history/StateTables.h"

#include <algorithm>
#include <unordered_map>

namespace campaign::history {

using database::Statement;

/// A row that an arm offers for a page, with what the merge orders it by.
struct Lists::Candidate
{
    std::int64_t row = 0;
    Id id;
    std::string sortName;
    Value key;
};

std::vector<Arm> Lists::armsFor(const catalogue::Type& type, BranchKey branch) const
{
    return m_lineage.arms(type.scope == catalogue::Scope::Branched ? branch : streamScope);
}

Result<bool> Lists::hasOwn(BranchKey branch)
{
    for (const auto& [known, answer] : m_hasOwn) {
        if (known == branch)
            return answer;
    }
    Result<Statement> row = m_connection.prepare("SELECT 1 FROM own WHERE branch = ? LIMIT 1");
    if (!row)
        return row.error();
    Result<bool> there = row->bind(branch).step();
    if (there)
        m_hasOwn.emplace_back(branch, *there);
    return there;
}

Result<std::string> Lists::armCondition(const std::vector<Arm>& arms, std::size_t index, const Viewer& viewer)
{
    const Arm& arm = arms[index];
    // Numbers of our own making stand in the text: they are the same for many statements and let the planner see them.
    std::string text = "s.branch = " + std::to_string(arm.branch) + " AND s.alive = 1";
    if (arm.maxSeq == openEnd)
        text += " AND s.seq_to = 9223372036854775807";
    else
        text += " AND s.seq_from <= " + std::to_string(arm.maxSeq) + " AND s.seq_to > " + std::to_string(arm.maxSeq);
    for (std::size_t nearer = 0; nearer < index; ++nearer) {
        Result<bool> owns = hasOwn(arms[nearer].branch);
        if (!owns)
            return owns.error();
        if (*owns)
            text += " AND NOT EXISTS (SELECT 1 FROM own o WHERE o.branch = " + std::to_string(arms[nearer].branch) +
                    " AND o.entity_id = s.id AND o.seq_from <= " + std::to_string(arms[nearer].maxSeq) + ")";
    }
    if (!viewer.isGameMaster) {
        std::string audiences;
        for (const AudienceId audience : viewer.audiences)
            audiences += (audiences.empty() ? "" : ", ") + std::to_string(audience);
        text += " AND s.audience IN (" + audiences + ")";
    }
    return text;
}

Result<std::vector<EntityPtr>> Lists::fetch(const catalogue::Type& type, const std::vector<std::int64_t>& rows)
{
    std::vector<EntityPtr> entities(rows.size());
    std::unordered_map<std::int64_t, std::vector<std::size_t>> missing;
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        entities[i] = m_cache ? m_cache->find(rows[i]) : nullptr;
        if (entities[i])
            continue;
        if (missing[rows[i]].empty())
            wanted.push_back(rows[i]);
        missing[rows[i]].push_back(i);
    }
    if (wanted.empty())
        return entities;
    Result<Statement> found =
        m_connection.prepare(std::string("SELECT ") + stateColumns + fieldColumns(type) + " FROM " + stateTable(type) +
                             " WHERE row IN (SELECT value FROM json_each(?))");
    if (!found)
        return found.error();
    found->bind(rowSet(wanted));
    Result<bool> more = found->step();
    for (; more && *more; more = found->step()) {
        Result<EntityPtr> entity = StateTables::decode(type, *found, m_lineage);
        if (!entity)
            return entity.error();
        if (m_cache)
            m_cache->insert(*entity);
        for (const std::size_t place : missing[(*entity)->row])
            entities[place] = *entity;
    }
    if (!more)
        return more.error();
    return entities;
}

Result<std::vector<EntityPtr>> Lists::byIds(const catalogue::Type& type, std::span<const Id> ids, BranchKey branch,
                                            const Viewer& viewer)
{
    std::unordered_map<Id, std::int64_t> rows;
    std::vector<Id> missing(ids.begin(), ids.end());
    for (const Arm& arm : armsFor(type, branch)) {
        if (missing.empty())
            break;
        const std::int64_t at = std::min(arm.maxSeq, openEnd - 1);
        Result<Statement> found =
            m_connection.prepare("SELECT s.row, s.id, s.alive FROM " + stateTable(type) +
                                 " s WHERE s.branch = ? AND s.id IN (SELECT value FROM json_each(?)) AND "
                                 "s.seq_from <= ? AND s.seq_to > ?");
        if (!found)
            return found.error();
        found->bind(arm.branch).bind(idSet(missing)).bind(at).bind(at);
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            rows.emplace(Id(found->text(1)),
                         found->integer(2) ? found->integer(0) : 0); // a dead row hides the farther arms
        if (!more)
            return more.error();
        std::erase_if(missing, [&](const Id& id) { return rows.contains(id); });
    }
    std::vector<std::int64_t> live;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto row = rows.find(ids[i]);
        if (row == rows.end() || row->second == 0)
            continue;
        live.push_back(row->second);
        places.push_back(i);
    }
    Result<std::vector<EntityPtr>> fetched = fetch(type, live);
    if (!fetched)
        return fetched;
    std::vector<EntityPtr> entities(ids.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if ((*fetched)[i] && viewer.maySee((*fetched)[i]->audience))
            entities[places[i]] = std::move((*fetched)[i]);
    }
    return entities;
}

Result<std::vector<std::vector<EntityPtr>>> Lists::byReference(const catalogue::Type& type,
                                                               const catalogue::Field& reference,
                                                               std::span<const Id> parents, BranchKey branch,
                                                               const Viewer& viewer, int limit)
{
    struct Found
    {
        std::size_t parent;
        Candidate candidate;
    };
    std::unordered_map<Id, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < parents.size(); ++i)
        places[parents[i]].push_back(i);
    std::vector<Found> found;
    const std::string column = "s.\"" + reference.column() + '"';
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        Result<Statement> rows = m_connection.prepare(
            "SELECT s.row, s.id, s.sort_name, " + column + " FROM " + stateTable(type) + " s WHERE " + *condition +
            " AND s.archived = 0 AND " + column + " IN (SELECT value FROM json_each(?))");
        if (!rows)
            return rows.error();
        rows->bind(idSet(parents));
        Result<bool> more = rows->step();
        for (; more && *more; more = rows->step()) {
            if (static_cast<int>(found.size()) >= limit)
                return Error{ErrorCode::Limit,
                             "The list is longer than " + std::to_string(limit) + " entries; ask for it page by page.",
                             {},
                             {},
                             {}};
            for (const std::size_t place : places[Id(rows->text(3))])
                found.push_back({place, {rows->integer(0), Id(rows->text(1)), std::string(rows->text(2)), {}}});
        }
        if (!more)
            return more.error();
    }
    std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
        return std::tie(left.parent, left.candidate.sortName, left.candidate.id) <
               std::tie(right.parent, right.candidate.sortName, right.candidate.id);
    });
    std::vector<std::int64_t> rows;
    for (const Found& one : found)
        rows.push_back(one.candidate.row);
    Result<std::vector<EntityPtr>> entities = fetch(type, rows);
    if (!entities)
        return entities.error();
    std::vector<std::vector<EntityPtr>> lists(parents.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        lists[found[i].parent].push_back((*entities)[i]);
    return lists;
}

Result<Statement> Lists::prepare(const std::string& head, const ListQuery& query, const Stretch& stretch)
{
    Result<Statement> rows = m_connection.prepare(head + stretch.text);
    if (!rows)
        return rows;
    for (const Condition& one : query.where)
        bindCondition(*rows, one);
    bindValues(*rows, stretch.values);
    return rows;
}

/// What one arm has to offer for a page: as many rows as the page has and one more, so that the next page is known of.
Result<void> Lists::offer(const catalogue::Type& type, const ListQuery& query, const std::string& condition,
                          const Cursor* after, std::vector<Candidate>& found)
{
    const catalogue::Field* sort = sortField(type, query);
    const bool descending = isDescending(query);
    const std::string key = sort ? "s.\"" + sort->column() + '"' : std::string("s.sort_name");
    const std::string from = " FROM " + stateTable(type) + " s WHERE " + condition;
    const auto wanted = static_cast<std::size_t>(query.first) + 1;
    Value boundary;
    if (const std::optional<Stretch> before = boundaryStretch(sort, descending, after)) {
        Result<Statement> row = prepare("SELECT " + key + from, query, *before);
        if (!row)
            return row.error();
        const Result<bool> there = row->bind(std::int64_t{query.first}).step();
        if (!there)
            return there.error();
        boundary = *there ? keyOf(*row, 0) : Value();
    }
    const std::size_t begun = found.size();
    for (const Stretch& stretch : stretches(sort, descending, after, boundary)) {
        const std::size_t left = wanted - (found.size() - begun);
        Result<Statement> rows = prepare("SELECT s.row, s.id, s.sort_name, " + (sort ? key : "NULL") + from, query,
                                         {stretch.text + " LIMIT ?", stretch.values});
        if (!rows)
            return rows.error();
        rows->bind(static_cast<std::int64_t>(left));
        Result<bool> more = rows->step();
        for (; more && *more; more = rows->step())
            found.push_back({rows->integer(0), Id(rows->text(1)), std::string(rows->text(2)), keyOf(*rows, 3)});
        if (!more)
            return more.error();
        if (found.size() - begun >= wanted)
            break;
    }
    return {};
}

Result<std::vector<Lists::Candidate>> Lists::candidates(const catalogue::Type& type, const ListQuery& query,
                                                        BranchKey branch, const Viewer& viewer)
{
    std::optional<Cursor> after;
    if (!query.after.empty()) {
        Result<Cursor> read = readCursor(query.after);
        if (!read)
            return read.error();
        after = std::move(*read);
    }
    std::vector<Candidate> found;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        if (!query.includeArchived)
            *condition += " AND s.archived = 0";
        for (const Condition& one : query.where)
            *condition += conditionText(type, one);
        if (Result<void> offered = offer(type, query, *condition, after ? &*after : nullptr, found); !offered)
            return offered.error();
    }
    const catalogue::Field* sort = sortField(type, query);
    const bool descending = isDescending(query);
    std::sort(found.begin(), found.end(), [&](const Candidate& left, const Candidate& right) {
        const int byKey = sort ? compareKeys(left.key, right.key) : left.sortName.compare(right.sortName);
        if (byKey != 0)
            return descending ? byKey > 0 : byKey < 0;
        return std::tie(left.sortName, left.id) < std::tie(right.sortName, right.id);
    });
    return found;
}

Result<Page> Lists::page(const catalogue::Type& type, const ListQuery& query, BranchKey branch, const Viewer& viewer)
{
    if (Result<void> good = checkQuery(type, query); !good)
        return good.error();
    Result<std::vector<Candidate>> found = candidates(type, query, branch, viewer);
    if (!found)
        return found.error();
    Page page;
    const auto wanted = static_cast<std::size_t>(query.first);
    page.hasNext = found->size() > wanted;
    if (page.hasNext)
        found->resize(wanted);
    std::vector<std::int64_t> rows;
    for (const Candidate& candidate : *found) {
        rows.push_back(candidate.row);
        page.cursors.push_back(makeCursor(candidate.key, candidate.sortName, candidate.id));
    }
    Result<std::vector<EntityPtr>> entities = fetch(type, rows);
    if (!entities)
        return entities.error();
    page.entities = std::move(entities).value();
    return page;
}

Result<std::int64_t> Lists::count(const catalogue::Type& type, const ListQuery& query, BranchKey branch,
                                  const Viewer& viewer)
{
    if (Result<void> good = checkQuery(type, query); !good)
        return good.error();
    std::int64_t total = 0;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        std::string sql = "SELECT count(*) FROM " + stateTable(type) + " s WHERE " + *condition;
        if (!query.includeArchived)
            sql += " AND s.archived = 0";
        for (const Condition& one : query.where)
            sql += conditionText(type, one);
        Result<Statement> row = m_connection.prepare(sql);
        if (!row)
            return row.error();
        for (const Condition& one : query.where)
            bindCondition(*row, one);
        const Result<bool> there = row->step();
        if (!there)
            return there.error();
        total += row->integer(0);
    }
    return total;
}

Result<void> Lists::eachName(const catalogue::Type& type, BranchKey branch, const Viewer& viewer,
                             const std::function<void(std::int64_t, std::string_view)>& visit)
{
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        Result<Statement> found = m_connection.prepare("SELECT s.row, s.sort_name FROM " + stateTable(type) +
                                                       " s WHERE " + *condition + " AND s.archived = 0");
        if (!found)
            return found.error();
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            visit(found->integer(0), found->text(1));
        if (!more)
            return more.error();
    }
    return {};
}

Result<std::vector<EntityPtr>> Lists::visibleRows(const catalogue::Type& type, const std::vector<std::int64_t>& rows,
                                                  BranchKey branch, const Viewer& viewer)
{
    std::vector<std::int64_t> visible;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        // The plus keeps the planner on the row numbers: they are few, the branch's rows are many.
        Result<Statement> found = m_connection.prepare(
            "SELECT s.row FROM " + stateTable(type) +
            " s WHERE s.row IN (SELECT value FROM json_each(?)) AND s.archived = 0 AND +" + *condition);
        if (!found)
            return found.error();
        found->bind(rowSet(rows));
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            visible.push_back(found->integer(0));
        if (!more)
            return more.error();
    }
    return fetch(type, visible);
}

} // namespace campaign::history
