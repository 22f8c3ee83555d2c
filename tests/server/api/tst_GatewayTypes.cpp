// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// The types around the story — parties, characters, encounters, events, links, variables, conditions, effects,
/// members — as clients see them: names, defaults, constraints, lists, and what goes with what.
class tst_GatewayTypes : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyTypeHasItsOperations();
    void aPartyReckonsItsLevel();
    void membersJoinAndLeave();
    void theLevelIsSetByHand();
    void eventsAndEncountersStandInTheirLists();
    void entitiesAreRefused_data();
    void entitiesAreRefused();
    void prerequisitesDoNotRunInACircle();
    void linksAreListedByTheirEnds();
    void whatHangsOnAnEventGoesWithIt();
    void keysAreUniqueInTheirScope();
    void variablesOfAScope();
    void effectsComeByPriority();
    void conditionsOfAnEntityAndItsType();
    void listsSkipAndTake();
    void lateEventsAreListed();
    void branchesFormATree();
    void aMainBranchStays();
    void aMembershipIsNotUndone();
    void rulesReadAverages();
    void rulesReadStateVariables();

private:
    Id make(const std::string& type, Value::Object fields);
    Id newEvent(const std::string& name) { return make("Event", {{"name", name}}); }
    Id link(const Id& source, const Id& target, const char* kind);
    std::string list(const std::string& query, const Value& variables = {});

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
};

void tst_GatewayTypes::init()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
}

/// Makes one in the world's campaign.
Id tst_GatewayTypes::make(const std::string& type, Value::Object fields)
{
    const catalogue::Type& declared = *m_client->store().types().find(type);
    if (declared.field("campaignId") && !fields.find("campaignId"))
        fields.set("campaignId", m_world->campaign);
    return m_client->make("create" + type, std::move(fields));
}

Id tst_GatewayTypes::link(const Id& source, const Id& target, const char* kind)
{
    return make(
        "Link",
        {{"sourceType", "Event"}, {"source", source}, {"targetType", "EVENT"}, {"target", target}, {"linkType", kind}});
}

/// The names in the one list a query answers with.
std::string tst_GatewayTypes::list(const std::string& query, const Value& variables)
{
    const Value data = m_client->data(query, variables);
    std::string all;
    for (const Value& one : at(data, "list").asArray())
        all += (all.empty() ? "" : ",") + at(one, "name").asString();
    return all;
}

void tst_GatewayTypes::everyTypeHasItsOperations()
{
    const Value data =
        m_client->data(R"({ __schema { queryType { fields { name } } mutationType { fields { name } } } })");
    const std::string reads = text(data, "__schema.queryType.fields");
    const std::string writes = text(data, "__schema.mutationType.fields");
    const auto has = [](const std::string& all, const std::string& name) {
        return all.find("\"" + name + "\"") != std::string::npos;
    };
    for (const catalogue::Type& type : m_client->store().types().types()) {
        for (const std::string& name : {type.queryName(), type.plural + "Connection"})
            QVERIFY2(has(reads, name), name.c_str());
        const bool isMade = type.creatable || type.role == catalogue::Role::Branch;
        QCOMPARE(has(writes, "create" + type.name), type.writable && isMade);
        for (const char* verb : {"update", "delete", "archive", "restore"}) // records are the server's to write
            QVERIFY2(has(writes, verb + type.name) == type.writable, (verb + type.name).c_str());
    }
    for (const char* name : {"campaignsByWorld",
                             "partiesByCampaign",
                             "charactersByCampaign",
                             "charactersByParty",
                             "kingdomsByCampaign",
                             "settlementsByKingdom",
                             "structuresBySettlement",
                             "locationsByWorld",
                             "locationsByParent",
                             "encountersByCampaign",
                             "encountersByLocation",
                             "eventsByCampaign",
                             "eventsByLocation",
                             "getOverdueEvents",
                             "linksBySource",
                             "linksByTarget",
                             "getFieldCondition",
                             "listFieldConditions",
                             "getConditionsForEntity",
                             "getStateVariable",
                             "listStateVariables",
                             "getVariablesForScope",
                             "getEffect",
                             "listEffects",
                             "getEffectsForEntity",
                             "branchHierarchy",
                             "settlementAsOf",
                             "structureAsOf",
                             "settlementVariables",
                             "settlementVariableSchemas",
                             "mapLayer",
                             "settlementsNear",
                             "locationsInRegion",
                             "settlementsInRegion",
                             "settlementAtLocation",
                             "nearest",
                             "search"})
        QVERIFY2(has(reads, name), name);
    for (const char* name :
         {"setPartyLevel", "setKingdomLevel", "setSettlementLevel", "setStructureLevel", "addPartyMember",
          "removePartyMember", "definePartyVariableSchema", "setKingdomVariable", "deleteStructureVariableSchema",
          "toggleFieldConditionActive", "toggleStateVariableActive", "toggleEffectActive", "updateLocationGeometry",
          "createBranch", "updateBranch", "deleteBranch", "forkBranch"})
        QVERIFY2(has(writes, name), name);
}

