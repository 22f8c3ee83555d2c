// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "ui/client/WorldDates.h"

#include <QtTest>

#include <random>

using namespace campaign;
using client::WorldDates;

class tst_WorldDates : public QObject
{
    Q_OBJECT

private slots:
    void aWorldWithoutACalendarHasPlainDates();
    void aWorldWritesTimesInItsOwnCalendar();
    void whatIsShownIsRead_data();
    void whatIsShownIsRead();
    void isoTimesAreReadAsWell();
    void whatIsNoDateIsRefusedInASentence_data();
    void whatIsNoDateIsRefusedInASentence();
    void lengthsCountFromThePresent();
    void whatIsNoLengthIsRefusedInASentence();
    void durationsAreToldInWords();
    void brokenCalendarsCountAsNone_data();
    void brokenCalendarsCountAsNone();
    void timesInASentenceAreWritten();
    void valuesThatAreNoTimesAreKept();

private:
    static catalogue::WorldTime at(const char* iso) { return *catalogue::fromIsoTime(iso); }
    static WorldDates ford();
};

/// Two months of ten days and a festival; year 0 begins with the year 1000 of ISO 8601.
WorldDates tst_WorldDates::ford()
{
    const Result<Value> calendars = parseJson(R"([{"name": "Ford Count", "start": -30610224000, "months": [
        {"name": "Frost", "days": 10}, {"name": "Bell Day", "days": 1, "intercalary": true},
        {"name": "Reaping", "days": 10}], "weekdays": ["Fordday", "Millday"],
        "datePattern": "{weekday}, {day} {month} {year}"}])");
    WorldDates dates;
    dates.setCalendars(*calendars);
    return dates;
}

void tst_WorldDates::aWorldWithoutACalendarHasPlainDates()
{
    const WorldDates dates;
    QVERIFY(!dates.hasCalendar());
    QCOMPARE(dates.shown(at("1042-10-30T19:00:00Z")), QString("30.10.1042, 19:00"));
    QCOMPARE(dates.shown(at("1042-10-30T19:00:05Z")), QString("30.10.1042, 19:00:05"));
    QCOMPARE(dates.shown(at("1042-03-01T00:00:00Z")), QString("01.03.1042"));
    for (const char* text : {"30.10.1042, 19:00", " 30.10.1042 19:00 ", "30 October 1042 19:00"}) {
        const Result<catalogue::WorldTime> time = dates.read(text);
        QVERIFY2(time, text);
        QCOMPARE(*time, at("1042-10-30T19:00:00Z"));
    }
    QCOMPARE(*dates.read("1.3.1042"), at("1042-03-01T00:00:00Z"));
}

void tst_WorldDates::aWorldWritesTimesInItsOwnCalendar()
{
    const WorldDates dates = ford();
    QVERIFY(dates.hasCalendar());
    QCOMPARE(dates.shown(-30610224000), QString("Fordday, 1 Frost 0"));
    QCOMPARE(dates.shown(-30610224000 + 10 * 86'400 + 3'600), QString("Bell Day 0, 01:00"));
    QCOMPARE(*dates.read("3 Reaping 2, 14:05"), -30610224000 + (2 * 21 + 11 + 2) * 86'400 + 14 * 3'600 + 5 * 60);
    // Without a letter it is the world's year, month and day, not the API's.
    QCOMPARE(*dates.read("2-2-3"), *dates.read("3 Reaping 2"));
}

void tst_WorldDates::whatIsShownIsRead_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("plain") << false;
    QTest::newRow("in the world's calendar") << true;
}

void tst_WorldDates::whatIsShownIsRead()
{
    QFETCH(bool, isOwn);
    const WorldDates dates = isOwn ? ford() : WorldDates();
    std::mt19937_64 random(11);
    std::uniform_int_distribution<catalogue::WorldTime> any(at("-0300-01-01T00:00:00Z"), at("4000-01-01T00:00:00Z"));
    for (int i = 0; i < 2'000; ++i) {
        const catalogue::WorldTime time = any(random);
        const QString shown = dates.shown(time);
        const Result<catalogue::WorldTime> read = dates.read(shown);
        QVERIFY2(read, qPrintable(shown));
        QVERIFY2(*read == time, qPrintable(shown));
    }
}

