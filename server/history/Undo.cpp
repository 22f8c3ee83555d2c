// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ChangeWriter.h"

#include "server/core/Json.h"

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

Result<void> ChangeWriter::takeBackPatch(const Patch& patch, std::int64_t undone, bool onlyTheRest,
                                         std::vector<std::string>& conflicts)
{
    const catalogue::Type* type = m_context.types.find(patch.type);
    if (!type)
        return Error{ErrorCode::Invalid,
                     "The change speaks of a " + patch.type + ", which this version does not know.",
                     {},
                     {},
                     {}};
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
    const Value* exists = back.find(existsField);
    if (exists && *exists == Value(false))
        back = Value::Object{{std::string(existsField), false}};
    return addPatch(*type, patch.id, patch.branch, patch.worldTime, back);
}

Result<void> ChangeWriter::takeBack(const ChangeHeader& undone, bool onlyTheRest)
{
    Result<std::vector<Patch>> patches = m_log.patchesOfChange(undone.seq);
    if (!patches)
        return patches.error();
    std::vector<std::string> conflicts;
    for (const Patch& patch : *patches) {
        if (Result<void> done = takeBackPatch(patch, undone.seq, onlyTheRest, conflicts); !done)
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
