// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// What a client sees of entities: making, reading, changing, deleting, and how it is refused.
class tst_GatewayEntities : public QObject
{
    Q_OBJECT

private slots:
    void healthAnswersOnAnEmptyFile();
    void aNewWorldComesWithMapCampaignAndBranch();
    void aSecondWorldIsRefused();
    void entitiesAreReadThroughAllRelations();
    void nestedListsRunAConstantNumberOfStatements();
    void anUpdateChangesOnlyWhatIsGiven();
    void aMutationReplyCarriesItsChange();
    void anOldVersionIsRefused();
    void aSettlersPlaceIsUnique();
    void deletingTakesWhatHangsOnItAndRestoringBringsItBack();
    void archivedThingsLeaveListsAndReturn();
    void levelsAndVariablesHaveTheirOwnMutations();
    void variablesMustFitTheirSchema();
    void aRepeatedKeyWritesOnce();
    void badInputIsRefused_data();
    void badInputIsRefused();
    void requestsThatCannotRunSayWhy();
    void aCancelledOperationStops();
};

void tst_GatewayEntities::healthAnswersOnAnEmptyFile()
{
    Client client;
    const Value data = client.data("{ health { status version timestamp } worlds { id } campaigns { id } __typename }");
    QCOMPARE(text(data, "health.status"), std::string("\"ok\""));
    QCOMPARE(text(data, "worlds"), std::string("[]"));
    QVERIFY(at(data, "health.timestamp").asString().ends_with("Z"));
}

void tst_GatewayEntities::aNewWorldComesWithMapCampaignAndBranch()
{
    Client client;
    const Value made = client.data(R"(mutation { createWorldWithCampaign(input: {
        name: "Arda", campaignName: "The ring", mapExtent: {west: 0, south: 0, east: 800, north: 600}}) {
        world { name maps { name } campaigns { name } } map { name extent world { name } }
        campaign { name world { name } branches { id name } kingdoms { id } } branch { id campaign { name } } } })");
    const Value& created = at(made, "createWorldWithCampaign");
    QCOMPARE(text(created, "world.maps.0.name"), std::string("\"Arda\""));
    QCOMPARE(text(created, "world.campaigns.0.name"), std::string("\"The ring\""));
    QCOMPARE(text(created, "map.extent.east"), std::string("800"));
    QCOMPARE(text(created, "campaign.branches.0.id"), text(created, "branch.id"));
    QCOMPARE(text(created, "branch.campaign.name"), std::string("\"The ring\""));
    const Value undo = client.data("{ undoState { undo { reason seq } redo { seq } } }");
    QCOMPARE(text(undo, "undoState.undo"), std::string("null")); // what made the campaign is no step within it
    QCOMPARE(text(undo, "undoState.redo"), std::string("null"));
}

void tst_GatewayEntities::aSecondWorldIsRefused()
{
    Client client;
    const SmallWorld world(client);
    QCOMPARE(client.errorCode(R"(mutation { createWorld(input: {name: "Other"}) { id } })"), std::string("CONFLICT"));
    QCOMPARE(text(client.data("{ worlds { name } }"), "worlds"), std::string(R"([{"name":"Arda"}])"));
}

void tst_GatewayEntities::entitiesAreReadThroughAllRelations()
{
    Client client;
    const SmallWorld world(client);
    const Value data = client.data(R"(query($w: ID!, $s: ID!) {
        world(id: $w) { campaigns { kingdoms { name settlements { name location { name geojson settlements { name } }
            structures { name type level settlement { kingdom { name } } } } } } locations { settlements { name } } }
        settlement(id: $s) { level tags isArchived: archivedAt branchId version kingdomId variables } })",
                                   Value::Object{{"w", world.world}, {"s", world.settlement}});
    const Value& settlement = at(data, "world.campaigns.0.kingdoms.0.settlements.0");
    QCOMPARE(text(settlement, "name"), std::string("\"Harrowford\""));
    QCOMPARE(text(settlement, "location.geojson.coordinates"), std::string("[10,20]"));
    QCOMPARE(text(settlement, "location.settlements.0.name"), std::string("\"Harrowford\""));
    QCOMPARE(text(settlement, "structures.0.settlement.kingdom.name"), std::string("\"Gondor\""));
    // Read from the world's root, the way down to what a campaign holds still finds it.
    QCOMPARE(text(data, "world.locations.0.settlements.0.name"), std::string("\"Harrowford\""));
    QCOMPARE(at(data, "settlement.branchId").asString(), world.branch);
    QCOMPARE(text(data, "settlement.level"), std::string("1"));
    QCOMPARE(text(data, "settlement.variables.population"), std::string("1200"));
}

