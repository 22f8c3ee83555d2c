// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"
#include "ui/explorer/ExplorerNode.h"
#include "ui/session/Opening.h"

#include <QObject>

#include <map>
#include <set>

namespace campaign {

/// The nodes of the explorer and how they are read: headings for the types that hang on campaign or world (or on
/// nothing), below an entity the types whose parent it is. Children are read when first asked for; births, deaths, new
/// names and new parents come from the store. GUI thread.
class ExplorerTree : public QObject
{
    Q_OBJECT

public:
    ExplorerTree(client::GraphQLClient& client, const Place& place, QObject* parent = nullptr);

    const std::vector<std::unique_ptr<ExplorerNode>>& headings() const { return m_headings; }
    ExplorerNode* find(const Id& id) const;
    /// Reads what is below, if that has not been done.
    void load(ExplorerNode& node);
    /// Reads counts and everything that was loaded again.
    void reload();
    /// The node an entity of the store hangs or would hang under; null when that has not been read.
    ExplorerNode* homeOf(const client::Record& record);
    bool isExpandable(const ExplorerNode& node) const;
    /// Nodes to unfold as soon as they appear.
    void setUnfolded(std::set<std::string> keys) { m_unfolded = std::move(keys); }

signals:
    /// Rows came or went. Nodes taken out live until the handlers have returned.
    void restructured();
    /// A node's own line reads differently now.
    void relabelled(campaign::ExplorerNode* node);

private:
    void addHeadings();
    void readCounts();
    void readPage(ExplorerNode& heading, const std::string& after);
    void readList(ExplorerNode& node, const catalogue::Type& type, const catalogue::Field& reference, const Id& owner);
    void readBelowEntity(ExplorerNode& node);
    void addEntity(ExplorerNode& home, const catalogue::Type& type, const Value& entity);
    ExplorerNode& kindOf(ExplorerNode& heading, const std::string& kind);
    ExplorerNode& addNode(ExplorerNode& home, const catalogue::Type& type, const Id& id, const std::string& name);
    void unfoldIfRemembered(ExplorerNode& node);
    void finishLoading(ExplorerNode& node);
    void takeOut(ExplorerNode& node);
    void forget(const ExplorerNode& node);
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    bool follow(const client::EntityDelta& delta);

    client::GraphQLClient& m_client;
    Place m_place;
    std::vector<std::unique_ptr<ExplorerNode>> m_headings;
    std::vector<std::unique_ptr<ExplorerNode>> m_departed;
    std::map<Id, ExplorerNode*> m_byId;
    std::set<std::string> m_unfolded;
    int m_generation = 0; // replies to questions asked before a reload are not for today's nodes
};

} // namespace campaign
