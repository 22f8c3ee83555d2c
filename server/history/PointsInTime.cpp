// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include "server/history/ListSql.h"
#include "server/history/Matching.h"

#include <algorithm>
#include <map>

// Entities and lists: the present from the state tables, any other point in time by folding the log.

namespace campaign::history {

Result<WorldTime> SqliteSnapshot::worldTime(const ReadPoint& at)
{
    const Result<BranchKey> branch = branchKey(at.branch);
    if (!branch)
        return branch.error();
    return timeOf(at, *branch);
}

Result<WorldTime> SqliteSnapshot::timeOf(const ReadPoint& at, BranchKey branch)
{
    if (at.asOf)
        return *at.asOf;
    if (!at.atChange)
        return m_lineage->clock(branch);
    for (const BranchKey key : m_lineage->followed(branch)) { // the clock as it was known then
        Result<std::vector<Patch>> patches = m_log.patchesOf(m_lineage->find(key)->id, {Arm{streamScope}});
        if (!patches)
            return patches.error();
        std::vector<const Patch*> all;
        for (const Patch& patch : *patches)
            all.push_back(&patch);
        const Value clock = fold(std::move(all), {.maxSeq = *at.atChange}).value("clock");
        if (clock.isInteger())
            return clock.asInteger();
    }
    return catalogue::always;
}

Result<std::vector<EntityPtr>> SqliteSnapshot::seenNow(const catalogue::Type& type, std::vector<EntityPtr> entities,
                                                       BranchKey branch, const Viewer& viewer)
{
    if (viewer.isGameMaster)
        return entities;
    std::vector<Id> ids;
    for (const EntityPtr& entity : entities)
        ids.push_back(entity->id);
    Result<std::vector<EntityPtr>> now = m_lists->byIds(type, ids, branch, viewer);
    if (!now)
        return now;
    std::vector<EntityPtr> seen;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if ((*now)[i] && viewer.maySee(entities[i]->audience))
            seen.push_back(std::move(entities[i]));
    }
    return seen;
}

Result<std::vector<EntityPtr>> SqliteSnapshot::slices(const catalogue::Type& type, const std::vector<Patch>& patches,
                                                      BranchKey branch, const ReadPoint& at, const Viewer& viewer)
{
    const bool isBranched = type.scope == catalogue::Scope::Branched;
    Result<WorldTime> time = isBranched ? timeOf(at, branch) : Result<WorldTime>(catalogue::always);
    if (!time)
        return time.error();
    std::map<Id, std::vector<const Patch*>> byEntity;
    for (const Patch& patch : patches)
        byEntity[patch.id].push_back(&patch);
    const BranchNode* node = m_lineage->find(branch);
    std::vector<EntityPtr> entities;
    for (auto& [id, own] : byEntity) {
        if (own.front()->type != type.name)
            continue;
        const Slice slice = fold(std::move(own), {.time = *time, .maxSeq = at.atChange.value_or(openEnd)});
        if (slice.exists())
            entities.push_back(std::make_shared<const Entity>(toEntity(type, id, node ? node->id : Id(), slice)));
    }
    return seenNow(type, std::move(entities), branch, viewer);
}

Result<std::vector<EntityPtr>> SqliteSnapshot::allAt(const catalogue::Type& type, const ReadPoint& at,
                                                     const Viewer& viewer)
{
    Result<BranchKey> branch = branchKey(at.branch);
    if (!branch)
        return branch.error();
    Result<std::vector<Patch>> patches = m_log.patchesOfType(type.name, m_lists->armsFor(type, *branch));
    if (!patches)
        return patches.error();
    return slices(type, *patches, *branch, at, viewer);
}

