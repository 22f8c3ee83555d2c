// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Opening.h"

#include "ui/client/Conversion.h"

#include <algorithm>

namespace campaign {

namespace {

const Value::Array& arrayIn(const Value& data, std::string_view key)
{
    static const Value::Array none;
    const Value* member = data.find(key);
    return member && member->isArray() ? member->asArray() : none;
}

} // namespace

Opening::Opening(client::GraphQLClient& client, std::string name, Finished finished, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_name(std::move(name))
    , m_finished(std::move(finished))
{
}

void Opening::start()
{
    findWorld();
}

void Opening::send(const std::string& query, const Value::Object& variables,
                   std::function<void(const Value& data)> received)
{
    m_client.execute(query, variables, this, [this, received](const client::Reply& reply) {
        if (reply.isGood())
            received(reply.data);
        else
            m_finished({}, client::toQString(reply.sentence()));
    });
}

void Opening::findWorld()
{
    send("query Places { worlds { __typename id version changeSeq name } "
         "campaigns { __typename id version changeSeq name worldId } }",
         {}, [this](const Value& data) {
             const Value::Array& worlds = arrayIn(data, "worlds");
             const Value::Array& campaigns = arrayIn(data, "campaigns");
             if (worlds.empty()) {
                 makeWorld();
                 return;
             }
             m_place.worldId = worlds.front().stringOr("id", "");
             m_place.worldName = worlds.front().stringOr("name", "");
             if (campaigns.empty()) {
                 makeCampaign();
                 return;
             }
             m_place.campaignId = campaigns.front().stringOr("id", "");
             m_place.campaignName = campaigns.front().stringOr("name", "");
             findBranch();
         });
}

void Opening::makeWorld()
{
    const std::string name = m_name.empty() ? "World" : m_name;
    Value::Object input{{"name", name}, {"reason", client::fromQString(tr("Create the world"))}};
    send("mutation World($input: CreateWorldInput!) { result: createWorld(input: $input) "
         "{ __typename id version changeSeq name } }",
         {{"input", std::move(input)}}, [this, name](const Value& data) {
             if (const Value* world = data.find("result"))
                 m_place.worldId = world->stringOr("id", "");
             m_place.worldName = name;
             makeCampaign();
         });
}

void Opening::makeCampaign()
{
    const std::string name = m_name.empty() ? m_place.worldName : m_name;
    Value::Object input{
        {"name", name}, {"worldId", m_place.worldId}, {"reason", client::fromQString(tr("Create the campaign"))}};
    send("mutation Campaign($input: CreateCampaignInput!) { result: createCampaign(input: $input) "
         "{ __typename id version changeSeq name } }",
         {{"input", std::move(input)}}, [this, name](const Value& data) {
             if (const Value* campaign = data.find("result"))
                 m_place.campaignId = campaign->stringOr("id", "");
             m_place.campaignName = name;
             findBranch();
         });
}

void Opening::findBranch()
{
    send("query Branches($campaign: ID!) { branches(campaignId: $campaign) "
         "{ __typename id version changeSeq name parentId campaignId } }",
         {{"campaign", m_place.campaignId}}, [this](const Value& data) { chooseBranch(arrayIn(data, "branches")); });
}

void Opening::chooseBranch(const Value::Array& branches)
{
    // The main branch is the one no other branch of the campaign is the parent of.
    const Value* main = nullptr;
    for (const Value& branch : branches) {
        const std::string parent = branch.stringOr("parentId", "");
        bool isFork = false;
        for (const Value& other : branches)
            isFork = isFork || (&other != &branch && other.stringOr("id", "") == parent);
        if (!isFork && (!main || branch.stringOr("campaignId", "") == m_place.campaignId))
            main = &branch;
    }
    if (main) {
        m_place.branchId = main->stringOr("id", "");
        m_place.branchName = main->stringOr("name", "");
        m_place.isOnlyBranch = std::count_if(branches.begin(), branches.end(), [this](const Value& branch) {
                                   return branch.stringOr("campaignId", "") == m_place.campaignId;
                               }) <= 1;
        const std::string parent = main->stringOr("parentId", "");
        if (!parent.empty())
            m_place.followed.push_back(parent);
    }
    nameWorld();
}

// The world may be called otherwise in this branch than where it comes from.
void Opening::nameWorld()
{
    send("query World($id: ID!, $campaign: ID!, $branch: ID) { world(id: $id, branchId: $branch) { name calendars } "
         "campaign(id: $campaign) { currentWorldTime } }",
         {{"id", m_place.worldId}, {"campaign", m_place.campaignId}, {"branch", m_place.branch()}},
         [this](const Value& data) {
             const Value* world = data.find("world");
             if (world && world->isObject())
                 m_place.worldName = world->stringOr("name", m_place.worldName);
             m_place.dates = client::WorldDates::from(data);
             m_finished(m_place, {});
         });
}

} // namespace campaign
