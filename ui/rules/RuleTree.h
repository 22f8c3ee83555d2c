// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// A rule as a tree of nodes to be moved about. The JSON stays as it is but where it is edited, so what nobody touches
/// (unknown operators, unusual spellings) comes out as it went in. Pure functions; any thread.
namespace campaign::ruletree {

/// Where a node stands: the argument's index at every level, from the root. The root is {}.
using Path = std::vector<std::size_t>;

/// An object with one member, `{"operator": arguments}`.
bool isOperation(const Value& node);
/// Its operator; "" for what is no operation.
const std::string& operatorOf(const Value& node);
/// The path of `{"var": "path"}` without a default, nothing for anything else.
std::optional<std::string> variableOf(const Value& node);
/// Whether it is written in one piece: a literal, a variable, or a list of literals.
bool isLeaf(const Value& node);
/// The arguments of an operation, a single one without a list too, or the elements of a list.
std::vector<const Value*> childrenOf(const Value& node);

/// The node there, null when there is none.
const Value* nodeAt(const Value& root, const Path& path);
/// JSON pointer (RFC 6901) to the node; the path must lead to one.
std::string pointerTo(const Value& root, const Path& path);
/// The tree with another node there. The path must lead to a node.
Value replaced(Value root, const Path& path, Value node);
/// With the node as that child of the parent, later ones moving on. An index behind the last appends.
Value inserted(Value root, const Path& parent, std::size_t index, Value node);
/// Without the node, later ones closing up. The root cannot be removed (it becomes null).
Value removed(Value root, const Path& path);
/// The node taken out and put in as that child, index and parent as they are before it is taken out; nothing when the
/// place lies within the node.
std::optional<Value> moved(const Value& root, const Path& from, Path parent, std::size_t index);

} // namespace campaign::ruletree
