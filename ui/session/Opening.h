// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"
#include "ui/client/WorldDates.h"

#include <functional>
#include <optional>

namespace campaign {

/// Where a session stands: the file's world, one of its campaigns and the branch shown.
struct Place
{
    Id worldId;
    std::string worldName;
    Id campaignId;
    std::string campaignName;
    Id branchId;
    std::string branchName;
    bool isOnlyBranch = true; ///< of the campaign
    std::vector<Id> followed; ///< branches whose changes show through
    client::WorldDates dates; ///< how its times are written

    /// For a query's variables: null stands for the usual branch.
    Value branch() const { return branchId.empty() ? Value() : Value(branchId); }
};

/// Finds the world, the campaign and its main branch of the file that was just opened, and makes what a fresh file
/// lacks. Runs once; GUI thread.
class Opening : public QObject
{
    Q_OBJECT

public:
    /// `problem` is a sentence, empty when all went well.
    using Finished = std::function<void(const Place& place, const QString& problem)>;

    /// `name` names the world and the campaign that have to be made.
    Opening(client::GraphQLClient& client, std::string name, Finished finished, QObject* parent = nullptr);
    void start();

private:
    using Next = void (Opening::*)();
    void send(const std::string& query, const Value::Object& variables,
              std::function<void(const Value& data)> received);
    void findWorld();
    void makeWorld();
    void makeCampaign();
    void findBranch();
    void chooseBranch(const Value::Array& branches);
    void nameWorld();

    client::GraphQLClient& m_client;
    std::string m_name;
    Finished m_finished;
    Place m_place;
};

} // namespace campaign
