// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Span.h"

#include <QtTest>

#include <random>

using namespace campaign;
using namespace campaign::calendar;

namespace {

/// Hours of 10 minutes of 6 seconds, days of 5 hours, weeks of 4 days; a festival of one day between two months, and a
/// last month that only every third year has.
Calendar strange()
{
    CalendarParts parts;
    parts.name = "Ford Count";
    parts.start = 0;
    parts.hoursPerDay = 5;
    parts.minutesPerHour = 10;
    parts.secondsPerMinute = 6;
    parts.weekdays = {"Ash", "Bell", "Crow", "Dusk"};
    parts.months.resize(4);
    const char* names[] = {"Frost", "Bell Day", "Reaping", "Seldom"};
    const int days[] = {10, 1, 8, 3};
    for (std::size_t i = 0; i < parts.months.size(); ++i) {
        parts.months[i].name = names[i];
        parts.months[i].days = days[i];
    }
    parts.months[1].isIntercalary = true;
    parts.months[3].interval = "3";
    return Calendar::make(std::move(parts)).value();
}

Calendar withoutWeeks()
{
    CalendarParts parts = strange().parts();
    parts.weekdays.clear();
    return Calendar::make(std::move(parts)).value();
}

Result<Seconds> later(const Calendar& calendar, const char* from, const char* text)
{
    const Result<std::vector<Span>> spans = parseSpans(calendar, text);
    if (!spans)
        return spans.error();
    return after(calendar, *calendar.timeOf(*calendar.parse(from)), *spans);
}

QString laterDate(const Calendar& calendar, const char* from, const char* text)
{
    const Result<Seconds> time = later(calendar, from, text);
    if (!time)
        return QString::fromStdString(time.error().message);
    const Date date = *calendar.dateOf(*time);
    return QString::fromStdString(calendar.formatDate(date) + " " + calendar.formatTime(date));
}

} // namespace

class tst_CalendarSpan : public QObject
{
    Q_OBJECT

private slots:
    void lengthsAreRead_data();
    void lengthsAreRead();
    void whatIsNoLengthIsRefused_data();
    void whatIsNoLengthIsRefused();
    void unitsAreTheCalendars();
    void timeGoesOn_data();
    void timeGoesOn();
    void farTimesAreRefused_data();
    void farTimesAreRefused();
    void lengthsAreToldInUnits_data();
    void lengthsAreToldInUnits();
    void whatIsToldIsThatLong();
    void datesAreNotTakenForLengths();
};

void tst_CalendarSpan::lengthsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<Span>>("spans");
    const auto row = [](const char* text, std::vector<Span> spans) { QTest::newRow(text) << QString(text) << spans; };
    row("+3 days", {{3, Unit::Day}});
    row("+1 day", {{1, Unit::Day}});
    row("3 days", {{3, Unit::Day}});
    row("  + 2   HOURS ", {{2, Unit::Hour}});
    row("+1week", {{1, Unit::Week}});
    row("+1 month", {{1, Unit::Month}});
    row("+10 years", {{10, Unit::Year}});
    row("+90 min", {{90, Unit::Minute}});
    row("+45 seconds", {{45, Unit::Second}});
    row("+1d 4h", {{1, Unit::Day}, {4, Unit::Hour}});
    row("+1d4h30min", {{1, Unit::Day}, {4, Unit::Hour}, {30, Unit::Minute}});
    row("+1 week, 2 days and 3 hours", {{1, Unit::Week}, {2, Unit::Day}, {3, Unit::Hour}});
    row("+1 day +2 hours", {{1, Unit::Day}, {2, Unit::Hour}});
    row("+3 days and", {{3, Unit::Day}}); // more is coming
    row("+1,000 days", {{1'000, Unit::Day}});
    row("+1,000,000 minutes", {{1'000'000, Unit::Minute}});
}

void tst_CalendarSpan::lengthsAreRead()
{
    QFETCH(QString, text);
    QFETCH(std::vector<Span>, spans);
    const Result<std::vector<Span>> read = parseSpans(strange(), text.toStdString());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == spans);
}

void tst_CalendarSpan::whatIsNoLengthIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QByteArray& text, const char* sentence) {
        QTest::newRow(text.left(20).constData()) << text << QString(sentence);
    };
    row("", "No length of time is written.");
    row("+", "No length of time is written.");
    row("+3", "What is 3 counted in?");
    row("+3 4 days", "What is 3 counted in?");
    row("+days", "How many days? A number is missing.");
    row("+1 day hours", "How many hours? A number is missing.");
    row("+3 fortnights", "\"fortnights\" is no length of time.");
    row("+3 days soon", "\"soon\" is no length of time.");
    row("+1.5 days", "\"1.5\" is no whole number.");
    row("+1,5 days", "\"1,5\" is no whole number.");
    row("+1,0000 days", "\"1,0000\" is no whole number.");
    row("+0 days", "A length of time is more than 0.");
    row("-3 days", "A length of time has no minus.");
    row("+-3 days", "A length of time has no minus.");
    row("and 3 days", "\"and\" is no length of time.");
    row("+99999999999999999999 days", "That is too far away.");
    row(QByteArray("+") + QByteArray(5'000, '1') + " days", "A length of time is a short text.");
    row("+3 d\xff", "A length of time is a short text.");
}

void tst_CalendarSpan::whatIsNoLengthIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, sentence);
    const Result<std::vector<Span>> read = parseSpans(strange(), std::string_view(text.data(), text.size()));
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message), sentence);
}

