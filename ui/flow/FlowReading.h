// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Id.h"
#include "server/core/Value.h"
#include "ui/flow/FlowGraph.h"

#include <map>

/// From the server's answer to the graph that is shown. Pure; any thread.
namespace campaign::flow {

/// What can happen: the types that links lead between.
std::vector<const catalogue::Type*> storyTypes(const catalogue::Catalogue& types);
/// What has to be asked; variables: $campaign, $branch. The answers' members together are `data` below.
std::vector<std::string> questions(const catalogue::Catalogue& types);
/// Entities that variables belong to.
std::vector<Id> ownersIn(const Value& data);

/// The dependency graph knows entities; here each field that is read or written is a node of its own, so that a rule on
/// one field is not drawn as if it hung on all that is written to the town. Three things are left out: a field that one
/// rule gives and nothing reads (the rule stands for it), what a condition reads of the very thing it decides on, and
/// the references by which an effect finds what it changes.
Graph graphOf(const Value& data, const catalogue::Catalogue& types, const std::map<Id, std::string>& names);

} // namespace campaign::flow
