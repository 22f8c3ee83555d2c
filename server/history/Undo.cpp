// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include "server/core/Json.h"

#include <set>

// Undo is a change like any other, three-way per field (semantics §5): base = what the undone change left, mine = now,
// theirs = what was before it, all at the world time the undone change patched.

namespace campaign::history {

namespace {

Value existence(const Slice& slice)
{
    return slice.exists();
}

Value valueOf(const Slice& slice, const std::string& path)
{
    return path == existsField ? existence(slice) : slice.value(path);
}

} // namespace

Result<void> ChangeWriter::takeBackPatch(const Patch& patch, std::int64_t undone, bool onlyTheRest, bool vanishes,
                                         std::vector<std::string>& conflicts)
{
    const catalogue::Type* type = m_context.types.find(patch.type);
    if (!type)
        return Error{ErrorCode::Invalid,
                     "The change speaks of a " + patch.type + ", which this version does not know.",
                     {},
                     {},
                     {}};
    if (!type->undoable)
        return {}; // it stays as it is, whatever else the change did
    Result<Slice> mine = sliceAt(patch.id, patch.branch, patch.worldTime, openEnd);
    Result<Slice> theirs = sliceAt(patch.id, patch.branch, patch.worldTime, undone - 1);
    if (!mine || !theirs)
        return mine ? theirs.error() : mine.error();
    Value::Object back;
    bool isRefused = false;
    for (const auto& [path, base] : patch.fields) {
        const Value now = valueOf(*mine, path);
        const Value before = valueOf(*theirs, path);
        if (now == before)
            continue;
        if (now == base)
            back.append(path, before);
        else
            isRefused = true;
        if (!(now == base)) {
            const Value name = mine->value("name");
            conflicts.push_back((name.isString() ? name.asString() : patch.id) + ": " + path);
        }
    }
    if (isRefused && !onlyTheRest)
        return {};
    // Taking back a creation needs no more than that: what it held stays in the record.
    const Value* made = patch.fields.find(existsField);
    const bool wasMade = made && *made == Value(true) && !theirs->exists();
    if (wasMade && !back.find(existsField))
        return {};
    if (wasMade) {
        back = Value::Object{{std::string(existsField), false}};
        if (Result<void> ended = endReturns(*type, patch); !ended)
            return ended;
    } else if (vanishes)
        return {};
    return addPatch(*type, patch.id, patch.branch, patch.worldTime, back);
}

/// A deletion that was undone brought the entity back at the world time of that deletion; without its creation it does
/// not come back there either.
Result<void> ChangeWriter::endReturns(const catalogue::Type& type, const Patch& made)
{
    Result<std::vector<Patch>> patches = m_log.patchesOf(made.id, m_context.lineage->arms(made.branch));
    if (!patches)
        return patches.error();
    std::set<WorldTime> returns;
    for (const Patch& patch : *patches) {
        const Value* exists = patch.fields.find(existsField);
        if (patch.branch == made.branch && patch.worldTime > made.worldTime && exists && *exists == Value(true))
            returns.insert(patch.worldTime);
    }
    for (const WorldTime time : returns) {
        Result<Slice> then = sliceAt(made.id, made.branch, time, openEnd);
        if (!then)
            return then.error();
        if (!then->exists())
            continue;
        if (Result<void> added = addPatch(type, made.id, made.branch, time, {{std::string(existsField), false}});
            !added)
            return added;
    }
    return {};
}

/// Whether there was no such entity before this patch.
Result<bool> ChangeWriter::vanishes(const Patch& patch, std::int64_t undone)
{
    Result<Slice> theirs = sliceAt(patch.id, patch.branch, patch.worldTime, undone - 1);
    return theirs ? Result<bool>(!theirs->exists()) : theirs.error();
}

Result<void> ChangeWriter::takeBack(const ChangeHeader& undone, bool onlyTheRest)
{
    Result<std::vector<Patch>> patches = m_log.patchesOfChange(undone.seq);
    if (!patches)
        return patches.error();
    Result<bool> undoable = m_log.isUndoable(undone.seq, m_context.types);
    if (!undoable)
        return undoable.error();
    if (!*undoable)
        return Error{ErrorCode::Conflict,
                     "\"" + undone.reason + "\" is not undone; change it instead.",
                     {},
                     {},
                     R"({"constraint":"undo"})"};
    std::set<std::pair<BranchKey, Id>>
        gone; // by another patch of the same change: a creation has two when it has a date
    for (const Patch& patch : *patches) {
        const Value* made = patch.fields.find(existsField);
        if (!made || *made == Value(false) || patch.worldTime == catalogue::always)
            continue;
        Result<bool> goes = vanishes(patch, undone.seq);
        if (!goes)
            return goes.error();
        if (*goes)
            gone.insert({patch.branch, patch.id});
    }
    std::vector<std::string> conflicts;
    for (const Patch& patch : *patches) {
        const bool isGone = gone.contains({patch.branch, patch.id});
        if (Result<void> done = takeBackPatch(patch, undone.seq, onlyTheRest, isGone, conflicts); !done)
            return done;
    }
    if (conflicts.empty() || onlyTheRest)
        return {};
    std::string what = conflicts.front();
    if (conflicts.size() > 1)
        what += " and " + std::to_string(conflicts.size() - 1) + " more";
    const Value::Object details{{"constraint", "undo"}, {"fields", Value::Array(conflicts.begin(), conflicts.end())}};
    return Error{ErrorCode::Conflict,
                 "\"" + undone.reason + "\" cannot be undone: " + what +
                     " changed since. Undo the rest, or undo the later change first.",
                 {},
                 {},
                 toJson(details)};
}

} // namespace campaign::history
