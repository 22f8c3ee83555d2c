// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Calendar.h"

#include <QDate>
#include <QtTest>

#include <random>

using namespace campaign;
using namespace campaign::calendar;

namespace {

constexpr std::int64_t farYears = 100'000;

/// Counts days one year after the other: an interval list read the slow way.
class NaiveDays
{
public:
    explicit NaiveDays(const CalendarParts& parts)
        : m_parts(parts)
    {
    }

    static bool occurs(const std::string& text, std::int64_t offset, std::int64_t year)
    {
        if (text.empty())
            return true;
        std::vector<std::pair<std::int64_t, std::string>> intervals;
        for (const QByteArray& one : QByteArray::fromStdString(text).split(',')) {
            QByteArray digits = one;
            digits.replace('!', "").replace('+', "");
            intervals.emplace_back(digits.trimmed().toLongLong(), one.toStdString());
        }
        std::stable_sort(intervals.begin(), intervals.end(), [](auto& a, auto& b) { return a.first > b.first; });
        for (const auto& [length, word] : intervals) {
            const std::int64_t shifted = year - (word.find('+') == std::string::npos ? offset : 0);
            if (((shifted % length) + length) % length == 0)
                return word.find('!') == std::string::npos;
        }
        return false;
    }

    std::int64_t daysInMonth(std::int64_t year, std::size_t month) const
    {
        const Month& one = m_parts.months[month];
        if (!occurs(one.interval, one.offset, year))
            return 0;
        std::int64_t days = one.days;
        for (const LeapDays& leap : m_parts.leapDays)
            days += leap.month == static_cast<int>(month) && occurs(leap.interval, leap.offset, year) ? leap.days : 0;
        return days;
    }

    std::int64_t daysInYear(std::int64_t year) const
    {
        std::int64_t days = 0;
        for (std::size_t i = 0; i < m_parts.months.size(); ++i)
            days += daysInMonth(year, i);
        return days;
    }

private:
    const CalendarParts& m_parts;
};

Month month(const char* name, std::int64_t days, bool isIntercalary = false, const char* interval = "")
{
    Month made;
    made.name = name;
    made.days = days;
    made.isIntercalary = isIntercalary;
    made.interval = interval;
    return made;
}

LeapDays leap(int month, const char* interval, std::int64_t offset = 0, std::int64_t days = 1, bool isOutside = false)
{
    return {"Leap", month, days, isOutside, {}, interval, offset};
}

/// Calendars with everything that can go wrong in one.
CalendarParts strange(int which)
{
    CalendarParts parts;
    parts.name = "Strange " + std::to_string(which);
    parts.weekdays = {"Ash", "Bell", "Crow", "Dusk", "Elm"};
    switch (which) {
    case 0: // intercalary festivals, one of them in leap years alone
        parts.months = {month("Frost", 30), month("Midwinter", 1, true), month("Thaw", 30), month("Shield", 0, true),
                        month("Bloom", 31)};
        parts.leapDays = {leap(3, "4")};
        break;
    case 1: // nested negation, an offset, one interval that ignores it
        parts.months = {month("One", 20), month("Two", 17), month("Three", 29)};
        parts.leapDays = {leap(0, "400,!100,4", 3), leap(1, "!+8,2", 1, 3), leap(2, "7,!3,!+5,1", 2)};
        parts.firstWeekday = 3;
        break;
    case 2: // a month that is not there every year, with leap days of its own
        parts.months = {month("Always", 10), month("Seldom", 13, false, "3"), month("Never much", 1, false, "!10,5")};
        parts.months[1].offset = 1;
        parts.leapDays = {leap(1, "2"), leap(0, "6", 5, 2, true)};
        parts.hasYearZero = false;
        break;
    case 3: // short days, a far beginning
        parts.months = {month("Only", 7)};
        parts.hoursPerDay = 10;
        parts.minutesPerHour = 7;
        parts.secondsPerMinute = 13;
        parts.start = 987'654'321;
        break;
    default:
        parts.months = {month("A", 400), month("B", 1, true), month("C", 33)};
        parts.leapDays = {leap(2, "97,!11", 4, 5)};
        parts.weekRestarts = true;
        break;
    }
    return parts;
}

constexpr int strangeOnes = 5;

Calendar made(CalendarParts parts)
{
    auto calendar = Calendar::make(std::move(parts));
    if (!calendar)
        qFatal("%s", calendar.error().toString().c_str());
    return std::move(calendar).value();
}

} // namespace