void tst_GatewayEntities::nestedListsRunAConstantNumberOfStatements()
{
    Client client;
    const SmallWorld world(client);
    const auto calls = [&] {
        // Objects are counted by the reply, statements by the snapshot: ask the store beside the same operation.
        const Value data = client.data(R"({ kingdoms { settlements { location { id } structures { id } } } })");
        std::size_t structures = 0;
        for (const Value& kingdom : at(data, "kingdoms").asArray()) {
            for (const Value& settlement : at(kingdom, "settlements").asArray())
                structures += at(settlement, "structures").asArray().size();
        }
        return std::pair(client.last().statements, structures);
    };
    const auto [fewStatements, few] = calls();
    for (int i = 0; i < 5; ++i) {
        const Id kingdom =
            client.make("createKingdom", Value::Object{{"campaignId", world.campaign}, {"name", "Realm"}});
        for (int j = 0; j < 3; ++j) {
            const Id settlement =
                client.make("createSettlement", Value::Object{{"kingdomId", kingdom}, {"name", "Town"}});
            client.make("createStructure", Value::Object{{"settlementId", settlement}, {"name", "Inn"}});
        }
    }
    calls(); // the home branches are looked up again after campaigns changed; none did, but caches may warm
    const auto [manyStatements, many] = calls();
    QCOMPARE(few, std::size_t(1));
    QCOMPARE(many, std::size_t(16));
    QVERIFY(fewStatements > 0);
    QVERIFY2(manyStatements <= fewStatements, QByteArray::number(manyStatements));
}

void tst_GatewayEntities::anUpdateChangesOnlyWhatIsGiven()
{
    Client client;
    const SmallWorld world(client);
    const Value data = client.data(R"(mutation($id: ID!) { updateSettlement(id: $id, input: {
        name: "Harrow", tags: ["b", "a", "b"], color: null}) { name tags level version kingdom { name } } })",
                                   Value::Object{{"id", world.settlement}});
    QCOMPARE(text(data, "updateSettlement"),
             std::string(R"({"name":"Harrow","tags":["a","b"],"level":1,"version":2,"kingdom":{"name":"Gondor"}})"));
    const Value undo = client.data("{ undoState { undo { reason } } }");
    QCOMPARE(text(undo, "undoState.undo.reason"), std::string("\"Change Harrowford\""));
}

void tst_GatewayEntities::aMutationReplyCarriesItsChange()
{
    Client client;
    const SmallWorld world(client);
    const Value body =
        client.ask(R"(mutation($id: ID!) { updateKingdom(id: $id, input: {name: "Rohan"}) { changeSeq } })",
                   Value::Object{{"id", world.kingdom}});
    QCOMPARE(text(body, "extensions.change"), text(body, "data.updateKingdom.changeSeq"));
    QCOMPARE(client.last().changes.size(), std::size_t(1));
    QCOMPARE(client.last().changes[0]->reason, std::string("Rename Gondor to Rohan"));
    QCOMPARE(client.last().changes[0]->entities[0].id, world.kingdom);
    QVERIFY(!client.ask("{ worlds { id } }").find("extensions"));
}

