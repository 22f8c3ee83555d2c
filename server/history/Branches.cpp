// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include <algorithm>
#include <set>

// Branches: how they are made and how their clocks move (semantics §3, §4).

namespace campaign::history {

using database::Statement;

Result<Id> ChangeWriter::makeBranch(Value::Object fields)
{
    const catalogue::Type* type = m_context.types.withRole(catalogue::Role::Branch);
    if (!type)
        return Error{ErrorCode::Internal, "The catalogue has no branches.", {}, {}, {}};
    const Id id = m_context.ids.next();
    Result<Statement> insert = m_context.connection.prepare(
        "INSERT INTO branch_key (key, id) VALUES ((SELECT coalesce(max(key), 0) + 1 FROM branch_key), ?)");
    if (!insert)
        return insert.error();
    if (Result<void> inserted = insert->bind(id).run(); !inserted)
        return inserted.error();
    Value::Object paths{{std::string(existsField), true}, {"visibility", 0}, {"isPinned", false}};
    for (const auto& [name, value] : fields) {
        if (!value.isNull())
            paths.set(name, value);
    }
    if (Result<void> added = addPatch(*type, id, streamScope, catalogue::always, paths); !added)
        return added.error();
    if (Result<void> flushed = flush(); !flushed)
        return flushed.error();
    return id;
}

Result<void> ChangeWriter::createRoot()
{
    Result<Id> root = makeBranch({{"name", "World"}});
    return root ? Result<void>() : root.error();
}

Result<Id> ChangeWriter::fork(const Id& source, const std::string& name, std::optional<WorldTime> at)
{
    const BranchNode* node = m_context.lineage->byId(source);
    if (!node)
        return Error{ErrorCode::NotFound, "There is no branch with the id " + source + ".", "sourceBranchId", {}, {}};
    const WorldTime clock = m_context.lineage->clock(node->key);
    Value::Object fields{{"name", name}, {"parentId", node->id}, {"cutSeq", m_context.seq}};
    fields.set("campaignId", node->campaignId.empty() ? Value() : Value(node->campaignId));
    if (at)
        fields.set("cutTime", *at);
    const WorldTime start = at.value_or(clock);
    if (start != catalogue::always) {
        fields.set("clock", start);
        fields.set("divergedAt", start);
    }
    Result<Id> made = makeBranch(std::move(fields));
    if (made)
        m_working.at({streamScope, *made, m_context.types.withRole(catalogue::Role::Branch)->name}).isInherited = true;
    return made;
}

Result<Id> ChangeWriter::follow(const Id& source, const std::string& name, const Id& campaignId)
{
    const BranchNode* node = m_context.lineage->byId(source);
    if (!node)
        return Error{ErrorCode::NotFound, "There is no branch with the id " + source + ".", "sourceBranchId", {}, {}};
    Value::Object fields{{"name", name}, {"parentId", node->id}};
    fields.set("campaignId", campaignId.empty() ? Value() : Value(campaignId));
    return makeBranch(std::move(fields));
}

Result<void> ChangeWriter::attempt(const std::function<Result<void>()>& function)
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed;
    if (Result<void> begun = m_context.connection.execute("SAVEPOINT attempt"); !begun)
        return begun;
    const auto lineage = m_context.lineage;
    const auto patches = m_patches;
    const auto places = m_patchPlaces;
    const auto workingCopies = m_working;
    const auto time = m_request.worldTime;
    const BranchKey branch = m_branch;
    Result<void> done = function();
    if (done)
        done = flush();
    // Now, while it can be taken back alone: at the end of the change it would take all of it along.
    if (done)
        done = checkConstraints();
    m_branch = branch;
    const Result<void> ended =
        m_context.connection.execute(done ? "RELEASE attempt" : "ROLLBACK TO attempt; RELEASE attempt");
    if (done)
        return ended;
    m_context.lineage = lineage;
    m_patches = patches;
    m_patchPlaces = places;
    m_working = workingCopies;
    m_request.worldTime = time;
    m_branchesChanged = false;
    return ended ? done : ended;
}

Result<void> ChangeWriter::advanceClock(const Id& branch, WorldTime to)
{
    const BranchNode* node = m_context.lineage->byId(branch);
    if (!node)
        return Error{ErrorCode::NotFound, "There is no branch with the id " + branch + ".", "branchId", {}, {}};
    if (to == catalogue::always || to < m_context.lineage->clock(node->key))
        return Error{
            ErrorCode::Invalid, "World time only moves forward; undo the advance or fork to go back.", "to", {}, {}};
    if (node->clock == to)
        return {};
    const catalogue::Type* type = m_context.types.withRole(catalogue::Role::Branch);
    if (Result<void> added = addPatch(*type, node->id, streamScope, catalogue::always, Value::Object{{"clock", to}});
        !added)
        return added;
    return flush();
}

} // namespace campaign::history