void tst_GatewayTypes::aPartyReckonsItsLevel()
{
    const Id party = make("Party", {{"name", "The Five"}});
    const Id other = make("Party", {{"name", "The None"}});
    make("Character", {{"name", "Ann"}, {"partyId", party}, {"level", 3}, {"class", "ranger"}, {"isNPC", true}});
    make("Character", {{"name", "Bob"}, {"partyId", party}, {"level", 6}});
    make("Character", {{"name", "Cat"}});
    const Value data = m_client->data(R"(query($c: ID!, $p: ID!) { partiesByCampaign(campaignId: $c) { name averageLevel
        members { name class isNPC } } charactersByParty(partyId: $p) { name } })",
                                      Value::Object{{"c", m_world->campaign}, {"p", party}});
    const std::string expected = R"([{"name":"The Five","averageLevel":4.5,"members":[{"name":"Ann","class":"ranger",)"
                                 R"("isNPC":true},{"name":"Bob","class":null,"isNPC":false}]},)"
                                 R"({"name":"The None","averageLevel":null,"members":[]}])";
    QCOMPARE(text(data, "partiesByCampaign"), expected);
    QCOMPARE(text(data, "charactersByParty"), std::string(R"([{"name":"Ann"},{"name":"Bob"}])"));
    QCOMPARE(m_client->errorCode("mutation($id: ID!) { updateParty(id: $id, input: {averageLevel: 3}) { id } }",
                                 Value::Object{{"id", other}}),
             std::string("GRAPHQL_VALIDATION_FAILED"));
}

void tst_GatewayTypes::membersJoinAndLeave()
{
    const Value who =
        Value::Object{{"p", make("Party", {{"name", "The Five"}})}, {"c", make("Character", {{"name", "Ann"}})}};
    const std::string head = "mutation($p: ID!, $c: ID!) { ";
    const std::string tail = "PartyMember(input: {partyId: $p, characterId: $c}) { name members { name } } }";
    QCOMPARE(text(m_client->data(head + "add" + tail, who), "addPartyMember.members"),
             std::string(R"([{"name":"Ann"}])"));
    QCOMPARE(text(m_client->data(head + "remove" + tail, who), "removePartyMember"),
             std::string(R"({"name":"The Five","members":[]})"));
    const Value error = m_client->error(head + "remove" + tail, who);
    QCOMPARE(at(error, "extensions.inputPath").asString(), std::string("input.characterId"));
}

void tst_GatewayTypes::theLevelIsSetByHand()
{
    const Value party = Value::Object{{"id", make("Party", {{"name", "The Five"}})}};
    const auto set = [&](const char* level) {
        return std::string("mutation($id: ID!) { setPartyLevel(id: $id, level: ") + level +
               ") { manualLevelOverride } }";
    };
    QCOMPARE(text(m_client->data(set("7"), party), "setPartyLevel.manualLevelOverride"), std::string("7"));
    QCOMPARE(m_client->errorCode(set("21"), party), std::string("BAD_USER_INPUT"));
    QCOMPARE(text(m_client->data(set("null"), party), "setPartyLevel.manualLevelOverride"), std::string("null"));
}

void tst_GatewayTypes::eventsAndEncountersStandInTheirLists()
{
    make("Event", {{"name", "Fair"}, {"locationId", m_world->location}, {"eventType", "kingdom"}});
    make("Encounter", {{"name", "Ambush"}, {"locationId", m_world->location}, {"difficulty", 4}});
    const Value data = m_client->data(R"(query($l: ID!, $c: ID!) { eventsByLocation(locationId: $l) { name eventType
        isCompleted expired } encountersByLocation(locationId: $l) { name difficulty isResolved }
        encountersByCampaign(campaignId: $c) { name location { name } } })",
                                      Value::Object{{"l", m_world->location}, {"c", m_world->campaign}});
    QCOMPARE(text(data, "eventsByLocation"),
             std::string(R"([{"name":"Fair","eventType":"kingdom","isCompleted":false,"expired":false}])"));
    QCOMPARE(text(data, "encountersByLocation"),
             std::string(R"([{"name":"Ambush","difficulty":4,"isResolved":false}])"));
    QCOMPARE(text(data, "encountersByCampaign.0.name"), std::string("\"Ambush\""));
    QVERIFY(at(data, "encountersByCampaign.0.location.name").isString());
}

