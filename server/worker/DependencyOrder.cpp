// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/DependencyOrder.h"

#include <algorithm>

namespace campaign::worker {

namespace {

constexpr std::size_t mostBranches = 4;

std::vector<std::string> idsOf(const std::vector<dependencies::Node>& nodes)
{
    std::vector<std::string> ids;
    ids.reserve(nodes.size());
    for (const dependencies::Node& node : nodes)
        ids.push_back(node.id);
    return ids;
}

} // namespace

DependencyOrder::DependencyOrder(Formulas& formulas)
    : m_formulas(formulas)
{
}

Result<recompute::LiveBranch*> DependencyOrder::upToDate(history::Snapshot& snapshot, const Id& branch)
{
    const auto known =
        std::find_if(m_known.begin(), m_known.end(), [&](const Known& one) { return one.branch == branch; });
    if (known == m_known.end())
        m_known.push_front({branch, std::make_unique<recompute::LiveBranch>(m_formulas, branch, Viewer::owner())});
    else
        m_known.splice(m_known.begin(), m_known, known);
    if (m_known.size() > mostBranches)
        m_known.pop_back();
    recompute::LiveBranch& live = *m_known.front().live;
    if (live.seq() != snapshot.seq()) {
        if (live.seq() > snapshot.seq()) // somebody with a later view came first
            live.clear();
        if (const auto changed = live.catchUp(snapshot, std::nullopt); !changed) {
            m_known.pop_front();
            return changed.error();
        }
    }
    return &live;
}

Result<std::vector<std::string>> DependencyOrder::order(history::Snapshot& snapshot, const Id& branch)
{
    const std::lock_guard lock(m_mutex);
    const Result<recompute::LiveBranch*> live = upToDate(snapshot, branch);
    return live ? Result<std::vector<std::string>>(idsOf((*live)->order())) : live.error();
}

Result<std::vector<std::vector<std::string>>> DependencyOrder::cycles(history::Snapshot& snapshot, const Id& branch)
{
    const std::lock_guard lock(m_mutex);
    const Result<recompute::LiveBranch*> live = upToDate(snapshot, branch);
    if (!live)
        return live.error();
    std::vector<std::vector<std::string>> cycles;
    for (const std::vector<dependencies::Node>& circle : (*live)->circles())
        cycles.push_back(idsOf(circle));
    return cycles;
}

std::string_view conditionOf(std::string_view node)
{
    constexpr std::string_view prefix = "CONDITION:";
    return node.starts_with(prefix) ? node.substr(prefix.size()) : node;
}

} // namespace campaign::worker
