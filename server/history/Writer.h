// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/history/Snapshot.h"

#include <functional>

namespace campaign::history {

/// What a change is, besides its content.
struct ChangeRequest
{
    Viewer author;
    Id branch; ///< "" is the world's root
    std::string kind = "update";
    std::string reason;                 ///< how undo names it: "Rename Harrowford"
    std::optional<WorldTime> worldTime; ///< default: create at −∞, update and delete at the branch's clock
    std::string idempotencyKey;         ///< a second request with the same key gets the first one's receipt
    bool isTrial =
        false; ///< runs with all checks and leaves no trace; the receipt says what the change would have been
};

/// Writes inside one change, on the write lane's thread, under the stream's lock. Valid only inside the function given
/// to Store::write. Reads see what this change has written so far. References, uniqueness and trees are checked when
/// the function returns, so entities may be written in any order.
class Writer
{
public:
    virtual ~Writer() = default;

    /// Fields as catalogue::checkFields and completeNew take them; an empty id lets the store choose one. Returns the
    /// id.
    virtual Result<Id> create(const catalogue::Type& type, const Value::Object& fields, const Id& id = {}) = 0;
    /// Only the fields given; null clears. `variables` is merged: its null members are removed. Fields that already
    /// have the value are not written.
    virtual Result<void> update(const catalogue::Type& type, const Id& id, const Value::Object& fields,
                                std::optional<std::int64_t> expectedVersion = {}) = 0;
    /// Deletes with everything the catalogue cascades to.
    virtual Result<void> remove(const catalogue::Type& type, const Id& id,
                                std::optional<std::int64_t> expectedVersion = {}) = 0;
    /// Brings back a deleted entity and exactly those that were deleted because of it.
    virtual Result<void> restore(const catalogue::Type& type, const Id& id) = 0;
    virtual Result<void> setArchived(const catalogue::Type& type, const Id& id, bool archived) = 0;

    /// A new branch off `source`: "now" without a time (planned things come along), else as of that world time. Returns
    /// its id.
    virtual Result<Id> fork(const Id& source, const std::string& name, std::optional<WorldTime> at = {}) = 0;
    /// A branch that follows `source` without a cut (a campaign's main branch).
    virtual Result<Id> follow(const Id& source, const std::string& name, const Id& campaignId) = 0;
    /// Moves the clock forward; planned patches up to `to` become current.
    virtual Result<void> advanceClock(const Id& branch, WorldTime to) = 0;

    /// Runs the function; when it fails, what it has written is as if it had not been, and the change may go on.
    virtual Result<void> attempt(const std::function<Result<void>()>& function) = 0;
    /// When what is written from now on becomes true, in place of the request's world time; nothing: the defaults.
    virtual void setTime(std::optional<WorldTime> time) = 0;
    /// The number this change will have.
    virtual std::int64_t seq() const = 0;
    /// Where the branch written to stands in world time, `always` while it has no clock.
    virtual WorldTime clock() const = 0;

    /// Stores a file's bytes by content and returns its id; the same bytes give the same id.
    virtual Result<Id> storeFile(const std::string& mediaType, std::string_view bytes) = 0;

    /// As the branch written to shows it now, this change included; null when absent.
    virtual Result<EntityPtr> find(const catalogue::Type& type, const Id& id) = 0;
    virtual Result<Page> list(const catalogue::Type& type, const ListQuery& query) = 0;
};

} // namespace campaign::history