class tst_Calendar : public QObject
{
    Q_OBJECT

private slots:
    void gregorianDaysAreThoseOfQt();
    void leapRules_data();
    void leapRules();
    void badLeapRules();
    void everyDayInOrder_data();
    void everyDayInOrder();
    void farYearsAgreeWithCounting_data();
    void farYearsAgreeWithCounting();
    void instantsAndDatesAreOneToOne_data();
    void instantsAndDatesAreOneToOne();
    void datesThatDoNotExist();
    void timesBeyondAllYears();
    void erasCountTheirYears();
    void datesAreWritten();
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void datesAreRead_data();
    void datesAreRead();
    void moonsSeasonsFestivals();
};

void tst_Calendar::gregorianDaysAreThoseOfQt()
{
    const Calendar& calendar = gregorian();
    const qint64 unixDay = QDate(1970, 1, 1).toJulianDay();
    std::mt19937_64 dice(5);
    for (int turn = 0; turn < 20'000; ++turn) {
        const auto day = static_cast<std::int64_t>(dice() % (2 * 365 * farYears)) - 365 * farYears;
        const QDate expected = QDate::fromJulianDay(unixDay + day);
        const auto date = calendar.dateOf(day * 86'400 + 3'661);
        QVERIFY(date);
        // Qt has no year 0.
        QCOMPARE(date->year, static_cast<std::int64_t>(expected.year() < 0 ? expected.year() + 1 : expected.year()));
        QCOMPARE(date->month + 1, expected.month());
        QCOMPARE(date->day, static_cast<std::int64_t>(expected.day()));
        QCOMPARE(*calendar.weekday(*date) + 1, expected.dayOfWeek());
        QCOMPARE(*calendar.timeOf(*date), day * 86'400 + 3'661);
        QVERIFY(date->hour == 1 && date->minute == 1 && date->second == 1);
    }
}

void tst_Calendar::leapRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("offset");
    for (const char* text : {"1", "4", "400,!100,4", "4,!100,400", "!4,1", "10,!5", "+6,!3", "7,!3,!+5,1", "2,!2"}) {
        for (const int offset : {0, 1, -3, 1000})
            QTest::addRow("%s offset %d", text, offset) << text << offset;
    }
}

void tst_Calendar::leapRules()
{
    QFETCH(QString, text);
    QFETCH(int, offset);
    const auto rule = LeapRule::parse(text.toStdString(), offset);
    QVERIFY(rule);
    std::int64_t after = 0;
    std::int64_t before = 0;
    for (std::int64_t year = 0; year < 3000; ++year) {
        const bool expected = NaiveDays::occurs(text.toStdString(), offset, year);
        QCOMPARE(rule->occursIn(year), expected);
        QCOMPARE(rule->countBefore(year), after);
        after += expected ? 1 : 0;
        before -= NaiveDays::occurs(text.toStdString(), offset, -year - 1) ? 1 : 0;
        QCOMPARE(rule->countBefore(-year - 1), before);
    }
}

void tst_Calendar::badLeapRules()
{
    for (const char* text : {"", "0", "-4", "4,", ",4", "four", "4;5", "!", "+", "4.5", "99999999999999999999", "4 4"})
        QVERIFY2(!LeapRule::parse(text, 0), text);
    QCOMPARE(LeapRule::parse("99991,99989", 0).error().code, ErrorCode::Limit);
    std::string many = "1";
    for (int i = 0; i < 40; ++i)
        many += ",1";
    QVERIFY(!LeapRule::parse(many, 0));
}

