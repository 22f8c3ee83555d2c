// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Derivation.h"

#include <algorithm>
#include <set>

namespace campaign::history {

namespace {

/// A replay has the whole log before it: what came later than `seq` must not be seen.
std::vector<Arm> armsUntil(const Lineage& lineage, BranchKey branch, std::int64_t seq)
{
    std::vector<Arm> arms = lineage.arms(branch);
    for (Arm& arm : arms)
        arm.maxSeq = std::min(arm.maxSeq, seq);
    return arms;
}

bool isBetween(WorldTime time, WorldTime from, WorldTime to)
{
    return time > std::min(from, to) && time <= std::max(from, to);
}

} // namespace

Result<Entity> Derivation::derive(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage,
                                  std::int64_t seq, const std::vector<Patch>& pending)
{
    const std::vector<Arm> arms = lineage.arms(branch);
    Result<std::vector<Patch>> logged = m_log.patchesOf(id, arms);
    if (!logged)
        return logged.error();
    std::vector<const Patch*> patches;
    for (const Patch& patch : *logged)
        patches.push_back(&patch);
    for (const Patch& patch : pending) {
        if (patch.id == id && isOnArm(patch, arms))
            patches.push_back(&patch);
    }
    const BranchNode* node = lineage.find(branch);
    return toEntity(type, id, node ? node->id : Id(),
                    fold(std::move(patches), {.time = lineage.clock(branch), .maxSeq = seq}));
}

Result<bool> Derivation::holds(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage)
{
    Result<EntityPtr> row = m_states.find(type, id, lineage, {Arm{branch}});
    return row ? Result<bool>(*row != nullptr) : row.error();
}

Result<void> Derivation::put(Entity entity, BranchKey branch, const Lineage& lineage, std::int64_t seq)
{
    std::vector<Arm> ancestors = lineage.arms(branch);
    ancestors.erase(ancestors.begin());
    if (!ancestors.empty()) {
        Result<EntityPtr> inherited = m_states.find(*entity.type, entity.id, lineage, ancestors);
        if (!inherited)
            return inherited.error();
        if (*inherited) {
            if (Result<void> marked = m_states.setOwn(branch, entity.id, seq); !marked)
                return marked;
        }
    }
    entity.row = ++m_lastRow;
    return m_states.put(entity, branch, seq, lineage.latestCut(branch, seq));
}

Result<void> Derivation::rederive(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage,
                                  std::int64_t seq, const std::vector<Patch>& pending)
{
    Result<Entity> entity = derive(type, id, branch, lineage, seq, pending);
    if (!entity)
        return entity.error();
    return put(std::move(entity).value(), branch, lineage, seq);
}

/// Whether a follower that holds nothing of the entity must begin to: its clock differs from that of the branch whose
/// row it would show, and a patch lies between the two.
Result<bool> Derivation::showsOtherwise(const catalogue::Type& type, const Id& id, BranchKey follower,
                                        const Lineage& lineage, std::int64_t seq, const std::vector<Patch>& pending)
{
    const WorldTime own = lineage.clock(follower);
    // Behind a cut lies a row of the cut branch's own clock: that is what the last branch followed shows.
    WorldTime shown = own;
    for (const BranchKey ancestor : lineage.followed(follower)) {
        if (ancestor == follower)
            continue;
        shown = lineage.clock(ancestor);
        Result<bool> isHolder = holds(type, id, ancestor, lineage);
        if (!isHolder)
            return isHolder;
        if (*isHolder)
            break;
    }
    if (shown == own)
        return false;
    Result<std::vector<Patch>> patches = m_log.patchesOf(id, armsUntil(lineage, follower, seq));
    if (!patches)
        return patches.error();
    const auto lies = [&](const Patch& patch) { return patch.id == id && isBetween(patch.worldTime, shown, own); };
    return std::any_of(patches->begin(), patches->end(), lies) || std::any_of(pending.begin(), pending.end(), lies);
}

Result<void> Derivation::updateFollowers(const catalogue::Type& type, const Id& id, BranchKey branch,
                                         const Lineage& lineage, std::int64_t seq, const std::vector<Patch>& pending)
{
    std::vector<BranchKey> followers = lineage.followers(branch);
    std::sort(followers.begin(), followers.end(), [&](BranchKey left, BranchKey right) {
        return lineage.followed(left).size() < lineage.followed(right).size();
    });
    for (const BranchKey follower : followers) {
        Result<bool> needs = holds(type, id, follower, lineage);
        if (needs && !*needs)
            needs = showsOtherwise(type, id, follower, lineage, seq, pending);
        if (!needs)
            return needs.error();
        if (!*needs)
            continue;
        if (Result<void> done = rederive(type, id, follower, lineage, seq, pending); !done)
            return done;
    }
    return {};
}

Result<void> Derivation::updateClock(BranchKey branch, WorldTime from, WorldTime to, bool isNew, const Lineage& lineage,
                                     std::int64_t seq, const std::vector<Patch>& pending)
{
    const BranchNode* node = lineage.find(branch);
    // A new branch compares with its parent's view, whose patches beyond the cut it does not inherit.
    const BranchKey source = isNew && node->parent >= 0 ? node->parent : branch;
    const WorldTime low = std::min(from, to);
    const bool cutInPast = isNew && node->cutTime != catalogue::endOfTime;
    const WorldTime high = cutInPast ? catalogue::endOfTime : std::max(from, to);
    Result<std::vector<ChangeLog::EntityKey>> logged = m_log.patchedBetween(armsUntil(lineage, source, seq), low, high);
    if (!logged)
        return logged.error();
    std::set<ChangeLog::EntityKey> affected(logged->begin(), logged->end());
    for (const Patch& patch : pending) {
        if (isOnArm(patch, lineage.arms(source)) && patch.worldTime > low && patch.worldTime <= high)
            affected.insert({patch.type, patch.id});
    }
    for (const ChangeLog::EntityKey& key : affected) {
        const catalogue::Type* type = m_types.find(key.type);
        if (!type || type->scope != catalogue::Scope::Branched)
            continue;
        Result<bool> needs = holds(*type, key.id, branch, lineage);
        if (needs && !*needs)
            needs = node->follows() ? showsOtherwise(*type, key.id, branch, lineage, seq, pending) : Result<bool>(true);
        if (!needs)
            return needs.error();
        if (*needs) {
            if (Result<void> done = rederive(*type, key.id, branch, lineage, seq, pending); !done)
                return done;
        }
        if (Result<void> done = updateFollowers(*type, key.id, branch, lineage, seq, pending); !done)
            return done;
    }
    return {};
}

Result<void> Derivation::updateClocks(const Lineage& before, const Lineage& after, std::int64_t seq,
                                      const std::vector<Patch>& pending)
{
    for (const BranchNode& node : after.branches()) {
        const bool isNew = !before.find(node.key);
        if (isNew && (node.parent < 0 || node.follows()))
            continue;
        const WorldTime from = isNew ? after.clock(node.parent) : before.clock(node.key);
        const WorldTime to = after.clock(node.key);
        if (from == to && !(isNew && node.cutTime != catalogue::endOfTime))
            continue;
        if (Result<void> done = updateClock(node.key, from, to, isNew, after, seq, pending); !done)
            return done;
    }
    return {};
}

} // namespace campaign::history
