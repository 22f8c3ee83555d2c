// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/CalendarForm.h"
#include "server/core/Json.h"
#include "server/transfer/calendars/CalendarImport.h"
#include "tests/support/FakeClock.h"

#include <QDate>
#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::transfer;
using namespace campaign::transfer::calendars;

namespace {

/// Fixtures of our own making, in the shape of the other programs' files.
const char* const fantasy = R"({"name":"Hollow Count","static_data":{
 "year_data":{"first_day":2,"overflow":true,"global_week":["Ash","Bell","Crow"],
  "timespans":[{"name":"Rain","type":"month","length":20,"interval":1,"offset":0},
               {"name":"Still","type":"intercalary","length":2,"interval":1,"offset":0},
               {"name":"Dust","type":"month","length":"21","interval":1,"offset":0}],
  "leap_days":[{"name":"Gap","intercalary":false,"timespan":0,"adds_week_day":false,"day":0,"interval":"10,!5","offset":0}]},
 "moons":[{"name":"Eye","cycle":10.5,"shift":2,"custom_phase":false,"color":"#aaa"},{"name":"Odd","custom_phase":true}],
 "clock":{"enabled":true,"hours":20,"minutes":50},
 "seasons":{"data":[{"name":"Wet","timespan":0,"day":3,"color":["#00f","#00f"]},{"name":"Lost","timespan":9,"day":1}],
  "global_settings":{"periodic_seasons":false}},
 "eras":[{"name":"Dark","formatting":"Year {{abs_year}}","settings":{"starting_era":true,"use_custom_format":true},"date":{}},
         {"name":"Light","settings":{"restart":true,"ends_year":true},"date":{"year":5,"timespan":2,"day":1}}],
 "settings":{"year_zero_exists":false},"cycles":{"format":"","data":[{}]}},
 "events":[{"name":"Fair","data":{"conditions":[["Month","0",["2"]],["&&"],["Day","0",["7"]]]}},
           {"name":"Fall","data":{"conditions":[["Year","0",["-3"]],["&&"],["Month","0",["0"]],["&&"],["Day","0",["1"]]]}},
           {"name":"Eclipse","data":{"conditions":[["Moons","0",["0","12"]]]}}]})";

const char* const simple = R"({"calendar":{"name":"Reef Count",
 "leapYear":{"rule":"custom","customMod":4},
 "months":[{"name":"Tide","abbreviation":"Ti","numberOfDays":30,"numberOfLeapYearDays":31,"intercalary":false},
           {"name":"Calm","numberOfDays":0,"numberOfLeapYearDays":1,"intercalary":true,"intercalaryInclude":false},
           {"name":"Gale","abbreviation":"Ga","numberOfDays":33,"numberOfLeapYearDays":31,"intercalary":false,"startingWeekday":1}],
 "weekdays":[{"name":"One"},{"name":"Two"},{"name":"Three"},{"name":"Four"}],
 "year":{"numericRepresentation":9,"prefix":"","postfix":" AR","yearZero":2,"firstWeekday":3},
 "time":{"hoursInDay":10,"minutesInHour":100,"secondsInMinute":50},
 "seasons":[{"name":"Low","startingMonth":2,"startingDay":0,"color":"#0a0"},{"name":"Lost","startingMonth":5,"startingDay":1}],
 "moons":[{"name":"Pearl","cycleLength":12,"cycleDayAdjust":0,"color":"#fff",
           "firstNewMoon":{"yearReset":"none","year":1,"month":0,"day":3}}]},
 "notes":[{"name":"Wreck day","flags":{"foundryvtt-simple-calendar":{"noteData":{"repeats":3,"startDate":{"year":1,"month":2,"day":4}}}}},
          {"name":"Once","flags":{"foundryvtt-simple-calendar":{"noteData":{"repeats":0,"startDate":{"year":1,"month":2,"day":4}}}}}]})";