void tst_Calendar::everyDayInOrder_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < strangeOnes; ++i)
        QTest::addRow("%d", i) << i;
}

void tst_Calendar::everyDayInOrder()
{
    QFETCH(int, which);
    const CalendarParts parts = strange(which);
    const NaiveDays naive(parts);
    const Calendar calendar = made(parts);
    const std::int64_t length = calendar.secondsPerDay();
    // Backwards from year 0 to find where to begin, then forward day by day.
    constexpr std::int64_t years = 450;
    std::int64_t time = parts.start;
    std::int64_t weekDays = 0;
    for (std::int64_t year = -1; year >= -years; --year)
        time -= naive.daysInYear(year) * length;
    const auto first = calendar.dateOf(time);
    QVERIFY(first);
    std::optional<int> weekday;
    for (std::int64_t year = -years; year < years; ++year) {
        for (std::size_t m = 0; m < parts.months.size(); ++m) {
            if (parts.weekRestarts)
                weekDays = 0;
            const std::int64_t days = naive.daysInMonth(year, m);
            QCOMPARE(calendar.daysInMonth(year, static_cast<int>(m)), days);
            for (std::int64_t day = 1; day <= days; ++day, time += length) {
                const auto date = calendar.dateOf(time + length - 1);
                QVERIFY(date);
                QCOMPARE(date->year, year);
                QCOMPARE(date->month, static_cast<int>(m));
                QCOMPARE(date->day, day);
                if (which == 2)
                    continue; // its leap days outside the week are tried in datesAreWritten
                const std::optional<int> is = calendar.weekday(*date);
                QCOMPARE(is.has_value(), !parts.months[m].isIntercalary);
                if (!is)
                    continue;
                if (!weekday && !parts.weekRestarts)
                    weekDays = *is; // where the count begins
                weekday = static_cast<int>(weekDays % 5);
                QCOMPARE(*is, *weekday);
                ++weekDays;
            }
        }
    }
}

void tst_Calendar::farYearsAgreeWithCounting_data()
{
    everyDayInOrder_data();
}

void tst_Calendar::farYearsAgreeWithCounting()
{
    QFETCH(int, which);
    const CalendarParts parts = strange(which);
    const NaiveDays naive(parts);
    const Calendar calendar = made(parts);
    for (const int direction : {1, -1}) {
        std::int64_t days = 0;
        for (std::int64_t n = 0; n < farYears; ++n) {
            const std::int64_t year = direction > 0 ? n : -n - 1;
            const std::int64_t inYear = naive.daysInYear(year);
            const std::int64_t begin = direction > 0 ? days : days - inYear;
            days += direction * inYear;
            if (n % 997 != 0 && n < farYears - 3)
                continue;
            const auto firstDay = calendar.dateOf(parts.start + begin * calendar.secondsPerDay());
            const auto lastDay = calendar.dateOf(parts.start + (begin + inYear) * calendar.secondsPerDay() - 1);
            QVERIFY(firstDay && lastDay);
            QCOMPARE(firstDay->year, year);
            QCOMPARE(firstDay->day, 1);
            QCOMPARE(lastDay->year, year);
            QCOMPARE(lastDay->day, calendar.daysInMonth(year, lastDay->month));
        }
    }
}

void tst_Calendar::instantsAndDatesAreOneToOne_data()
{
    everyDayInOrder_data();
}

void tst_Calendar::instantsAndDatesAreOneToOne()
{
    QFETCH(int, which);
    const Calendar calendar = made(strange(which));
    std::mt19937_64 dice(static_cast<unsigned>(which) + 1);
    const std::int64_t span = farYears * calendar.daysInYear(0) * calendar.secondsPerDay();
    for (int turn = 0; turn < 20'000; ++turn) {
        const Seconds time = static_cast<Seconds>(dice() % static_cast<std::uint64_t>(2 * span)) - span;
        const auto date = calendar.dateOf(time);
        QVERIFY(date);
        const auto back = calendar.timeOf(*date);
        QVERIFY(back);
        QCOMPARE(*back, time);
        const auto next = calendar.dateOf(time + 1);
        QVERIFY(next && !(*next == *date));
    }
}

