// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Patch.h"
#include "server/history/Query.h"

#include <functional>
#include <span>

namespace campaign::history {

/// The head of a change as it is hashed and stored.
struct ChangeHeader
{
    std::int64_t seq = 0;
    Id changeId;
    std::string author;
    std::int64_t realTime = 0;
    BranchKey branch = rootKey;
    std::string kind;
    std::string reason;
    std::string cause;
    std::int64_t undoes = 0;
    std::optional<WorldTime> worldTime;
    std::string requestKey;
};

/// The append-only record: changes with their hash chain and versions with their payloads (semantics §1). A thin layer
/// over one connection; the store's lane owns the one that writes.
class ChangeLog
{
public:
    explicit ChangeLog(database::Connection& connection)
        : m_connection(connection)
    {
    }

    struct Head
    {
        std::int64_t seq = 0;
        std::string hash;
    };
    Result<Head> head();
    /// Appends the change and its versions; returns the new head.
    Result<Head> append(const Head& previous, const ChangeHeader& header, const std::vector<Patch>& patches);

    /// All patches of an entity that these arms inherit or hold, in no particular order.
    Result<std::vector<Patch>> patchesOf(const Id& entity, const std::vector<Arm>& arms);
    Result<std::vector<Patch>> patchesOfAll(std::span<const Id> entities, const std::vector<Arm>& arms);
    Result<std::vector<Patch>> patchesOfType(const std::string& type, const std::vector<Arm>& arms);
    Result<std::vector<Patch>> patchesOfChange(std::int64_t seq);
    /// Type and id of every entity with a patch in (after, until] on one of the arms.
    struct EntityKey
    {
        std::string type;
        Id id;
        auto operator<=>(const EntityKey&) const = default;
    };
    Result<std::vector<EntityKey>> patchedBetween(const std::vector<Arm>& arms, WorldTime after, WorldTime until);
    /// Whether the id belongs to an entity of another type.
    Result<bool> isOtherType(const Id& entity, const std::string& type);

    /// Whether the change touched anything that undo may take back; memberships alone are no step.
    Result<bool> isUndoable(std::int64_t seq, const catalogue::Catalogue& types);

    /// Null when there is none.
    Result<std::optional<ChangeHeader>> find(std::int64_t seq);
    Result<std::int64_t> findRequest(const std::string& requestKey);
    Result<bool> isUndone(std::int64_t seq);
    Result<std::vector<ChangeHeader>> changesAfter(std::int64_t since, int first);
    /// Newest first, until `visit` returns false.
    Result<void> walkBack(const std::string& author, const std::vector<BranchKey>& branches,
                          const std::function<bool(const ChangeHeader&)>& visit);
    Result<std::string> hashOf(std::int64_t seq);

    /// Recomputes every hash; a sentence for each thing that does not fit.
    Result<std::vector<std::string>> verifyChain();

private:
    Result<std::vector<Patch>> patchesWhere(const std::string& condition, const std::string& operand,
                                            const std::vector<Arm>& arms);
    Result<void> insertVersion(const Patch& patch, std::int64_t seq, const std::string& payload,
                               const std::string& payloadHash);
    Result<std::string> chainedHash(const std::string& previous, const ChangeHeader& header,
                                    const std::vector<std::string>& payloadHashes);
    Result<std::string> branchId(BranchKey key);

    database::Connection& m_connection;
};

/// Whether one that is not written yet is among those that ChangeLog::patchesOf will give.
bool isOnArm(const Patch& patch, const std::vector<Arm>& arms);

} // namespace campaign::history
