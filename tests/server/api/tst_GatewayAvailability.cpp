// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Whether events and encounters can happen, why not, and who shows it, through the API.
class tst_GatewayAvailability : public QObject
{
    Q_OBJECT

private slots:
    void whatIsOverOrUnavailableIsRefused();
    void availabilityTellsWhy();
    void theMapShowsWhatIsAvailable();
    void listsAreNarrowedToWhatCanHappen();
};

void tst_GatewayAvailability::whatIsOverOrUnavailableIsRefused()
{
    Client client;
    Story story(client);
    const Id before = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "The march"}});
    client.make("createLink", Value::Object{{"sourceType", "Event"},
                                            {"source", before},
                                            {"targetType", "Encounter"},
                                            {"target", story.encounter},
                                            {"linkType", "prerequisite"}});
    const Value error = story.refusal();
    QCOMPARE(text(error, "extensions.code"), std::string("\"CONFLICT\""));
    QVERIFY(at(error, "message").asString().find("\"The march\" has to happen first") != std::string::npos);
    QCOMPARE(text(error, "extensions.reasons.0.kind"), std::string("\"PREREQUISITE\""));
    client.data("mutation($id: ID!) { completeEvent(id: $id) { event { isCompleted occurredAt } } }",
                Value::Object{{"id", before}});
    story.resolve();
    QVERIFY(at(story.refusal(), "message").asString().find("over already") != std::string::npos);
    QCOMPARE(text(story.resolve({{"override", true}}), "encounter.isResolved"), std::string("true"));
}

void tst_GatewayAvailability::availabilityTellsWhy()
{
    Client client;
    Story story(client);
    const auto ask = [&] {
        return at(client.data("query($id: ID!) { encounter(id: $id) { availability { available isDone reasons { kind "
                              "message name } } } }",
                              Value::Object{{"id", story.encounter}}),
                  "encounter.availability");
    };
    QCOMPARE(text(ask()), std::string(R"({"available":true,"isDone":false,"reasons":[]})"));
    const Value population = Value::Object{{"var", "location.settlements.0.variables.population"}};
    const Value large = Value::Object{{">", Value::Array{population, 5000}}};
    const Id condition = client.make("createCondition", Value::Object{{"entityType", "Encounter"},
                                                                      {"entityId", story.encounter},
                                                                      {"name", "Large town"},
                                                                      {"expression", large}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"CONDITION\""));
    QCOMPARE(at(ask(), "reasons.0.message").asString(), std::string("The condition \"Large town\" does not hold."));
    client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {variables: {population: 6000}}) { id } }",
                Value::Object{{"id", story.settlement}});
    QCOMPARE(text(ask(), "available"), std::string("true"));
    const Value broken = Value::Object{{"*", Value::Array()}};
    client.data("mutation($id: ID!, $e: JSON!) { updateCondition(id: $id, input: {expression: $e}) { id } }",
                Value::Object{{"id", condition}, {"e", broken}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"CONDITION_FAILED\""));
    client.data("mutation($id: ID!) { updateCondition(id: $id, input: {isActive: false}) { id } }",
                Value::Object{{"id", condition}});
    const Id truce = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "Truce"}});
    client.make("createLink", Value::Object{{"sourceType", "Event"},
                                            {"source", truce},
                                            {"targetType", "Encounter"},
                                            {"target", story.encounter},
                                            {"linkType", "blocks"}});
    QCOMPARE(text(ask(), "available"), std::string("true"));
    client.data("mutation($id: ID!) { completeEvent(id: $id) { change } }", Value::Object{{"id", truce}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"BLOCKED\""));
    QCOMPARE(at(ask(), "reasons.0.message").asString(), std::string("\"Truce\" has happened, which rules it out."));
    const Id old = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "Fair"}});
    client.data("mutation($id: ID!) { expireEvent(eventId: $id) { expired } }", Value::Object{{"id", old}});
    QCOMPARE(text(client.data("query($id: ID!) { event(id: $id) { availability { reasons { kind } } } }",
                              Value::Object{{"id", old}}),
                  "event.availability.reasons"),
             std::string(R"([{"kind":"EXPIRED"}])"));
}

