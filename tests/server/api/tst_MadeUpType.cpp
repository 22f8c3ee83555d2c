// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/transfer/json/JsonExport.h"
#include "server/transfer/json/JsonImport.h"
#include "tests/server/api/Client.h"
#include "tests/support/MadeUpType.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Adding a type is one declaration: a made-up one is stored, listed, searched, computed, exported, imported, undone
/// and in the API, with no other change. (That it gets a form: tst_MadeUpForm.)
class tst_MadeUpType : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theSchemaKnowsIt();
    void isStoredWithItsDefaults();
    void faultsNameTheirPlace_data();
    void faultsNameTheirPlace();
    void standsInTheListsOfWhatItHangsOn();
    void isFilteredSortedCounted();
    void isFoundDespiteATypo();
    void rulesReadAndComputeIt();
    void hasTypedVariables();
    void hasTheUsualSetters();
    void isUniqueWhereDeclared();
    void letsGoOfWhatIsDeleted();
    void isUndone();
    void branchesKeepItApart();
    void isExportedAndImported();

private:
    Id ship(const std::string& name, Value::Object more = {});

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
    Id m_gull, m_captain;
};

void tst_MadeUpType::initTestCase()
{
    m_client = std::make_unique<Client>(catalogueWithShips());
    m_world = std::make_unique<SmallWorld>(*m_client);
    m_captain = m_client->make("createCharacter", Value::Object{{"campaignId", m_world->campaign}, {"name", "Ann"}});
    m_gull = ship("Grey Gull", {{"portId", m_world->location},
                                {"crew", 12},
                                {"cargo", "Salted herring and lamp oil"},
                                {"launchedAt", "0240-05-01T00:00:00Z"}});
    ship("Heron", {{"rig", "brig"}, {"crew", 80}, {"speed", 9.5}});
    ship("Old Heron", {{"crew", 3}, {"isActive", false}});
}

Id tst_MadeUpType::ship(const std::string& name, Value::Object more)
{
    more.set("campaignId", m_world->campaign);
    more.set("name", name);
    return m_client->make("createShip", std::move(more));
}

void tst_MadeUpType::theSchemaKnowsIt()
{
    const Value data = m_client->data(R"({
        ship: __type(name: "Ship") { fields { name } } rig: __type(name: "ShipRig") { enumValues { name } }
        create: __type(name: "CreateShipInput") { inputFields { name type { kind } } } })");
    const std::string fields = text(data, "ship.fields");
    for (const char* name : {"id", "version", "crew", "port", "captain", "launchedAt", "computedFields", "explain"})
        QVERIFY2(fields.find("\"" + std::string(name) + "\"") != std::string::npos, name);
    QCOMPARE(text(data, "rig.enumValues"), std::string(R"([{"name":"sloop"},{"name":"brig"}])"));
    QVERIFY(text(data, "create.inputFields").find(R"({"name":"campaignId","type":{"kind":"NON_NULL"}})") !=
            std::string::npos);
}

void tst_MadeUpType::isStoredWithItsDefaults()
{
    const Value data =
        m_client->data("query($id: ID!) { ship(id: $id) { name rig crew isActive launchedAt version port "
                       "{ name } campaign { id } } }",
                       Value::Object{{"id", m_gull}});
    QCOMPARE(text(data, "ship.rig"), std::string("\"sloop\""));
    QCOMPARE(text(data, "ship.isActive"), std::string("true"));
    QCOMPARE(text(data, "ship.crew"), std::string("12"));
    QCOMPARE(text(data, "ship.launchedAt"), std::string("\"0240-05-01T00:00:00Z\""));
    QCOMPARE(at(data, "ship.campaign.id").asString(), m_world->campaign);
    QVERIFY(at(data, "ship.port.name").isString());
}

void tst_MadeUpType::faultsNameTheirPlace_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("path");
    QTest::newRow("too many") << "crew: 501"
                              << "input.crew";
    QTest::newRow("an empty name") << "name: \" \""
                                   << "input.name";
    QTest::newRow("no such port") << "portId: \"nowhere\""
                                  << "input.portId";
}

