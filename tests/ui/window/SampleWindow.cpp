// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/SampleWindow.h"

namespace campaign::tests {

namespace {

/// Popups stand in the overlay, a child of the window's root like all else.
QQuickItem* find(QQuickItem* root, const QString& name)
{
    QList<QQuickItem*> open{root};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (next->objectName() == name && next->isVisible())
            return next;
        open.append(next->childItems());
    }
    return nullptr;
}

} // namespace

bool SampleWindow::begin()
{
    m_campaign = std::make_unique<OpenCampaign>();
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    return m_campaign->open(true, options) && QTest::qWaitForWindowExposed(window());
}

QQuickItem* SampleWindow::item(const QString& name) const
{
    return find(window()->contentItem(), name);
}

void SampleWindow::type(const QString& text) const
{
    for (const QChar letter : text)
        QTest::keyClick(window(), letter.toLatin1());
}

void SampleWindow::press(QQuickItem* target) const
{
    const auto place = [target] {
        return target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint();
    };
    // What has just been filled is still taking its place.
    QPoint middle;
    constexpr int mostLooks = 40;
    for (int look = 0; look < mostLooks && middle != place(); ++look) {
        middle = place();
        QTest::qWait(50);
    }
    QTest::mouseMove(window(), middle);
    QTest::mouseClick(window(), Qt::LeftButton, {}, middle);
}

void SampleWindow::select(const QString& type, const QString& name) const
{
    m_campaign->session().selection()->select(type, m_campaign->idOf(type, name));
    QTRY_COMPARE_WITH_TIMEOUT(m_campaign->session().selectedName(), name, patience);
}

/// Of the explorer; rows that wait to be used again do not count.
QQuickItem* SampleWindow::row(const QString& name) const
{
    QQuickItem* tree = item("explorerTree");
    for (int i = 0; tree && i < tree->property("count").toInt(); ++i) {
        QQuickItem* next = nullptr;
        QMetaObject::invokeMethod(tree, "itemAtIndex", Q_RETURN_ARG(QQuickItem*, next), Q_ARG(int, i));
        if (next && next->property("text").toString() == name)
            return next;
    }
    return nullptr;
}

} // namespace campaign::tests
