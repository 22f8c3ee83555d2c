// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerTree.h"

#include "ui/client/Documents.h"

#include <algorithm>

namespace campaign {

using catalogue::Type;

namespace {

const char* const neutral = "isNeutral"; // lands of nobody, among the kingdoms

/// One question for the counts of several headings and of the kinds below them, each under an alias of its own.
struct CountQuestion
{
    std::string declared = "$branch: ID";
    std::string fields;
    Value::Object variables;
    struct Asked
    {
        std::string alias;
        std::string key; ///< the node's
        int ExplorerNode::*count;
    };
    std::vector<Asked> keys;

    void add(const ExplorerNode& node, const Value& filter, int ExplorerNode::*count = &ExplorerNode::total)
    {
        const std::string number = std::to_string(keys.size());
        std::string arguments = "first: 1, branchId: $branch";
        if (!filter.isNull()) {
            declared += ", $f" + number + ": " + node.type->name + "Filter";
            arguments += ", filter: $f" + number;
            variables.set("f" + number, filter);
        }
        fields += "n" + number + ": " + node.type->plural + "Connection(" + arguments + ") { totalCount } ";
        keys.push_back({"n" + number, node.key(), count});
    }
};

} // namespace

/// What a heading or a kind counts follows from the server alone: much of it has never been read, and a change may
/// take back what happened before this tree was there.
void ExplorerTree::readCounts(const std::set<const Type*>& types)
{
    CountQuestion question;
    question.variables.set("branch", m_place.branch());
    for (const auto& heading : m_headings) {
        if (types.count(heading->type) == 0)
            continue;
        question.add(*heading, {});
        if (heading->type->field(neutral))
            question.add(*heading, client::documents::equals(neutral, Value(true)), &ExplorerNode::uncounted);
        for (const auto& child : heading->children) {
            if (child->role == ExplorerNode::Role::Kind)
                question.add(*child, client::documents::equals("kind", Value(child->kind)));
        }
    }
    if (question.keys.empty())
        return;
    m_client.execute("query Counts(" + question.declared + ") { " + question.fields + "}", question.variables, this,
                     [this, keys = question.keys, generation = m_generation](const client::Reply& reply) {
                         if (generation != m_generation)
                             return;
                         for (const auto& [alias, key, count] : keys) {
                             const Value* connection = reply.data.find(alias);
                             const Value* total = connection ? connection->find("totalCount") : nullptr;
                             ExplorerNode* node = total && total->isInteger() ? nodeOf(key) : nullptr;
                             if (!node)
                                 continue;
                             node->*count = static_cast<int>(total->asInteger());
                             if (count == &ExplorerNode::total)
                                 counted(*node);
                         }
                         emit restructured();
                         m_departed.clear();
                     });
}

void ExplorerTree::counted(ExplorerNode& node)
{
    const bool isEmptyKind = node.role == ExplorerNode::Role::Kind && node.total == 0 && node.children.empty();
    if (isEmptyKind)
        m_departed.push_back(node.parent->release(node));
    else
        unfoldIfRemembered(node);
}

/// Many changes at once, an import say, are one question.
void ExplorerTree::countAgain(const Type& type)
{
    m_stale.insert(&type);
    if (!m_rest.isActive())
        m_rest.start();
}

void ExplorerTree::countStale()
{
    readCounts(std::exchange(m_stale, {}));
}

void ExplorerTree::countAll()
{
    std::set<const Type*> all;
    for (const auto& heading : m_headings)
        all.insert(heading->type);
    readCounts(all);
}

} // namespace campaign
