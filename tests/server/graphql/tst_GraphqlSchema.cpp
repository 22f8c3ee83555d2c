// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/LeafWriter.h"
#include "server/graphql/schema/Coercion.h"
#include "tests/server/graphql/Specimen.h"

#include <QtTest>

#include <functional>

using namespace campaign;
using namespace campaign::graphql;

using Spoil = std::function<void(SchemaBuilder&)>;
Q_DECLARE_METATYPE(Spoil)

namespace {

const Property nothing = [](const void*, LeafWriter& out) { out.null(); };

} // namespace

class GraphqlSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesAMalformedSchema_data();
    void refusesAMalformedSchema();
    void knowsWhichTypesMeet();
    void fillsDefaultsInAnyOrder();
    void printsReferences();
    void omitsUnusedScalars();
};

void GraphqlSchemaTest::refusesAMalformedSchema_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, Spoil spoil, const char* says) {
        QTest::newRow(name) << spoil << QByteArray(says);
    };
    row(
        "unknown type", [](SchemaBuilder& b) { b.object("Query").field("x", "Nowhere").read(nothing); }, "Nowhere");
    row(
        "unreadable type", [](SchemaBuilder& b) { b.object("Query").field("x", "[Int").read(nothing); },
        "cannot be read");
    row(
        "field twice", [](SchemaBuilder& b) { b.object("Query").field("hard", "Int").read(nothing); },
        "declared twice");
    row(
        "type twice", [](SchemaBuilder& b) { b.enumeration("NameForm"); }, "two types named");
    row(
        "reserved name", [](SchemaBuilder& b) { b.object("Query").field("__x", "Int").read(nothing); }, "__");
    row(
        "not a name", [](SchemaBuilder& b) { b.object("Query").field("a-b", "Int").read(nothing); }, "not a name");
    row(
        "no resolver", [](SchemaBuilder& b) { b.object("Query").field("x", "Int"); }, "no resolver");
    row(
        "object as leaf", [](SchemaBuilder& b) { b.object("Query").field("x", "Kingdom").read(nothing); },
        "read as a leaf");
    row(
        "input as output", [](SchemaBuilder& b) { b.object("Query").field("x", "PointInput").read(nothing); },
        "input type");
    row(
        "output as input",
        [](SchemaBuilder& b) { b.object("Query").field("x", "Int").argument("a", "Kingdom").read(nothing); },
        "output type");
    row(
        "bad default",
        [](SchemaBuilder& b) { b.object("Query").field("x", "Int").argument("a", "Int", "\"1\"").read(nothing); },
        "default of");
    row(
        "unreadable default",
        [](SchemaBuilder& b) { b.object("Query").field("x", "Int").argument("a", "Int", "$v").read(nothing); },
        "default of");
    row(
        "no fields", [](SchemaBuilder& b) { b.object("Empty"); }, "no fields");
    row(
        "no enum values", [](SchemaBuilder& b) { b.enumeration("Empty"); }, "no values");
    row(
        "true as enum value", [](SchemaBuilder& b) { b.enumeration("Bad").value("true"); }, "cannot have the value");
    row(
        "empty union", [](SchemaBuilder& b) { b.unionOf("Empty", {}); }, "no members");
    row(
        "union of scalars", [](SchemaBuilder& b) { b.unionOf("Bad", {"Int"}); }, "no object");
    row(
        "missing interface field", [](SchemaBuilder& b) { b.object("Change").implements("Node"); },
        "demands the field");
    row(
        "unknown interface", [](SchemaBuilder& b) { b.object("Change").implements("Nowhere"); }, "no interface");
    row(
        "missing parent interface",
        [](SchemaBuilder& b) {
            Type& type = b.object("Half").implements("Named");
            type.field("id", "ID!").read(nothing);
            type.field("name", "String").argument("form", "NameForm").read(nothing);
        },
        "must implement");
    row(
        "interface argument missing",
        [](SchemaBuilder& b) {
            Type& type = b.object("Half").implements("Node").implements("Named");
            type.field("id", "ID!").read(nothing);
            type.field("name", "String").read(nothing);
        },
        "must have the argument");
    row(
        "weaker type than promised",
        [](SchemaBuilder& b) { b.object("Half").implements("Node").field("id", "ID").read(nothing); }, "promises");
    row(
        "endless input",
        [](SchemaBuilder& b) {
            b.input("PointInput").input("self", "Endless!");
            b.input("Endless").input("again", "Endless!");
        },
        "two types");
    row(
        "input needs itself", [](SchemaBuilder& b) { b.input("Endless").input("again", "Endless!"); }, "endlessly");
    row(
        "oneOf with non-null", [](SchemaBuilder& b) { b.input("Bad").input("a", "Int!").oneOf(); }, "oneOf");
    row(
        "required and deprecated", [](SchemaBuilder& b) { b.input("Bad").input("a", "Int!").deprecateInput("x"); },
        "deprecated");
    row(
        "lists of lists of objects",
        [](SchemaBuilder& b) {
            b.object("Query")
                .field("x", "[[Kingdom]]")
                .resolve([](const FieldCall&, std::span<const ObjectRef>, std::span<FieldResult>) -> Result<> {
                    return {};
                });
        },
        "list of lists");
    row(
        "sized by nothing",
        [](SchemaBuilder& b) { b.object("Query").field("x", "[Int]").sizedBy("first", 1).read(nothing); }, "sized by");
}

