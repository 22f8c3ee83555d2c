// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

// Deleting with what hangs on it, and bringing exactly that back (semantics.md §4).

namespace campaign::history {

using catalogue::always;

Result<std::vector<EntityPtr>> ChangeWriter::holdersOf(const catalogue::Catalogue::Inverse& inverse, const Id& id)
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed.error();
    Lists lists(m_context.connection, *m_context.lineage, nullptr);
    constexpr int atMost = 10'000;
    const ListQuery query{.where = {{inverse.field->name, Condition::Operator::Equal, id}},
                          .orderBy = {},
                          .first = atMost,
                          .after = {},
                          .includeArchived = true};
    std::vector<EntityPtr> holders;
    ListQuery next = query;
    for (bool more = true; more;) {
        Result<Page> page = lists.page(*inverse.type, next, m_branch, m_allSeeing);
        if (!page)
            return page.error();
        holders.insert(holders.end(), page->entities.begin(), page->entities.end());
        more = page->hasNext;
        if (more)
            next.after = page->cursors.back();
    }
    return holders;
}

Result<void> ChangeWriter::remove(const catalogue::Type& type, const Id& id,
                                  std::optional<std::int64_t> expectedVersion)
{
    Result<Working*> entity = liveWorking(type, id, expectedVersion);
    if (!entity)
        return entity.error();
    if (Result<void> removed =
            addDiffering(type, id, Value::Object{{std::string(existsField), false}}, defaultTime(type));
        !removed)
        return removed;
    return cascade(type, id, id);
}

Result<void> ChangeWriter::removeBecause(const catalogue::Type& type, const Id& id, const std::string& cause)
{
    Result<Working*> entity = working(type, id, branchOf(type));
    if (!entity || !(*entity)->now.isLive)
        return entity ? Result<void>() : entity.error();
    if (Result<void> removed =
            addDiffering(type, id, Value::Object{{std::string(existsField), false}}, defaultTime(type), cause);
        !removed)
        return removed;
    return cascade(type, id, cause);
}

Result<void> ChangeWriter::cascade(const catalogue::Type& type, const Id& id, const std::string& cause)
{
    for (const catalogue::Catalogue::Inverse& inverse : m_context.types.holdersOf(type)) {
        if (inverse.field->onDelete == catalogue::OnDelete::Keep)
            continue;
        Result<std::vector<EntityPtr>> holders = holdersOf(inverse, id);
        if (!holders)
            return holders.error();
        for (const EntityPtr& holder : *holders) {
            const Result<void> done =
                inverse.field->onDelete == catalogue::OnDelete::Cascade
                    ? removeBecause(*inverse.type, holder->id, cause)
                    : addDiffering(*inverse.type, holder->id, Value::Object{{inverse.field->name, Value()}},
                                   defaultTime(*inverse.type), cause);
            if (!done)
                return done;
        }
    }
    return {};
}

Result<void> ChangeWriter::restore(const catalogue::Type& type, const Id& id)
{
    Result<Working*> entity = working(type, id, branchOf(type));
    if (!entity)
        return entity.error();
    if ((*entity)->now.isLive)
        return {};
    if ((*entity)->now.version == 0)
        return notFound(type, id);
    const WorldTime time = defaultTime(type);
    const WorldTime clock = branchOf(type) == streamScope ? always : m_context.lineage->clock(m_branch);
    Result<Slice> slice = sliceAt(id, branchOf(type), clock, m_context.seq);
    if (!slice)
        return slice.error();
    const auto setting = slice->paths.find(existsField);
    if (setting == slice->paths.end())
        return notFound(type, id);
    const bool isOwn = setting->second.seq == m_context.seq;
    Result<std::vector<Patch>> deletion = isOwn ? m_patches : m_log.patchesOfChange(setting->second.seq);
    if (!deletion)
        return deletion.error();
    const Value::Object back{{std::string(existsField), true}};
    if (Result<void> restored = addDiffering(type, id, back, time); !restored)
        return restored;
    for (const Patch& patch : *deletion) {
        const Value* exists = patch.fields.find(existsField);
        const catalogue::Type* other = m_context.types.find(patch.type);
        if (patch.cause != id || !exists || !(*exists == Value(false)) || !other)
            continue;
        Result<Working*> dependent = working(*other, patch.id, branchOf(*other));
        if (!dependent)
            return dependent.error();
        Result<Slice> now = sliceAt(patch.id, branchOf(*other), clock, m_context.seq);
        if (!now)
            return now.error();
        const auto gone = now->paths.find(existsField);
        if ((*dependent)->now.isLive || gone == now->paths.end() || gone->second.seq != patch.seq)
            continue; // something else has happened to it since
        if (Result<void> restored = addDiffering(*other, patch.id, back, time, id); !restored)
            return restored;
    }
    return {};
}

} // namespace campaign::history
