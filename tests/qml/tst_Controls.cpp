// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QDir>
#include <QPainter>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QQuickItem>
#include <QQuickPaintedItem>
#include <QQuickView>
#include <QtTest>

#include <memory>

Q_IMPORT_QML_PLUGIN(Campaign_ControlsPlugin)

class tst_Controls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void galleryLoadsWithoutWarnings();
    void everyPressableHasAName();
    void tabMovesAndShowsTheRing();
    void arrowsStepANumberInsideItsLimits();
    void escapeEmptiesTheSearch();
    void iconsTakeTheColourTheyAreGiven();

private:
    QQuickItem* item(const char* name) { return m_view.rootObject()->findChild<QQuickItem*>(QLatin1String(name)); }

    QQuickView m_view;
    static inline QStringList s_warnings;
};

void tst_Controls::initTestCase()
{
    m_view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    connect(m_view.engine(), &QQmlEngine::warnings, this, [](const QList<QQmlError>& errors) {
        for (const QQmlError& error : errors) {
            s_warnings << error.toString();
        }
    });
    m_view.setSource(QUrl(QStringLiteral("qrc:/tests/Gallery.qml")));
    m_view.show();
    m_view.requestActivate();
    QVERIFY(QTest::qWaitForWindowExposed(&m_view));
    QVERIFY(m_view.rootObject());
}

void tst_Controls::galleryLoadsWithoutWarnings()
{
    QVERIFY2(s_warnings.isEmpty(), qPrintable(s_warnings.join('\n')));
    const QImage picture = m_view.grabWindow();
    QVERIFY(!picture.isNull());
    if (qEnvironmentVariableIsSet("CAMPAIGN_SCREENSHOTS")) {
        picture.save(qEnvironmentVariable("CAMPAIGN_SCREENSHOTS") + QStringLiteral("/controls.png"));
    }
}

void tst_Controls::everyPressableHasAName()
{
    int seen = 0;
    for (QQuickItem* candidate : m_view.rootObject()->findChildren<QQuickItem*>()) {
        const bool isPressable =
            candidate->inherits("QQuickAbstractButton") || candidate->inherits("QQuickTextInput");
        if (!isPressable || !candidate->isVisible()) {
            continue;
        }
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(candidate);
        QVERIFY2(face, candidate->metaObject()->className());
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), candidate->metaObject()->className());
        ++seen;
    }
    QVERIFY(seen > 20);
}

void tst_Controls::tabMovesAndShowsTheRing()
{
    QVERIFY(item("first")->hasActiveFocus());
    QTest::keyClick(&m_view, Qt::Key_Tab);
    QVERIFY(item("second")->hasActiveFocus());
    QVERIFY(item("second")->property("visualFocus").toBool());
}

void tst_Controls::arrowsStepANumberInsideItsLimits()
{
    QQuickItem* number = item("number");
    number->forceActiveFocus();
    QTest::keyClick(&m_view, Qt::Key_Up);
    QCOMPARE(number->property("value").toDouble(), 1250.0);
    QTest::keyClick(&m_view, Qt::Key_Down);
    QCOMPARE(number->property("value").toDouble(), 1150.0);
}

void tst_Controls::escapeEmptiesTheSearch()
{
    QQuickItem* search = item("search");
    search->forceActiveFocus();
    QTest::keyClick(&m_view, Qt::Key_Escape);
    QVERIFY(search->property("text").toString().isEmpty());
}

void tst_Controls::iconsTakeTheColourTheyAreGiven()
{
    const QDir icons(QStringLiteral(":/campaign/icons"));
    QVERIFY(icons.entryList().size() >= 40);
    QQmlComponent component(m_view.engine());
    component.setData("import Campaign.Controls\nIcon { size: 24; width: 24; height: 24; color: '#00ff00' }", QUrl());
    std::unique_ptr<QObject> icon(component.create());
    QVERIFY2(icon, qPrintable(component.errorString()));
    auto* painted = qobject_cast<QQuickPaintedItem*>(icon.get());
    QVERIFY(painted);
    for (const QString& file : icons.entryList()) {
        painted->setProperty("name", file.chopped(4));
        QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::black);
        QPainter painter(&image);
        painted->paint(&painter);
        painter.end();
        int ink = 0;
        for (int y = 0; y < 24; ++y) {
            for (int x = 0; x < 24; ++x) {
                const QColor pixel = image.pixelColor(x, y);
                QVERIFY(pixel.red() == 0 && pixel.blue() == 0);
                ink += pixel.green() > 60;
            }
        }
        QVERIFY2(ink > 15, qPrintable(file + QStringLiteral(": nothing painted")));
        QVERIFY2(ink < 300, qPrintable(file + QStringLiteral(": a blot, not a line")));
    }
}

QTEST_MAIN(tst_Controls)
#include "tst_Controls.moc"