void tst_Calendar::datesThatDoNotExist()
{
    const Calendar& calendar = gregorian();
    QVERIFY(calendar.timeOf({2024, 1, 29}));
    for (const Date& date : {Date{2023, 1, 29}, Date{2023, 1, 0}, Date{2023, 12, 1}, Date{2023, -1, 1},
                             Date{2023, 0, 1, 24}, Date{2023, 0, 1, 0, 60}, Date{2023, 0, 1, 0, 0, -1}}) {
        const auto time = calendar.timeOf(date);
        QVERIFY(!time);
        QCOMPARE(time.error().code, ErrorCode::Invalid);
    }
    QVERIFY(calendar.timeOf({2023, 1, 29}).error().message.find("28 days") != std::string::npos);
}

void tst_Calendar::timesBeyondAllYears()
{
    for (int which = 0; which < strangeOnes; ++which) {
        const Calendar calendar = made(strange(which));
        for (const Seconds time : {INT64_MIN, INT64_MIN + 1, INT64_MAX, Seconds{4'000'000'000'000'000'000}})
            QVERIFY(!calendar.dateOf(time));
        QVERIFY(!calendar.timeOf({Calendar::farthestYear + 1, 0, 1}));
        QVERIFY(calendar.timeOf({-Calendar::farthestYear, 0, 1}));
    }
}

void tst_Calendar::erasCountTheirYears()
{
    CalendarParts parts = strange(0);
    parts.hasYearZero = false;
    parts.eras = {{"Reign of Ada", "RA", false, 100, 2, 5, true, false},
                  {"Before", "", true, 0, 0, 1, false, true},
                  {"Reckoning", "R", false, 1, 0, 1, false, false}};
    const Calendar calendar = made(parts);
    QCOMPARE(calendar.formatDate({0, 0, 3}), std::string("3 Frost 1 Before"));
    QCOMPARE(calendar.formatDate({1, 0, 3}), std::string("3 Frost 1 R"));
    QCOMPARE(calendar.formatDate({100, 2, 4}), std::string("4 Thaw 100 R"));
    QCOMPARE(calendar.formatDate({100, 2, 5}), std::string("5 Thaw 1 RA"));
    QCOMPARE(calendar.parse("3 Frost 1 Before")->year, 0);
    QCOMPARE(calendar.parse("3 Frost 7 RA")->year, 106);
}

void tst_Calendar::datesAreWritten()
{
    const Calendar calendar = made(strange(0));
    QCOMPARE(calendar.formatDate({1042, 1, 1}), std::string("Midwinter 1042"));
    QCOMPARE(calendar.format({1042, 0, 3, 9, 5}, "{weekday}, {month} {day2}, {year} {hour}:{minute2}"),
             calendar.parts().weekdays[static_cast<std::size_t>(*calendar.weekday({1042, 0, 3}))] +
                 ", Frost 03, 1042 9:05");
    QCOMPARE(calendar.format({1042, 1, 1}, "{weekday}, {monthShort} {year}"), std::string("Midwinter 1042"));
    QCOMPARE(calendar.format({1, 2, 1}, "{monthNumber} {unknown} {open"), std::string("2 {open"));
    QCOMPARE(calendar.formatTime({1, 0, 1, 9, 5, 0}), std::string("09:05"));
    QCOMPARE(calendar.formatTime({1, 0, 1, 9, 5, 7}), std::string("09:05:07"));
    // Leap days outside the week have no weekday and move nobody's.
    const Calendar outside = made(strange(2));
    QVERIFY(outside.weekday({5, 0, 10}));
    QCOMPARE(outside.daysInMonth(5, 0), 12);
    QVERIFY(!outside.weekday({5, 0, 11}));
}

