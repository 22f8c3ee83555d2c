// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NaiveWriter.h"

#include "server/catalogue/Check.h"
#include "tests/support/NaiveSnapshot.h"

#include <algorithm>

namespace campaign::support {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::OnDelete;
using catalogue::Scope;
using catalogue::Type;

namespace {

Error missing(const Type& type, const Id& id)
{
    return {ErrorCode::NotFound, "There is no " + type.label + " " + id + ".", {}, {}, {}};
}

} // namespace

NaiveWriter::NaiveWriter(NaiveState& state, const catalogue::Catalogue& types, const history::ChangeRequest& request,
                         std::int64_t seq, std::int64_t realTime)
    : m_state(state)
    , m_types(types)
    , m_branch(request.branch.empty() ? state.root : request.branch)
    , m_worldTime(request.worldTime)
    , m_seq(seq)
    , m_realTime(realTime)
{
}

WorldTime NaiveWriter::writeTime(const Type& type) const
{
    const WorldTime clock = m_state.clock(m_branch);
    const bool isTimed = type.scope != Scope::Campaign && clock != catalogue::always;
    return isTimed ? m_worldTime.value_or(clock) : catalogue::always;
}

void NaiveWriter::set(const Type& type, const Id& id, std::string_view slot, WorldTime time, const Value& value,
                      const Id& cause)
{
    const Folded there = m_state.fold({m_branch, time, latest}, type, id);
    const bool isLive = there.type && there.isLive();
    if ((slot == existence ? Value(isLive) : there.value(slot)) == value)
        return; // a deletion before the creation deletes nothing
    const Id branch = type.scope == Scope::Campaign ? Id() : m_branch;
    m_state.patches.push_back({m_seq, branch, &type, id, time, std::string(slot), value, cause});
}

void NaiveWriter::setField(const Type& type, const Id& id, const Field& field, WorldTime time, const Value& value)
{
    const WorldTime at = field.timeless || type.scope == Scope::Campaign ? catalogue::always : time;
    if (field.type != FieldType::Variables) {
        set(type, id, field.name, at, value);
        return;
    }
    if (value.isNull()) {
        const Folded folded = m_state.fold({m_branch, at, latest}, type, id);
        for (const auto& [slot, patch] : folded.slots) {
            if (slot.starts_with("variables/"))
                set(type, id, slot, at, Value());
        }
        return;
    }
    for (const auto& [key, content] : value.asObject())
        set(type, id, "variables/" + key, at, content);
}

Result<Folded> NaiveWriter::live(const Type& type, const Id& id, std::optional<std::int64_t> expectedVersion) const
{
    Folded folded = m_state.fold(m_state.now(m_branch), type, id);
    if (!folded.type || !folded.isLive())
        return missing(type, id);
    if (expectedVersion && *expectedVersion != static_cast<std::int64_t>(folded.changes.size()))
        return Error{ErrorCode::OptimisticLock, "Somebody else has changed it.", {}, {}, {}};
    return folded;
}

Result<Id> NaiveWriter::create(const Type& type, const Value::Object& fields, const Id& id)
{
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    if (!checked)
        return checked.error();
    Result<Value::Object> complete = catalogue::completeNew(type, *checked);
    if (!complete)
        return complete.error();
    const Id chosen = id.empty() ? "new-" + std::to_string(m_state.patches.size()) : id;
    const bool isKnown = m_state.fold({m_branch, catalogue::endOfTime, latest}, type, chosen).type != nullptr;
    if (isKnown || std::any_of(m_state.patches.begin(), m_state.patches.end(), [&](const Patch& patch) {
            return patch.entity == chosen && patch.type != &type; // on any branch
        }))
        return Error{ErrorCode::Conflict, "That id is taken.", {}, {}, {}};
    const WorldTime time = m_worldTime ? writeTime(type) : catalogue::always;
    set(type, chosen, existence, time, true);
    for (const auto& [name, value] : *complete)
        setField(type, chosen, *type.field(name), time, value);
    return chosen;
}

Result<void> NaiveWriter::update(const Type& type, const Id& id, const Value::Object& fields,
                                 std::optional<std::int64_t> expectedVersion)
{
    Result<Folded> folded = live(type, id, expectedVersion);
    if (!folded)
        return folded.error();
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    if (!checked)
        return checked.error();
    for (const auto& [name, value] : *checked)
        setField(type, id, *type.field(name), writeTime(type), value);
    return {};
}

Result<void> NaiveWriter::remove(const Type& type, const Id& id, std::optional<std::int64_t> expectedVersion)
{
    Result<Folded> folded = live(type, id, expectedVersion);
    if (!folded)
        return folded.error();
    removeWithDependents(type, id, {});
    return {};
}

/// Who holds on to it is asked of the branch's present, also where the deletion is planned.
void NaiveWriter::removeWithDependents(const Type& type, const Id& id, const Id& cause)
{
    set(type, id, existence, writeTime(type), false, cause);
    for (const auto& [holderType, field] : m_types.holdersOf(type)) {
        const Fold all = m_state.fold(m_state.now(m_branch));
        for (const auto& [key, holder] : all) {
            if (holder.type != holderType || !(holder.value(field->name) == Value(id)) ||
                !m_state.fold(m_state.now(m_branch), *holderType, holder.id).isLive())
                continue; // the last: gone by an earlier turn of this loop
            if (field->onDelete == OnDelete::Cascade)
                removeWithDependents(*holderType, holder.id, cause.empty() ? id : cause);
            else if (field->onDelete == OnDelete::Clear)
                setField(*holderType, holder.id, *field, writeTime(*holderType), Value());
        }
    }
}

Result<void> NaiveWriter::restore(const Type& type, const Id& id)
{
    const View now = m_state.now(m_branch);
    const Folded folded = m_state.fold(now, type, id);
    if (folded.type && folded.isLive())
        return {};
    if (!folded.type || !folded.slots.contains(existence))
        return missing(type, id);
    const std::int64_t deletion = folded.slots.find(existence)->second.seq;
    set(type, id, existence, writeTime(type), true);
    for (const auto& [key, other] : m_state.fold(now)) {
        const auto found = other.slots.find(existence);
        if (found != other.slots.end() && !other.isLive() && found->second.cause == id && found->second.seq == deletion)
            set(*other.type, other.id, existence, writeTime(*other.type), true);
    }
    return {};
}

Result<void> NaiveWriter::setArchived(const Type& type, const Id& id, bool archived)
{
    Result<Folded> folded = live(type, id, {});
    if (!folded)
        return folded.error();
    if (folded->isArchived() != archived)
        set(type, id, "archivedAt", catalogue::always, archived ? Value(m_realTime) : Value());
    return {};
}

Result<Id> NaiveWriter::fork(const Id& source, const std::string& name, std::optional<WorldTime> at)
{
    const Id from = source.empty() ? m_state.root : source;
    if (!m_state.branches.contains(from))
        return Error{ErrorCode::NotFound, "There is no branch " + from + ".", {}, {}, {}};
    const WorldTime clock = at.value_or(m_state.clock(from));
    Value::Object fields{{"name", name}};
    if (clock != catalogue::always)
        fields.append("clock", clock);
    return addBranch(from, {from, m_seq, at}, fields);
}

Result<Id> NaiveWriter::follow(const Id& source, const std::string& name, const Id& campaignId)
{
    const Id from = source.empty() ? m_state.root : source;
    if (!m_state.branches.contains(from))
        return Error{ErrorCode::NotFound, "There is no branch " + from + ".", {}, {}, {}};
    return addBranch(from, {from, {}, {}},
                     {{"name", name}, {"campaignId", campaignId.empty() ? Value() : Value(campaignId)}});
}

Result<Id> NaiveWriter::addBranch(const Id& source, const Line& line, Value::Object fields)
{
    const Type& type = *m_types.find("Branch");
    const Id id = "branch-" + std::to_string(m_seq) + "-" + std::to_string(m_state.branches.size());
    m_state.branches[id] = line;
    set(type, id, existence, catalogue::always, true);
    fields.append("parentId", source);
    for (const auto& [name, value] : fields)
        set(type, id, name, catalogue::always, value);
    return id;
}

Result<void> NaiveWriter::advanceClock(const Id& branch, WorldTime to)
{
    const Id at = branch.empty() ? m_state.root : branch;
    if (!m_state.branches.contains(at))
        return Error{ErrorCode::NotFound, "There is no branch " + at + ".", {}, {}, {}};
    if (to == catalogue::always || to < m_state.clock(at))
        return Error{ErrorCode::Invalid, "The clock moves forward only.", {}, {}, {}};
    set(*m_types.find("Branch"), at, "clock", catalogue::always, to);
    return {};
}

Result<Id> NaiveWriter::storeFile(const std::string&, std::string_view)
{
    return Error{ErrorCode::Unavailable, "The oracle keeps no files.", {}, {}, {}};
}

Result<history::EntityPtr> NaiveWriter::find(const Type& type, const Id& id)
{
    const Folded folded = m_state.fold(m_state.now(m_branch), type, id);
    return folded.type && folded.isLive() ? m_state.entity(folded, m_branch) : history::EntityPtr();
}

Result<history::Page> NaiveWriter::list(const Type& type, const history::ListQuery& query)
{
    NaiveSnapshot snapshot(std::make_shared<NaiveState>(m_state));
    return snapshot.list(type, query, {m_branch, {}, {}}, Viewer::owner());
}

} // namespace campaign::support
