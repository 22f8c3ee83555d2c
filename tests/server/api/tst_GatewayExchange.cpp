// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Import, export and calendars as clients see them.
class tst_GatewayExchange : public QObject
{
    Q_OBJECT

private slots:
    void aListIsTriedAndThenImported();
    void aMappingThatIsNotRightIsShown();
    void placesComeAndGo();
    void badContentIsAnError_data();
    void badContentIsAnError();
    void timesAreDatesOfTheCalendar();
    void aCalendarOfTheWorldTakesOver();

private:
    static Value import(Client& client, Value::Object input)
    {
        return at(client.data("mutation($i: ImportContentInput!) { importContent(input: $i) }",
                              Value::Object{{"i", Value(std::move(input))}}),
                  "importContent");
    }
};

void tst_GatewayExchange::aListIsTriedAndThenImported()
{
    Client client;
    const SmallWorld world(client);
    const std::string list = "Town,Kingdom,Level\nAshby," + world.kingdom + ",3\nBadby," + world.kingdom + ",99\n";
    const Value targets(Value::Array{Value("name"), Value("kingdomId"), Value("level")});
    const Value tried =
        import(client, {{"content", list}, {"type", "Settlement"}, {"targets", targets}, {"dryRun", true}});
    QCOMPARE(at(tried, "counts.0.created").asInteger(), 1);
    QCOMPARE(at(tried, "table.faults.0.line").asInteger(), 3);
    const std::string count = "{ settlements { id } }";
    const std::string before = text(client.data(count), "settlements");
    const Value done = import(client, {{"content", list}, {"type", "Settlement"}, {"targets", targets}});
    QVERIFY(at(done, "changed").asBoolean());
    QVERIFY(text(client.data(count), "settlements") != before);
    client.data("mutation { undo { change } }");
    QCOMPARE(text(client.data(count), "settlements"), before);
    const Value out = client.data("{ exportContent(format: \"csv\", type: \"Settlement\", columns: [\"name\"]) }");
    QVERIFY(at(out, "exportContent").asString().find("Harrowford\r\n") != std::string::npos);
}

void tst_GatewayExchange::aMappingThatIsNotRightIsShown()
{
    Client client;
    const SmallWorld world(client);
    const Value tried = import(client, {{"content", "a;b\n1;2\n"}, {"type", "Settlement"}, {"dryRun", true}});
    QCOMPARE(at(tried, "table.columns.1.name").asString(), std::string("b"));
    QVERIFY(at(tried, "warnings.0").asString().find("name") != std::string::npos);
    QVERIFY(!at(tried, "changed").asBoolean());
}

void tst_GatewayExchange::placesComeAndGo()
{
    Client client;
    const SmallWorld world(client);
    const std::string file =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"f9\","
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[3,4]},\"properties\":{\"name\":\"Well\"}}]}";
    const Value done = import(client, {{"content", file}, {"title", "wells"}});
    QVERIFY(at(done, "changed").asBoolean());
    const Value out = client.data("{ exportContent(format: \"geojson\") }");
    QVERIFY(at(out, "exportContent").asString().find("\"Well\"") != std::string::npos);
    QVERIFY(!at(import(client, {{"content", at(out, "exportContent").asString()}, {"format", "geojson"}}), "changed")
                 .asBoolean());
    QVERIFY(at(client.data("{ exportContent(format: \"json\") }"), "exportContent").asString().find("Well") !=
            std::string::npos);
}

void tst_GatewayExchange::badContentIsAnError_data()
{
    QTest::addColumn<QByteArray>("input");
    for (const char* input :
         {"content: \"\"", "content: \"{\", format: \"geojson\"", "content: \"{}\", format: \"calendar\"",
          "content: \"a,b\\n1,2\", type: \"Dragon\"", "content: \"a,b\\n1,2\", type: \"Branch\"",
          "content: \"a\", format: \"docx\"", "content: \"?\", isBase64: true",
          "content: \"name\\nA\", type: \"Settlement\", targets: [\"name\", \"name\"]",
          "content: \"name\\nA\", type: \"Settlement\", branchId: \"nowhere\""})
        QTest::newRow(input) << QByteArray(input);
}

void tst_GatewayExchange::badContentIsAnError()
{
    QFETCH(QByteArray, input);
    Client client;
    const SmallWorld world(client);
    const Value error = client.error("mutation { importContent(input: {" + input.toStdString() + "}) }");
    QVERIFY(!at(error, "message").asString().empty());
    for (const char* query : {"{ exportContent(format: \"pdf\") }", "{ exportContent(format: \"csv\") }",
                              "{ exportContent(format: \"csv\", type: \"Settlement\", columns: [\"x\"]) }"})
        client.error(query);
}

void tst_GatewayExchange::timesAreDatesOfTheCalendar()
{
    Client client;
    const SmallWorld world(client);
    const Value date = client.data(
        "{ calendarDate(time: \"0242-03-21T18:05:00Z\") { calendar text timeText year month monthName day weekday } }");
    QCOMPARE(at(date, "calendarDate.text").asString(), std::string("21 March 242"));
    QCOMPARE(at(date, "calendarDate.timeText").asString(), std::string("18:05"));
    QCOMPARE(at(date, "calendarDate.calendar").asString(), std::string("Gregorian"));
    const Value time = client.data("{ calendarTime(text: \"21 March 242 18:05\") }");
    QCOMPARE(at(time, "calendarTime").asString(), std::string("0242-03-21T18:05:00Z"));
    client.error("{ calendarTime(text: \"some day\") }");
    client.error("{ calendarDate(time: \"noon\") { text } }");
}

void tst_GatewayExchange::aCalendarOfTheWorldTakesOver()
{
    Client client;
    const SmallWorld world(client);
    const std::string own = "{\"name\":\"Harrow\",\"months\":[{\"name\":\"Frost\",\"days\":30},"
                            "{\"name\":\"Bloom\",\"days\":30}],\"weekdays\":[\"Ash\",\"Bell\"],"
                            "\"moons\":[{\"name\":\"Pale\",\"cycle\":20}],"
                            "\"festivals\":[{\"name\":\"First night\",\"month\":0,\"day\":1}]}";
    QVERIFY(at(import(client, {{"content", own}}), "changed").asBoolean());
    const Value date = client.data(
        "{ calendarDate(time: \"0000-01-01T00:00:00Z\") { text weekday festivals moons season } worldCalendar }");
    QCOMPARE(at(date, "calendarDate.text").asString(), std::string("1 Frost 0"));
    QCOMPARE(at(date, "calendarDate.festivals.0").asString(), std::string("First night"));
    QCOMPARE(at(date, "calendarDate.moons.0.phase").asString(), std::string("New Moon"));
    QVERIFY(at(date, "calendarDate.season").isNull());
    QCOMPARE(at(date, "worldCalendar.name").asString(), std::string("Harrow"));
    const Value time = client.data("{ calendarTime(text: \"1 Bloom 0\") }");
    QCOMPARE(at(time, "calendarTime").asString(), std::string("0000-01-31T00:00:00Z"));
}

QTEST_GUILESS_MAIN(tst_GatewayExchange)
#include "tst_GatewayExchange.moc"
