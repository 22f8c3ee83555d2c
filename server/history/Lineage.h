// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Time.h"
#include "server/core/Id.h"
#include "server/history/Schema.h"

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace campaign::history {

using catalogue::WorldTime;

/// One branch as the lineage knows it.
struct BranchNode
{
    BranchKey key = 0;
    Id id;
    BranchKey parent = -1; ///< −1: the root
    std::optional<std::int64_t> cutSeq;
    WorldTime cutTime = catalogue::endOfTime;
    std::optional<WorldTime> clock;
    Id campaignId;
    bool isLive = true;

    bool follows() const { return parent >= 0 && !cutSeq; }
};

/// One branch a reader looks into, nearest first: its patches with seq ≤ maxSeq and world time ≤ maxTime are inherited.
struct Arm
{
    BranchKey branch;
    std::int64_t maxSeq = openEnd;
    WorldTime maxTime = catalogue::endOfTime;
};

/// All branches of the stream and what follows from their cuts (semantics §3, §4). Immutable.
class Lineage
{
public:
    /// As the open rows of the branch table have it.
    static Result<std::shared_ptr<const Lineage>> load(database::Connection& connection);

    const BranchNode* find(BranchKey key) const;
    /// "" is the root. Null when there is none or it was deleted.
    const BranchNode* byId(const Id& id) const;
    const std::vector<BranchNode>& branches() const { return m_branches; }

    std::vector<Arm> arms(BranchKey key) const;
    /// The branch's own clock, else that of the branch it follows, else −∞.
    WorldTime clock(BranchKey key) const;
    /// The branch and all it follows, up to the first cut.
    std::vector<BranchKey> followed(BranchKey key) const;
    /// Every other branch that sees what is written to this one.
    std::vector<BranchKey> followers(BranchKey key) const;
    /// The latest cut before `seq` by which any branch inherits from this one, −1 when there is none: rows that ended
    /// before it may go.
    std::int64_t latestCut(BranchKey key, std::int64_t seq) const;

private:
    std::vector<BranchNode> m_branches;
    std::unordered_map<BranchKey, std::size_t> m_places;
    std::unordered_map<BranchKey, std::set<std::int64_t>> m_cuts;
};

} // namespace campaign::history