QByteArray fileNamed(const QString& name)
{
    const QString folder = qEnvironmentVariable("CAMPAIGN_TEST_DATA");
    QFile file(folder + "/calendars/" + name);
    return !folder.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_CalendarImport : public QObject
{
    Q_OBJECT

private slots:
    void fantasyCalendar();
    void simpleCalendar();
    void ourOwn();
    void badTextIsRefused_data();
    void badTextIsRefused();
    void cutAnywhereIsRefused();
    void realFiles_data();
    void realFiles();
    void realGregorianFilesAgreeWithQt_data();
    void realGregorianFilesAgreeWithQt();
    void intoAWorld();
};

void tst_CalendarImport::fantasyCalendar()
{
    QVERIFY(looksLikeCalendar(fantasy));
    const auto read = readCalendar(fantasy, "file");
    QVERIFY2(read, read ? "" : read.error().toString().c_str());
    const auto calendar = calendar::Calendar::make(read->parts);
    QVERIFY(calendar);
    QCOMPARE(calendar->name(), std::string("Hollow Count"));
    QCOMPARE(calendar->secondsPerDay(), 20 * 50 * 60);
    QCOMPARE(calendar->daysInMonth(10, 0), 21);
    QCOMPARE(calendar->daysInMonth(5, 0), 20);
    QCOMPARE(calendar->daysInMonth(5, 2), 21);
    QVERIFY(!calendar->weekday({1, 1, 1}));
    QCOMPARE(*calendar->weekday({1, 0, 1}), 1); // first_day 2: Bell
    QCOMPARE(calendar->formatDate({0, 0, 1}), std::string("1 Rain 1 Dark"));
    QCOMPARE(calendar->formatDate({6, 0, 1}), std::string("1 Rain 2 Light"));
    QCOMPARE(calendar->parts().moons.size(), std::size_t(1));
    QCOMPARE(calendar->season({1, 0, 3})->name, std::string("Wet"));
    QCOMPARE(calendar->festivalsOn({7, 2, 7}).front()->name, std::string("Fair"));
    QCOMPARE(calendar->festivalsOn({-2, 0, 1}).front()->name, std::string("Fall")); // year -3 without a year 0
    std::string left;
    for (const LeftOut& one : read->leftOut)
        left += one.what + " " + std::to_string(one.count) + ";";
    for (const char* word : {"moons 1", "events 1", "eras that end", "cycles 1"})
        QVERIFY2(left.find(word) != std::string::npos, left.c_str());
}

void tst_CalendarImport::simpleCalendar()
{
    QVERIFY(looksLikeCalendar(simple));
    const auto read = readCalendar(simple, "file");
    QVERIFY2(read, read ? "" : read.error().toString().c_str());
    const auto calendar = calendar::Calendar::make(read->parts);
    QVERIFY(calendar);
    QCOMPARE(calendar->name(), std::string("Reef Count"));
    QCOMPARE(calendar->secondsPerDay(), 10 * 100 * 50);
    for (const auto& [year, tide, calm, gale] : {std::tuple(4, 31, 1, 31), {5, 30, 0, 33}, {-4, 31, 1, 31}}) {
        QCOMPARE(calendar->daysInMonth(year, 0), tide);
        QCOMPARE(calendar->daysInMonth(year, 1), calm);
        QCOMPARE(calendar->daysInMonth(year, 2), gale);
    }
    QCOMPARE(*calendar->weekday({2, 0, 1}), 3); // firstWeekday of yearZero
    QCOMPARE(calendar->formatDate({9, 0, 1}), std::string("1 Tide 9 AR"));
    QCOMPARE(calendar->formatDate({8, 1, 1}), std::string("Calm 8 AR"));
    const auto newMoon = calendar->timeOf({1, 0, 4});
    QCOMPARE(calendar->moonPhases(*newMoon).front().name, std::string("New Moon"));
    QCOMPARE(calendar->season({9, 2, 1})->name, std::string("Low"));
    QCOMPARE(calendar->festivalsOn({3, 2, 5}).front()->name, std::string("Wreck day"));
    QCOMPARE(read->leftOut.size(), std::size_t(3)); // a season, a note, a starting weekday
}

void tst_CalendarImport::ourOwn()
{
    const std::string text = toJson(calendar::toValue(calendar::gregorian().parts()));
    QVERIFY(looksLikeCalendar(text));
    const auto read = readCalendar("\xEF\xBB\xBF" + text, "file");
    QVERIFY(read);
    QCOMPARE(toJson(calendar::toValue(read->parts)), text);
}

void tst_CalendarImport::badTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("words") << QByteArray("January has 31 days");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("other JSON") << QByteArray("{\"a\":1}");
    QTest::newRow("empty fantasy") << QByteArray("{\"static_data\":{}}");
    QTest::newRow("fantasy is a text") << QByteArray("{\"static_data\":\"x\"}");
    QTest::newRow("empty simple") << QByteArray("{\"calendar\":{}}");
    QTest::newRow("simple is null") << QByteArray("{\"calendar\":null}");
    QTest::newRow("months are numbers") << QByteArray("{\"calendar\":{\"months\":[1,2]}}");
    QTest::newRow("timespans are texts") << QByteArray("{\"static_data\":{\"year_data\":{\"timespans\":[\"a\"]}}}");
    QTest::newRow("enormous month") << QByteArray(
        "{\"name\":\"x\",\"static_data\":{\"year_data\":{\"timespans\":[{\"name\":\"a\",\"length\":1e300}]}}}");
    QTest::newRow("leap day nowhere") << QByteArray(
        "{\"name\":\"x\",\"static_data\":{\"year_data\":{\"timespans\":[{\"name\":\"a\",\"length\":5}],"
        "\"leap_days\":[{\"timespan\":99999999999,\"interval\":\"4\"}]}}}");
    QTest::newRow("negative moon") << QByteArray(
        "{\"name\":\"x\",\"static_data\":{\"year_data\":{\"timespans\":[{\"name\":\"a\",\"length\":5}]},"
        "\"moons\":[{\"name\":\"m\",\"cycle\":-1}]}}");
    QTest::newRow("nested deeply") << QByteArray(100'000, '[');
    QTest::newRow("bytes") << QByteArray("\x89PNG\r\n\0", 7);
}

void tst_CalendarImport::badTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto read = readCalendar(text.toStdString(), "file");
    QVERIFY(!read);
    QVERIFY(!read.error().message.empty());
}

void tst_CalendarImport::cutAnywhereIsRefused()
{
    for (const std::string text : {fantasy, simple}) {
        for (std::size_t length = 0; length + 1 < text.size(); length += 13)
            QVERIFY(!readCalendar(text.substr(0, length), "file"));
    }
}

void tst_CalendarImport::realFiles_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"fantasy-calendar-gregorian.json", "simple-calendar-forbidden-lands.json",
          "simple-calendar-golarianpf2e.json", "simple-calendar-gregorian.json", "simple-calendar-harptos.json"})
        QTest::newRow(name) << name;
}

