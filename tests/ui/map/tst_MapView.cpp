// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/map/SyntheticWorld.h"
#include "ui/map/MapItem.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QQuickItem>
#include <QQuickView>
#include <QtTest>

#include <memory>

Q_IMPORT_QML_PLUGIN(Campaign_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_MapPlugin)
Q_IMPORT_QML_PLUGIN(Campaign_MapViewPlugin)

using namespace campaign::map;

/// The view as QML sees it: pictures in both themes, at both sizes, of a world as a game master would import it.
class tst_MapView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void themesAndSizes_data();
    void themesAndSizes();
    void zoomButtonsAndFitWork();

private:
    QImage settledPicture();
    void save(const QImage& picture, const QString& name);

    QQuickView m_window;
    MapItem* m_map = nullptr;
    QStringList m_warnings;
};

void tst_MapView::initTestCase()
{
    m_window.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    connect(m_window.engine(), &QQmlEngine::warnings, this, [this](const QList<QQmlError>& errors) {
        for (const QQmlError& error : errors) {
            m_warnings << error.toString();
        }
    });
    m_window.setResizeMode(QQuickView::SizeRootObjectToView);
    m_window.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Campaign/MapView/MapView.qml")));
    QVERIFY(m_window.rootObject());
    m_map = m_window.rootObject()->findChild<MapItem*>(QStringLiteral("map"));
    QVERIFY(m_map);
    m_window.resize(1280, 720);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    m_map->setScene(syntheticWorld(230, 60));
}

QImage tst_MapView::settledPicture()
{
    QTest::qWait(20); // a new palette arrives through the event loop
    m_window.grabWindow();
    if (!QTest::qWaitFor([this] { return !m_map->busy(); }, 20000)) {
        qWarning("the map never came to rest");
    }
    return m_window.grabWindow();
}

void tst_MapView::save(const QImage& picture, const QString& name)
{
    if (qEnvironmentVariableIsSet("CAMPAIGN_SCREENSHOTS")) {
        picture.save(qEnvironmentVariable("CAMPAIGN_SCREENSHOTS") + QStringLiteral("/map-%1.png").arg(name));
    }
}

void tst_MapView::themesAndSizes_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QSize>("size");
    for (const QString& mode : {QStringLiteral("light"), QStringLiteral("dark")}) {
        for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)}) {
            QTest::newRow(qPrintable(QStringLiteral("%1-%2").arg(mode).arg(size.width()))) << mode << size;
        }
    }
}

void tst_MapView::themesAndSizes()
{
    QFETCH(QString, mode);
    QFETCH(QSize, size);
    QQmlComponent component(m_window.engine());
    component.setData("import QtQml\nimport Campaign.Controls\nQtObject { property QtObject theme: Theme }", QUrl());
    std::unique_ptr<QObject> probe(component.create());
    QVERIFY2(probe, qPrintable(component.errorString()));
    probe->property("theme").value<QObject*>()->setProperty("mode", mode);
    m_window.resize(size);
    m_map->fit();
    m_map->setSelectedIds({QStringLiteral("p3")});
    const QImage picture = settledPicture();
    QCOMPARE(picture.size(), size);
    QVERIFY2(m_warnings.isEmpty(), qPrintable(m_warnings.join('\n')));
    QVERIFY((picture.pixelColor(3, 3).lightness() < 90) == (mode == u"dark"));
    QVERIFY(m_map->composer().labelBoxes().size() > 20);
    save(picture, QStringLiteral("%1-%2").arg(mode).arg(size.width()));
    m_map->zoomAbout(QPointF(size.width() * 0.6, size.height() * 0.4), 3.5);
    save(settledPicture(), QStringLiteral("%1-%2-close").arg(mode).arg(size.width()));
}

void tst_MapView::zoomButtonsAndFitWork()
{
    QMetaObject::invokeMethod(m_window.rootObject(), "fit");
    QCOMPARE(m_map->zoomPercent(), 100);
    QMetaObject::invokeMethod(m_window.rootObject(), "zoomIn");
    QCOMPARE(m_map->zoomPercent(), 125);
    QMetaObject::invokeMethod(m_window.rootObject(), "zoomOut");
    QCOMPARE(m_map->zoomPercent(), 100);
}

QTEST_MAIN(tst_MapView)
#include "tst_MapView.moc"
