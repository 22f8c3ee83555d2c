// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Lists as clients see them: pages, filters, orders, search.
class tst_GatewayLists : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsOfAParentAreSortedByName();
    void pagesFollowOneAnother();
    void totalsAreCountedUnderTheFilter();
    void filtersSelect_data();
    void filtersSelect();
    void ordersSort();
    void badPagesAreRefused();
    void searchForgivesTypos();
    void searchIsRankedFilteredAndPaged();
    void searchReachesThePast();
    void searchShowsPlayersWhatTheyMaySee();

private:
    std::string names(const std::string& arguments);

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
};

void tst_GatewayLists::initTestCase()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
    for (int i = 1; i <= 12; ++i)
        m_client->make("createSettlement", Value::Object{{"kingdomId", m_world->kingdom},
                                                         {"name", "Ward " + std::to_string(i)},
                                                         {"level", 1 + i % 5},
                                                         {"tags", Value::Array{i % 2 ? "odd" : "even"}}});
}

std::string tst_GatewayLists::names(const std::string& arguments)
{
    const Value data = m_client->data("{ settlementsConnection" + arguments + " { edges { node { name } } } }");
    std::string all;
    for (const Value& edge : at(data, "settlementsConnection.edges").asArray())
        all += (all.empty() ? "" : ",") + at(edge, "node.name").asString();
    return all;
}

void tst_GatewayLists::listsOfAParentAreSortedByName()
{
    for (const char* query : {"settlementsByKingdom", "settlements"}) {
        const Value data = m_client->data(std::string("query($k: ID!) { list: ") + query + "(kingdomId: $k) { name } }",
                                          Value::Object{{"k", m_world->kingdom}});
        QCOMPARE(at(data, "list").asArray().size(), std::size_t(13));
        QCOMPARE(text(data, "list.0.name"), std::string("\"Harrowford\""));
        QCOMPARE(text(data, "list.2.name"), std::string("\"Ward 2\""));
        QCOMPARE(text(data, "list.12.name"), std::string("\"Ward 12\""));
    }
    QCOMPARE(text(m_client->data("{ settlementsByKingdom(kingdomId: \"nowhere\") { name } }")),
             std::string(R"({"settlementsByKingdom":[]})"));
}

void tst_GatewayLists::pagesFollowOneAnother()
{
    std::string all;
    Value cursor;
    int pages = 0;
    for (bool more = true; more && pages < 10; ++pages) {
        const Value data = m_client->data(R"(query($after: String) { settlementsConnection(first: 5, after: $after) {
            edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } })",
                                          Value::Object{{"after", cursor}});
        const Value& page = at(data, "settlementsConnection");
        for (const Value& edge : at(page, "edges").asArray())
            all += at(edge, "node.name").asString() + ";";
        QCOMPARE(at(page, "pageInfo.hasPreviousPage").asBoolean(), pages > 0);
        cursor = at(page, "pageInfo.endCursor");
        more = at(page, "pageInfo.hasNextPage").asBoolean();
    }
    QCOMPARE(pages, 3);
    QCOMPARE(all, std::string("Harrowford;Ward 1;Ward 2;Ward 3;Ward 4;Ward 5;Ward 6;Ward 7;Ward 8;Ward 9;Ward 10;"
                              "Ward 11;Ward 12;"));
}

void tst_GatewayLists::totalsAreCountedUnderTheFilter()
{
    const Value data = m_client->data(R"({ settlementsConnection(first: 2, filter: {tags: {hasTag: "odd"}}) {
        totalCount edges { node { name } } } })");
    QCOMPARE(text(data, "settlementsConnection.totalCount"), std::string("6"));
    QCOMPARE(at(data, "settlementsConnection.edges").asArray().size(), std::size_t(2));
}

void tst_GatewayLists::filtersSelect_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("expected");
    QTest::newRow("equal") << "level: {eq: 5}"
                           << "Ward 4,Ward 9";
    QTest::newRow("not equal and more") << "level: {ne: 5, gte: 4}"
                                        << "Ward 3,Ward 8";
    QTest::newRow("between") << "level: {gt: 3, lt: 5}"
                             << "Ward 3,Ward 8";
    QTest::newRow("at most") << "level: {lte: 1}"
                             << "Harrowford,Ward 5,Ward 10";
    QTest::newRow("one of") << "level: {in: [4]}"
                            << "Ward 3,Ward 8";
    QTest::newRow("a tag") << "tags: {hasTag: \"even\"}, level: {eq: 3}"
                           << "Ward 2,Ward 12";
    QTest::newRow("a part of the name") << "name: {contains: \"RROW\"}"
                                        << "Harrowford";
    QTest::newRow("a null") << "locationId: {isNull: false}"
                            << "Harrowford";
    QTest::newRow("a time that is not there") << "archivedAt: {isNull: false}"
                                              << "";
}

void tst_GatewayLists::filtersSelect()
{
    QFETCH(QString, filter);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(names("(filter: {" + filter.toStdString() + "})")), expected);
}

void tst_GatewayLists::ordersSort()
{
    QCOMPARE(names("(first: 3, orderBy: NAME_DESC)"), std::string("Ward 12,Ward 11,Ward 10"));
    QCOMPARE(names("(first: 3, orderBy: LEVEL_DESC)"), std::string("Ward 4,Ward 9,Ward 3"));
    QCOMPARE(names("(search: \"RRO\", orderBy: NAME_ASC)"), std::string("Harrowford"));
}

