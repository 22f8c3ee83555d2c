// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/recompute/LiveBranch.h"

#include <list>

namespace campaign::worker {

/// In which order the rules of a branch are evaluated, and which lead back to themselves, from the dependency graph.
/// Keeps the graphs of the branches last asked for; since another process may write the file, everything is compared
/// when there was a change. Safe from any thread.
class DependencyOrder
{
public:
    /// The formulas outlive it.
    explicit DependencyOrder(Formulas& formulas);

    /// Node ids (<TYPE>:<id>) of all variables, rules and conditions, each after what it is made from.
    Result<std::vector<std::string>> order(history::Snapshot& snapshot, const Id& branch);
    /// Each cycle as the node ids on its way, the first once more at its end.
    Result<std::vector<std::vector<std::string>>> cycles(history::Snapshot& snapshot, const Id& branch);

private:
    struct Known
    {
        Id branch;
        std::unique_ptr<recompute::LiveBranch> live;
    };
    Result<recompute::LiveBranch*> upToDate(history::Snapshot& snapshot, const Id& branch);

    Formulas& m_formulas;
    std::mutex m_mutex;       // guards the branches
    std::list<Known> m_known; ///< the last asked for first
};

/// The id behind "CONDITION:"; any other text as it is.
std::string_view conditionOf(std::string_view node);

} // namespace campaign::worker
