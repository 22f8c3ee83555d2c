// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WindowPlace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>

#include <algorithm>

namespace campaign {

namespace {

constexpr int restMilliseconds = 300;
const char* const frameKey = "window/frame";
const char* const maximizedKey = "window/maximized";

/// Whether enough of it can be seen to take hold of it.
bool isReachable(const QRect& frame)
{
    constexpr int enough = 120;
    const QList<QScreen*> screens = QGuiApplication::screens();
    return std::any_of(screens.begin(), screens.end(), [&](const QScreen* screen) {
        const QRect seen = screen->availableGeometry().intersected(frame);
        return seen.width() >= enough && seen.height() >= enough;
    });
}

} // namespace

WindowPlace::WindowPlace(QObject* parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &WindowPlace::keep);
}

void WindowPlace::follow(QWindow& window)
{
    m_window = &window;
    restore();
    const auto changed = [this] { m_rest.start(); };
    connect(&window, &QWindow::xChanged, this, changed);
    connect(&window, &QWindow::yChanged, this, changed);
    connect(&window, &QWindow::widthChanged, this, changed);
    connect(&window, &QWindow::heightChanged, this, changed);
    connect(&window, &QWindow::windowStateChanged, this, changed);
}

void WindowPlace::restore()
{
    const QSettings settings;
    const QRect frame = settings.value(frameKey).toRect();
    if (frame.isValid() && isReachable(frame))
        m_window->setGeometry(frame);
    else if (frame.isValid())
        m_window->resize(frame.size());
    if (settings.value(maximizedKey).toBool())
        m_window->setWindowStates(m_window->windowStates() | Qt::WindowMaximized);
}

void WindowPlace::keep() const
{
    if (!m_window || m_window->windowStates().testFlag(Qt::WindowMinimized))
        return;
    const bool isLarge = (m_window->windowStates() & (Qt::WindowMaximized | Qt::WindowFullScreen)) != Qt::WindowNoState;
    QSettings settings;
    settings.setValue(maximizedKey, m_window->windowStates().testFlag(Qt::WindowMaximized));
    if (!isLarge)
        settings.setValue(frameKey, m_window->geometry());
}

} // namespace campaign
