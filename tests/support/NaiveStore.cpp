// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NaiveStore.h"

#include "tests/support/NaiveConstraints.h"
#include "tests/support/NaiveSnapshot.h"
#include "tests/support/NaiveWriter.h"

#include <algorithm>

namespace campaign::support {

using history::ChangeRequest;
using history::LoggedChange;
using history::Receipt;

struct NaiveStore::Step
{
    NaiveState state; ///< the store's, with this change's patches
    ChangeRequest request;
    LoggedChange change;
};

NaiveStore::NaiveStore(const catalogue::Catalogue& types, const Clock& clock, const Id& rootBranch)
    : m_types(types)
    , m_clock(clock)
{
    NaiveState state;
    state.root = rootBranch;
    state.branches[rootBranch] = {};
    const catalogue::Type* branch = types.find("Branch");
    state.patches.push_back({0, {}, branch, rootBranch, catalogue::always, std::string(existence), true, {}});
    m_state = std::make_shared<NaiveState>(std::move(state));
}

Result<std::unique_ptr<history::Snapshot>> NaiveStore::read()
{
    return std::unique_ptr<history::Snapshot>(std::make_unique<NaiveSnapshot>(m_state));
}

Result<void> NaiveStore::backup(const std::string&)
{
    return Error{ErrorCode::Unavailable, "The oracle has no file.", {}, {}, {}};
}

Result<Receipt> NaiveStore::write(const ChangeRequest& request, const WriteFunction& function)
{
    const auto earlier = m_receipts.find(request.idempotencyKey);
    if (!request.idempotencyKey.empty() && earlier != m_receipts.end())
        return earlier->second;
    const Id branch = request.branch.empty() ? m_state->root : request.branch;
    if (!m_state->branches.contains(branch))
        return Error{ErrorCode::NotFound, "There is no branch " + branch + ".", {}, {}, {}};
    Step step{*m_state, request, {}};
    step.change.seq = m_state->seq() + 1;
    step.change.branchId = branch;
    NaiveWriter writer(step.state, m_types, request, step.change.seq, m_clock.nowMicroseconds());
    Result<void> done = function(writer);
    if (!done)
        return done.error();
    if (step.state.patches.size() == m_state->patches.size())
        return Receipt{false, nullptr, m_state->seq()};
    Result<Receipt> receipt = commit(std::move(step));
    if (receipt && !request.idempotencyKey.empty())
        m_receipts[request.idempotencyKey] = *receipt;
    return receipt;
}

Result<Receipt> NaiveStore::commit(Step step)
{
    LoggedChange& change = step.change;
    Result<void> good = checkConstraints(*m_state, step.state, m_types, change.branchId, change.seq);
    if (!good)
        return good.error();
    change.changeId = "change-" + std::to_string(change.seq);
    change.author = step.request.author.userId;
    change.kind = step.request.kind;
    change.reason = step.request.reason;
    change.realTime = m_clock.nowMicroseconds();
    step.state.changes.push_back(change);
    m_state = std::make_shared<NaiveState>(std::move(step.state));
    auto event = std::make_shared<events::ChangeEvent>();
    event->seq = change.seq;
    event->changeId = change.changeId;
    event->branchId = change.branchId;
    event->author = change.author;
    event->kind = change.kind;
    event->reason = change.reason;
    event->realTime = change.realTime;
    event->undoes = change.undoes;
    m_bus.publish(event);
    return Receipt{true, event, change.seq};
}

Result<Receipt> NaiveStore::undo(const Viewer& author, const Id& branch, std::optional<std::int64_t> change,
                                 bool onlyTheRest)
{
    const Id at = branch.empty() ? m_state->root : branch;
    if (!m_state->branches.contains(at))
        return Error{ErrorCode::NotFound, "There is no branch " + at + ".", {}, {}, {}};
    return takeBack(author, change ? m_state->change(*change) : m_state->nextUndo(author.userId, at), onlyTheRest);
}

Result<Receipt> NaiveStore::redo(const Viewer& author, const Id& branch)
{
    const Id at = branch.empty() ? m_state->root : branch;
    if (!m_state->branches.contains(at))
        return Error{ErrorCode::NotFound, "There is no branch " + at + ".", {}, {}, {}};
    return takeBack(author, m_state->nextRedo(author.userId, at), false);
}

Result<Receipt> NaiveStore::takeBack(const Viewer& author, const LoggedChange* change, bool onlyTheRest)
{
    if (!change)
        return Error{ErrorCode::NotFound, "There is nothing to take back.", {}, {}, {}};
    if (m_state->isUndone(*change))
        return Error{ErrorCode::Conflict, "It has been taken back already.", {}, {}, {}};
    if (!m_state->isUndoable(*change))
        return Error{ErrorCode::Conflict, "Such things are not taken back.", {}, {}, {}};
    Step step{*m_state, {}, {}};
    step.request.author = author;
    step.request.kind = change->undoes != 0 && m_state->isUndo(*change) ? "redo" : "undo";
    step.request.reason = change->reason;
    step.change.seq = m_state->seq() + 1;
    step.change.branchId = change->branchId;
    step.change.undoes = change->seq;
    Result<void> done = reverse(step, *change, onlyTheRest);
    if (!done)
        return done.error();
    return commit(std::move(step));
}

/// Three-way per slot and world time, by value: base is what the change left, mine is now, theirs what was before.
Result<void> NaiveStore::reverse(Step& step, const LoggedChange& change, bool onlyTheRest) const
{
    const NaiveState& state = *m_state;
    step.request.branch = change.branchId;
    NaiveWriter writer(step.state, m_types, step.request, step.change.seq, m_clock.nowMicroseconds());
    std::string inTheWay;
    std::set<EntityKey> unmade;
    std::vector<std::pair<Patch, Value>> back;
    for (const Patch& patch : state.patches) {
        if (patch.seq != change.seq || !patch.type->undoable)
            continue;
        const auto at = [&](std::int64_t seq) {
            const Folded folded = state.fold({change.branchId, patch.time, seq}, *patch.type, patch.entity);
            return patch.slot == existence ? Value(folded.isLive()) : folded.value(patch.slot);
        };
        const Value base = at(change.seq);
        const Value mine = at(latest);
        const Value theirs = at(change.seq - 1);
        if (patch.slot == existence && base == Value(true) && theirs == Value(false))
            unmade.insert({patch.type->name, patch.entity});
        if (mine == theirs)
            continue;
        if (mine == base)
            back.emplace_back(patch, theirs);
        else
            inTheWay += (inTheWay.empty() ? "" : ", ") + patch.type->name + " " + patch.entity + " " + patch.slot;
    }
    if (!inTheWay.empty() && !onlyTheRest)
        return Error{ErrorCode::Conflict, "Changed since: " + inTheWay + ".", {}, {}, {}};
    for (const auto& [patch, theirs] : back) { // of what is unmade only the existence goes: a restore finds the rest
        if (patch.slot == existence || !unmade.contains({patch.type->name, patch.entity}))
            writer.set(*patch.type, patch.entity, patch.slot, patch.time, theirs);
        if (patch.slot != existence || !unmade.contains({patch.type->name, patch.entity}))
            continue;
        // What came back to life at a later time is unmade there, too.
        for (const Patch& later : state.patches) {
            const bool isReturn = later.entity == patch.entity && later.branch == patch.branch &&
                                  later.slot == existence && later.time > patch.time && later.value == Value(true);
            if (isReturn && state.fold({change.branchId, later.time, latest}, *later.type, later.entity).isLive())
                writer.set(*later.type, later.entity, existence, later.time, Value(false));
        }
    }
    return {};
}

} // namespace campaign::support
