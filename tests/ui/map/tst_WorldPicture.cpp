// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopApplication.h"
#include "tests/support/WindowItems.h"
#include "ui/map/MapItem.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace campaign;
using namespace campaign::map;
using campaign::desktop::DesktopApplication;
using campaign::desktop::DesktopOptions;

namespace {
constexpr int patience = 30'000; // ms, for a machine under a sanitizer
}

/// A real world imported into the real window: every name can be read. Needs CAMPAIGN_TEST_DATA.
class tst_WorldPicture : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesAreClearOfEachOtherMarksAndEdges_data();
    void namesAreClearOfEachOtherMarksAndEdges();
    void cleanupTestCase() { m_application.reset(); }

private:
    MapItem* map() const { return qobject_cast<MapItem*>(support::itemNamed(*m_application->window(), "map")); }
    bool isShown(const QString& name) const;

    QTemporaryDir m_home;
    std::unique_ptr<DesktopApplication> m_application;
};

void tst_WorldPicture::initTestCase()
{
    const QString data = qEnvironmentVariable("CAMPAIGN_TEST_DATA");
    if (data.isEmpty())
        QSKIP("CAMPAIGN_TEST_DATA names no folder with azgaar/comia-1.71.map");
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", (m_home.path() + "/data").toUtf8());
    qputenv("XDG_CONFIG_HOME", (m_home.path() + "/config").toUtf8());
    DesktopOptions options;
    options.importFile = data + "/azgaar/comia-1.71.map";
    options.theme = "light";
    options.size = {1280, 720};
    m_application = std::make_unique<DesktopApplication>(options);
    QVERIFY(m_application->show());
    QTRY_VERIFY_WITH_TIMEOUT(map() && m_application->isPainted() && !map()->scene().points.isEmpty(), patience);
}

void tst_WorldPicture::namesAreClearOfEachOtherMarksAndEdges_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("zoom");
    QTest::newRow("small window") << QSize(1280, 720) << 1.0;
    QTest::newRow("large window") << QSize(1920, 1080) << 1.0;
    QTest::newRow("twice as close") << QSize(1280, 720) << 2.0;
    QTest::newRow("six times as close") << QSize(1920, 1080) << 6.0;
}

bool tst_WorldPicture::isShown(const QString& name) const
{
    const auto& regions = map()->scene().regions;
    const auto region = std::find_if(regions.begin(), regions.end(), [&](const auto& r) { return r.name == name; });
    return region != regions.end() && map()->composer().isNamed(region->id);
}

void tst_WorldPicture::namesAreClearOfEachOtherMarksAndEdges()
{
    QFETCH(QSize, size);
    QFETCH(double, zoom);
    m_application->window()->resize(size);
    QTRY_COMPARE_WITH_TIMEOUT(m_application->window()->contentItem()->size().toSize(), size, patience);
    map()->fit();
    map()->zoomBy(zoom);
    m_application->window()->grabWindow();
    QTRY_VERIFY_WITH_TIMEOUT(m_application->isPainted(), patience);
    const std::vector<QRectF>& names = map()->composer().labelBoxes();
    const std::vector<QRectF>& marks = map()->composer().markBoxes();
    QVERIFY2(names.size() >= 25, qPrintable(QString::number(names.size())));
    QVERIFY2(marks.size() >= 60 / zoom, qPrintable(QString::number(marks.size())));
    const QRectF window(QPointF(), map()->size());
    for (auto name = names.begin(); name != names.end(); ++name) {
        QVERIFY(window.contains(*name));
        const auto touches = [&name](const QRectF& other) { return other.intersects(*name); };
        QVERIFY(std::none_of(std::next(name), names.end(), touches));
        QVERIFY(std::none_of(marks.begin(), marks.end(), touches));
    }
    if (zoom == 1) {
        for (const char* kingdom : {"Sihei", "Kepemerya", "Rorough", "Jamrionde", "Unzar"})
            QVERIFY2(isShown(kingdom), kingdom);
        // A strip of coast: its name finds room when the map is as wide as a large window makes it.
        QVERIFY(size.width() < 1900 || isShown("Garagzdin"));
    }
}

QTEST_MAIN(tst_WorldPicture)
#include "tst_WorldPicture.moc"
