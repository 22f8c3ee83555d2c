// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Snapshot.h"

namespace campaign::worker {

/// In which order the rules of a branch are to be evaluated, and which lead back to themselves. Safe from any thread.
class DependencyOrder
{
public:
    virtual ~DependencyOrder() = default;

    /// Node ids (<TYPE>:<id>) of all rules, what is read before what reads it.
    virtual Result<std::vector<std::string>> order(history::Snapshot& snapshot, const history::ReadPoint& at) = 0;
    /// Each cycle as the node ids on its way.
    virtual Result<std::vector<std::vector<std::string>>> cycles(history::Snapshot& snapshot,
                                                                 const history::ReadPoint& at) = 0;
};

/// "CONDITION:<id>"
std::string conditionNode(const Id& id);
/// The id behind "CONDITION:"; any other text as it is.
std::string_view conditionOf(std::string_view node);

/// Conditions read entities and variables, never one another, so that any order will do: theirs is by id.
std::unique_ptr<DependencyOrder> orderByIds(const catalogue::Catalogue& types);

} // namespace campaign::worker
