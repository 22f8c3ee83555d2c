// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/WorldCreation.h"

namespace campaign {

namespace {

Value::Object worldFields(const NewWorld& wanted)
{
    Value::Object fields{{"name", wanted.name}};
    if (!wanted.description.empty())
        fields.append("description", wanted.description);
    if (!wanted.settings.isNull())
        fields.append("settings", wanted.settings);
    return fields;
}

Value::Object mapFields(const NewWorld& wanted, const Id& world)
{
    const Value usualExtent = Value::Object{{"west", 0}, {"south", 0}, {"east", 1000}, {"north", 1000}};
    return {{"name", wanted.mapName.empty() ? wanted.name : wanted.mapName},
            {"worldId", world},
            {"extent", wanted.mapExtent.isNull() ? usualExtent : wanted.mapExtent}};
}

Result<> createAll(EntityService& entities, const catalogue::Catalogue& types, history::Writer& writer,
                   const NewWorld& wanted, CreatedWorld& created)
{
    const Result<Id> world = entities.createWithin(writer, *types.find("World"), worldFields(wanted));
    if (!world)
        return world.error();
    const Result<Id> map = entities.createWithin(writer, *types.find("Map"), mapFields(wanted, *world));
    if (!map)
        return map.error();
    const std::string name = wanted.campaignName.empty() ? wanted.name : wanted.campaignName;
    const Result<Id> campaign =
        entities.createWithin(writer, *types.find("Campaign"), {{"name", name}, {"worldId", *world}});
    if (!campaign)
        return campaign.error();
    created.world = *world;
    created.map = *map;
    created.campaign = *campaign;
    return {};
}

} // namespace

Result<CreatedWorld> createWorld(EntityService& entities, history::Store& store, const NewWorld& wanted,
                                 history::ChangeRequest request)
{
    request.branch = store.rootBranch();
    request.kind = "create";
    if (request.reason.empty())
        request.reason = "Create the world " + wanted.name;
    CreatedWorld created;
    Result<history::Receipt> receipt = store.write(
        request, [&](history::Writer& writer) { return createAll(entities, store.types(), writer, wanted, created); });
    if (!receipt)
        return receipt.error();
    created.receipt = std::move(*receipt);
    return created;
}

} // namespace campaign
