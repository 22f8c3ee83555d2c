// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include <algorithm>

// The end of a change: its state rows, its entry in the log, and what the event says of it.

namespace campaign::history {

/// Brings the state rows up to what the working copies say.
Result<void> ChangeWriter::flush()
{
    for (auto& [address, entity] : m_working) {
        if (!entity.isDirty)
            continue;
        if (Result<void> put = m_derivation.put(entity.now, address.branch, *m_context.lineage, m_context.seq); !put)
            return put;
        entity.isDirty = false;
    }
    return updateBranches();
}

Result<void> ChangeWriter::updateBranches()
{
    if (!m_branchesChanged)
        return {};
    m_branchesChanged = false;
    Result<std::shared_ptr<const Lineage>> after = Lineage::load(m_context.connection);
    if (!after)
        return after.error();
    const std::shared_ptr<const Lineage> before = std::exchange(m_context.lineage, *after);
    if (Result<void> updated = m_derivation.updateClocks(*before, **after, m_context.seq, m_patches); !updated)
        return updated;
    return reloadMoved(*before);
}

/// What a moved clock shows is no longer what the working copies hold; that they were changed stays known.
Result<void> ChangeWriter::reloadMoved(const Lineage& before)
{
    std::map<EntityAddress, Working> moved;
    for (auto entry = m_working.begin(); entry != m_working.end();) {
        const BranchKey branch = entry->first.branch;
        const bool hasMoved = branch != streamScope && before.clock(branch) != m_context.lineage->clock(branch);
        const auto here = entry++;
        if (hasMoved)
            moved.insert(m_working.extract(here));
    }
    for (auto& [address, was] : moved) {
        if (was.changed.empty())
            continue;
        Result<Working*> entity = working(*was.now.type, address.id, address.branch);
        if (!entity)
            return entity.error();
        (*entity)->before = std::move(was.before);
        (*entity)->isInherited = was.isInherited;
        (*entity)->changed = std::move(was.changed);
        (*entity)->inForce = std::move(was.inForce);
    }
    return {};
}

Result<bool> ChangeWriter::finish(ChangeLog::Head& head, const ChangeHeader& header)
{
    if (m_patches.empty() && header.undoes == 0)
        return false;
    if (Result<void> flushed = flush(); !flushed)
        return flushed.error();
    if (Result<void> checked = checkConstraints(); !checked)
        return header.undoes ? namingLater(checked.error(), header.undoes) : checked.error();
    Result<ChangeLog::Head> appended = m_log.append(head, header, m_patches);
    if (!appended)
        return appended.error();
    std::set<std::tuple<BranchKey, std::string, Id>> touched;
    for (const Patch& patch : m_patches)
        touched.insert({patch.branch, patch.type, patch.id});
    for (const auto& [branch, typeName, id] : touched) {
        const catalogue::Type* type = m_context.types.find(typeName);
        if (branch == streamScope || m_context.lineage->followers(branch).empty())
            continue;
        if (Result<void> done = m_derivation.updateFollowers(*type, id, branch, *m_context.lineage, m_context.seq, {});
            !done)
            return done.error();
    }
    head = *appended;
    return true;
}

events::ChangeEventPtr ChangeWriter::event(const ChangeHeader& header) const
{
    auto event = std::make_shared<events::ChangeEvent>();
    event->seq = header.seq;
    event->changeId = header.changeId;
    const BranchNode* node = m_context.lineage->find(m_home);
    event->branchId = node ? node->id : Id();
    event->author = header.author;
    event->kind = header.kind;
    event->reason = header.reason;
    event->realTime = header.realTime;
    event->undoes = header.undoes;
    for (const auto& [address, entity] : m_working) {
        if (entity.changed.empty())
            continue;
        const bool wasLive = entity.before && entity.before->isLive;
        events::EntityChange change{.type = entity.now.type->name, .id = entity.now.id};
        change.operation = !entity.now.isLive ? events::Operation::Delete
                           : wasLive          ? events::Operation::Update
                                              : events::Operation::Create;
        change.audience = entity.now.audience;
        change.version = entity.now.version;
        for (const std::string& path : entity.changed) {
            const std::string name = path.substr(0, path.find('.'));
            if (entity.now.type->fieldIndex(name) >= 0)
                change.fields.set(name, entity.now.field(name));
        }
        addReferences(entity.before.get(), change.references);
        addReferences(&entity.now, change.references);
        event->entities.push_back(std::move(change));
    }
    return event;
}

void ChangeWriter::addReferences(const Entity* entity, std::vector<std::pair<std::string, Id>>& references)
{
    for (std::size_t i = 0; entity && i < entity->type->fields.size(); ++i) {
        const catalogue::FieldType kind = entity->type->fields[i].type;
        const bool isReference = kind == catalogue::FieldType::Reference || kind == catalogue::FieldType::AnyId;
        if (!isReference || !entity->fields[i].isString())
            continue;
        std::pair<std::string, Id> reference{entity->type->fields[i].name, entity->fields[i].asString()};
        if (std::find(references.begin(), references.end(), reference) == references.end())
            references.push_back(std::move(reference));
    }
}

} // namespace campaign::history
