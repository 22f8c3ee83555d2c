// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Text.h"
#include "server/transfer/csv/Csv.h"

#include <QtTest>

#include <random>

using namespace campaign;
using namespace campaign::transfer::csv;

namespace {

QByteArray flat(const Table& table)
{
    QByteArray text = "[" + QByteArray::fromStdString(table.encoding) + "]";
    const auto add = [&](const std::vector<std::string>& cells) {
        for (const std::string& cell : cells)
            text += "<" + QByteArray::fromStdString(cell) + ">";
        text += "\n";
    };
    add(table.columns);
    for (const Table::Row& row : table.rows)
        add(row.cells);
    return text;
}

} // namespace

class tst_CsvTable : public QObject
{
    Q_OBJECT

private slots:
    void goodText_data();
    void goodText();
    void badText_data();
    void badText();
    void rowsKnowTheirLine();
    void tooMuchIsRefused();
    void whatIsWrittenIsRead();
    void formulasAreGuarded_data();
    void formulasAreGuarded();
};

void tst_CsvTable::goodText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& read) {
        QTest::newRow(name) << text << read;
    };
    row("plain", "a,b\n1,2\n", "[UTF-8]<a><b>\n<1><2>\n");
    row("no last line break", "a,b\n1,2", "[UTF-8]<a><b>\n<1><2>\n");
    row("CRLF", "a,b\r\n1,2\r\n", "[UTF-8]<a><b>\n<1><2>\n");
    row("CR", "a,b\r1,2\r", "[UTF-8]<a><b>\n<1><2>\n");
    row("semicolons", "a;b\n1,5;2\n2,5;3", "[UTF-8]<a><b>\n<1,5><2>\n<2,5><3>\n");
    row("tabs", "a\tb\n1,5\t2", "[UTF-8]<a><b>\n<1,5><2>\n");
    row("bars", "a|b\n1|2", "[UTF-8]<a><b>\n<1><2>\n");
    row("one column", "a\n1\n2", "[UTF-8]<a>\n<1>\n<2>\n");
    row("spreadsheet says it", "sep=;\na;b\n1;2", "[UTF-8]<a><b>\n<1><2>\n");
    row("half a character parts nothing", "sep=\xc3\xbf\na,\xc3\xaf\n1,2", "[UTF-8]<a><\xc3\xaf>\n<1><2>\n");
    row("quoted delimiter", "a,b\n\"1,1\",2", "[UTF-8]<a><b>\n<1,1><2>\n");
    row("quoted quote", "a,b\n\"say \"\"hi\"\"\",2", "[UTF-8]<a><b>\n<say \"hi\"><2>\n");
    row("quoted line break", "a,b\n\"1\n2\",3", "[UTF-8]<a><b>\n<1\n2><3>\n");
    row("empty quoted", "a,b\n\"\",2", "[UTF-8]<a><b>\n<><2>\n");
    row("quote inside", "a,b\n5\" nail,2", "[UTF-8]<a><b>\n<5\" nail><2>\n");
    row("blank lines", "\n\na,b\n\n1,2\n ,\n", "[UTF-8]<a><b>\n<1><2>\n");
    row("short row", "a,b,c\n1\n", "[UTF-8]<a><b><c>\n<1>\n");
    row("empty cells behind", "a,b,,\n1,2,,\n", "[UTF-8]<a><b>\n<1><2>\n");
    row("header in blanks", " a , b \n1,2", "[UTF-8]<a><b>\n<1><2>\n");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a,b\n1,\xC3\xA4",
        "[UTF-8]<a><b>\n<1><\xC3\xA4>\n");
    row("Latin-1", "a,b\nH\xE4rrow,\x80 5", "[Latin-1]<a><b>\n<H\xC3\xA4rrow><\xE2\x82\xAC 5>\n");
    row("marked twice",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "a,b\n1,2",
        "[UTF-8]<a><b>\n<1><2>\n");
    row("UTF-16 LE",
        QByteArray("\xFF\xFE"
                   "a\0,\0b\0\n\0\xE4\0,\0"
                   "2\0",
                   16),
        "[UTF-16]<a><b>\n<\xC3\xA4><2>\n");
    row("UTF-16 BE",
        QByteArray("\xFE\xFF\0a\0;\0b\0\n\0"
                   "1\0;\0"
                   "2",
                   16),
        "[UTF-16]<a><b>\n<1><2>\n");
}