void tst_WorldDates::isoTimesAreReadAsWell()
{
    QCOMPARE(*WorldDates().read("1042-10-30T19:00:00Z"), at("1042-10-30T19:00:00Z"));
    QCOMPARE(*WorldDates().read("1042-10-30"), at("1042-10-30T00:00:00Z"));
    QCOMPARE(*ford().read(" 1042-10-30T19:00:00Z "), at("1042-10-30T19:00:00Z"));
}

void tst_WorldDates::whatIsNoDateIsRefusedInASentence_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, bool isOwn, const QString& text) { QTest::newRow(name) << isOwn << text; };
    row("nothing", false, "");
    row("a word", false, "soon");
    row("day 31 of a month of 30", false, "31.11.1042");
    row("month 13", false, "1.13.1042");
    row("month 0", false, "1.0.1042");
    row("hour 25", false, "1.3.1042, 25:00");
    row("too many digits", false, "1.3.99999999999999999999");
    row("only a time", false, "19:00");
    row("very long", false, QString(5'000, '1'));
    row("a lone surrogate", false, QString(QChar(0xd800)));
    row("own: nothing", true, "");
    row("own: plain form", true, "30.10.1042");
    row("own: no such month", true, "3 October 1042");
    row("own: no such day", true, "11 Frost 3");
    row("own: month of numbers", true, "2-9-3");
    row("own: two months", true, "3 Frost Reaping 2");
    row("own: too far", true, "3 Frost 99999999999");
    row("own: time", true, "3 Frost 2, 14:65");
}

void tst_WorldDates::whatIsNoDateIsRefusedInASentence()
{
    QFETCH(bool, isOwn);
    QFETCH(QString, text);
    const WorldDates dates = isOwn ? ford() : WorldDates();
    const Result<catalogue::WorldTime> time = dates.read(text);
    QVERIFY(!time);
    QCOMPARE(time.error().code, ErrorCode::Invalid);
    QVERIFY2(QString::fromStdString(time.error().message).contains(dates.example()), time.error().message.c_str());
}

void tst_WorldDates::lengthsCountFromThePresent()
{
    const catalogue::WorldTime now = at("1042-10-30T19:00:00Z");
    const WorldDates plain;
    QCOMPARE(plain.shown(*plain.readFrom(now, "+3 days")), QString("02.11.1042, 19:00"));
    QCOMPARE(plain.shown(*plain.readFrom(now, "2 hours")), QString("30.10.1042, 21:00"));
    QCOMPARE(plain.shown(*plain.readFrom(now, "+1 month")), QString("30.11.1042, 19:00"));
    // A date stays a date.
    QCOMPARE(*plain.readFrom(now, "1.11.1042"), at("1042-11-01T00:00:00Z"));
    QCOMPARE(*plain.readFrom(now, "+001042-11-01T00:00:00Z"), at("1042-11-01T00:00:00Z"));
    const WorldDates own = ford();
    const catalogue::WorldTime frost = *own.read("9 Frost 3");
    QCOMPARE(*own.readFrom(frost, "+1 week"), frost + 2 * 86'400); // of two days
    QCOMPARE(*own.readFrom(frost, "+1 month"), *own.read("9 Reaping 3"));
    QCOMPARE(*own.readFrom(frost, "3 Reaping 3"), *own.read("3 Reaping 3"));
}

void tst_WorldDates::whatIsNoLengthIsRefusedInASentence()
{
    const WorldDates dates;
    const auto sentence = [&](const std::optional<catalogue::WorldTime>& now, const char* text) {
        const Result<catalogue::WorldTime> time = dates.readFrom(now, text);
        return time ? QString("read") : QString::fromStdString(time.error().message);
    };
    const catalogue::WorldTime now = at("1042-10-30T19:00:00Z");
    const QString how =
        " Write it like this: +3 days, +2 hours 30 minutes or +1 month; or a date such as " + dates.example() + ".";
    QCOMPARE(sentence(now, "+3 fortnights"), "\"fortnights\" is no length of time." + how);
    QCOMPARE(sentence(now, "+3"), "What is 3 counted in?" + how);
    QCOMPARE(sentence(now, "+9000000000 years"), "That is too far away." + how);
    QCOMPARE(sentence(now, "-3 days"), "A length of time has no minus." + how);
    QVERIFY2(sentence(now, "soon").endsWith("Write it like this: " + dates.example() + ". Or how much later: +3 days."),
             qPrintable(sentence(now, "soon")));
    QVERIFY2(sentence({}, "+3 days").contains("no date to count from"), qPrintable(sentence({}, "+3 days")));
    QVERIFY2(!sentence({}, "soon").contains("+3 days"), qPrintable(sentence({}, "soon")));
}

void tst_WorldDates::durationsAreToldInWords()
{
    using catalogue::Duration;
    const WorldDates plain;
    QCOMPARE(plain.duration(259'200), QString("3 days"));
    QCOMPARE(plain.duration(604'800), QString("1 week"));
    QCOMPARE(plain.duration(60), QString("1 minute"));
    QCOMPARE(plain.duration(1), QString("1 second"));
    QCOMPARE(plain.duration(90'000), QString("1 day, 1 hour"));
    QCOMPARE(plain.duration(86'400'000), QString("1,000 days"));
    const WorldDates own = ford();
    QCOMPARE(own.duration(3 * 86'400), QString("3 days"));
    QCOMPARE(own.duration(604'800 + 86'400), QString("4 weeks")); // of two days
    QCOMPARE(own.duration(604'800, Duration::Real), QString("1 week"));
    QCOMPARE(*own.readDuration("4 weeks", Duration::InWorld), 8 * 86'400);
    QCOMPARE(*own.readDuration("1 day, 1 hour", Duration::Real), 90'000);
    for (const char* wrong : {"", "3", "soon", "1 month", "+0 days", "9000000000000000000 weeks"}) {
        const Result<std::int64_t> read = own.readDuration(wrong, Duration::InWorld);
        QVERIFY2(!read && read.error().message.find("Write it like this: 3 days") != std::string::npos, wrong);
    }
}

void tst_WorldDates::brokenCalendarsCountAsNone_data()
{
    QTest::addColumn<QString>("json");
    for (const char* json : {"null", "[]", "{}", "12", "\"Ford\"", "[{}]", "[null]", "[{\"name\": \"X\"}]",
                             "[{\"name\": \"X\", \"months\": [{\"name\": \"M\", \"days\": -1}]}]"})
        QTest::newRow(json) << QString(json);
}

void tst_WorldDates::brokenCalendarsCountAsNone()
{
    QFETCH(QString, json);
    WorldDates dates = ford();
    dates.setCalendars(*parseJson(json.toStdString()));
    QVERIFY(!dates.hasCalendar());
    QCOMPARE(dates.shown(at("1042-10-30T19:00:00Z")), QString("30.10.1042, 19:00"));
}

void tst_WorldDates::timesInASentenceAreWritten()
{
    const WorldDates dates;
    QCOMPARE(dates.inWords("Advance the time to 1042-10-30T19:00:00Z"),
             QString("Advance the time to 30.10.1042, 19:00"));
    QCOMPARE(dates.inWords("1042-10-30T19:00:00Z and 1042-10-31T00:00:00Z."),
             QString("30.10.1042, 19:00 and 31.10.1042."));
    for (const char* plain : {"", "Nothing of the kind", "1042-10-30", "T19:00:00Z"})
        QCOMPARE(dates.inWords(plain), QString(plain));
    QCOMPARE(dates.inWords("9999-99-99T99:99:99Z"), QString("9999-99-99T99:99:99Z"));
}

void tst_WorldDates::valuesThatAreNoTimesAreKept()
{
    const WorldDates dates;
    QCOMPARE(dates.shown(Value()), QString());
    QCOMPARE(dates.shown(Value(true)), QString());
    QCOMPARE(dates.shown(Value("some day")), QString("some day"));
    QCOMPARE(dates.shown(Value("1042-10-30T19:00:00Z")), QString("30.10.1042, 19:00"));
    QCOMPARE(dates.shown(Value(at("1042-10-30T19:00:00Z"))), QString("30.10.1042, 19:00"));
    QCOMPARE(dates.shown(catalogue::always), QString("always"));
}

QTEST_APPLESS_MAIN(tst_WorldDates)
#include "tst_WorldDates.moc"
