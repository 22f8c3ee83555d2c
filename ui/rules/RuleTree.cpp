// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleTree.h"

#include "server/core/JsonPointer.h"

#include <algorithm>

namespace campaign::ruletree {

namespace {

bool isLiteral(const Value& value)
{
    return !value.isArray() && !value.isObject();
}

/// What holds the children: the operation's argument or the list itself.
Value& holderOf(Value& node)
{
    return isOperation(node) ? node.asObject().begin()->second : node;
}

/// The same, a list for sure.
Value::Array& listOf(Value& node)
{
    Value& holder = holderOf(node);
    if (!holder.isArray())
        holder = Value(Value::Array{holder});
    return holder.asArray();
}

Value& childAt(Value& node, std::size_t index)
{
    Value& holder = holderOf(node);
    return holder.isArray() ? holder.asArray()[index] : holder;
}

Value& reach(Value& root, const Path& path)
{
    Value* node = &root;
    for (const std::size_t index : path)
        node = &childAt(*node, index);
    return *node;
}

Path parentOf(const Path& path)
{
    return Path(path.begin(), path.end() - 1);
}

bool isWithin(const Path& path, const Path& outer)
{
    return path.size() >= outer.size() && std::equal(outer.begin(), outer.end(), path.begin());
}

} // namespace

bool isOperation(const Value& node)
{
    return node.isObject() && node.asObject().size() == 1;
}

const std::string& operatorOf(const Value& node)
{
    static const std::string none;
    return isOperation(node) ? node.asObject().begin()->first : none;
}

std::optional<std::string> variableOf(const Value& node)
{
    if (operatorOf(node) != "var")
        return std::nullopt;
    const Value& argument = node.asObject().begin()->second;
    if (argument.isString())
        return argument.asString();
    const bool isLone = argument.isArray() && argument.asArray().size() == 1 && argument.asArray().front().isString();
    return isLone ? std::optional(argument.asArray().front().asString()) : std::nullopt;
}

bool isLeaf(const Value& node)
{
    if (node.isArray())
        return std::all_of(node.asArray().begin(), node.asArray().end(), isLiteral);
    return isLiteral(node) || variableOf(node);
}

std::vector<const Value*> childrenOf(const Value& node)
{
    std::vector<const Value*> children;
    if (!isOperation(node) && !node.isArray())
        return children;
    const Value& holder = isOperation(node) ? node.asObject().begin()->second : node;
    if (!holder.isArray())
        return {&holder};
    for (const Value& child : holder.asArray())
        children.push_back(&child);
    return children;
}

const Value* nodeAt(const Value& root, const Path& path)
{
    const Value* node = &root;
    for (const std::size_t index : path) {
        const std::vector<const Value*> children = childrenOf(*node);
        if (index >= children.size())
            return nullptr;
        node = children[index];
    }
    return node;
}

std::string pointerTo(const Value& root, const Path& path)
{
    std::string pointer;
    const Value* node = &root;
    for (const std::size_t index : path) {
        const Value* holder = node;
        if (isOperation(*node)) {
            appendPointerStep(pointer, operatorOf(*node));
            holder = &node->asObject().begin()->second;
        }
        if (holder->isArray())
            pointer += '/' + std::to_string(index);
        node = holder->isArray() ? &holder->asArray()[index] : holder;
    }
    return pointer;
}

Value replaced(Value root, const Path& path, Value node)
{
    reach(root, path) = std::move(node);
    return root;
}

Value inserted(Value root, const Path& parent, std::size_t index, Value node)
{
    Value::Array& list = listOf(reach(root, parent));
    const auto place = list.begin() + static_cast<std::ptrdiff_t>(std::min(index, list.size()));
    list.insert(place, std::move(node));
    return root;
}

Value removed(Value root, const Path& path)
{
    if (path.empty())
        return {};
    Value::Array& list = listOf(reach(root, parentOf(path)));
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(path.back()));
    return root;
}

std::optional<Value> moved(const Value& root, const Path& from, Path parent, std::size_t index)
{
    const Value* node = nodeAt(root, from);
    if (!node || from.empty() || isWithin(parent, from))
        return std::nullopt;
    const Path home = parentOf(from);
    // What stands behind the node moves up when it is taken out.
    if (parent == home && index > from.back())
        --index;
    else if (parent.size() > home.size() && isWithin(parent, home) && parent[home.size()] > from.back())
        --parent[home.size()];
    return inserted(removed(root, from), parent, index, *node);
}

} // namespace campaign::ruletree
