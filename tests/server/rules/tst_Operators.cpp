// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/LineRunner.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace campaign;
using namespace campaign::rules;

/// Every operator against a table of cases, well-typed and not: operators.txt, whose answers json-logic-js gave.
class tst_Operators : public QObject
{
    Q_OBJECT

private slots:
    void answersAsTheReferenceDoes_data();
    void answersAsTheReferenceDoes();
    void everyOperatorHasATable();

private:
    struct Case
    {
        std::string operatorName;
        int line = 0;
        std::string rule;
        std::string data;
        std::string result;
    };
    static std::vector<Case> cases();
    static std::vector<std::string> columns(const std::string& line);

    OperatorRegistry m_operators = OperatorRegistry::standard();
};

std::vector<std::string> tst_Operators::columns(const std::string& line)
{
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= line.size();) {
        const std::size_t end = std::min(line.find(" | ", start), line.size());
        parts.push_back(line.substr(start, end - start));
        start = end + 3;
    }
    return parts;
}

std::vector<tst_Operators::Case> tst_Operators::cases()
{
    QFile file(QFINDTESTDATA("operators.txt"));
    std::vector<Case> found;
    std::string name;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    for (int number = 1; !file.atEnd(); ++number) {
        const std::string line = file.readLine().trimmed().toStdString();
        if (line.starts_with("## "))
            name = line.substr(3);
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::vector<std::string> parts = columns(line);
        found.push_back({name, number, parts.at(0), parts.at(1), parts.at(2)});
    }
    return found;
}

void tst_Operators::answersAsTheReferenceDoes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("result");
    for (const Case& row : cases()) {
        const std::string data = row.data == "-" ? "" : ",\"data\":" + row.data;
        QTest::addRow("%s line %d: %s", row.operatorName.c_str(), row.line, row.rule.c_str())
            << QByteArray::fromStdString("{\"rule\":" + row.rule + data + "}") << QByteArray::fromStdString(row.result);
    }
}

void tst_Operators::answersAsTheReferenceDoes()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, result);
    const auto answer = parseJson(answerLine(line.toStdString(), m_operators));
    QVERIFY(answer.has_value());
    if (result.startsWith("error")) {
        QVERIFY2(answer->find("error"), toJson(*answer).c_str());
        const std::string wanted = result.mid(6).toStdString();
        if (!wanted.empty())
            QCOMPARE(answer->stringOr("error", ""), wanted);
        return;
    }
    const auto wanted = parseJson(result.toStdString());
    QVERIFY(wanted.has_value());
    QVERIFY2(answer->find("result") && *answer->find("result") == *wanted, toJson(*answer).c_str());
}

void tst_Operators::everyOperatorHasATable()
{
    std::multiset<std::string> tables;
    for (const Case& row : cases())
        tables.insert(row.operatorName);
    for (const auto& declaration : m_operators.operators())
        QVERIFY2(tables.count(declaration->name) >= 8, declaration->name.c_str());
}

QTEST_APPLESS_MAIN(tst_Operators)
#include "tst_Operators.moc"
