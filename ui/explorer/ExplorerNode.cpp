// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerNode.h"

#include <algorithm>
#include <tuple>

namespace campaign {

namespace {

int rank(ExplorerNode::Role role)
{
    switch (role) {
    case ExplorerNode::Role::Kind:
        return 0;
    case ExplorerNode::Role::More:
        return 2;
    default:
        return 1;
    }
}

} // namespace

int ExplorerNode::depth() const
{
    int depth = 0;
    for (const ExplorerNode* above = parent; above; above = above->parent)
        ++depth;
    return depth;
}

std::string ExplorerNode::key() const
{
    if (role == Role::Entity)
        return id;
    if (role == Role::More)
        return {};
    return role == Role::Heading ? type->name : type->name + "/" + kind;
}

ExplorerNode& ExplorerNode::insert(std::unique_ptr<ExplorerNode> child)
{
    const auto before = [](const std::unique_ptr<ExplorerNode>& left, const std::unique_ptr<ExplorerNode>& right) {
        if (left->role != right->role)
            return rank(left->role) < rank(right->role);
        return std::tie(left->sortKey, left->id) < std::tie(right->sortKey, right->id);
    };
    child->parent = this;
    const auto place = std::upper_bound(children.begin(), children.end(), child, before);
    return **children.insert(place, std::move(child));
}

std::unique_ptr<ExplorerNode> ExplorerNode::release(const ExplorerNode& child)
{
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const std::unique_ptr<ExplorerNode>& one) { return one.get() == &child; });
    if (found == children.end())
        return nullptr;
    std::unique_ptr<ExplorerNode> released = std::move(*found);
    children.erase(found);
    released->parent = nullptr;
    return released;
}

} // namespace campaign
