// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/CalendarForm.h"
#include "server/core/Json.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::calendar;

class tst_CalendarForm : public QObject
{
    Q_OBJECT

private slots:
    void writtenAndReadIsTheSame();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void aWorldWithoutCalendarIsGregorian();
};

void tst_CalendarForm::writtenAndReadIsTheSame()
{
    const QByteArray text =
        "{\"name\":\"Harrow\",\"description\":\"d\",\"start\":-5,\"hoursPerDay\":20,\"hasYearZero\":false,"
        "\"weekdays\":[\"a\",\"b\"],\"firstWeekday\":1,\"weekRestarts\":true,\"datePattern\":\"{day} {month}\","
        "\"months\":[{\"name\":\"M\",\"abbreviation\":\"m\",\"days\":30,\"interval\":\"2\",\"offset\":1},"
        "{\"name\":\"N\",\"days\":5,\"intercalary\":true}],"
        "\"leapDays\":[{\"name\":\"L\",\"month\":1,\"days\":2,\"intercalary\":true,\"interval\":\"4,!8\"}],"
        "\"eras\":[{\"name\":\"Old\",\"backward\":true},{\"name\":\"E\",\"abbreviation\":\"e\",\"year\":3,\"month\":1,"
        "\"day\":2,\"restarts\":true}],\"moons\":[{\"name\":\"P\",\"cycle\":20.5,\"shift\":1,\"color\":\"#fff\"}],"
        "\"seasons\":[{\"name\":\"S\",\"month\":0,\"day\":4}],"
        "\"festivals\":[{\"name\":\"F\",\"month\":1,\"day\":1,\"year\":9,\"description\":\"x\"}]}";
    const auto value = parseJson(text.toStdString());
    QVERIFY(value);
    const auto calendar = fromValue(*value);
    QVERIFY2(calendar, calendar ? "" : calendar.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(toCanonicalJson(toValue(calendar->parts()))),
             QByteArray::fromStdString(toCanonicalJson(*value)));
}

void tst_CalendarForm::faultsAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* name, const char* text, const char* path) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path);
    };
    row("a text", "\"x\"", "");
    row("no name", "{\"months\":[{\"name\":\"a\",\"days\":1}]}", "name");
    row("no months", "{\"name\":\"x\"}", "months");
    row("months is a text", "{\"name\":\"x\",\"months\":\"a\"}", "months");
    row("month is a number", "{\"name\":\"x\",\"months\":[1]}", "months[0]");
    row("month without name", "{\"name\":\"x\",\"months\":[{\"days\":1}]}", "months[0].name");
    row("days is a text", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":\"1\"}]}", "months[0].days");
    row("days is half", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":1.5}]}", "months[0].days");
    row("days negative", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":-1}]}", "months[0].days");
    row("no days at all", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":0}]}", "months");
    row("no month every year", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3,\"interval\":\"2\"}]}",
        "months");
    row("too many days", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":100000},{\"name\":\"b\",\"days\":9}]}",
        "months");
    row("bad interval", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3,\"interval\":\"x\"}]}",
        "months[0].interval");
    row("leap day of no month",
        "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"leapDays\":[{\"month\":1,\"interval\":\"4\"}]}",
        "leapDays[0].month");
    row("hours", "{\"name\":\"x\",\"hoursPerDay\":0,\"months\":[{\"name\":\"a\",\"days\":3}]}", "hoursPerDay");
    row("long day",
        "{\"name\":\"x\",\"hoursPerDay\":9999,\"minutesPerHour\":9999,\"months\":[{\"name\":\"a\",\"days\":3}]}",
        "hoursPerDay");
    row("weekday", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"weekdays\":[\"a\"],\"firstWeekday\":1}",
        "firstWeekday");
    row("weekdays", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"weekdays\":[1]}", "weekdays");
    row("era day",
        "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"eras\":[{\"name\":\"e\",\"year\":1,"
        "\"day\":4}]}",
        "eras[0].day");
    row("moon", "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"moons\":[{\"name\":\"e\",\"cycle\":0}]}",
        "moons[0].cycle");
    row("season",
        "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"seasons\":[{\"name\":\"e\",\"month\":7}]}",
        "seasons[0].month");
    row("festival",
        "{\"name\":\"x\",\"months\":[{\"name\":\"a\",\"days\":3}],\"festivals\":[{\"name\":\"e\",\"day\":9}]}",
        "festivals[0].day");
    row("far start", "{\"name\":\"x\",\"start\":9000000000000000000,\"months\":[{\"name\":\"a\",\"days\":3}]}",
        "start");
}

void tst_CalendarForm::faultsAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    const auto value = parseJson(text.toStdString());
    QVERIFY(value);
    const auto calendar = fromValue(*value);
    QVERIFY(!calendar);
    QCOMPARE(QByteArray::fromStdString(calendar.error().path), path);
    QVERIFY(!calendar.error().message.empty());
}

void tst_CalendarForm::aWorldWithoutCalendarIsGregorian()
{
    QCOMPARE(calendarOf(Value())->name(), std::string("Gregorian"));
    QCOMPARE(calendarOf(Value(Value::Array()))->name(), std::string("Gregorian"));
    QVERIFY(!calendarOf(Value(Value::Array{Value(1)})));
    const Value own = toValue(gregorian().parts());
    QCOMPARE(calendarOf(Value(Value::Array{own}))->daysInYear(2024), 366);
}

QTEST_GUILESS_MAIN(tst_CalendarForm)
#include "tst_CalendarForm.moc"
