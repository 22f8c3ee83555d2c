// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/ImportTarget.h"

#include "server/core/Text.h"

namespace campaign::transfer {

using catalogue::Type;
using history::EntityPtr;

Result<ImportTarget> ImportTarget::open(history::Store& store, const Id& branch, const Viewer& viewer)
{
    Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    ImportTarget target(store.types());
    target.m_branch = branch.empty() ? store.rootBranch() : branch;
    target.m_viewer = viewer;
    target.m_snapshot = std::move(snapshot).value();
    return target;
}

Result<const ImportTarget::Names*> ImportTarget::read(const Type& type)
{
    const auto [place, isNew] = m_names.try_emplace(type.name);
    if (!isNew || !m_snapshot)
        return &place->second;
    history::ListQuery query;
    query.first = 10'000;
    for (bool more = true; more;) {
        const Result<history::Page> page = m_snapshot->list(type, query, {m_branch, {}, {}}, m_viewer);
        if (!page)
            return page.error();
        for (const EntityPtr& entity : page->entities) {
            place->second.ids.emplace(foldCase(entity->name()), entity->id);
            place->second.entities.emplace(entity->id, entity);
        }
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return &place->second;
}

Result<std::vector<Id>> ImportTarget::named(const Type& type, const std::string& name)
{
    const Result<const Names*> names = read(type);
    if (!names)
        return names.error();
    std::vector<Id> found;
    const auto [first, last] = (*names)->ids.equal_range(foldCase(name));
    for (auto one = first; one != last; ++one)
        found.push_back(one->second);
    return found;
}

Result<EntityPtr> ImportTarget::find(const Type& type, const Id& id)
{
    const Result<const Names*> names = read(type);
    if (!names)
        return names.error();
    const auto found = (*names)->entities.find(id);
    return found == (*names)->entities.end() ? EntityPtr() : found->second;
}

Result<Id> ImportTarget::only(const Type& type)
{
    const Result<const Names*> names = read(type);
    if (!names)
        return names.error();
    return (*names)->entities.size() == 1 ? (*names)->entities.begin()->first : Id();
}

} // namespace campaign::transfer