void tst_GatewayLists::badPagesAreRefused()
{
    QCOMPARE(m_client->errorCode("{ settlementsConnection(first: -1) { totalCount } }"), std::string("BAD_USER_INPUT"));
    QCOMPARE(m_client->errorCode("{ settlementsConnection(first: 10001) { totalCount } }"),
             std::string("LIMIT_EXCEEDED"));
    QCOMPARE(m_client->errorCode("{ settlementsConnection(after: \"rubbish\") { edges { cursor } } }"),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(m_client->errorCode("{ settlementsConnection(filter: {level: {eq: \"x\"}}) { totalCount } }"),
             std::string("GRAPHQL_VALIDATION_FAILED"));
}

void tst_GatewayLists::searchForgivesTypos()
{
    const Value data = m_client->data(R"(query($c: ID!) {
        exact: search(campaignId: $c, text: "Harrowford", types: ["settlement"]) { type name id }
        typo: search(text: "Harowford") { name score } none: search(text: "zzzzzz") { name } })",
                                      Value::Object{{"c", m_world->campaign}});
    QCOMPARE(at(data, "exact.0.id").asString(), m_world->settlement);
    QCOMPARE(text(data, "exact.0.type"), std::string("\"Settlement\""));
    QVERIFY(text(data, "typo").find("Harrowford") != std::string::npos);
    QCOMPARE(text(data, "none"), std::string("[]"));
    QCOMPARE(m_client->errorCode("{ search(text: \"x\", types: [\"dragon\"]) { id } }"), std::string("BAD_USER_INPUT"));
}

void tst_GatewayLists::searchIsRankedFilteredAndPaged()
{
    QCOMPARE(names("(search: \"ward 2\")"), std::string("Ward 2,Ward 12"));
    QCOMPARE(names("(search: \"wrad\", filter: {level: {eq: 5}})"), std::string("Ward 4,Ward 9"));
    QCOMPARE(names("(search: \"even\", orderBy: NAME_DESC, first: 2)"), std::string("Ward 12,Ward 10"));
    std::string all;
    Value cursor;
    for (int pages = 0; pages < 10; ++pages) {
        const Value data = m_client->data(R"(query($after: String) { settlementsConnection(search: "ward", first: 5,
            after: $after) { totalCount edges { node { name } } pageInfo { hasNextPage endCursor } } })",
                                          Value::Object{{"after", cursor}});
        const Value& page = at(data, "settlementsConnection");
        QCOMPARE(at(page, "totalCount").asInteger(), 12);
        for (const Value& edge : at(page, "edges").asArray())
            all += at(edge, "node.name").asString() + ";";
        cursor = at(page, "pageInfo.endCursor");
        if (!at(page, "pageInfo.hasNextPage").asBoolean())
            break;
    }
    // The shorter a name that begins so, the better it answers.
    QCOMPARE(all,
             std::string("Ward 1;Ward 2;Ward 3;Ward 4;Ward 5;Ward 6;Ward 7;Ward 8;Ward 9;Ward 10;Ward 11;Ward 12;"));
    QCOMPARE(m_client->errorCode("{ settlementsConnection(search: \"ward\", after: \"x\") { totalCount } }"),
             std::string("BAD_USER_INPUT"));
}

void tst_GatewayLists::searchReachesThePast()
{
    const Value before =
        m_client->data("{ settlementsConnection(search: \"harowford\") { edges { node { id changeSeq } } } }");
    const Value edge = at(before, "settlementsConnection.edges.0.node");
    m_client->data("mutation($id: ID!) { updateSettlement(id: $id, input: {name: \"Newtown\"}) { id } }",
                   Value::Object{{"id", at(edge, "id")}});
    const Value data =
        m_client->data(R"(query($seq: Int) { now: settlementsConnection(search: "harowford") { totalCount }
        then: settlementsConnection(search: "harowford", atChange: $seq) { totalCount edges { node { name } } } })",
                       Value::Object{{"seq", at(edge, "changeSeq")}});
    QCOMPARE(text(data, "now.totalCount"), std::string("0"));
    QCOMPARE(text(data, "then"), std::string(R"({"totalCount":1,"edges":[{"node":{"name":"Harrowford"}}]})"));
    m_client->data("mutation { undo { change } }");
}

void tst_GatewayLists::searchShowsPlayersWhatTheyMaySee()
{
    const std::string query = R"({ settlementsConnection(search: "ward") { totalCount edges { node { name } } }
        search(text: "ward", types: ["settlement"]) { name } })";
    m_client->become({"player", "Player", false, {everyone}});
    const std::string hidden = text(m_client->data(query));
    m_client->become(Viewer::owner());
    QCOMPARE(hidden, std::string(R"({"settlementsConnection":{"totalCount":0,"edges":[]},"search":[]})"));
    const Value list = m_client->data("{ settlementsConnection(search: \"ward 3\") { edges { node { id } } } }");
    m_client->data("mutation($id: ID!) { updateSettlement(id: $id, input: {visibility: 1}) { id } }",
                   Value::Object{{"id", at(list, "settlementsConnection.edges.0.node.id")}});
    m_client->become({"player", "Player", false, {everyone}});
    const std::string shown = text(m_client->data(query), "settlementsConnection");
    m_client->become(Viewer::owner());
    QCOMPARE(shown, std::string(R"({"totalCount":1,"edges":[{"node":{"name":"Ward 3"}}]})"));
}

QTEST_APPLESS_MAIN(tst_GatewayLists)
#include "tst_GatewayLists.moc"
