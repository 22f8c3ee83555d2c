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
    const auto make = [&](const char* type, const Value::Object& fields, Id& id) -> Result<> {
        const Result<Id> made = entities.createWithin(writer, *types.find(type), fields, id);
        if (!made)
            return made.error();
        id = *made;
        return {};
    };
    if (const Result<> world = make("World", worldFields(wanted), created.world); !world)
        return world;
    if (const Result<> map = make("Map", mapFields(wanted, created.world), created.map); !map)
        return map;
    const std::string name = wanted.campaignName.empty() ? wanted.name : wanted.campaignName;
    return make("Campaign", {{"name", name}, {"worldId", created.world}}, created.campaign);
}

} // namespace

Result<CreatedWorld> createWorld(EntityService& entities, history::Store& store, const NewWorld& wanted,
                                 history::ChangeRequest request)
{
    request.branch = store.rootBranch();
    request.kind = "create";
    if (request.reason.empty())
        request.reason = "Create the world " + wanted.name;
    const catalogue::Catalogue& types = store.types();
    CreatedWorld created{EntityService::idFor(request, *types.find("World")),
                         EntityService::idFor(request, *types.find("Map")),
                         EntityService::idFor(request, *types.find("Campaign")),
                         {}};
    Result<history::Receipt> receipt = store.write(
        request, [&](history::Writer& writer) { return createAll(entities, types, writer, wanted, created); });
    if (!receipt)
        return receipt.error();
    created.receipt = std::move(*receipt);
    return created;
}

} // namespace campaign
