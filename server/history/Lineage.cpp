// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Lineage.h"

#include <algorithm>

namespace campaign::history {

namespace {

BranchNode readNode(const database::Statement& row)
{
    BranchNode node{.key = row.integer(0), .id = Id(row.text(1))};
    if (!row.isNull(2))
        node.parent = row.integer(2);
    if (!row.isNull(3))
        node.cutSeq = row.integer(3);
    if (!row.isNull(4))
        node.cutTime = row.integer(4);
    if (!row.isNull(5))
        node.clock = row.integer(5);
    node.campaignId = Id(row.text(6));
    node.isLive = row.integer(7) != 0;
    return node;
}

} // namespace

Result<std::shared_ptr<const Lineage>> Lineage::load(database::Connection& connection)
{
    auto lineage = std::make_shared<Lineage>();
    Result<database::Statement> rows = connection.prepare(
        "SELECT k.key, k.id, p.key, b.cut_seq, b.cut_time, b.clock, b.campaign_id, b.alive FROM branch_key k "
        "JOIN state_branch b ON b.branch = 0 AND b.id = k.id AND b.seq_to = 9223372036854775807 "
        "LEFT JOIN branch_key p ON p.id = b.parent_id ORDER BY k.key");
    if (!rows)
        return rows.error();
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        lineage->m_places.emplace(rows->integer(0), lineage->m_branches.size());
        lineage->m_branches.push_back(readNode(*rows));
    }
    if (!more)
        return more.error();
    for (const BranchNode& node : lineage->m_branches) {
        for (const Arm& arm : lineage->arms(node.key)) {
            if (arm.maxSeq != openEnd)
                lineage->m_cuts[arm.branch].insert(arm.maxSeq);
        }
    }
    return std::shared_ptr<const Lineage>(lineage);
}

const BranchNode* Lineage::find(BranchKey key) const
{
    const auto place = m_places.find(key);
    return place == m_places.end() ? nullptr : &m_branches[place->second];
}

const BranchNode* Lineage::byId(const Id& id) const
{
    if (id.empty())
        return find(rootKey);
    const auto found =
        std::find_if(m_branches.begin(), m_branches.end(), [&](const BranchNode& node) { return node.id == id; });
    return found == m_branches.end() || !found->isLive ? nullptr : &*found;
}

std::vector<Arm> Lineage::arms(BranchKey key) const
{
    std::vector<Arm> arms;
    Arm arm{key};
    for (const BranchNode* node = find(key); node; node = find(node->parent)) {
        arm.branch = node->key;
        arms.push_back(arm);
        if (node->cutSeq) {
            arm.maxSeq = std::min(arm.maxSeq, *node->cutSeq);
            arm.maxTime = std::min(arm.maxTime, node->cutTime);
        }
    }
    if (arms.empty())
        arms.push_back(arm); // the campaign-wide part, or a branch being made
    return arms;
}

WorldTime Lineage::clock(BranchKey key) const
{
    for (const BranchNode* node = find(key); node; node = node->follows() ? find(node->parent) : nullptr) {
        if (node->clock)
            return *node->clock;
    }
    return catalogue::always;
}

std::vector<BranchKey> Lineage::followed(BranchKey key) const
{
    std::vector<BranchKey> chain;
    for (const BranchNode* node = find(key); node; node = node->follows() ? find(node->parent) : nullptr)
        chain.push_back(node->key);
    return chain;
}

std::vector<BranchKey> Lineage::followers(BranchKey key) const
{
    std::vector<BranchKey> found;
    for (const BranchNode& node : m_branches) {
        const std::vector<BranchKey> chain = node.key == key ? std::vector<BranchKey>() : followed(node.key);
        if (std::find(chain.begin(), chain.end(), key) != chain.end())
            found.push_back(node.key);
    }
    return found;
}

std::int64_t Lineage::latestCut(BranchKey key, std::int64_t seq) const
{
    const auto found = m_cuts.find(key);
    if (found == m_cuts.end())
        return -1;
    const auto next = found->second.lower_bound(seq);
    return next == found->second.begin() ? -1 : *std::prev(next);
}

} // namespace campaign::history