void tst_GatewayAvailability::theMapShowsWhatIsAvailable()
{
    Client client;
    Story story(client);
    const Value point = Value::Object{{"type", "Point"}, {"coordinates", Value::Array{30, 40}}};
    client.make(
        "createLocation",
        Value::Object{{"worldId", story.world}, {"mapId", story.map}, {"name", "Empty field"}, {"geometry", point}});
    const auto shown = [&](const char* filter) {
        const Value layer = client.data(std::string("query($w: ID!, $b: ID!) { mapLayer(worldId: $w, branchId: $b, "
                                                    "filters: {availableOnly: ") +
                                            filter + "}) { features { id } } }",
                                        Value::Object{{"w", story.world}, {"b", story.branch}});
        return text(layer, "mapLayer.features");
    };
    QVERIFY(shown("false").find("},{") != std::string::npos);
    QCOMPARE(shown("true"), "[{\"id\":" + toJson(story.location) + "}]");
    story.resolve();
    QCOMPARE(shown("true"), std::string("[]"));
}

void tst_GatewayAvailability::listsAreNarrowedToWhatCanHappen()
{
    Client client;
    const Story story(client);
    std::map<std::string, Id> ids;
    for (const char* name : {"Ambush", "Bandits", "Council", "Duel"})
        ids[name] = client.make("createEncounter", Value::Object{{"campaignId", story.campaign}, {"name", name}});
    for (const char* name : {"Bandits", "Duel"})
        client.make("createCondition", Value::Object{{"entityType", "Encounter"},
                                                     {"entityId", ids[name]},
                                                     {"expression", Value::Object{{"var", "tags.0"}}}});
    const std::string page =
        "query($after: String) { encountersConnection(first: 2, after: $after, availableOnly: true) "
        "{ edges { node { name } } totalCount pageInfo { hasNextPage endCursor } } }";
    const Value first = at(client.data(page), "encountersConnection");
    QCOMPARE(text(first, "edges"), R"([{"node":{"name":"Ambush"}},{"node":{"name":"Council"}}])");
    QCOMPARE(text(first, "totalCount"), "3");
    QCOMPARE(text(first, "pageInfo.hasNextPage"), "true");
    const Value second =
        at(client.data(page, Value::Object{{"after", at(first, "pageInfo.endCursor")}}), "encountersConnection");
    QCOMPARE(text(second, "edges"), R"([{"node":{"name":"The siege"}}])");
    QCOMPARE(text(second, "pageInfo.hasNextPage"), "false");
    const std::string list = "query($c: ID!) { encountersByCampaign(campaignId: $c, availableOnly: true) { name } }";
    const Value campaign = Value::Object{{"c", story.campaign}};
    QCOMPARE(text(client.data(list, campaign), "encountersByCampaign"),
             R"([{"name":"Ambush"},{"name":"Council"},{"name":"The siege"}])");
    client.data("mutation($id: ID!) { updateEncounter(id: $id, input: {tags: [\"ready\"]}) { id } }",
                Value::Object{{"id", ids["Duel"]}});
    QCOMPARE(at(client.data(list, campaign), "encountersByCampaign").asArray().size(), std::size_t(4));
    QCOMPARE(client.errorCode("{ encountersConnection(search: \"a\", availableOnly: true) { totalCount } }"),
             "BAD_USER_INPUT");
    // Conditions may be hidden; what they decide would tell of them.
    client.become({"p", "Player", false, {everyone}});
    QCOMPARE(client.errorCode(page), "FORBIDDEN");
    QCOMPARE(client.errorCode(list, campaign), "FORBIDDEN");
}

QTEST_APPLESS_MAIN(tst_GatewayAvailability)
#include "tst_GatewayAvailability.moc"