void tst_GatewayTypes::entitiesAreRefused_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* type, const char* fields, const char* path) {
        QTest::newRow(name) << type << fields << path;
    };
    row("a link to itself", "Link", R"({"sourceType":"Event","source":"$e","targetType":"Event","target":"$e"})",
        "target");
    row("a link to nothing", "Link", R"({"sourceType":"Event","source":"$e","targetType":"Event","target":"no"})",
        "target");
    row("a link from a kingdom", "Link", R"({"sourceType":"Kingdom","source":"$k","targetType":"Event","target":"$e"})",
        "sourceType");
    row("an event under another type", "Condition", R"({"entityType":"Encounter","entityId":"$e","expression":true})",
        "entityId");
    row("an unknown operator", "Condition", R"({"entityType":"Event","entityId":"$e","expression":{"fly":[1]}})",
        "expression/fly");
    row("a text for a whole number", "StateVariable",
        R"({"scope":"EVENT","scopeId":"$e","key":"k","type":"INTEGER","value":"x"})", "value");
    row("half a whole number", "StateVariable",
        R"({"scope":"EVENT","scopeId":"$e","key":"k","type":"INTEGER","value":1.5})", "value");
    row("derived without formula", "StateVariable", R"({"scope":"EVENT","scopeId":"$e","key":"k","type":"DERIVED"})",
        "formula");
    row("a formula of a plain one", "StateVariable",
        R"({"scope":"EVENT","scopeId":"$e","key":"k","type":"FLOAT","formula":{"+":[1,2]}})", "formula");
    row("a variable of nobody", "StateVariable", R"({"scope":"WORLD","scopeId":"no","key":"k"})", "scopeId");
    row("a patch that is none", "Effect", R"({"entityType":"Event","entityId":"$e","payload":{"op":"add"}})",
        "payload");
    row("an unknown operation", "Effect",
        R"({"entityType":"Event","entityId":"$e","payload":[{"op":"burn","path":"/level"}]})", "payload[0]");
    row("no path", "Effect", R"({"entityType":"Event","entityId":"$e","payload":[{"op":"remove"}]})", "payload[0]");
    row("a bad pointer", "Effect",
        R"({"entityType":"Event","entityId":"$e","payload":[{"op":"test","path":"/a~2","value":1}]})", "payload[0]");
    row("no value", "Effect",
        R"({"entityType":"Event","entityId":"$e","payload":[{"op":"test","path":"","value":1},{"op":"add","path":"/a"}]})",
        "payload[1]");
    row("an effect on nothing", "Effect", R"({"entityType":"Event","entityId":"$e","target":"entity"})", "targetId");
    row("a strange recurrence", "Event", R"({"name":"Fair","recurrence":{"every":0,"unit":"week"}})", "recurrence");
    row("a level too high", "Character", R"({"name":"Ann","level":21})", "level");
    row("a type that does not exist", "FieldCondition", R"({"entityType":"dragon","field":"x","expression":1})",
        "entityType");
}

void tst_GatewayTypes::entitiesAreRefused()
{
    QFETCH(QString, type);
    QFETCH(QString, fields);
    QFETCH(QString, path);
    fields.replace("$e", QString::fromStdString(newEvent("Fair"))).replace("$k", QString::fromStdString(m_world->kingdom));
    Value input = *parseJson(fields.toStdString());
    const std::string name = type.toStdString();
    if (m_client->store().types().find(name)->field("campaignId"))
        input.asObject().set("campaignId", m_world->campaign);
    const Value error =
        m_client->error("mutation($input: Create" + name + "Input!) { create" + name + "(input: $input) { id } }",
                        Value::Object{{"input", input}});
    QCOMPARE(QString::fromStdString(at(error, "extensions.inputPath").asString()), "input." + path);
}

