// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/transfer/json/JsonExport.h"
#include "server/transfer/json/JsonImport.h"
#include "tests/server/api/Client.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include <set>

using namespace campaign;
using namespace campaign::test;

/// The sample campaign as a new user meets it: nothing missing, nothing broken.
class tst_Sample : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsWrong();
    void thereIsEnoughToSee();
    void everyRuleComputesSomething();
    void everyMentionNamesSomethingThatIsThere();
    void theCalendarTellsToday();
    void whatIsPlannedHasADate();
    void theStoryIsReadInAMinute();
    void itComesBackTheSame();

private:
    std::size_t count(const char* list)
    {
        return at(m_client.data(std::string("{ ") + list + " { id } }"), list).asArray().size();
    }

    Client m_client;
    Value m_file;
};

void tst_Sample::initTestCase()
{
    QFile file(CAMPAIGN_SAMPLE);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    m_file = *parseJson(text);
    const auto content = transfer::readJson(text, m_client.store().types());
    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    const auto report = transfer::importJson(m_client.store(), *content, Viewer::owner());
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    const auto exported = transfer::exportJson(m_client.store(), Viewer::owner());
    QVERIFY(exported);
    QVERIFY2(exported->warnings.empty(), exported->warnings.empty() ? "" : exported->warnings.front().c_str());
}

void tst_Sample::nothingIsWrong()
{
    const Value data = m_client.data("{ problems { kind message name field } }");
    QCOMPARE(text(data, "problems"), std::string("[]"));
    const auto faults = m_client.store().verify();
    QVERIFY(faults && faults->empty());
}

void tst_Sample::thereIsEnoughToSee()
{
    QVERIFY(count("kingdoms") >= 2);
    QVERIFY(count("settlements") >= 12);
    QVERIFY(count("structures") >= 20);
    QVERIFY(count("encounters") + count("events") >= 20);
    QVERIFY(count("links") >= 10);
    QVERIFY(count("fieldConditions") >= 12);
    QVERIFY(count("notes") >= 8);
    const Value data =
        m_client.data("{ parties { members { id isNPC } } characters { isNPC } notes { kind visibility } "
                      "maps { backgroundImage } locations { geometry } }");
    QCOMPARE(at(data, "parties.0.members").asArray().size(), std::size_t(4));
    std::size_t secrets = 0;
    for (const Value& note : at(data, "notes").asArray())
        secrets += note.stringOr("kind", "") == "secret" ? 1 : 0;
    QVERIFY(secrets >= 4);
    QVERIFY(at(data, "maps.0.backgroundImage").isString());
    for (const Value& location : at(data, "locations").asArray())
        QVERIFY(location.find("geometry")->isObject());
}

void tst_Sample::everyRuleComputesSomething()
{
    std::set<std::string> computed;
    for (const char* list : {"settlements", "structures", "kingdoms"}) {
        const Value data = m_client.data(std::string("{ ") + list + " { computedFields } }");
        for (const Value& entity : at(data, list).asArray()) {
            for (const auto& [field, value] : entity.find("computedFields")->asObject()) {
                if (!value.isNull())
                    computed.insert(field);
            }
        }
    }
    const Value rules = m_client.data("{ fieldConditions { field name } }");
    for (const Value& rule : at(rules, "fieldConditions").asArray())
        QVERIFY2(computed.count(rule.stringOr("field", "")) == 1, rule.stringOr("name", "").c_str());
}

void tst_Sample::everyMentionNamesSomethingThatIsThere()
{
    const Value data = m_client.data("{ notes { name text } }");
    static const QRegularExpression mention(R"(\[@([^\]]+)\]\(campaign:([A-Z]\w+)/([\w-]+)\))");
    int mentions = 0;
    for (const Value& note : at(data, "notes").asArray()) {
        auto found = mention.globalMatch(QString::fromStdString(note.stringOr("text", "")));
        while (found.hasNext()) {
            const QRegularExpressionMatch one = found.next();
            const std::string type = one.captured(2).toStdString();
            const catalogue::Type* declared = m_client.store().types().find(type);
            QVERIFY2(declared, type.c_str());
            const Value there = m_client.data("query($id: ID!) { " + declared->queryName() + "(id: $id) { name } }",
                                              Value::Object{{"id", one.captured(3).toStdString()}});
            QVERIFY2(at(there, declared->queryName()).isObject(), qPrintable(one.captured(0)));
            ++mentions;
        }
    }
    QVERIFY(mentions >= 20);
}

void tst_Sample::theCalendarTellsToday()
{
    const Value now = m_client.data("{ getCurrentWorldTime(campaignId: \"campaign-ashen-crown\") }");
    const Value date =
        m_client.data("query($t: DateTime!) { calendarDate(time: $t) { text calendar era weekday season } }",
                      Value::Object{{"t", at(now, "getCurrentWorldTime")}});
    QCOMPARE(at(date, "calendarDate.text").asString(), std::string("12 Goldleaf 1042 FC"));
    QVERIFY(at(date, "calendarDate.weekday").isString());
    QVERIFY(at(date, "calendarDate.season").isString());
}

void tst_Sample::whatIsPlannedHasADate()
{
    const Value data = m_client.data("{ events { name scheduledAt } encounters { name scheduledAt } }");
    int dated = 0;
    for (const char* list : {"events", "encounters"}) {
        for (const Value& one : at(data, list).asArray()) {
            if (!one.find("scheduledAt")->isString())
                continue;
            const Value date = m_client.data("query($t: DateTime!) { calendarDate(time: $t) { year } }",
                                             Value::Object{{"t", *one.find("scheduledAt")}});
            const std::int64_t year = at(date, "calendarDate.year").asInteger();
            QVERIFY2(year == 1041 || year == 1042, one.stringOr("name", "").c_str());
            ++dated;
        }
    }
    QVERIFY(dated >= 15);
}

void tst_Sample::theStoryIsReadInAMinute()
{
    const Value data = m_client.data("{ notes { kind text visibility } }");
    for (const Value& note : at(data, "notes").asArray()) {
        if (note.stringOr("kind", "") != "story")
            continue;
        const auto words = QString::fromStdString(note.stringOr("text", "")).split(' ', Qt::SkipEmptyParts).size();
        QVERIFY2(words >= 180 && words <= 260, std::to_string(words).c_str());
        return;
    }
    QFAIL("There is no story.");
}

void tst_Sample::itComesBackTheSame()
{
    const auto first = transfer::exportJson(m_client.store(), Viewer::owner());
    Client other;
    const auto content = transfer::readJson(first->text, other.store().types());
    QVERIFY2(content, content ? "" : content.error().toString().c_str());
    QVERIFY(transfer::importJson(other.store(), *content, Viewer::owner()));
    const auto second = transfer::exportJson(other.store(), Viewer::owner());
    QCOMPARE(QByteArray::fromStdString(second->text), QByteArray::fromStdString(first->text));
}

QTEST_GUILESS_MAIN(tst_Sample)
#include "tst_Sample.moc"