void tst_GatewayEntities::anOldVersionIsRefused()
{
    Client client;
    const SmallWorld world(client);
    const std::string rename = R"(mutation($id: ID!, $v: Int) {
        updateKingdom(id: $id, input: {name: "Rohan", expectedVersion: $v}) { version } })";
    client.data(rename, Value::Object{{"id", world.kingdom}, {"v", 1}});
    const Value error = client.error(
        R"(mutation($id: ID!) { updateKingdom(id: $id, input: {level: 3, expectedVersion: 1}) { version } })",
        Value::Object{{"id", world.kingdom}});
    QCOMPARE(text(error, "extensions.code"), std::string("\"OPTIMISTIC_LOCK_ERROR\""));
    QCOMPARE(text(error, "extensions.expectedVersion"), std::string("1"));
    QCOMPARE(text(error, "extensions.actualVersion"), std::string("2"));
    QCOMPARE(text(error, "path"), std::string(R"(["updateKingdom"])"));
}

void tst_GatewayEntities::aSettlersPlaceIsUnique()
{
    Client client;
    const SmallWorld world(client);
    const Value error = client.error(
        R"(mutation($k: ID!, $l: ID!) { createSettlement(input: {kingdomId: $k, locationId: $l, name: "Second"}) { id } })",
        Value::Object{{"k", world.kingdom}, {"l", world.location}});
    QCOMPARE(text(error, "extensions.code"), std::string("\"CONFLICT\""));
    QVERIFY(at(error, "message").asString().find("Harrowford already stands") != std::string::npos);
}

void tst_GatewayEntities::deletingTakesWhatHangsOnItAndRestoringBringsItBack()
{
    Client client;
    const SmallWorld world(client);
    const Value id = Value::Object{{"id", world.kingdom}, {"s", world.structure}};
    const Value gone = client.data("mutation($id: ID!) { deleteKingdom(id: $id) { name deletedAt } }", id);
    QCOMPARE(text(gone, "deleteKingdom.name"), std::string("\"Gondor\""));
    QVERIFY(at(gone, "deleteKingdom.deletedAt").isString());
    const std::string read = "query($id: ID!, $s: ID!) { kingdom(id: $id) { name } structure(id: $s) { name } }";
    QCOMPARE(text(client.data(read, id)), std::string(R"({"kingdom":null,"structure":null})"));
    QCOMPARE(client.errorCode("mutation($id: ID!) { deleteKingdom(id: $id) { id } }", id), std::string("NOT_FOUND"));
    client.data("mutation($id: ID!) { restoreKingdom(id: $id) { name } }", id);
    QCOMPARE(text(client.data(read, id)),
             std::string(R"({"kingdom":{"name":"Gondor"},"structure":{"name":"Old wall"}})"));
}

void tst_GatewayEntities::archivedThingsLeaveListsAndReturn()
{
    Client client;
    const SmallWorld world(client);
    const Value id = Value::Object{{"id", world.settlement}};
    const Value done = client.data("mutation($id: ID!) { archiveSettlement(id: $id) { archivedAt } }", id);
    QVERIFY(at(done, "archiveSettlement.archivedAt").isString());
    const std::string list =
        R"({ settlements { id } all: settlementsConnection(includeArchived: true) { totalCount } })";
    QCOMPARE(text(client.data(list)), std::string(R"({"settlements":[],"all":{"totalCount":1}})"));
    const Value back = client.data("mutation($id: ID!) { restoreSettlement(id: $id) { archivedAt } }", id);
    QCOMPARE(text(back, "restoreSettlement.archivedAt"), std::string("null"));
    QCOMPARE(at(client.data(list), "settlements").asArray().size(), std::size_t(1));
}