void tst_GatewayTypes::prerequisitesDoNotRunInACircle()
{
    const Id fair = newEvent("Fair");
    const Id war = newEvent("War");
    const Id peace = newEvent("Peace");
    link(fair, war, "prerequisite");
    link(war, peace, "prerequisite");
    const Id related = link(peace, fair, "related");
    const Value error =
        m_client->error("mutation($id: ID!) { updateLink(id: $id, input: {linkType: prerequisite}) { id } }",
                        Value::Object{{"id", related}});
    QCOMPARE(at(error, "extensions.code").asString(), std::string("CONFLICT"));
    QCOMPARE(at(error, "extensions.constraint").asString(), std::string("acyclic"));
    link(fair, peace, "prerequisite"); // two ways to one place are no circle
}

void tst_GatewayTypes::linksAreListedByTheirEnds()
{
    const Id fair = newEvent("Fair");
    const Id war = newEvent("War");
    link(fair, war, "triggers");
    const Value ids = Value::Object{{"f", fair}, {"w", war}};
    QCOMPARE(list("query($f: ID!) { list: linksBySource(sourceType: \"event\", sourceId: $f) { name } }", ids),
             std::string("triggers"));
    QCOMPARE(list("query($w: ID!) { list: linksBySource(sourceType: \"event\", sourceId: $w) { name } }", ids),
             std::string());
    QCOMPARE(list("query($w: ID!) { list: linksByTarget(targetType: \"Event\", targetId: $w) { name } }", ids),
             std::string("triggers"));
    QCOMPARE(
        m_client->errorCode("query($w: ID!) { linksByTarget(targetType: \"Kingdom\", targetId: $w) { name } }", ids),
        std::string("BAD_USER_INPUT"));
}

void tst_GatewayTypes::whatHangsOnAnEventGoesWithIt()
{
    const Id fair = newEvent("Fair");
    const Id condition = make("Condition", {{"entityType", "Event"}, {"entityId", fair}, {"expression", true}});
    const Id variable = make("StateVariable", {{"scope", "EVENT"}, {"scopeId", fair}, {"key", "guests"}});
    const Value ids = Value::Object{{"e", fair}, {"c", condition}, {"v", variable}};
    const std::string read = "query($c: ID!, $v: ID!) { condition(id: $c) { name } stateVariable(id: $v) { name } }";
    m_client->data("mutation($e: ID!) { deleteEvent(id: $e) { id } }", ids);
    QCOMPARE(text(m_client->data(read, ids)), std::string(R"({"condition":null,"stateVariable":null})"));
    m_client->data("mutation($e: ID!) { restoreEvent(id: $e) { id } }", ids);
    QCOMPARE(text(m_client->data(read, ids)),
             std::string(R"({"condition":{"name":"Condition"},"stateVariable":{"name":"guests"}})"));
}

void tst_GatewayTypes::keysAreUniqueInTheirScope()
{
    const Id fair = newEvent("Fair");
    make("StateVariable", {{"scope", "EVENT"}, {"scopeId", fair}, {"key", "guests"}});
    make("StateVariable", {{"scope", "EVENT"}, {"scopeId", newEvent("War")}, {"key", "guests"}});
    const Value error =
        m_client->error("mutation($id: ID!) { createStateVariable(input: {scope: EVENT, scopeId: $id, key: "
                        "\"guests\"}) { id } }",
                        Value::Object{{"id", fair}});
    QCOMPARE(at(error, "extensions.constraint").asString(), std::string("unique"));
}

void tst_GatewayTypes::variablesOfAScope()
{
    const Id id = make(
        "StateVariable",
        {{"scope", "KINGDOM"}, {"scopeId", m_world->kingdom}, {"key", "gold"}, {"type", "INTEGER"}, {"value", 12}});
    make("StateVariable", {{"scope", "KINGDOM"}, {"scopeId", m_world->kingdom}, {"key", "iron"}});
    const Value ids = Value::Object{{"k", m_world->kingdom}, {"id", id}};
    QCOMPARE(list("query($k: ID!) { list: getVariablesForScope(scope: KINGDOM, scopeId: $k) { name } }", ids),
             std::string("gold,iron"));
    QCOMPARE(
        list("query($k: ID!) { list: getVariablesForScope(scope: KINGDOM, scopeId: $k, key: \"iron\") { name } }", ids),
        std::string("iron"));
    const Value data =
        m_client->data("query($id: ID!) { getStateVariable(id: $id) { scope type value isActive } }", ids);
    QCOMPARE(text(data, "getStateVariable"),
             std::string(R"({"scope":"KINGDOM","type":"INTEGER","value":12,"isActive":true})"));
    m_client->data("mutation($id: ID!) { toggleStateVariableActive(id: $id, isActive: false) { id } }", ids);
}