void tst_Calendar::whatIsWrittenIsRead_data()
{
    everyDayInOrder_data();
    QTest::addRow("gregorian") << -1;
}

void tst_Calendar::whatIsWrittenIsRead()
{
    QFETCH(int, which);
    const Calendar calendar = which < 0 ? gregorian() : made(strange(which));
    std::mt19937_64 dice(3);
    const std::int64_t span = 5'000 * calendar.daysInYear(0) * calendar.secondsPerDay();
    for (int turn = 0; turn < 1'000; ++turn) {
        const Seconds time = static_cast<Seconds>(dice() % static_cast<std::uint64_t>(2 * span)) - span;
        const Date date = *calendar.dateOf(time);
        const std::string text = calendar.formatDate(date) + " " + calendar.formatTime(date);
        const auto read = calendar.parse(text);
        QVERIFY2(read, read ? "" : (text + ": " + read.error().message).c_str());
        QVERIFY2(*read == date, text.c_str());
    }
}

void tst_Calendar::datesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char* text, bool isGood) { QTest::newRow(text) << QByteArray(text) << isGood; };
    for (const char* text : {"3 March 1042", "March 3, 1042", "3rd of March 1042"})
        row(text, QByteArray(text) != "3rd of March 1042");
    row("3. mar 1042", true);
    row("1042-3-3", true);
    row("1042-03-03 00:00", true);
    row("Tuesday, 3 March 1042", true);
    row("3 MARCH 1042 0:0:0", true);
    row("", false);
    row("March", false);
    row("March 1042", false);
    row("3 1042", false);
    row("30 February 1042", false);
    row("3 March 1042 25:00", false);
    row("3 March 1042 nonsense", false);
    row("3 4 March 1042", false);
    row("1042-13-3", false);
    row("1042-0-3", false);
    row("3 March 99999999", false);
    row("3 March 99999999999999999999", false);
    row("3 March 1042 1:2:3:4", false);
    row("\xFF\xFE", false);
}

void tst_Calendar::datesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGood);
    const auto date = gregorian().parse(text.toStdString());
    QVERIFY2(date.has_value() == isGood, date ? "" : date.error().message.c_str());
    if (isGood)
        QVERIFY((*date == Date{1042, 2, 3}));
    else
        QVERIFY(!date.error().message.empty());
}

void tst_Calendar::moonsSeasonsFestivals()
{
    CalendarParts parts = strange(0);
    parts.moons = {{"Pale", "", 20, 5}};
    parts.seasons = {{"Cold", "", 0, 10}, {"Warm", "", 4, 1}};
    parts.festivals = {{"Feast", "", 1, 1, {}}, {"Coronation", "", 0, 3, 12}};
    const Calendar calendar = made(parts);
    const Seconds day = calendar.secondsPerDay();
    const auto phase = [&](std::int64_t days) { return calendar.moonPhases(parts.start + days * day).front().name; };
    QCOMPARE(phase(5), std::string("New Moon"));
    QCOMPARE(phase(10), std::string("First Quarter"));
    QCOMPARE(phase(15), std::string("Full Moon"));
    QCOMPARE(phase(25), std::string("New Moon"));
    QCOMPARE(phase(-15), std::string("New Moon"));
    QCOMPARE(calendar.season({1, 0, 9})->name, std::string("Warm")); // since last year
    QCOMPARE(calendar.season({1, 0, 10})->name, std::string("Cold"));
    QCOMPARE(calendar.season({1, 4, 31})->name, std::string("Warm"));
    QCOMPARE(calendar.festivalsOn({7, 1, 1}).size(), std::size_t(1));
    QCOMPARE(calendar.festivalsOn({12, 0, 3}).size(), std::size_t(1));
    QVERIFY(calendar.festivalsOn({13, 0, 3}).empty());
    QVERIFY(!gregorian().season({1, 0, 1}));
}

QTEST_GUILESS_MAIN(tst_Calendar)
#include "tst_Calendar.moc"