void tst_MadeUpType::faultsNameTheirPlace()
{
    QFETCH(QString, input);
    QFETCH(QString, path);
    const Value error =
        m_client->error("mutation($id: ID!) { updateShip(id: $id, input: {" + input.toStdString() + "}) { id } }",
                        Value::Object{{"id", m_gull}});
    QCOMPARE(QString::fromStdString(at(error, "extensions.inputPath").asString()), path);
}

void tst_MadeUpType::standsInTheListsOfWhatItHangsOn()
{
    const Value data = m_client->data(R"(query($c: ID!, $p: ID!) { shipsByCampaign(campaignId: $c) { name }
        ships(campaignId: $c) { name } shipsByPort(portId: $p) { name } location(id: $p) { ships { name } }
        campaign(id: $c) { ships { name } } })",
                                      Value::Object{{"c", m_world->campaign}, {"p", m_world->location}});
    const std::string all = R"([{"name":"Grey Gull"},{"name":"Heron"},{"name":"Old Heron"}])";
    QCOMPARE(text(data, "shipsByCampaign"), all);
    QCOMPARE(text(data, "ships"), all);
    QCOMPARE(text(data, "campaign.ships"), all);
    QCOMPARE(text(data, "shipsByPort"), std::string(R"([{"name":"Grey Gull"}])"));
    QCOMPARE(text(data, "location.ships"), text(data, "shipsByPort"));
}

void tst_MadeUpType::isFilteredSortedCounted()
{
    const Value data =
        m_client->data(R"({ shipsConnection(filter: {isActive: {eq: true}}, orderBy: CREW_DESC, first: 1) {
        totalCount edges { node { name } } pageInfo { hasNextPage } } })");
    QCOMPARE(text(data, "shipsConnection.totalCount"), std::string("2"));
    QCOMPARE(text(data, "shipsConnection.edges.0.node.name"), std::string("\"Heron\""));
    QCOMPARE(text(data, "shipsConnection.pageInfo.hasNextPage"), std::string("true"));
}

void tst_MadeUpType::isFoundDespiteATypo()
{
    const Value data = m_client->data(R"({ all: search(text: "Hreon", types: ["ships"]) { name type }
        cargo: shipsConnection(search: "herring") { totalCount edges { node { name } } } })");
    QCOMPARE(text(data, "all.0.name"), std::string("\"Heron\""));
    QCOMPARE(text(data, "all.0.type"), std::string("\"Ship\""));
    QCOMPARE(text(data, "cargo.totalCount"), std::string("1"));
    QCOMPARE(text(data, "cargo.edges.0.node.name"), std::string("\"Grey Gull\""));
}

void tst_MadeUpType::rulesReadAndComputeIt()
{
    m_client->make("createFieldCondition",
                   Value::Object{{"entityType", "ship"},
                                 {"field", "hands"},
                                 {"expression", *parseJson(R"({"+":[{"var":"crew"},{"var":"captain.level"}]})")}});
    m_client->data(
        "mutation($ship: ID!, $who: ID!) { addShipCaptain(input: {captainId: $who, shipId: $ship}) { name } }",
        Value::Object{{"ship", m_gull}, {"who", m_captain}});
    const Value data = m_client->data("query($id: ID!) { ship(id: $id) { captain { name } computedFields } }",
                                      Value::Object{{"id", m_gull}});
    QCOMPARE(text(data, "ship.captain.name"), std::string("\"Ann\""));
    QCOMPARE(text(data, "ship.computedFields.hands"), std::string("13"));
}

void tst_MadeUpType::hasTypedVariables()
{
    m_client->data(
        R"(mutation { defineShipVariableSchema(input: {name: "guns", type: number, defaultValue: 4}) { id } })");
    QCOMPARE(m_client->errorCode("mutation($id: ID!) { setShipVariable(shipId: $id, input: {name: \"guns\", value: "
                                 "\"many\"}) { id } }",
                                 Value::Object{{"id", m_gull}}),
             std::string("BAD_USER_INPUT"));
    const Value data = m_client->data("query($id: ID!) { shipVariable(shipId: $id, name: \"guns\") { value } }",
                                      Value::Object{{"id", m_gull}});
    QCOMPARE(text(data, "shipVariable.value"), std::string("4"));
}