void tst_CalendarSpan::unitsAreTheCalendars()
{
    const Calendar ford = strange();
    QCOMPARE(*lengthOf(ford, Unit::Minute), 6);
    QCOMPARE(*lengthOf(ford, Unit::Hour), 60);
    QCOMPARE(*lengthOf(ford, Unit::Day), 300);
    QCOMPARE(*lengthOf(ford, Unit::Week), 1'200);
    QVERIFY(!lengthOf(ford, Unit::Month) && !lengthOf(ford, Unit::Year));
    QVERIFY(!lengthOf(withoutWeeks(), Unit::Week));
    QCOMPARE(parseSpans(withoutWeeks(), "+1 week").error().message, "The calendar Ford Count has no weeks.");
    QCOMPARE(*secondsOf(ford, *parseSpans(ford, "+1 day 2 hours")), 420);
    QCOMPARE(*secondsOf(gregorian(), *parseSpans(gregorian(), "+1 day 2 hours")), 26 * 3'600);
    QCOMPARE(secondsOf(ford, *parseSpans(ford, "+1 month")).error().code, ErrorCode::Invalid);
    QCOMPARE(secondsOf(ford, *parseSpans(ford, "+9000000000000000000 days")).error().code, ErrorCode::Limit);
    QCOMPARE(secondsOf(ford, *parseSpans(ford, "+4000000000000000000 s +4000000000000000000 s")).error().code,
             ErrorCode::Limit);
}

void tst_CalendarSpan::timeGoesOn_data()
{
    QTest::addColumn<bool>("isStrange");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("to");
    const auto row = [](bool isStrange, const char* from, const char* text, const char* to) {
        QTest::addRow("%s %s", from, text) << isStrange << QByteArray(from) << QByteArray(text) << QString(to);
    };
    row(false, "30 January 1042 14:05", "+3 days", "2 February 1042 14:05");
    row(false, "30 January 1042 23:30", "+1 hour", "31 January 1042 00:30");
    row(false, "30 January 1042", "+1 week", "6 February 1042 00:00");
    row(false, "31 January 1042 08:00", "+1 month", "28 February 1042 08:00");
    row(false, "31 January 1044", "+1 month", "29 February 1044 00:00");
    row(false, "29 February 1044", "+1 year", "28 February 1045 00:00");
    row(false, "15 December 1042", "+1 month", "15 January 1043 00:00");
    row(false, "15 December 1042", "+25 months", "15 January 1045 00:00");
    row(false, "31 January 1042", "+1 month 1 day", "1 March 1042 00:00");
    row(true, "10 Frost 1 04:09", "+1 minute", "Bell Day 1 00:00");
    row(true, "10 Frost 1", "+1 day", "Bell Day 1 00:00");
    row(true, "3 Frost 1", "+1 month", "3 Reaping 1 00:00");
    row(true, "10 Frost 1", "+1 month", "8 Reaping 1 00:00");
    row(true, "Bell Day 1", "+1 month", "8 Reaping 1 00:00");
    row(true, "3 Reaping 1", "+1 month", "3 Frost 2 00:00");
    row(true, "3 Reaping 3", "+1 month", "3 Seldom 3 00:00");
    row(true, "3 Seldom 3", "+1 year", "1 Frost 5 00:00");
    row(true, "3 Seldom 3", "+3 years", "3 Seldom 6 00:00");
    row(true, "1 Frost 1", "+1 week", "5 Frost 1 00:00");
}

void tst_CalendarSpan::timeGoesOn()
{
    QFETCH(bool, isStrange);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, text);
    QFETCH(QString, to);
    QCOMPARE(laterDate(isStrange ? strange() : gregorian(), from, text), to);
}

void tst_CalendarSpan::farTimesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"+2000000 years", "+9000000000000000000 years", "+9000000000000000000 months",
                             "+600000 months", "+9223372036854775807 seconds", "+9223372036854775807 weeks",
                             "+400000000000 days", "+999999 years 999999 years"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_CalendarSpan::farTimesAreRefused()
{
    QFETCH(QByteArray, text);
    const Calendar ford = strange(); // whose days are short
    const Result<Seconds> time = after(ford, 0, *parseSpans(ford, text.constData()));
    QVERIFY2(time ? bool(ford.dateOf(*time)) : time.error().code == ErrorCode::Limit, text.constData());
    QCOMPARE(after(gregorian(), 0, *parseSpans(gregorian(), text.constData())).error().code, ErrorCode::Limit);
    QCOMPARE(after(gregorian(), INT64_MAX, *parseSpans(gregorian(), "+1 day")).error().code, ErrorCode::Limit);
    QCOMPARE(after(gregorian(), INT64_MIN, *parseSpans(gregorian(), "+1 month")).error().code, ErrorCode::Limit);
}

void tst_CalendarSpan::lengthsAreToldInUnits_data()
{
    QTest::addColumn<bool>("isStrange");
    QTest::addColumn<qlonglong>("length");
    QTest::addColumn<std::vector<Span>>("spans");
    const auto row = [](bool isStrange, qlonglong length, std::vector<Span> spans) {
        QTest::addRow("%lld%s", length, isStrange ? " strange" : "") << isStrange << length << spans;
    };
    row(false, 259'200, {{3, Unit::Day}});
    row(false, 604'800, {{1, Unit::Week}});
    row(false, 8 * 86'400, {{8, Unit::Day}});
    row(false, 60, {{1, Unit::Minute}});
    row(false, 5'400, {{1, Unit::Hour}, {30, Unit::Minute}});
    row(false, 90'061, {{1, Unit::Day}, {1, Unit::Hour}, {1, Unit::Minute}, {1, Unit::Second}});
    row(false, 0, {{0, Unit::Second}});
    row(false, -86'400, {{-1, Unit::Day}});
    row(true, 259'200, {{216, Unit::Week}});
    row(true, 300, {{1, Unit::Day}});
    row(true, 60, {{1, Unit::Hour}});
}

void tst_CalendarSpan::lengthsAreToldInUnits()
{
    QFETCH(bool, isStrange);
    QFETCH(qlonglong, length);
    QFETCH(std::vector<Span>, spans);
    QVERIFY(spansOf(isStrange ? strange() : gregorian(), length) == spans);
}

void tst_CalendarSpan::whatIsToldIsThatLong()
{
    std::mt19937_64 random(7);
    std::uniform_int_distribution<Seconds> any(1, 1'000'000'000'000);
    for (const Calendar& calendar : {strange(), withoutWeeks(), gregorian()}) {
        for (int i = 0; i < 2'000; ++i) {
            const Seconds length = any(random);
            QCOMPARE(*secondsOf(calendar, spansOf(calendar, length)), length);
        }
    }
}

void tst_CalendarSpan::datesAreNotTakenForLengths()
{
    for (const char* date :
         {"30.10.1042", "3 Frost 1042", "1042-2-3", "-300-2-3", "3 December 1042", "12 1042", "", "soon", "14:05"})
        QVERIFY2(!looksLikeSpans(date), date);
    for (const char* length : {"+3 days", "+", "+soon", "3 days", "-3 days", "3d"})
        QVERIFY2(looksLikeSpans(length), length);
}

QTEST_APPLESS_MAIN(tst_CalendarSpan)
#include "tst_CalendarSpan.moc"
