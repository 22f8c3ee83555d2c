// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/catalogue/Time.h"
#include "server/core/Id.h"
#include "server/core/Viewer.h"

#include <memory>
#include <optional>

namespace campaign::history {

using catalogue::WorldTime;

/// One entity as a branch shows it at some point. Immutable; shared between threads and requests.
struct Entity
{
    const catalogue::Type* type = nullptr;
    std::vector<Value> fields; ///< by index in type->fields; beside the type, since rules read both
    Id id;
    Id branchId;                ///< the branch it lies in: the one read, or the ancestor it is inherited from
    bool isLive = false;        ///< false: deleted
    std::int64_t version = 0;   ///< how many changes have touched it, for optimistic locking
    std::int64_t changeSeq = 0; ///< the last of them
    std::int64_t createdAt = 0; ///< µs since 1970 UTC
    std::int64_t updatedAt = 0;
    AudienceId audience = gameMasterOnly;
    std::int64_t row = 0; ///< identity of this very content: equal rows are equal content; 0 when read at another time

    const Value& field(int index) const { return fields[static_cast<std::size_t>(index)]; }
    /// Null when the type has no such field.
    const Value& field(std::string_view fieldName) const;
    const std::string& name() const;
    bool isArchived() const { return !field(catalogue::common::ArchivedAt).isNull(); }
};

using EntityPtr = std::shared_ptr<const Entity>;

/// Where and when to read: a branch ("" is the world's root), optionally what was true at a world time, optionally what
/// was known as of a change.
struct ReadPoint
{
    Id branch;
    std::optional<WorldTime> asOf;
    std::optional<std::int64_t> atChange;

    bool isNow() const { return !asOf && !atChange; }
    bool operator==(const ReadPoint&) const = default;
};

} // namespace campaign::history