void tst_MadeUpType::hasTheUsualSetters()
{
    const Value data =
        m_client->data("mutation($id: ID!) { toggleShipActive(id: $id, isActive: false) { isActive } "
                       "archiveShip(id: $id) { archivedAt } restoreShip(id: $id) { archivedAt isActive } }",
                       Value::Object{{"id", m_gull}});
    QCOMPARE(text(data, "toggleShipActive.isActive"), std::string("false"));
    QVERIFY(at(data, "archiveShip.archivedAt").isString());
    QVERIFY(at(data, "restoreShip.archivedAt").isNull());
}

void tst_MadeUpType::isUniqueWhereDeclared()
{
    const Value error = m_client->error("mutation($c: ID!, $who: ID!) { createShip(input: {campaignId: $c, name: "
                                        "\"Second\", captainId: $who}) { id } }",
                                        Value::Object{{"c", m_world->campaign}, {"who", m_captain}});
    QCOMPARE(at(error, "message").asString(), std::string("Grey Gull has this captain already."));
}

void tst_MadeUpType::letsGoOfWhatIsDeleted()
{
    m_client->data("mutation($id: ID!) { deleteCharacter(id: $id) { id } }", Value::Object{{"id", m_captain}});
    QCOMPARE(
        text(m_client->data("query($ship: ID!) { ship(id: $ship) { captainId } }", Value::Object{{"ship", m_gull}})),
        std::string(R"({"ship":{"captainId":null}})"));
}

void tst_MadeUpType::isUndone()
{
    const std::string read = "query($id: ID!) { ship(id: $id) { crew } }";
    const Value id = Value::Object{{"id", m_gull}};
    m_client->data("mutation($id: ID!) { updateShip(id: $id, input: {crew: 15}) { id } }", id);
    QCOMPARE(text(m_client->data(read, id), "ship.crew"), std::string("15"));
    m_client->data("mutation { undo { change } }");
    QCOMPARE(text(m_client->data(read, id), "ship.crew"), std::string("12"));
    m_client->data("mutation { redo { change } }");
    QCOMPARE(text(m_client->data(read, id), "ship.crew"), std::string("15"));
}

void tst_MadeUpType::branchesKeepItApart()
{
    const Value fork =
        m_client->data("mutation($b: ID!) { forkBranch(input: {sourceBranchId: $b, name: \"What if\"}) { id } }",
                       Value::Object{{"b", m_world->branch}});
    const Value variables = Value::Object{{"id", m_gull}, {"b", at(fork, "forkBranch.id")}};
    m_client->data("mutation($id: ID!, $b: ID!) { updateShip(id: $id, input: {crew: 99, branchId: $b}) { id } }",
                   variables);
    const Value data = m_client->data(
        "query($id: ID!, $b: ID!) { here: ship(id: $id) { crew } there: ship(id: $id, branchId: $b) { crew } }",
        variables);
    QCOMPARE(text(data), std::string(R"({"here":{"crew":15},"there":{"crew":99}})"));
}

void tst_MadeUpType::isExportedAndImported()
{
    const auto text = transfer::exportJson(m_client->store(), Viewer::owner());
    QVERIFY(text);
    QVERIFY(text->text.find("\"Ship\":[") != std::string::npos);
    Client other(catalogueWithShips());
    const auto content = transfer::readJson(text->text, other.store().types());
    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    const auto report = transfer::importJson(other.store(), *content, Viewer::owner(), {});
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    const auto again = transfer::exportJson(other.store(), Viewer::owner());
    QVERIFY(again);
    QCOMPARE(QString::fromStdString(again->text), QString::fromStdString(text->text));
    QVERIFY(other.store().verify().value_or(std::vector<std::string>{"?"}).empty());
}

QTEST_APPLESS_MAIN(tst_MadeUpType)
#include "tst_MadeUpType.moc"
