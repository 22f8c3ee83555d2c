// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include "server/core/Json.h"

#include <QtTest>

#include <charconv>

namespace campaign::test {

namespace {
const SystemClock realTime;
}

Client::Client(catalogue::Catalogue types)
    : Client(std::move(types), realTime)
{
}

Client::Client(const Clock& clock)
    : Client(catalogue::Catalogue::standard(), clock)
{
}

Client::Client(catalogue::Catalogue types, const Clock& clock)
    : m_types(std::move(types))
{
    const std::string path = m_folder.filePath("test.campaign").toStdString();
    Result<std::unique_ptr<history::Store>> store = history::openStore(path, m_types, clock);
    if (!store)
        qFatal("%s", store.error().toString().c_str());
    m_store = std::move(*store);
    Result<std::unique_ptr<api::Gateway>> gateway = api::makeGateway(*m_store, clock);
    if (!gateway)
        qFatal("%s", gateway.error().toString().c_str());
    m_gateway = std::move(*gateway);
}

Value Client::ask(const std::string& query, const Value& variables)
{
    api::Request request;
    request.query = query;
    request.variables = variables;
    m_last = m_gateway->execute(request, m_viewer);
    const Result<Value> body = parseJson(m_last.json);
    if (!body)
        qFatal("not JSON: %s", m_last.json.c_str());
    return *body;
}

Value Client::data(const std::string& query, const Value& variables)
{
    const Value body = ask(query, variables);
    if (body.find("errors") || !body.find("data"))
        qFatal("%s\nanswered\n%s", query.c_str(), m_last.json.c_str());
    return *body.find("data");
}

Value Client::error(const std::string& query, const Value& variables)
{
    const Value body = ask(query, variables);
    const Value* errors = body.find("errors");
    if (!errors || errors->asArray().size() != 1)
        qFatal("one error was expected of\n%s\nbut it answered\n%s", query.c_str(), m_last.json.c_str());
    return errors->asArray().front();
}

std::string Client::errorCode(const std::string& query, const Value& variables)
{
    return at(error(query, variables), "extensions.code").asString();
}

Id Client::make(const std::string& mutation, const Value& input)
{
    std::string type = mutation;
    type[0] = static_cast<char>(type[0] & ~0x20);
    const Value made = data("mutation($input: " + type + "Input!) { made: " + mutation + "(input: $input) { id } }",
                            Value::Object{{"input", input}});
    return at(made, "made.id").asString();
}

const Value& at(const Value& value, std::string_view path)
{
    static const Value nothing;
    const Value* here = &value;
    while (!path.empty() && here) {
        const std::string_view key = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), key.size() + 1));
        if (here->isArray()) {
            std::size_t index = 0;
            std::from_chars(key.data(), key.data() + key.size(), index);
            here = index < here->asArray().size() ? &here->asArray()[index] : nullptr;
        } else {
            here = here->find(key);
        }
    }
    return here ? *here : nothing;
}

std::string text(const Value& value, std::string_view path)
{
    return toJson(at(value, path));
}

SmallWorld::SmallWorld(Client& client)
{
    const Value made = client.data(R"(mutation { createWorldWithCampaign(input: {name: "Arda"}) {
        world { id } map { id } campaign { id } branch { id } } })");
    world = at(made, "createWorldWithCampaign.world.id").asString();
    map = at(made, "createWorldWithCampaign.map.id").asString();
    campaign = at(made, "createWorldWithCampaign.campaign.id").asString();
    branch = at(made, "createWorldWithCampaign.branch.id").asString();
    kingdom = client.make("createKingdom", Value::Object{{"campaignId", campaign}, {"name", "Gondor"}});
    const Value point = Value::Object{{"type", "Point"}, {"coordinates", Value::Array{10, 20}}};
    location = client.make(
        "createLocation",
        Value::Object{
            {"worldId", world}, {"mapId", map}, {"name", "Harrow's ford"}, {"kind", "town"}, {"geometry", point}});
    settlement = client.make("createSettlement",
                             Value::Object{{"kingdomId", kingdom},
                                           {"locationId", location},
                                           {"name", "Harrowford"},
                                           {"variables", Value::Object{{"population", 1200}, {"capital", true}}}});
    structure =
        client.make("createStructure",
                    Value::Object{{"settlementId", settlement}, {"name", "Old wall"}, {"type", "wall"}, {"level", 2}});
}

} // namespace campaign::test