void tst_CsvTable::goodText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, read);
    const auto table = readTable(text.toStdString());
    QVERIFY2(table, table ? "" : table.error().toString().c_str());
    QCOMPARE(flat(*table), read);
}

void tst_CsvTable::badText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("blanks") << QByteArray(" \n\n \n") << QByteArray();
    QTest::newRow("byte order mark alone") << QByteArray("\xEF\xBB\xBF") << QByteArray();
    QTest::newRow("open quote") << QByteArray("a,b\n1,2\n\"3,4\n5,6\n") << QByteArray("line 3");
    QTest::newRow("open quote in the header") << QByteArray("\"a,b\n1,2\n") << QByteArray("line 1");
    QTest::newRow("too many cells") << QByteArray("a,b\n1,2\n1,2,3\n") << QByteArray("line 3");
    QTest::newRow("zero in UTF-16") << QByteArray("\xFF\xFE"
                                                  "a\0\0\0,\0b\0",
                                                  10)
                                    << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) << QByteArray();
}

void tst_CsvTable::badText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, where);
    const auto table = readTable(text.toStdString());
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::Invalid);
    QCOMPARE(QByteArray::fromStdString(table.error().path), where);
    QVERIFY(!table.error().message.empty());
    QVERIFY(!readTable("a,b", {'"', {}}));
    QVERIFY(!readTable("a\xE4", {',', "UTF-8"}));
    QVERIFY(!readTable("a", {',', "EBCDIC"}));
}

void tst_CsvTable::rowsKnowTheirLine()
{
    const auto table = readTable("a,b\n\n\"1\n2\",x\n3,y\n");
    QVERIFY(table);
    QCOMPARE(table->rows.size(), std::size_t(2));
    QCOMPARE(table->rows[0].line, 3);
    QCOMPARE(table->rows[1].line, 5);
}

void tst_CsvTable::tooMuchIsRefused()
{
    std::string wide;
    for (int i = 0; i < 1001; ++i)
        wide += "a,";
    QCOMPARE(readTable(wide + "a").error().code, ErrorCode::Limit);
    std::string tall = "a\n";
    for (int i = 0; i < 200'001; ++i)
        tall += "1\n";
    QCOMPARE(readTable(tall).error().code, ErrorCode::Limit);
}

void tst_CsvTable::whatIsWrittenIsRead()
{
    std::mt19937 dice(11);
    const std::string letters = "ab ,;\t\"\n\r|'=\xC3\xA4";
    for (int turn = 0; turn < 300; ++turn) {
        std::vector<std::string> cells;
        for (int i = 0; i < 4; ++i) {
            std::string cell = "x";
            for (unsigned n = dice() % 8; n > 0; --n)
                cell += letters[dice() % (letters.size() - 2)];
            cells.push_back(cell + "\xC3\xA4");
        }
        const auto table = readTable("c1,c2,c3,c4\r\n" + writeRecord(cells), {',', {}});
        QVERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t(1));
        QVERIFY(table->rows.front().cells == cells);
    }
}

void tst_CsvTable::formulasAreGuarded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGuarded");
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1"})
        QTest::newRow(text) << QByteArray(text) << true;
    for (const char* text : {"", "abc", "1=1", "'", "'abc", "a-b", "O'Neil"})
        QTest::newRow(text) << QByteArray(text) << false;
}

void tst_CsvTable::formulasAreGuarded()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGuarded);
    const std::string out = guarded(text.toStdString());
    QCOMPARE(out != text.toStdString(), isGuarded);
    QCOMPARE(QByteArray::fromStdString(unguarded(out)), text);
    if (isGuarded)
        QCOMPARE(out.front(), '\'');
}

QTEST_GUILESS_MAIN(tst_CsvTable)
#include "tst_CsvTable.moc"
