// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Mentions.h"
#include "server/core/Json.h"
#include "tests/server/api/Client.h"

#include <QtTest>

#include <set>

using namespace campaign;
using namespace campaign::test;

/// What a desk needs beyond one entity at a time: many edits in one change, an entity's history, who mentions it, and a
/// rule tried before it is saved.
class tst_GatewayEditing : public QObject
{
    Q_OBJECT

private slots:
    void manyEditsAreOneStep();
    void oneBadEditLeavesNothing();
    void editsOfNothingAreRefusedOrEmpty();
    void deletingParentAndChildTogether();
    void anEntityTellsItsHistory();
    void historyIsPagedAndRefusesNonsense();
    void mentionsAreReadAndWritten();
    void brokenMentionsAreText();
    void backlinksFollowTheText();
    void anExcerptCutsNoMention();
    void aRuleIsTriedWithoutBeingSaved();
    void aWrongRuleSaysWhere();
    void aRuleIsTriedOnAll();
    void trialsArePagedAndRefuseNonsense();
    void trialsShowAPlayerNoSecrets();
    void problemsTellAPlayerNothing();

private:
    static Value edit(const Id& id, Value::Object more, const std::string& type = "Settlement");
    static Value change(Client& client, Value::Array edits);
};

namespace {
const std::string changeEntities =
    "mutation($input: ChangeEntitiesInput!) { changeEntities(input: $input) { change entities { id operation } } }";

Value inputOf(Value::Array edits)
{
    return Value::Object{{"input", Value::Object{{"edits", std::move(edits)}}}};
}

Value settlement(Client& client, const Id& id)
{
    return at(client.data("query($id: ID!) { settlement(id: $id) { name level tags variables archivedAt } }",
                          Value::Object{{"id", id}}),
              "settlement");
}
} // namespace

Value tst_GatewayEditing::edit(const Id& id, Value::Object more, const std::string& type)
{
    more.set("type", type);
    more.set("id", id);
    return more;
}

Value tst_GatewayEditing::change(Client& client, Value::Array edits)
{
    return client.data(changeEntities, inputOf(std::move(edits)));
}

void tst_GatewayEditing::manyEditsAreOneStep()
{
    Client client;
    const SmallWorld world(client);
    const Id other = client.make("createSettlement", Value::Object{{"kingdomId", world.kingdom}, {"name", "Greyport"}});
    const Value fields = Value::Object{{"level", 4}, {"variables", Value::Object{{"population", 7}}}};
    const Value tags = Value::Array{"coast", "trade"};
    const Value done = change(client, {edit(world.settlement, {{"fields", fields}, {"addTags", tags}}),
                                       edit(other, {{"fields", fields}, {"archived", true}}),
                                       edit(world.kingdom, {{"fields", Value::Object{{"level", 9}}}}, "kingdom")});
    QVERIFY(at(done, "changeEntities.change").isInteger());
    QCOMPARE(at(done, "changeEntities.entities").asArray().size(), std::size_t{3});
    const Value first = settlement(client, world.settlement);
    QCOMPARE(text(first, "level"), std::string("4"));
    QCOMPARE(text(first, "tags"), std::string("[\"coast\",\"trade\"]"));
    QCOMPARE(text(first, "variables"), std::string("{\"capital\":true,\"population\":7}"));
    QVERIFY(at(settlement(client, other), "archivedAt").isString());
    QCOMPARE(text(client.data("{ undoState { undo { reason } } }"), "undoState.undo.reason"),
             std::string("\"Change 3 things\""));

    change(client,
           {edit(world.settlement, {{"removeTags", Value::Array{"trade"}}, {"addTags", Value::Array{"coast"}}})});
    QCOMPARE(text(settlement(client, world.settlement), "tags"), std::string("[\"coast\"]"));
    client.data("mutation { undo { change } }");
    client.data("mutation { undo { change } }");
    QCOMPARE(text(settlement(client, world.settlement), "level"), std::string("1"));
    QCOMPARE(text(settlement(client, world.settlement), "variables.population"), std::string("1200"));
    QVERIFY(at(settlement(client, other), "archivedAt").isNull());
}

