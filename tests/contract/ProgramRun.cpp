// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/ProgramRun.h"

#include "server/core/Json.h"

#include <algorithm>

namespace campaign::contract {

using catalogue::Type;
using history::Entity;
using history::EntityPtr;
using history::Snapshot;
using history::Writer;

namespace {

Viewer person(const std::string& name)
{
    return {name, name, true, {gameMasterOnly, everyone}};
}

const Viewer player{"player", "Player", false, {everyone}};

Result<void> withoutValue(const Result<Id>& result)
{
    return result ? Result<void>() : Result<void>(result.error());
}

} // namespace

ProgramRun::ProgramRun(history::Store& store)
    : m_store(&store)
{
    m_branches[0] = store.rootBranch();
}

ProgramRun ProgramRun::on(history::Store& store) const
{
    ProgramRun again = *this;
    again.m_store = &store;
    return again;
}

template <typename T>
std::string ProgramRun::outcome(const Result<T>& result)
{
    m_lastMessage = result ? "" : result.error().toString();
    return result ? "good" : std::string(errorCodeName(result.error().code));
}

bool ProgramRun::canRun(const Step& step) const
{
    return m_branches.contains(step.branch) && (!step.change || m_changes.contains(*step.change)) &&
           std::all_of(step.operations.begin(), step.operations.end(),
                       [&](const Operation& one) { return m_branches.contains(one.branch); });
}

std::string ProgramRun::run(const Step& step)
{
    if (!canRun(step))
        return "skipped";
    const Id branch = m_branches.at(step.branch);
    Result<history::Receipt> receipt = Error{};
    if (step.kind == Step::Kind::Undo) {
        const auto change = step.change ? std::optional(m_changes.at(*step.change)) : std::nullopt;
        receipt = m_store->undo(person(step.author), branch, change, step.onlyTheRest);
    } else if (step.kind == Step::Kind::Redo) {
        receipt = m_store->redo(person(step.author), branch);
    } else {
        history::ChangeRequest request;
        request.author = person(step.author);
        request.branch = branch;
        request.reason = "#" + std::to_string(step.label);
        request.worldTime = step.worldTime;
        receipt = m_store->write(request, [&](Writer& writer) {
            Result<void> good;
            for (std::size_t i = 0; good && i < step.operations.size(); ++i)
                good = apply(writer, step.operations[i], step.label);
            return good;
        });
    }
    const std::string result = outcome(receipt);
    if (!receipt) {
        m_branches.erase(step.label);
        return result;
    }
    if (receipt->changed) {
        m_changes[step.label] = receipt->seq;
        m_labels[receipt->seq] = step.label;
    }
    return receipt->changed ? "changed" : "unchanged";
}

Result<void> ProgramRun::apply(Writer& writer, const Operation& operation, int label)
{
    using Kind = Operation::Kind;
    if (operation.kind == Kind::Fork || operation.kind == Kind::Follow) {
        const std::string name = "Branch " + std::to_string(label);
        const Id& source = m_branches.at(operation.branch);
        Result<Id> made = operation.kind == Kind::Fork ? writer.fork(source, name, operation.time)
                                                       : writer.follow(source, name, operation.id);
        if (made)
            m_branches[label] = *made;
        return withoutValue(made);
    }
    if (operation.kind == Kind::Advance)
        return writer.advanceClock(m_branches.at(operation.branch), *operation.time);
    return applyToEntity(writer, operation);
}

Result<void> ProgramRun::applyToEntity(Writer& writer, const Operation& operation)
{
    using Kind = Operation::Kind;
    const Type& type = *m_store->types().find(operation.type);
    std::vector<Id>& ids = m_ids[type.name];
    if (std::find(ids.begin(), ids.end(), operation.id) == ids.end())
        ids.push_back(operation.id);
    switch (operation.kind) {
    case Kind::Create:
        return withoutValue(writer.create(type, operation.fields, operation.id));
    case Kind::Update:
        return writer.update(type, operation.id, operation.fields, operation.expectedVersion);
    case Kind::Remove:
        return writer.remove(type, operation.id, operation.expectedVersion);
    case Kind::Restore:
        return writer.restore(type, operation.id);
    default:
        return writer.setArchived(type, operation.id, operation.kind == Kind::Archive);
    }
}

std::string ProgramRun::text(const Entity& entity) const
{
    const auto label = m_labels.find(entity.changeSeq);
    std::string all = entity.id + " v" + std::to_string(entity.version) + " #" +
                      std::to_string(label == m_labels.end() ? 0 : label->second) + (entity.isLive ? "" : " dead") +
                      " made " + std::to_string(entity.createdAt % 1'000'000'000) + " changed " +
                      std::to_string(entity.updatedAt % 1'000'000'000) + " for " + std::to_string(entity.audience);
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        if (!entity.fields[i].isNull())
            all += ' ' + entity.type->fields[i].name + '=' + toCanonicalJson(entity.fields[i]);
    }
    return all + '\n';
}

std::string ProgramRun::answer(const Probe& probe)
{
    if (!m_branches.contains(probe.branch) || (probe.atChange && !m_changes.contains(*probe.atChange)))
        return "skipped";
    Result<std::unique_ptr<Snapshot>> snapshot = m_store->read();
    if (!snapshot)
        return outcome(snapshot);
    history::ReadPoint at{m_branches.at(probe.branch), probe.asOf, {}};
    if (probe.atChange)
        at.atChange = m_changes.at(*probe.atChange);
    return "pages:\n" + pages(**snapshot, probe, at) + "by ids:\n" +
           entities(**snapshot, *m_store->types().find(probe.type), at) + lists(**snapshot, probe, at);
}

std::string ProgramRun::pages(Snapshot& snapshot, const Probe& probe, const history::ReadPoint& at)
{
    const Type& type = *m_store->types().find(probe.type);
    // What players may see of the past is a matter of its own; here they look at today.
    const bool forPlayer = at.isNow() && probe.query.includeArchived;
    const Viewer viewer = forPlayer ? player : Viewer::owner();
    const Result<std::int64_t> count = snapshot.count(type, probe.query, at, viewer);
    std::string all = "count " + (count ? std::to_string(*count) : outcome(count)) + '\n';
    history::ListQuery query = probe.query;
    for (int turn = 0; turn < 1000; ++turn) {
        const Result<history::Page> page = snapshot.list(type, query, at, viewer);
        if (!page)
            return all + outcome(page) + ": " + page.error().message + '\n';
        for (const EntityPtr& entity : page->entities)
            all += text(*entity);
        all += page->hasNext ? "more\n" : "end\n";
        if (!page->hasNext || page->cursors.empty())
            return all;
        query.after = page->cursors.back();
    }
    return all + "without end\n";
}

std::string ProgramRun::lists(Snapshot& snapshot, const Probe& probe, const history::ReadPoint& at)
{
    if (probe.reference.empty())
        return {};
    const Type& type = *m_store->types().find(probe.type);
    const catalogue::Field& field = *type.field(probe.reference);
    const std::vector<Id> parents = m_ids[field.target];
    const auto found = snapshot.byReference(type, field, parents, at, Viewer::owner());
    if (!found)
        return outcome(found) + ": " + found.error().message + '\n';
    std::string all;
    for (std::size_t i = 0; i < parents.size(); ++i) {
        all += "of " + parents[i] + ":";
        for (const EntityPtr& entity : (*found)[i])
            all += ' ' + entity->id + " v" + std::to_string(entity->version);
        all += '\n';
    }
    return all;
}

std::string ProgramRun::entities(Snapshot& snapshot, const Type& type, const history::ReadPoint& at)
{
    const std::vector<Id>& ids = m_ids[type.name];
    const auto found = snapshot.byIds(type, ids, at, Viewer::owner());
    if (!found)
        return outcome(found) + ": " + found.error().message + '\n';
    std::string all;
    for (std::size_t i = 0; i < ids.size(); ++i)
        all += (*found)[i] ? text(*(*found)[i]) : ids[i] + " absent\n";
    return all;
}

std::string ProgramRun::text(const std::optional<history::LoggedChange>& change) const
{
    if (!change)
        return "nothing";
    const auto label = m_labels.find(change->seq);
    return label == m_labels.end() ? "an unknown change" : "#" + std::to_string(label->second);
}

std::string ProgramRun::stacks()
{
    Result<std::unique_ptr<Snapshot>> snapshot = m_store->read();
    if (!snapshot)
        return outcome(snapshot);
    std::string all;
    for (const auto& [label, branch] : m_branches) {
        for (const char* author : {"ann", "bob"}) {
            const auto back = (*snapshot)->nextUndo(author, branch);
            const auto forth = (*snapshot)->nextRedo(author, branch);
            all += std::string(author) + " on branch#" + std::to_string(label) + " undoes " +
                   (back ? text(*back) : outcome(back)) + ", redoes " + (forth ? text(*forth) : outcome(forth)) + '\n';
        }
    }
    return all;
}

std::string ProgramRun::everything()
{
    Result<std::unique_ptr<Snapshot>> snapshot = m_store->read();
    if (!snapshot)
        return outcome(snapshot);
    std::string all;
    for (const auto& [label, branch] : m_branches) {
        for (const Type& type : m_store->types().types()) {
            if (m_ids.contains(type.name))
                all += "branch#" + std::to_string(label) + ' ' + type.name + ":\n" +
                       entities(**snapshot, type, {branch, {}, {}});
        }
    }
    return all + stacks();
}

} // namespace campaign::contract