void tst_GatewayEntities::levelsAndVariablesHaveTheirOwnMutations()
{
    Client client;
    const SmallWorld world(client);
    const Value done =
        client.data(R"(mutation($s: ID!, $k: ID!, $w: ID!) {
        setKingdomLevel(id: $k, level: 4) { level }
        setSettlementLevel(id: $s, level: 3, reason: "Growth") { level }
        setStructureLevel(id: $w, level: 5) { level }
        setSettlementVariable(settlementId: $s, input: {name: "port", value: true}) { variables } })",
                    Value::Object{{"s", world.settlement}, {"k", world.kingdom}, {"w", world.structure}});
    QCOMPARE(text(done, "setKingdomLevel.level") + text(done, "setSettlementLevel.level") +
                 text(done, "setStructureLevel.level"),
             std::string("435"));
    QCOMPARE(text(done, "setSettlementVariable.variables"),
             std::string(R"({"capital":true,"population":1200,"port":true})"));
    QCOMPARE(client.last().changes.size(), std::size_t(4));
    const Value read = client.data(R"(query($s: ID!) { settlementVariable(settlementId: $s, name: "port") { value }
        settlementVariables(settlementId: $s) { name } })",
                                   Value::Object{{"s", world.settlement}});
    QCOMPARE(text(read, "settlementVariable.value"), std::string("true"));
    QCOMPARE(at(read, "settlementVariables").asArray().size(), std::size_t(3));
}

void tst_GatewayEntities::variablesMustFitTheirSchema()
{
    Client client;
    const SmallWorld world(client);
    client.data(R"(mutation { defineSettlementVariableSchema(input: {
        name: "mood", type: enum, enumValues: ["calm", "angry"], defaultValue: "calm"}) { id } })");
    const Value id = Value::Object{{"s", world.settlement}};
    const Value error = client.error(R"(mutation($s: ID!) {
        setSettlementVariable(settlementId: $s, input: {name: "mood", value: "blue"}) { id } })",
                                     id);
    QCOMPARE(text(error, "extensions.code"), std::string("\"BAD_USER_INPUT\""));
    QCOMPARE(text(error, "extensions.inputPath"), std::string("\"input.variables.mood\""));
    const std::string read = R"(query($s: ID!) { settlementVariable(settlementId: $s, name: "mood") {
        value schema { type } } })";
    QCOMPARE(text(client.data(read, id), "settlementVariable"),
             std::string(R"({"value":"calm","schema":{"type":"enum"}})"));
    client.data(R"(mutation($s: ID!) {
        setSettlementVariable(settlementId: $s, input: {name: "mood", value: "angry"}) { id } })",
                id);
    QCOMPARE(text(client.data(read, id), "settlementVariable.value"), std::string("\"angry\""));
}

void tst_GatewayEntities::aRepeatedKeyWritesOnce()
{
    Client client;
    const SmallWorld world(client);
    const std::string create = R"(mutation($c: ID!) {
        createKingdom(input: {campaignId: $c, name: "Rohan", idempotencyKey: "k1"}) { id } })";
    const Value variables = Value::Object{{"c", world.campaign}};
    const Value first = client.data(create, variables);
    const Value second = client.data(create, variables);
    QCOMPARE(text(second, "createKingdom.id"), text(first, "createKingdom.id"));
    QCOMPARE(at(client.data("{ kingdoms { id } }"), "kingdoms").asArray().size(), std::size_t(2));
}

