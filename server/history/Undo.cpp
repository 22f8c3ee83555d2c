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

Value described(const ChangeHeader& change)
{
    return Value::Object{
        {"change", change.seq}, {"kind", change.kind}, {"reason", change.reason}, {"author", change.author}};
}

Value valueOf(const Slice& slice, const std::string& path)
{
    return path == existsField ? existence(slice) : slice.value(path);
}

} // namespace

/// The newest change that set the path since and still stands: the one to take back first. Seq 0: there is none.
Result<ChangeHeader> ChangeWriter::laterChange(const Patch& undone, std::string_view path)
{
    const Result<std::vector<Patch>> patches = m_log.patchesOf(undone.id, m_context.lineage->arms(undone.branch));
    if (!patches)
        return patches.error();
    std::set<std::int64_t, std::greater<>> setters;
    for (const Patch& patch : *patches) {
        if (patch.seq > undone.seq && patch.worldTime == undone.worldTime && patch.fields.find(path))
            setters.insert(patch.seq);
    }
    return newestStanding(setters);
}

Result<ChangeHeader> ChangeWriter::newestStanding(const std::set<std::int64_t, std::greater<>>& changes)
{
    for (const std::int64_t seq : changes) {
        Result<std::optional<ChangeHeader>> header = m_log.find(seq);
        const Result<bool> isUndone = m_log.isUndone(seq);
        if (!header || !isUndone)
            return header ? isUndone.error() : header.error();
        if (*header && (*header)->kind != "undo" && !*isUndone)
            return std::move(**header);
    }
    return ChangeHeader{};
}

/// Of an undo that a constraint refuses because of some other thing: adds which change put that there since.
Error ChangeWriter::namingLater(Error refusal, std::int64_t undone)
{
    Result<Value> details = parseJson(refusal.details);
    const std::string other = details && details->isObject() ? details->stringOr("id", "") : std::string();
    if (other.empty())
        return refusal;
    const std::string field = details->stringOr("field", "");
    const Result<std::vector<Patch>> patches = m_log.patchesOf(other, m_context.lineage->arms(m_branch));
    if (!patches)
        return refusal;
    std::set<std::int64_t, std::greater<>> since;
    for (const Patch& patch : *patches) {
        if (patch.seq > undone && (patch.fields.find(field) || patch.fields.find(existsField)))
            since.insert(patch.seq);
    }
    const Result<ChangeHeader> later = newestStanding(since);
    if (!later || later->seq == 0)
        return refusal;
    refusal.message += " Take back \"" + later->reason + "\" first.";
    details->asObject().append("later", described(*later));
    refusal.details = toJson(*details);
    return refusal;
}

Result<void> ChangeWriter::addConflict(const Patch& patch, const std::string& path, const Value& name,
                                       Conflicts& conflicts)
{
    conflicts.fields.push_back((name.isString() ? name.asString() : patch.id) + ": " + path);
    Result<ChangeHeader> later = laterChange(patch, path);
    if (!later)
        return later.error();
    if (later->seq > conflicts.later.seq)
        conflicts.later = std::move(*later);
    return {};
}

Result<void> ChangeWriter::takeBackPatch(const Patch& patch, std::int64_t undone, bool onlyTheRest, bool vanishes,
                                         Conflicts& conflicts)
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
        else if (isRefused = true; !onlyTheRest) {
            if (const Result<void> added = addConflict(patch, path, mine->value("name"), conflicts); !added)
                return added;
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
    Conflicts conflicts;
    for (const Patch& patch : *patches) {
        const bool isGone = gone.contains({patch.branch, patch.id});
        if (Result<void> done = takeBackPatch(patch, undone.seq, onlyTheRest, isGone, conflicts); !done)
            return done;
    }
    return conflicts.fields.empty() ? Result<void>() : refusal(undone, conflicts);
}

/// Names what changed since and, where it is one change's doing, which: whoever asked may take that back first.
Error ChangeWriter::refusal(const ChangeHeader& undone, const Conflicts& conflicts) const
{
    std::string what = conflicts.fields.front();
    if (conflicts.fields.size() > 1)
        what += " and " + std::to_string(conflicts.fields.size() - 1) + " more";
    Value::Object details{{"constraint", "undo"},
                          {"fields", Value::Array(conflicts.fields.begin(), conflicts.fields.end())}};
    std::string cause;
    if (const ChangeHeader& later = conflicts.later; later.seq) {
        cause = ", by \"" + later.reason + '"';
        if (later.author != m_request.author.userId)
            cause += " of " + later.author;
        details.append("later", described(later));
    }
    const char* again = undone.kind == "undo" ? "done again" : "undone";
    return {ErrorCode::Conflict,
            '"' + undone.reason + "\" cannot be " + again + ": " + what + " changed since" + cause +
                ". Take that back first, or " + (undone.kind == "undo" ? "redo" : "undo") + " the rest.",
            {},
            {},
            toJson(details)};
}

} // namespace campaign::history
