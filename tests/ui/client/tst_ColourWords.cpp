// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/ColourWords.h"
#include "ui/client/Moments.h"

#include <QtTest>

using namespace campaign;

/// Colours and moments in words.
class tst_ColourWords : public QObject
{
    Q_OBJECT

private slots:
    void coloursHaveNames_data();
    void coloursHaveNames();
    void momentsHaveADay();
};

void tst_ColourWords::coloursHaveNames_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* hex, const char* name) { QTest::newRow(hex) << QString(hex) << QString(name); };
    row("#000000", "black");
    row("#ffffff", "white");
    row("#808080", "grey");
    row("#ff0000", "red");
    row("#00ff00", "green");
    row("#0000ff", "blue");
    row("#ffc0cb", "pale pink");
    row("#8b4513", "brown");
    row("#000080", "dark blue");
    row("#4f7a86", "greyish teal");
    for (const char* none : {"", "#12", "4f7a86", "#gggggg", "#-12345", "red"})
        row(none, none);
}

void tst_ColourWords::coloursHaveNames()
{
    QFETCH(QString, hex);
    QFETCH(QString, name);
    QCOMPARE(wording::ofColour(hex), name);
}

void tst_ColourWords::momentsHaveADay()
{
    const QDateTime noon(QDate::currentDate(), QTime(12, 4, 33));
    const QString clock = momentText(noon).section(' ', -1);
    QVERIFY2(momentText(noon).startsWith("today at "), qPrintable(momentText(noon)));
    QVERIFY(!clock.contains("33"));
    QVERIFY(momentText(noon.addDays(-1)).startsWith("yesterday at "));
    QVERIFY(momentText(noon.addDays(-9)).startsWith("on "));
}

QTEST_GUILESS_MAIN(tst_ColourWords)
#include "tst_ColourWords.moc"