void tst_GatewayTypes::effectsComeByPriority()
{
    const Id fair = newEvent("Fair");
    for (const auto& [name, timing, priority] :
         {std::tuple{"a", "POST", 1}, {"b", "PRE", 5}, {"c", "POST", 9}, {"d", "POST", -3}})
        make("Effect",
             {{"name", name}, {"entityType", "Event"}, {"entityId", fair}, {"timing", timing}, {"priority", priority}});
    const Value ids = Value::Object{{"e", fair}};
    const std::string head = "query($e: ID!) { list: getEffectsForEntity(entityType: \"Event\", entityId: $e";
    QCOMPARE(list(head + ") { name } }", ids), std::string("c,b,a,d"));
    QCOMPARE(list(head + ", timing: POST) { name } }", ids), std::string("c,a,d"));
}

void tst_GatewayTypes::conditionsOfAnEntityAndItsType()
{
    for (const bool own : {false, true}) {
        Value::Object fields{{"name", own ? "own" : "of the type"},
                             {"entityType", "settlement"},
                             {"field", "wealth"},
                             {"expression", 1}};
        if (own)
            fields.set("entityId", m_world->settlement);
        make("FieldCondition", fields);
    }
    const Value ids = Value::Object{{"s", m_world->settlement}};
    const std::string head = "query($s: ID) { list: getConditionsForEntity(entityType: \"SETTLEMENT\"";
    QCOMPARE(list(head + ", entityId: $s, field: \"wealth\") { name } }", ids), std::string("own,of the type"));
    QCOMPARE(list(head + ", entityId: $s, field: \"health\") { name } }", ids), std::string());
    QCOMPARE(list("{ list: getConditionsForEntity(entityType: \"settlements\") { name } }"),
             std::string("of the type"));
}

void tst_GatewayTypes::listsSkipAndTake()
{
    for (const char* key : {"a", "b", "c", "d"})
        make("StateVariable", {{"scope", "KINGDOM"}, {"scopeId", m_world->kingdom}, {"key", key}});
    QCOMPARE(list("{ list: listStateVariables(skip: 1, take: 2) { name } }"), std::string("b,c"));
    QCOMPARE(list("{ list: listStateVariables(where: {key: {in: [\"a\", \"d\"]}}, orderBy: KEY_DESC) { name } }"),
             std::string("d,a"));
    QCOMPARE(list("{ list: listStateVariables(skip: 9) { name } }"), std::string());
    QCOMPARE(m_client->errorCode("{ listStateVariables(skip: -1) { name } }"), std::string("LIMIT_EXCEEDED"));
}

void tst_GatewayTypes::lateEventsAreListed()
{
    const std::string query = "query($c: ID!) { list: getOverdueEvents(campaignId: $c) { name } }";
    const Value campaign = Value::Object{{"c", m_world->campaign}};
    make("Event", {{"name", "Late"}, {"scheduledAt", "0240-01-02T00:00:00Z"}});
    make("Event", {{"name", "Later"}, {"scheduledAt", "0240-01-01T00:00:00Z"}});
    make("Event", {{"name", "Done"}, {"scheduledAt", "0240-01-01T00:00:00Z"}, {"isCompleted", true}});
    make("Event", {{"name", "To come"}, {"scheduledAt", "0250-01-01T00:00:00Z"}});
    QCOMPARE(list(query, campaign), std::string());
    m_client->data(
        "mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: \"0242-01-01T00:00:00Z\"}) { change } }",
        campaign);
    QCOMPARE(list(query, campaign), std::string("Later,Late"));
    QCOMPARE(text(m_client->data("query($c: ID!) { campaign(id: $c) { currentWorldTime } }", campaign)),
             std::string(R"({"campaign":{"currentWorldTime":"0242-01-01T00:00:00Z"}})"));
}

