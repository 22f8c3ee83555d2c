// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

#include <map>
#include <set>

namespace campaign::support {

using catalogue::WorldTime;

inline constexpr std::int64_t latest = INT64_MAX;

/// One slot of one entity set at one world time by one change. A slot is a field's name, "variables/<key>", or
/// `existence`.
struct Patch
{
    std::int64_t seq = 0;
    Id branch; ///< "" is the campaign-wide part
    const catalogue::Type* type = nullptr;
    Id entity;
    WorldTime time = catalogue::always;
    std::string slot;
    Value value;
    Id cause; ///< of a deletion: the entity whose deletion took this one along
};

inline constexpr std::string_view existence = "";

/// Where a branch hangs: without a cut it follows its parent.
struct Line
{
    Id parent; ///< "" of the root
    std::optional<std::int64_t> cutSeq;
    std::optional<WorldTime> cutTime;
};

/// What a view shows of one entity: for each slot the winning patch.
struct Folded
{
    const catalogue::Type* type = nullptr;
    Id id;
    std::map<std::string, Patch, std::less<>> slots;
    std::set<std::int64_t> changes; ///< that touched it, planned ones included

    bool isLive() const;
    bool isArchived() const { return !value("archivedAt").isNull(); }
    Value value(std::string_view slot) const;
    /// A field of the type; variables are put together.
    Value field(const catalogue::Field& field) const;
};

/// A point from which the patches are looked at.
struct View
{
    Id branch;
    WorldTime time = catalogue::endOfTime;
    std::int64_t seq = latest;

    auto operator<=>(const View&) const = default;
};

using EntityKey = std::pair<std::string, Id>; ///< type name, id
using Fold = std::map<EntityKey, Folded>;

/// Everything a stream holds, as patches; every question is answered by going through all of them (semantics §1–§4).
/// The slow truth with which the real store is compared.
class NaiveState
{
public:
    std::vector<Patch> patches;
    std::vector<history::LoggedChange> changes;
    std::map<Id, Line> branches;
    Id root;

    std::int64_t seq() const { return changes.empty() ? 0 : changes.back().seq; }
    const history::LoggedChange* change(std::int64_t number) const;

    Fold fold(const View& view) const;
    /// One entity of that view; without type when no patch of it is visible.
    Folded fold(const View& view, const catalogue::Type& type, const Id& id) const;

    /// The branch's own clock, else that of the branch it follows, else −∞.
    WorldTime clock(const Id& branch, std::int64_t asKnownAt = latest) const;
    View now(const Id& branch) const { return {branch, clock(branch), latest}; }
    /// The branch and those it follows without a cut.
    std::set<Id> followed(const Id& branch) const;

    bool isUndone(const history::LoggedChange& change) const;
    /// Whether it takes back an ordinary change (true) or takes back such a taking back (false).
    bool isUndo(const history::LoggedChange& change) const;
    /// Whether anything in it may be taken back.
    bool isUndoable(const history::LoggedChange& change) const;
    const history::LoggedChange* nextUndo(const std::string& author, const Id& branch) const;
    const history::LoggedChange* nextRedo(const std::string& author, const Id& branch) const;

    history::EntityPtr entity(const Folded& folded, const Id& branch) const;

private:
    bool isVisible(const Patch& patch, const View& view) const;
    bool isInScope(const history::LoggedChange& change, const std::string& author, const std::set<Id>& scope) const;
};

} // namespace campaign::support