void tst_CalendarImport::realFiles()
{
    QFETCH(QString, name);
    const QByteArray text = fileNamed(name);
    if (text.isEmpty())
        QSKIP("CAMPAIGN_TEST_DATA does not hold it.");
    QVERIFY(looksLikeCalendar(text.toStdString()));
    const auto read = readCalendar(text.toStdString(), "file");
    QVERIFY2(read, read ? "" : read.error().toString().c_str());
    const auto calendar = calendar::Calendar::make(read->parts);
    QVERIFY(calendar);
    QVERIFY(calendar->daysInYear(1) >= 360 && calendar->daysInYear(1) <= 370);
    if (!name.contains("harptos"))
        return;
    // Shieldmeet comes every fourth year, and stands by itself.
    QCOMPARE(calendar->daysInYear(1495), 365);
    QCOMPARE(calendar->daysInYear(1496), 366);
    QCOMPARE(calendar->formatDate({1496, 10, 1}), std::string("Shieldmeet 1496 DR"));
    QVERIFY(!calendar->festivalsOn({1495, 1, 1}).empty());
}

void tst_CalendarImport::realGregorianFilesAgreeWithQt_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Fantasy-Calendar") << "fantasy-calendar-gregorian.json";
    QTest::newRow("Simple Calendar") << "simple-calendar-gregorian.json";
}