void tst_GatewayTypes::branchesFormATree()
{
    const auto fork = [&](const Id& source, const char* name) {
        const Value made =
            m_client->data("mutation($b: ID!, $n: String!) { forkBranch(input: {sourceBranchId: $b, name: $n}) "
                           "{ id } }",
                           Value::Object{{"b", source}, {"n", name}});
        return at(made, "forkBranch.id").asString();
    };
    const Id war = fork(m_world->branch, "War");
    fork(war, "Lost");
    const Value ids = Value::Object{{"c", m_world->campaign}, {"w", war}};
    const std::string query = R"(query($c: ID!) { branchHierarchy(campaignId: $c) { branch { name }
        children { branch { name } children { branch { name } } } } })";
    const std::string expected = R"([{"branch":{"name":"main"},"children":[{"branch":{"name":"War"},"children":[)"
                                 R"({"branch":{"name":"Lost"}}]}]}])";
    QCOMPARE(text(m_client->data(query, ids), "branchHierarchy"), expected);
    m_client->data("mutation($w: ID!) { deleteBranch(id: $w) { id } }", ids);
    QCOMPARE(text(m_client->data(query, ids), "branchHierarchy"),
             std::string(R"([{"branch":{"name":"Lost"},"children":[]},{"branch":{"name":"main"},"children":[]}])"));
    m_client->data("mutation { undo { change } }");
    QVERIFY(text(m_client->data(query, ids)).find("War") != std::string::npos);
}

void tst_GatewayTypes::aMainBranchStays()
{
    QCOMPARE(
        m_client->errorCode("mutation($b: ID!) { deleteBranch(id: $b) { id } }", Value::Object{{"b", m_world->branch}}),
        std::string("CONFLICT"));
}

void tst_GatewayTypes::aMembershipIsNotUndone()
{
    const Id fair = newEvent("Fair");
    const Id member = make("Membership", {{"userId", "ann"}, {"role", "GM"}});
    const Value ids = Value::Object{{"m", member}, {"e", fair}};
    m_client->data("mutation { undo { change } }"); // takes back the event before it
    QCOMPARE(text(m_client->data(
                 "query($m: ID!, $e: ID!) { membership(id: $m) { userId role } event(id: $e) { name } }", ids)),
             std::string(R"({"membership":{"userId":"ann","role":"GM"},"event":null})"));
    const Value error =
        m_client->error("mutation($c: ID!) { createMembership(input: {campaignId: $c, userId: \"ann\"}) { id } }",
                        Value::Object{{"c", m_world->campaign}});
    QCOMPARE(at(error, "extensions.constraint").asString(), std::string("unique"));
}

void tst_GatewayTypes::rulesReadAverages()
{
    const Id party = make("Party", {{"name", "The Five"}});
    make("Character", {{"name", "Ann"}, {"partyId", party}, {"level", 3}});
    make("Character", {{"name", "Bob"}, {"partyId", party}, {"level", 4}});
    make("FieldCondition", {{"entityType", "Party"},
                            {"field", "strength"},
                            {"expression", *parseJson(R"({"*":[{"var":"averageLevel"},2]})")}});
    const Value ids = Value::Object{{"p", party}};
    const std::string read = "query($p: ID!) { party(id: $p) { computedFields } }";
    QCOMPARE(text(m_client->data(read, ids), "party.computedFields.strength"), std::string("7"));
    make("Character", {{"name", "Cat"}, {"partyId", party}, {"level", 8}});
    QCOMPARE(text(m_client->data(read, ids), "party.computedFields.strength"), std::string("10"));
}

void tst_GatewayTypes::rulesReadStateVariables()
{
    const Id gold = make(
        "StateVariable",
        {{"scope", "KINGDOM"}, {"scopeId", m_world->kingdom}, {"key", "gold"}, {"type", "INTEGER"}, {"value", 40}});
    make("FieldCondition", {{"entityType", "Settlement"},
                            {"field", "tax"},
                            {"expression", *parseJson(R"({"+":[{"var":["kingdom.var.gold",1]},2]})")}});
    const Value ids = Value::Object{{"s", m_world->settlement}, {"g", gold}};
    const std::string read = "query($s: ID!) { settlement(id: $s) { computedFields } }";
    QCOMPARE(text(m_client->data(read, ids), "settlement.computedFields.tax"), std::string("42"));
    m_client->data("mutation($g: ID!) { updateStateVariable(id: $g, input: {value: 50}) { id } }", ids);
    QCOMPARE(text(m_client->data(read, ids), "settlement.computedFields.tax"), std::string("52"));
    m_client->data("mutation($g: ID!) { toggleStateVariableActive(id: $g, isActive: false) { id } }", ids);
    QCOMPARE(text(m_client->data(read, ids), "settlement.computedFields.tax"), std::string("3"));
}

QTEST_APPLESS_MAIN(tst_GatewayTypes)
#include "tst_GatewayTypes.moc"