Result<std::vector<EntityPtr>> SqliteSnapshot::filteredAt(const catalogue::Type& type, const ListQuery& query,
                                                          const ReadPoint& at, const Viewer& viewer)
{
    if (Result<void> good = checkQuery(type, query); !good)
        return good.error();
    Result<std::vector<EntityPtr>> entities = allAt(type, at, viewer);
    if (!entities)
        return entities;
    std::erase_if(*entities, [&](const EntityPtr& entity) {
        return (entity->isArchived() && !query.includeArchived) || !matches(*entity, query.where);
    });
    std::sort(entities->begin(), entities->end(),
              [&](const EntityPtr& left, const EntityPtr& right) { return comesBefore(*left, *right, query.orderBy); });
    return entities;
}

Result<std::vector<EntityPtr>> SqliteSnapshot::byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                     const ReadPoint& at, const Viewer& viewer)
{
    Result<BranchKey> branch = branchKey(at.branch);
    if (!branch)
        return branch.error();
    if (at.isNow())
        return m_lists->byIds(type, ids, *branch, viewer);
    Result<std::vector<Patch>> patches = m_log.patchesOfAll(ids, m_lists->armsFor(type, *branch));
    if (!patches)
        return patches.error();
    Result<std::vector<EntityPtr>> found = slices(type, *patches, *branch, at, viewer);
    if (!found)
        return found;
    std::vector<EntityPtr> entities(ids.size());
    for (const EntityPtr& entity : *found) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (ids[i] == entity->id)
                entities[i] = entity;
        }
    }
    return entities;
}

Result<std::vector<std::vector<EntityPtr>>>
SqliteSnapshot::byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                            const ReadPoint& at, const Viewer& viewer, int limit)
{
    Result<BranchKey> branch = branchKey(at.branch);
    if (!branch)
        return branch.error();
    if (at.isNow())
        return m_lists->byReference(type, reference, parents, *branch, viewer, limit);
    Result<std::vector<EntityPtr>> all = filteredAt(type, {}, at, viewer);
    if (!all)
        return all.error();
    std::vector<std::vector<EntityPtr>> lists(parents.size());
    int total = 0;
    for (const EntityPtr& entity : *all) {
        for (std::size_t i = 0; i < parents.size(); ++i) {
            if (!(entity->field(reference.name) == Value(parents[i])))
                continue;
            if (++total > limit)
                return Error{ErrorCode::Limit,
                             "The list is longer than " + std::to_string(limit) + " entries; ask for it page by page.",
                             {},
                             {},
                             {}};
            lists[i].push_back(entity);
        }
    }
    return lists;
}

Result<Page> SqliteSnapshot::list(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                                  const Viewer& viewer)
{
    if (at.isNow()) {
        Result<BranchKey> branch = branchKey(at.branch);
        return branch ? m_lists->page(type, query, *branch, viewer) : branch.error();
    }
    Result<std::vector<EntityPtr>> entities = filteredAt(type, query, at, viewer);
    if (!entities)
        return entities.error();
    std::string afterId;
    if (!query.after.empty()) {
        Result<Cursor> cursor = readCursor(query.after);
        if (!cursor)
            return cursor.error();
        afterId = cursor->id;
    }
    auto from = entities->begin();
    if (!afterId.empty()) {
        from = std::find_if(from, entities->end(), [&](const EntityPtr& entity) { return entity->id == afterId; });
        if (from == entities->end())
            return Error{ErrorCode::Invalid,
                         "The page before is not there at this time; start from the beginning of the list.",
                         "after",
                         {},
                         {}};
        ++from;
    }
    Page page;
    for (; from != entities->end() && static_cast<int>(page.entities.size()) < query.first; ++from) {
        page.entities.push_back(*from);
        page.cursors.push_back(makeCursor(Value(), {}, (*from)->id));
    }
    page.hasNext = from != entities->end();
    return page;
}

Result<std::int64_t> SqliteSnapshot::count(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                                           const Viewer& viewer)
{
    if (!at.isNow())
        return filteredAt(type, query, at, viewer).transform([](const auto& entities) {
            return static_cast<std::int64_t>(entities.size());
        });
    Result<BranchKey> branch = branchKey(at.branch);
    return branch ? m_lists->count(type, query, *branch, viewer) : branch.error();
}

} // namespace campaign::history
