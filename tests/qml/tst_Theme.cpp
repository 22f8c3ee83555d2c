// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QColor>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QtTest>

#include <cmath>
#include <memory>

Q_IMPORT_QML_PLUGIN(Campaign_ControlsPlugin)

namespace {

/// Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio, https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void contrastIsKnownForBlackOnWhite();
    void textIsLegible_data();
    void textIsLegible();
    void marksStandOut_data();
    void marksStandOut();
    void reducedMotionStopsTransitions();

private:
    QColor color(const QString& mode, const char* role);

    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_probe;
    QObject* m_theme = nullptr;
};

void tst_Theme::initTestCase()
{
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(&m_engine);
    component.setData("import QtQml\nimport Campaign.Controls\nQtObject { property QtObject theme: Theme }", QUrl());
    m_probe.reset(component.create());
    QVERIFY2(m_probe, qPrintable(component.errorString()));
    m_theme = m_probe->property("theme").value<QObject*>();
    QVERIFY(m_theme);
}

QColor tst_Theme::color(const QString& mode, const char* role)
{
    m_theme->setProperty("mode", mode);
    const QVariant value = m_theme->property(role);
    return value.isValid() ? value.value<QColor>() : QColor();
}

void tst_Theme::contrastIsKnownForBlackOnWhite()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
    // The specification's neighbourhood: #767676 is the lightest grey that passes on white.
    QVERIFY(contrast(QColor("#767676"), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor("#777777"), Qt::white) < 4.5);
}

void tst_Theme::textIsLegible_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QByteArray>("ink");
    QTest::addColumn<QByteArray>("ground");
    const QByteArrayList inks{"text", "muted", "accent", "positive", "warning", "critical", "secret"};
    const QByteArrayList grounds{"surface", "raised", "sunken", "hover", "selected"};
    for (const QString& mode : {QStringLiteral("light"), QStringLiteral("dark")}) {
        const auto row = [&mode](const QByteArray& ink, const QByteArray& ground) {
            QTest::newRow(qPrintable(mode + ' ' + ink + " on " + ground)) << mode << ink << ground;
        };
        for (const QByteArray& ink : inks) {
            for (const QByteArray& ground : grounds) {
                row(ink, ground);
            }
        }
        row("accentText", "accent");
        row("surface", "critical");
        row("mapLabel", "mapLand");
        row("mapLabel", "mapWater");
        row("mapRegionLabel", "mapLand");
        row("mapRegionLabel", "mapWater");
    }
}

void tst_Theme::textIsLegible()
{
    QFETCH(QString, mode);
    QFETCH(QByteArray, ink);
    QFETCH(QByteArray, ground);
    const QColor inkColor = color(mode, ink);
    const QColor groundColor = color(mode, ground);
    QVERIFY2(inkColor.isValid() && groundColor.isValid(), "a role is missing");
    const double ratio = contrast(inkColor, groundColor);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void tst_Theme::marksStandOut_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QByteArray>("mark");
    QTest::addColumn<QByteArray>("ground");
    for (const QString& mode : {QStringLiteral("light"), QStringLiteral("dark")}) {
        for (const QByteArray& mark : {QByteArray("strongOutline"), QByteArray("focus")}) {
            for (const QByteArray& ground : {QByteArray("surface"), QByteArray("raised"), QByteArray("sunken")}) {
                QTest::newRow(qPrintable(mode + ' ' + mark + " on " + ground)) << mode << mark << ground;
            }
        }
    }
}

void tst_Theme::marksStandOut()
{
    QFETCH(QString, mode);
    QFETCH(QByteArray, mark);
    QFETCH(QByteArray, ground);
    const double ratio = contrast(color(mode, mark), color(mode, ground));
    QVERIFY2(ratio >= 3, qPrintable(QString::number(ratio)));
}

void tst_Theme::reducedMotionStopsTransitions()
{
    m_theme->setProperty("reducedMotion", false);
    QVERIFY(m_theme->property("motion").toInt() >= 120 && m_theme->property("motion").toInt() <= 180);
    m_theme->setProperty("reducedMotion", true);
    QCOMPARE(m_theme->property("motion").toInt(), 0);
}

QTEST_MAIN(tst_Theme)
#include "tst_Theme.moc"