void tst_GatewayEditing::oneBadEditLeavesNothing()
{
    Client client;
    const SmallWorld world(client);
    const Value good = edit(world.settlement, {{"fields", Value::Object{{"level", 5}}}});
    for (const Value& bad : {Value(Value::Object{{"level", 11}}), Value(Value::Object{{"level", "high"}}),
                             Value(Value::Object{{"nothing", 1}}), Value(Value::Object{{"name", Value()}}),
                             Value(Value::Object{{"kingdomId", "01HNOSUCHKINGDOM0000000000"}}), Value(7)}) {
        const Value error = client.error(changeEntities, inputOf({good, edit(world.settlement, {{"fields", bad}})}));
        QVERIFY2(at(error, "extensions.code").asString() != "INTERNAL_SERVER_ERROR", text(error).c_str());
        QCOMPARE(text(settlement(client, world.settlement), "level"), std::string("1"));
    }
    const Value error = client.error(
        changeEntities, inputOf({good, edit(world.settlement, {{"fields", Value::Object{{"level", 11}}}})}));
    QCOMPARE(text(error, "extensions.inputPath"), std::string("\"input.edits.1.level\""));
}

void tst_GatewayEditing::editsOfNothingAreRefusedOrEmpty()
{
    Client client;
    const SmallWorld world(client);
    QVERIFY(at(change(client, {}), "changeEntities.change").isNull());
    QVERIFY(at(change(client, {edit(world.settlement, {})}), "changeEntities.change").isNull());
    QCOMPARE(client.errorCode(changeEntities, inputOf({edit("01HNOSUCHTHING000000000000", {})})),
             std::string("NOT_FOUND"));
    QCOMPARE(client.errorCode(changeEntities, inputOf({edit(world.settlement, {}, "Dragon")})),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(client.errorCode(changeEntities, inputOf({edit(world.branch, {{"deleted", true}}, "Branch")})),
             std::string("BAD_USER_INPUT"));
}

void tst_GatewayEditing::deletingParentAndChildTogether()
{
    Client client;
    const SmallWorld world(client);
    const Value deleted = Value::Object{{"deleted", true}};
    change(client, {edit(world.kingdom, deleted.asObject(), "Kingdom"), edit(world.settlement, deleted.asObject()),
                    edit(world.structure, deleted.asObject(), "Structure")});
    QVERIFY(settlement(client, world.settlement).isNull());
    client.data("mutation { undo { change } }");
    QCOMPARE(text(settlement(client, world.settlement), "name"), std::string("\"Harrowford\""));
}

void tst_GatewayEditing::anEntityTellsItsHistory()
{
    Client client;
    const SmallWorld world(client);
    change(client, {edit(world.settlement, {{"fields", Value::Object{{"level", 3}}}})});
    change(client,
           {edit(world.settlement, {{"fields", Value::Object{{"variables", Value::Object{{"population", 1300}}}}}})});
    const Value history = client.data("query($id: ID!) { entityVersions(entityType: \"Settlement\", entityId: $id) { "
                                      "operation change { seq reason } fields { path before after worldTime } } }",
                                      Value::Object{{"id", world.settlement}});
    QCOMPARE(at(history, "entityVersions").asArray().size(), std::size_t{3});
    QCOMPARE(text(history, "entityVersions.0.fields"),
             std::string("[{\"path\":\"variables.population\",\"before\":1200,\"after\":1300,\"worldTime\":null}]"));
    QCOMPARE(text(history, "entityVersions.1.fields.0.before"), std::string("1"));
    QCOMPARE(text(history, "entityVersions.1.fields.0.after"), std::string("3"));
    QCOMPARE(text(history, "entityVersions.1.operation"), std::string("\"UPDATE\""));
    QCOMPARE(text(history, "entityVersions.2.operation"), std::string("\"CREATE\""));
}

void tst_GatewayEditing::historyIsPagedAndRefusesNonsense()
{
    Client client;
    const SmallWorld world(client);
    for (int level = 2; level < 8; ++level)
        change(client, {edit(world.settlement, {{"fields", Value::Object{{"level", level}}}})});
    const std::string query = "query($id: ID!, $n: Int, $b: Int) { entityVersions(entityType: \"Settlement\", "
                              "entityId: $id, first: $n, before: $b) { change { seq } } }";
    const Value page = client.data(query, Value::Object{{"id", world.settlement}, {"n", 4}});
    QCOMPARE(at(page, "entityVersions").asArray().size(), std::size_t{4});
    const Value rest = client.data(
        query, Value::Object{{"id", world.settlement}, {"n", 10}, {"b", at(page, "entityVersions.3.change.seq")}});
    QCOMPARE(at(rest, "entityVersions").asArray().size(), std::size_t{3});
    QVERIFY(at(client.data(query, Value::Object{{"id", "nobody"}, {"n", 5}}), "entityVersions").asArray().empty());
    QCOMPARE(client.errorCode(query, Value::Object{{"id", world.settlement}, {"n", 0}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(client.errorCode("{ entityVersions(entityType: \"Dragon\", entityId: \"x\") { operation } }"),
             std::string("BAD_USER_INPUT"));
}

void tst_GatewayEditing::mentionsAreReadAndWritten()
{
    const std::string odd = "Har[row]\\ford";
    const std::string written = catalogue::mentionText("Settlement", "01H", odd);
    const std::string whole = "The mayor of " + written + " and " + catalogue::mentionText("Kingdom", "K2", "Gondor");
    const std::vector<catalogue::Mention> mentions = catalogue::mentionsIn(whole);
    QCOMPARE(mentions.size(), std::size_t{2});
    QCOMPARE(mentions[0].shownName, odd);
    QCOMPARE(mentions[0].id, std::string("01H"));
    QCOMPARE(whole.substr(mentions[0].begin, mentions[0].end - mentions[0].begin), written);
    QCOMPARE(mentions[1].type, std::string("Kingdom"));
    QCOMPARE(catalogue::withoutMentions(whole), "The mayor of " + odd + " and Gondor");
}

void tst_GatewayEditing::brokenMentionsAreText()
{
    for (const char* text : {"[@", "[@x", "[@x]", "[@x](campaign:", "[@x](campaign:Settlement/", "[@x](campaign:S/a b)",
                             "[@x](campaign:/abc)", "[@x](http://Settlement/abc)", "[@x\ny](campaign:S/abc)",
                             "[x](campaign:S/abc)", "[@x](campaign:S/abc", "[@x\\](campaign:S/abc)"})
        QVERIFY2(catalogue::mentionsIn(text).empty(), text);
    QCOMPARE(catalogue::mentionsIn("[@[@x](campaign:S/abc)").size(), std::size_t{1});
}

void tst_GatewayEditing::backlinksFollowTheText()
{
    Client client;
    const SmallWorld world(client);
    const std::string mention = catalogue::mentionText("Settlement", world.settlement, "Harrowford");
    const Id note =
        client.make("createNote", Value::Object{{"worldId", world.world},
                                                {"name", "Festival"},
                                                {"text", "First line\nIn " + mention + " they dance.\nLast"}});
    const std::string query = "query($id: ID!) { mentionedIn(entityId: $id) { type id name field excerpt } }";
    const Value of = Value::Object{{"id", world.settlement}};
    const Value found = client.data(query, of);
    QCOMPARE(at(found, "mentionedIn").asArray().size(), std::size_t{1});
    QCOMPARE(at(found, "mentionedIn.0.id").asString(), note);
    QCOMPARE(text(found, "mentionedIn.0.excerpt"), std::string("\"In Harrowford they dance.\""));
    // The bare id in a text is not a mention.
    client.make("createNote", Value::Object{{"worldId", world.world}, {"name", "Bare"}, {"text", world.settlement}});
    QCOMPARE(at(client.data(query, of), "mentionedIn").asArray().size(), std::size_t{1});
    client.data("mutation($id: ID!) { updateNote(id: $id, input: {text: \"Nothing\"}) { id } }",
                Value::Object{{"id", note}});
    QVERIFY(at(client.data(query, of), "mentionedIn").asArray().empty());
    client.data("mutation { undo { change } }");
    QCOMPARE(at(client.data(query, of), "mentionedIn").asArray().size(), std::size_t{1});
    QVERIFY(at(client.data(query, Value::Object{{"id", "\" OR \"x"}}), "mentionedIn").asArray().empty());
}

void tst_GatewayEditing::anExcerptCutsNoMention()
{
    Client client;
    const SmallWorld world(client);
    const std::string other = catalogue::mentionText("Kingdom", world.kingdom, "A kingdom with a rather long name");
    const std::string named = catalogue::mentionText("Settlement", world.settlement, "Harrowford");
    // Wherever the excerpt begins and ends, it is within one of the others.
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += other + (i == 10 ? ' ' + named + ' ' : " ");
    client.make("createNote", Value::Object{{"worldId", world.world}, {"name", "Crowded"}, {"text", text}});
    const Value found = client.data("query($id: ID!) { mentionedIn(entityId: $id) { excerpt } }",
                                    Value::Object{{"id", world.settlement}});
    const std::string excerpt = at(found, "mentionedIn.0.excerpt").asString();
    QVERIFY2(excerpt.find("Harrowford") != std::string::npos, excerpt.c_str());
    QVERIFY2(excerpt.find("](") == std::string::npos && excerpt.find("campaign:") == std::string::npos,
             excerpt.c_str());
    QVERIFY(excerpt.size() < text.size() / 4);
}

void tst_GatewayEditing::aRuleIsTriedWithoutBeingSaved()
{
    Client client;
    const SmallWorld world(client);
    const Value rule = Value::Object{{">", Value::Array{Value::Object{{"var", "variables.population"}}, 1000}}};
    const Value answer = client.data("query($id: ID!, $rule: JSON!) { tryRule(entityType: \"Settlement\", entityId: "
                                     "$id, expression: $rule) { value problem reads } }",
                                     Value::Object{{"id", world.settlement}, {"rule", rule}});
    QCOMPARE(text(answer, "tryRule.value"), std::string("true"));
    QVERIFY(at(answer, "tryRule.problem").isNull());
    QCOMPARE(text(answer, "tryRule.reads.0.path"), std::string("\"variables.population\""));
    QCOMPARE(text(client.data("{ fieldConditionsConnection { totalCount } }"), "fieldConditionsConnection.totalCount"),
             std::string("0"));
}

void tst_GatewayEditing::aWrongRuleSaysWhere()
{
    Client client;
    const SmallWorld world(client);
    const std::string query = "query($type: String!, $id: ID!, $rule: JSON!) { tryRule(entityType: $type, entityId: "
                              "$id, expression: $rule) { value problem path } }";
    const Value wrong = Value::Object{{"if", Value::Array{true, Value::Object{{"frobnicate", 1}}}}};
    const Value of = Value::Object{{"type", "Settlement"}, {"id", world.settlement}, {"rule", wrong}};
    const Value answer = client.data(query, of);
    QVERIFY(at(answer, "tryRule.value").isNull());
    QCOMPARE(text(answer, "tryRule.path"), std::string("\"/if/1/frobnicate\""));
    QVERIFY(at(answer, "tryRule.problem").asString().find("frobnicate") != std::string::npos);
    QCOMPARE(client.errorCode(query, Value::Object{{"type", "Dragon"}, {"id", world.settlement}, {"rule", 1}}),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(client.errorCode(query, Value::Object{{"type", "Settlement"}, {"id", "nobody"}, {"rule", 1}}),
             std::string("NOT_FOUND"));
}

namespace {
const std::string tryOnAll =
    "query($rule: JSON!, $only: RuleOutcome, $first: Int, $after: String, $type: String = \"Settlement\") { t: "
    "tryRuleOnAll(entityType: $type, expression: $rule, only: $only, first: $first, after: $after) { problem path "
    "total "
    "checked trueCount falseCount valueCount failedCount hasMore endCursor results { id name outcome value problem } } "
    "}";

/// Population over 1,000 and a market of level 2 or more; fails where the motto is asked of a text that is none.
Value isTradeHub()
{
    const auto var = [](const char* path) { return Value(Value::Object{{"var", path}}); };
    const Value market = Value::Object{{"and", Value::Array{Value::Object{{"==", Value::Array{var("type"), "market"}}},
                                                            Value::Object{{">=", Value::Array{var("level"), 2}}}}}};
    return Value::Object{{"and", Value::Array{Value::Object{{">", Value::Array{var("variables.population"), 1000}}},
                                              Value::Object{{"some", Value::Array{var("structures"), market}}}}}};
}

/// Towns with 100, 600, 1100, … people, every second one with a market of level 1, 2 or 3.
void settle(Client& client, const SmallWorld& world, int towns)
{
    for (int i = 0; i < towns; ++i) {
        const Id town =
            client.make("createSettlement", Value::Object{{"kingdomId", world.kingdom},
                                                          {"name", "Town " + std::to_string(10 + i)},
                                                          {"variables", Value::Object{{"population", 100 + 500 * i}}}});
        if (i % 2 == 1)
            client.make(
                "createStructure",
                Value::Object{{"settlementId", town}, {"name", "Market"}, {"type", "market"}, {"level", 1 + i % 3}});
    }
}
} // namespace

void tst_GatewayEditing::aRuleIsTriedOnAll()
{
    Client client;
    const SmallWorld world(client);
    settle(client, world, 12);
    const Value answer = client.data(tryOnAll, Value::Object{{"rule", isTradeHub()}});
    int expected = 0;
    for (int i = 0; i < 12; ++i)
        expected += 100 + 500 * i > 1000 && i % 2 == 1 && 1 + i % 3 >= 2;
    QCOMPARE(text(answer, "t.trueCount"), std::to_string(expected));
    QCOMPARE(text(answer, "t.total"), std::string("13")); // with the town of the small world
    QCOMPARE(text(answer, "t.checked"), std::string("13"));
    QCOMPARE(at(answer, "t.results").asArray().size(), std::size_t{13});
    for (const Value& one : at(answer, "t.results").asArray()) {
        const Value single = client.data("query($id: ID!, $rule: JSON!) { tryRule(entityType: \"Settlement\", "
                                         "entityId: $id, expression: $rule) { value } }",
                                         Value::Object{{"id", *one.find("id")}, {"rule", isTradeHub()}});
        QCOMPARE(toJson(*one.find("value")), text(single, "tryRule.value"));
    }
    const Value only = client.data(tryOnAll, Value::Object{{"rule", isTradeHub()}, {"only", "TRUE"}});
    QCOMPARE(at(only, "t.results").asArray().size(), static_cast<std::size_t>(expected));
    QCOMPARE(text(only, "t.falseCount"), text(answer, "t.falseCount"));
}

void tst_GatewayEditing::trialsArePagedAndRefuseNonsense()
{
    Client client;
    const SmallWorld world(client);
    settle(client, world, 12);
    const Value rule = Value::Object{{"var", "name"}};
    std::vector<std::string> names;
    Value after;
    for (int page = 0; page < 10; ++page) {
        const Value answer = client.data(tryOnAll, Value::Object{{"rule", rule}, {"first", 5}, {"after", after}});
        QCOMPARE(text(answer, "t.valueCount"), std::string("13"));
        for (const Value& one : at(answer, "t.results").asArray())
            names.push_back(one.find("value")->asString());
        after = at(answer, "t.endCursor");
        if (!at(answer, "t.hasMore").asBoolean())
            break;
    }
    QCOMPARE(names.size(), std::size_t{13});
    QVERIFY(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    const auto wrong = [&](Value::Object with) {
        with.set("rule", rule);
        return client.errorCode(tryOnAll, Value(std::move(with)));
    };
    QCOMPARE(wrong({{"first", -1}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(wrong({{"first", 1001}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(wrong({{"after", "behind"}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(wrong({{"type", "Dragon"}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(wrong({{"only", "MAYBE"}}), std::string("BAD_USER_INPUT"));
    const Value unknown = client.data(tryOnAll, Value::Object{{"rule", Value::Object{{"frobnicate", 1}}}});
    QCOMPARE(text(unknown, "t.path"), std::string("\"/frobnicate\""));
    const Value failing = Value::Object{{"*", Value::Array{}}};
    QCOMPARE(text(client.data(tryOnAll, Value::Object{{"rule", failing}}), "t.failedCount"), std::string("13"));
}

void tst_GatewayEditing::trialsShowAPlayerNoSecrets()
{
    Client client;
    const SmallWorld world(client);
    settle(client, world, 4);
    client.become({"p", "Player", false, {everyone}});
    const Value answer = client.data(tryOnAll, Value::Object{{"rule", isTradeHub()}});
    QCOMPARE(text(answer, "t.total"), std::to_string(at(answer, "t.results").asArray().size()));
    QVERIFY(text(answer, "t.results").find("Town 1") == std::string::npos);
}

void tst_GatewayEditing::problemsTellAPlayerNothing()
{
    Client client;
    const SmallWorld world(client);
    const auto problemsOf = [&] { return text(client.data("{ problems { kind name message } }"), "problems"); };
    const Id hidden =
        client.make("createKingdom", Value::Object{{"campaignId", world.campaign}, {"name", "Nightfall"}});
    client.make("createSettlement",
                Value::Object{{"kingdomId", hidden}, {"name", "Dusk"}, {"visibility", static_cast<int>(everyone)}});
    const Id note = client.make("createNote", Value::Object{{"worldId", world.world},
                                                            {"name", "About a town"},
                                                            {"aboutType", "Settlement"},
                                                            {"aboutId", world.settlement},
                                                            {"visibility", static_cast<int>(everyone)}});
    QVERIFY(!note.empty());
    QCOMPARE(problemsOf(), std::string("[]"));
    const Viewer player{"p", "Player", false, {everyone}};
    client.become(player);
    QCOMPARE(problemsOf(), std::string("[]")); // Dusk's kingdom is hidden, not gone
    client.become(Viewer::owner());
    client.data("mutation($id: ID!) { deleteSettlement(id: $id) { id } }", Value::Object{{"id", world.settlement}});
    QVERIFY(problemsOf().find("About a town") != std::string::npos);
    client.become(player);
    QCOMPARE(problemsOf(), std::string("[]"));
}

QTEST_APPLESS_MAIN(tst_GatewayEditing)
#include "tst_GatewayEditing.moc"