void GraphqlSchemaTest::refusesAMalformedSchema()
{
    QFETCH(Spoil, spoil);
    QFETCH(QByteArray, says);
    SchemaBuilder builder = specimen::builder();
    spoil(builder);
    const auto made = Schema::create(std::move(builder));
    QVERIFY(!made);
    QVERIFY2(made.error().message.find(says.toStdString()) != std::string::npos, made.error().message.c_str());
}

void GraphqlSchemaTest::knowsWhichTypesMeet()
{
    const auto schema = specimen::schema();
    const auto meet = [&](const char* left, const char* right) {
        return Schema::overlap(*schema->find(left), *schema->find(right));
    };
    QVERIFY(meet("Node", "Kingdom") && meet("Kingdom", "Node") && meet("Node", "Place") &&
            meet("SearchResult", "Things"));
    QVERIFY(!meet("Place", "Things") && !meet("Kingdom", "Settlement") && !meet("Levelled", "Settlement") &&
            !meet("Node", "Change"));
    QVERIFY(meet("Kingdom", "Kingdom"));
}

void GraphqlSchemaTest::fillsDefaultsInAnyOrder()
{
    SchemaBuilder builder = specimen::builder();
    builder.input("Outer").input("inner", "Inner", "{}");
    builder.input("Inner").input("a", "Int", "5").input("id", "ID", "\"7\"");
    builder.object("Query").field("x", "Int").argument("o", "Outer", "{}").read(nothing);
    const auto made = Schema::create(std::move(builder));
    QVERIFY(made.has_value());
    const InputValue& argument = *(*made)->find("Query")->findField("x")->findArgument("o");
    QCOMPARE(QByteArray::fromStdString(*argument.defaultText), QByteArray("{inner: {a: 5, id: 7}}"));
}

void GraphqlSchemaTest::printsReferences()
{
    const auto schema = specimen::schema();
    QCOMPARE(QByteArray::fromStdString(schema->find("Settlement")->findField("matrix")->type.toString()),
             QByteArray("[[Int!]]"));
    QCOMPARE(QByteArray::fromStdString(schema->find("Settlement")->findField("structures")->type.toString()),
             QByteArray("[Structure!]!"));
}

void GraphqlSchemaTest::omitsUnusedScalars()
{
    SchemaBuilder builder;
    builder.object("Query").field("x", "Int").read(nothing);
    const auto made = Schema::create(std::move(builder));
    QVERIFY(made.has_value());
    QVERIFY((*made)->find("Int") && (*made)->find("String") && !(*made)->find("Float") && !(*made)->find("ID"));
}

QTEST_APPLESS_MAIN(GraphqlSchemaTest)
#include "tst_GraphqlSchema.moc"