void tst_GatewayEntities::badInputIsRefused_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* mutation, const char* code, const char* path) {
        QTest::newRow(name) << mutation << code << path;
    };
    row("level too high", "updateKingdom(id: $k, input: {level: 11}) { id }", "BAD_USER_INPUT", "input.level");
    row("level beside the id", "setKingdomLevel(id: $k, level: 0) { id }", "BAD_USER_INPUT", "level");
    row("blank name", "updateKingdom(id: $k, input: {name: \"  \"}) { id }", "BAD_USER_INPUT", "input.name");
    row("null for a required field", "updateKingdom(id: $k, input: {name: null}) { id }", "BAD_USER_INPUT",
        "input.name");
    row("unknown id", "updateKingdom(id: \"nowhere\", input: {name: \"x\"}) { id }", "NOT_FOUND", "id");
    row("unknown branch", "updateKingdom(id: $k, input: {name: \"x\", branchId: \"nowhere\"}) { id }", "NOT_FOUND", "");
    row("reference to nothing", "createSettlement(input: {kingdomId: \"nowhere\", name: \"x\"}) { id }", "", "");
    row("unknown operator",
        "createFieldCondition(input: {name: \"r\", entityType: \"settlement\", field: \"f\", "
        "expression: {if: [true, {frobnicate: [1]}]}}) { id }",
        "BAD_USER_INPUT", "input.expression/if/1");
    row("rule of no type",
        "createFieldCondition(input: {name: \"r\", entityType: \"dragon\", field: \"f\", expression: 1}) { id }",
        "BAD_USER_INPUT", "input.entityType");
    row("open ring",
        "updateLocationGeometry(id: $l, input: {geoJson: {type: \"Polygon\", "
        "coordinates: [[[0,0],[4,0],[4,4],[0,4]]]}}) { id }",
        "BAD_USER_INPUT", "input.geoJson.coordinates[0]");
    row("crossing ring",
        "updateLocationGeometry(id: $l, input: {geoJson: {type: \"Polygon\", "
        "coordinates: [[[0,0],[4,4],[4,0],[0,4],[0,0]]]}}) { id }",
        "BAD_USER_INPUT", "input.geoJson");
    row("lower-case type",
        "updateLocationGeometry(id: $l, input: {geoJson: {type: \"point\", coordinates: [1,2]}}) { id }",
        "BAD_USER_INPUT", "");
    row("a feature", "updateLocationGeometry(id: $l, input: {geoJson: {type: \"Feature\", geometry: null}}) { id }",
        "BAD_USER_INPUT", "");
    row("shape against geometry",
        "updateLocation(id: $l, input: {locationType: region, geometry: {type: \"Point\", coordinates: [1,2]}}) { id }",
        "BAD_USER_INPUT", "input.locationType");
}

void tst_GatewayEntities::badInputIsRefused()
{
    QFETCH(QString, mutation);
    QFETCH(QString, code);
    QFETCH(QString, path);
    Client client;
    const SmallWorld world(client);
    const std::string before = text(client.data("{ changes { seq } }"));
    const bool usesKingdom = mutation.contains("$k");
    const bool usesLocation = mutation.contains("$l");
    const std::string head = usesKingdom    ? "mutation($k: ID!) { "
                             : usesLocation ? "mutation($l: ID!) { "
                                            : "mutation { ";
    const Value error =
        client.error(head + mutation.toStdString() + " }", Value::Object{{"k", world.kingdom}, {"l", world.location}});
    QVERIFY(client.last().executed);
    QVERIFY(!at(error, "message").asString().empty());
    if (!code.isEmpty())
        QCOMPARE(QString::fromStdString(at(error, "extensions.code").asString()), code);
    if (!path.isEmpty())
        QVERIFY2(at(error, "extensions.inputPath").asString().starts_with(path.toStdString()),
                 client.last().json.c_str());
    QCOMPARE(text(client.data("{ changes { seq } }")), before);
}

void tst_GatewayEntities::requestsThatCannotRunSayWhy()
{
    Client client;
    QCOMPARE(client.errorCode("{ worlds { id "), std::string("GRAPHQL_PARSE_FAILED"));
    QVERIFY(!client.last().executed);
    QVERIFY(client.last().hasErrors);
    QCOMPARE(client.errorCode("{ dragons { id } }"), std::string("GRAPHQL_VALIDATION_FAILED"));
    QVERIFY(!client.last().executed);
    QCOMPARE(client.errorCode("query($id: ID!) { world(id: $id) { id } }"), std::string("BAD_USER_INPUT"));
    QVERIFY(!client.last().executed);
    client.error("subscription { presence(campaignId: \"x\") { name } }");
    QVERIFY(client.last().isSubscription);
    QVERIFY(!client.last().executed);
}

void tst_GatewayEntities::aCancelledOperationStops()
{
    Client client;
    api::Request request;
    request.query = "{ worlds { id } }";
    request.cancelled = std::make_shared<const std::atomic<bool>>(true);
    const api::Response response = client.gateway().execute(request, Viewer::owner());
    QVERIFY(response.json.find("\"CANCELLED\"") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_GatewayEntities)
#include "tst_GatewayEntities.moc"
