// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NaiveState.h"

#include <algorithm>
#include <tuple>

namespace campaign::support {

using catalogue::FieldType;
using history::LoggedChange;

namespace {
constexpr std::string_view variablesPrefix = "variables/";
}

bool Folded::isLive() const
{
    const Value live = value(existence);
    return live.isBoolean() && live.asBoolean();
}

Value Folded::value(std::string_view slot) const
{
    const auto found = slots.find(slot);
    return found == slots.end() ? Value() : found->second.value;
}

Value Folded::field(const catalogue::Field& field) const
{
    if (field.type != FieldType::Variables)
        return value(field.name);
    Value::Object members;
    for (const auto& [slot, patch] : slots) {
        if (slot.starts_with(variablesPrefix) && !patch.value.isNull())
            members.append(slot.substr(variablesPrefix.size()), patch.value);
    }
    return members.empty() ? Value() : Value(members);
}

const LoggedChange* NaiveState::change(std::int64_t number) const
{
    const auto found =
        std::find_if(changes.begin(), changes.end(), [&](const LoggedChange& one) { return one.seq == number; });
    return found == changes.end() ? nullptr : &*found;
}

bool NaiveState::isVisible(const Patch& patch, const View& view) const
{
    if (patch.branch.empty())
        return patch.seq <= view.seq;
    std::int64_t lastSeq = view.seq;
    WorldTime lastTime = catalogue::endOfTime;
    for (Id branch = view.branch; !branch.empty();) {
        if (patch.branch == branch)
            return patch.seq <= lastSeq && patch.time <= lastTime;
        const Line& line = branches.at(branch);
        lastSeq = std::min(lastSeq, line.cutSeq.value_or(latest));
        lastTime = std::min(lastTime, line.cutTime.value_or(catalogue::endOfTime));
        branch = line.parent;
    }
    return false;
}

Fold NaiveState::fold(const View& view) const
{
    Fold all;
    for (const Patch& patch : patches) {
        if (!isVisible(patch, view))
            continue;
        Folded& folded = all[{patch.type->name, patch.entity}];
        folded.type = patch.type;
        folded.id = patch.entity;
        folded.changes.insert(patch.seq);
        if (patch.time > view.time)
            continue;
        const auto [found, isNew] = folded.slots.emplace(patch.slot, patch);
        if (!isNew && std::tie(patch.time, patch.seq) >= std::tie(found->second.time, found->second.seq))
            found->second = patch;
    }
    return all;
}

Folded NaiveState::fold(const View& view, const catalogue::Type& type, const Id& id) const
{
    Fold all = fold(view);
    const auto found = all.find({type.name, id});
    return found == all.end() ? Folded{} : found->second;
}

WorldTime NaiveState::clock(const Id& branch, std::int64_t asKnownAt) const
{
    for (Id at = branch; !at.empty();) {
        Value clock;
        for (const Patch& patch : patches) { // campaign-wide: the last one written holds
            if (patch.type->name == "Branch" && patch.entity == at && patch.slot == "clock" && patch.seq <= asKnownAt)
                clock = patch.value;
        }
        if (!clock.isNull())
            return clock.asInteger();
        const Line& line = branches.at(at);
        if (line.cutSeq)
            break;
        at = line.parent;
    }
    return catalogue::always;
}

std::set<Id> NaiveState::followed(const Id& branch) const
{
    std::set<Id> all;
    for (Id at = branch; !at.empty(); at = branches.at(at).parent) {
        all.insert(at);
        if (branches.at(at).cutSeq)
            break;
    }
    return all;
}

bool NaiveState::isUndone(const LoggedChange& change) const
{
    return std::any_of(changes.begin(), changes.end(),
                       [&](const LoggedChange& one) { return one.undoes == change.seq && !isUndone(one); });
}

bool NaiveState::isUndo(const LoggedChange& change) const
{
    return change.undoes != 0 && !isUndo(*this->change(change.undoes));
}

bool NaiveState::isInScope(const LoggedChange& change, const std::string& author, const std::set<Id>& scope) const
{
    return change.author == author && (change.branchId.empty() || scope.contains(change.branchId));
}

const LoggedChange* NaiveState::nextUndo(const std::string& author, const Id& branch) const
{
    const std::set<Id> scope = followed(branch);
    for (auto one = changes.rbegin(); one != changes.rend(); ++one) {
        if (!isUndo(*one) && isInScope(*one, author, scope) && !isUndone(*one) && isUndoable(*one))
            return &*one;
    }
    return nullptr;
}

bool NaiveState::isUndoable(const LoggedChange& change) const
{
    return std::any_of(patches.begin(), patches.end(),
                       [&](const Patch& patch) { return patch.seq == change.seq && patch.type->undoable; });
}

const LoggedChange* NaiveState::nextRedo(const std::string& author, const Id& branch) const
{
    const std::set<Id> scope = followed(branch);
    for (auto one = changes.rbegin(); one != changes.rend(); ++one) {
        if (!isInScope(*one, author, scope))
            continue;
        if (one->undoes == 0 && one->kind != "due")
            return nullptr; // a new change empties the redo, unless it made itself
        if (isUndo(*one) && !isUndone(*one))
            return &*one;
    }
    return nullptr;
}

history::EntityPtr NaiveState::entity(const Folded& folded, const Id& branch) const
{
    auto made = std::make_shared<history::Entity>();
    made->type = folded.type;
    made->id = folded.id;
    made->branchId = branch;
    made->isLive = folded.isLive();
    made->version = static_cast<std::int64_t>(folded.changes.size());
    made->changeSeq = *folded.changes.rbegin();
    const Value audience = folded.value("visibility");
    made->audience = audience.isNull() ? gameMasterOnly : audience.asInteger();
    for (const catalogue::Field& field : folded.type->fields)
        made->fields.push_back(folded.field(field));
    if (const LoggedChange* first = change(*folded.changes.begin()))
        made->createdAt = first->realTime;
    if (const LoggedChange* last = change(made->changeSeq))
        made->updatedAt = last->realTime;
    return made;
}

} // namespace campaign::support