void tst_CalendarImport::realGregorianFilesAgreeWithQt()
{
    QFETCH(QString, name);
    const QByteArray text = fileNamed(name);
    if (text.isEmpty())
        QSKIP("CAMPAIGN_TEST_DATA does not hold it.");
    const auto read = readCalendar(text.toStdString(), "file");
    QVERIFY(read);
    const auto calendar = calendar::Calendar::make(read->parts);
    const QDate epoch(1970, 1, 1);
    for (qint64 day = -800'000; day < 400'000; day += 37) {
        const QDate expected = epoch.addDays(day);
        const auto date = calendar->dateOf(day * 86'400);
        QVERIFY(date);
        QCOMPARE(date->year, static_cast<std::int64_t>(expected.year() < 0 ? expected.year() + 1 : expected.year()));
        QCOMPARE(date->month + 1, expected.month());
        QCOMPARE(date->day, static_cast<std::int64_t>(expected.day()));
        const std::string& weekday = calendar->parts().weekdays[static_cast<std::size_t>(*calendar->weekday(*date))];
        QCOMPARE(QString::fromStdString(weekday), QLocale::c().dayName(expected.dayOfWeek()));
    }
    // A new moon of our own sky: 2000-01-06, 18:14 UTC.
    const double fraction = calendar->moonPhases(946'684'800 + 5 * 86'400 + 65'640).front().fraction;
    QVERIFY2(std::min(fraction, 1 - fraction) < 0.04, std::to_string(fraction).c_str());
}

void tst_CalendarImport::intoAWorld()
{
    QTemporaryDir folder;
    const support::FakeClock clock;
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const auto opened = history::openStore(folder.filePath("a").toStdString(), types, clock);
    QVERIFY(opened);
    history::Store& store = **opened;
    const auto apply = [&](const char* text) -> Result<ImportReport> {
        auto target = ImportTarget::open(store, {}, Viewer::owner());
        const auto plan = planCalendar(*readCalendar(text, "file"), *target);
        return plan ? applyImport(store, *plan, Viewer::owner()) : plan.error();
    };
    QCOMPARE(apply(fantasy).error().code, ErrorCode::Conflict);
    history::ChangeRequest request;
    request.author = Viewer::owner();
    QVERIFY(store.write(request, [&](history::Writer& writer) -> Result<void> {
        const auto made = writer.create(*types.find("World"), {{"name", "Eld"}}, "w");
        return made ? Result<void>() : made.error();
    }));
    const auto inUse = [&]() -> std::string {
        auto target = ImportTarget::open(store, {}, Viewer::owner());
        const auto world = target->find(*types.find("World"), "w");
        return calendar::calendarOf((*world)->field("calendars"))->name();
    };
    QVERIFY(apply(fantasy));
    QCOMPARE(inUse(), std::string("Hollow Count"));
    QVERIFY(!apply(fantasy)->changed);
    QVERIFY(apply(simple));
    QCOMPARE(inUse(), std::string("Reef Count"));
    QVERIFY(!apply(fantasy)->changed); // keeps its place
    QVERIFY(store.undo(Viewer::owner(), store.rootBranch()));
    QCOMPARE(inUse(), std::string("Hollow Count"));
}

QTEST_GUILESS_MAIN(tst_CalendarImport)
#include "tst_CalendarImport.moc"
