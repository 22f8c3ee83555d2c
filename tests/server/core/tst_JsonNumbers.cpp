// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"

#include <QTest>

using namespace campaign;

/// Numbers of JSON text, read exactly and written in ECMAScript's form.
class tst_JsonNumbers : public QObject
{
    Q_OBJECT

private slots:
    void numberIsReadAndWritten_data();
    void numberIsReadAndWritten();
    void tooBigIsRefused_data();
    void tooBigIsRefused();
};

void tst_JsonNumbers::numberIsReadAndWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("integer") << QByteArray("12") << QByteArray("12");
    QTest::newRow("largest integer") << QByteArray("9223372036854775807") << QByteArray("9223372036854775807");
    QTest::newRow("beyond integers") << QByteArray("9223372036854775808") << QByteArray("9223372036854776000");
    QTest::newRow("fraction") << QByteArray("0.10") << QByteArray("0.1");
    QTest::newRow("whole with a fraction") << QByteArray("30.0") << QByteArray("30");
    QTest::newRow("exponent") << QByteArray("1E+21") << QByteArray("1e+21");
    QTest::newRow("zero with a large exponent") << QByteArray("0e+308") << QByteArray("0");
    QTest::newRow("too small") << QByteArray("1e-400") << QByteArray("0");
    QTest::newRow("smallest") << QByteArray("5e-324") << QByteArray("5e-324");
    QTest::newRow("largest") << QByteArray("1.7976931348623157e308") << QByteArray("1.7976931348623157e+308");
    QTest::newRow("many digits") << QByteArray("0.1000000000000000055511151231257827") << QByteArray("0.1");
}

void tst_JsonNumbers::numberIsReadAndWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    const auto value = parseJson(text.toStdString());
    QVERIFY(value.has_value());
    QCOMPARE(QByteArray::fromStdString(toJson(*value)), written);
}

void tst_JsonNumbers::tooBigIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("exponent") << QByteArray("1e309");
    QTest::newRow("just above the largest") << QByteArray("1.8e308");
    QTest::newRow("negative") << QByteArray("-9e308");
}

void tst_JsonNumbers::tooBigIsRefused()
{
    QFETCH(QByteArray, text);
    const auto value = parseJson(text.toStdString());
    QVERIFY(!value);
    QVERIFY2(value.error().message.find("too big") != std::string::npos, value.error().message.c_str());
}

QTEST_APPLESS_MAIN(tst_JsonNumbers)
#include "tst_JsonNumbers.moc"
