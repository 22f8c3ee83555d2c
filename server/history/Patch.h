// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"
#include "server/history/Lineage.h"

#include <map>

namespace campaign::history {

/// The pseudo-field of a patch that says whether the entity exists from its time on.
inline constexpr std::string_view existsField = "exists";

/// What one change says of one entity from one world time on: a row of the version table. Members of `fields` are field
/// names, "exists", or "variables.<key>"; null clears.
struct Patch
{
    BranchKey branch = 0;
    std::string type;
    Id id;
    WorldTime worldTime = catalogue::always;
    std::int64_t seq = 0;
    std::int64_t realTime = 0;
    std::string cause; ///< the entity because of which this one was deleted, "" for none
    Value::Object fields;
};

/// The value of each patched path once all patches up to a point are applied, and who set it.
struct Slice
{
    struct Setting
    {
        Value value;
        std::int64_t seq = 0;
    };
    std::map<std::string, Setting, std::less<>> paths;
    std::int64_t version = 0;
    std::int64_t changeSeq = 0;
    std::int64_t createdAt = 0;
    std::int64_t updatedAt = 0;

    bool exists() const;
    /// Null when nothing set it.
    Value value(std::string_view path) const;
};

/// Limits of a fold: which patches count. All of them touch the version; only those up to `time` the values.
struct FoldLimits
{
    WorldTime time = catalogue::endOfTime;
    std::int64_t maxSeq = openEnd;
};

/// Folds patches of one entity (any order) into what was true (semantics §3).
Slice fold(std::vector<const Patch*> patches, const FoldLimits& limits);

/// The entity that a slice describes.
Entity toEntity(const catalogue::Type& type, const Id& id, const Id& branchId, const Slice& slice);

/// An entity's fields as patch paths: absent and null ones left out, variables one by one.
Value::Object toPatchFields(const catalogue::Type& type, const Value::Object& fields);
/// Whether a path always patches at −∞.
bool isTimeless(const catalogue::Type& type, std::string_view path);
/// The present value at a path of an entity, null when unset.
Value valueAt(const Entity& entity, std::string_view path);
void setValueAt(Entity& entity, std::string_view path, const Value& value);

} // namespace campaign::history
