// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"
#include "ui/explorer/ExplorerNode.h"
#include "ui/session/Opening.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <set>

namespace campaign {

/// The nodes of the explorer and how they are read: headings for the types that hang on campaign or world (or on
/// nothing), below an entity the types whose parent it is. Children are read when first asked for, a page at a time;
/// births, deaths, new names and new parents come from the store. GUI thread.
class ExplorerTree : public QObject
{
    Q_OBJECT

public:
    ExplorerTree(client::GraphQLClient& client, const Place& place, QObject* parent = nullptr);

    const std::vector<std::unique_ptr<ExplorerNode>>& headings() const { return m_headings; }
    ExplorerNode* find(const Id& id) const;
    /// Reads what is below, if that has not been done.
    void load(ExplorerNode& node);
    /// Reads the next page of the list a More node ends; the node dies.
    void loadMore(ExplorerNode& more);
    /// Puts in an entity of the store that lies on a page not read yet; does nothing where its list is not open.
    void adopt(const client::Record& record);
    /// Reads counts and everything that was loaded again.
    void reload();
    /// What the entity belongs to, "" for what stands below a heading.
    Id ownerOf(const client::Record& record) const;
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
    void readCounts(const std::set<const catalogue::Type*>& types);
    void counted(ExplorerNode& node);
    void countAgain(const catalogue::Type& type);
    void countStale();
    void countAll();
    void readKinds(ExplorerNode& heading, const std::string& after);
    void takeKind(ExplorerNode& heading, const Value& data);
    void readPage(ExplorerNode& node, const catalogue::Type& type, const std::string& after);
    void takePage(ExplorerNode& node, const catalogue::Type& type, const Value& page);
    void readBelowEntity(ExplorerNode& node);
    Value filterFor(const ExplorerNode& node, const catalogue::Type& type) const;
    /// The node that a reply was asked for, null when it is gone.
    ExplorerNode* nodeOf(const std::string& key) const;
    ExplorerNode& placeIn(ExplorerNode& home, const client::Record& record);
    void addEntity(ExplorerNode& home, const catalogue::Type& type, const Value& entity);
    ExplorerNode& kindOf(ExplorerNode& heading, const std::string& kind);
    ExplorerNode& addNode(ExplorerNode& home, const catalogue::Type& type, const Id& id, const std::string& name);
    void unfoldIfRemembered(ExplorerNode& node);
    void finishLoading(ExplorerNode& node);
    void takeOut(ExplorerNode& node);
    void forget(const ExplorerNode& node);
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    bool follow(const client::EntityDelta& delta);
    void occupy(const catalogue::Type& type, const client::Record& record, bool isGone);

    client::GraphQLClient& m_client;
    Place m_place;
    std::vector<std::unique_ptr<ExplorerNode>> m_headings;
    std::vector<std::unique_ptr<ExplorerNode>> m_departed;
    std::map<Id, ExplorerNode*> m_byId;
    std::set<std::string> m_unfolded;
    std::set<const catalogue::Type*> m_stale; // types whose counts are asked for again after a rest
    QTimer m_rest;
    int m_generation = 0; // replies to questions asked before a reload are not for today's nodes
};

} // namespace campaign
