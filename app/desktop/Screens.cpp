// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Screens.h"

#include <QCoreApplication>
#include <QDir>

#include <cstdio>

namespace campaign::desktop {

namespace {

constexpr int lookInterval = 30; // ms
constexpr int calm = 12;

} // namespace

ScreenTour::ScreenTour(DesktopApplication& application, DesktopOptions options)
    : m_application(application)
    , m_options(std::move(options))
{
    connect(&m_look, &QTimer::timeout, this, &ScreenTour::look);
}

void ScreenTour::start()
{
    QDir().mkpath(m_options.screenshots);
    plan();
    m_look.start(lookInterval);
}

void ScreenTour::plan()
{
    const std::vector<Screen> all = screens(m_application);
    const QStringList themes = m_options.theme.isEmpty() ? QStringList{"light", "dark"} : QStringList{m_options.theme};
    const QList<QSize> sizes =
        m_options.size.isValid() ? QList<QSize>{m_options.size} : QList<QSize>{{1280, 720}, {1920, 1080}};
    for (const bool withCampaign : {false, true}) {
        for (const QString& theme : themes) {
            for (const QSize& size : sizes) {
                for (const Screen& screen : all) {
                    const bool isAsked = m_options.screens.isEmpty() || m_options.screens.contains(screen.name);
                    const bool isPossible = !withCampaign || !m_options.file.isEmpty();
                    if (screen.needsCampaign == withCampaign && isAsked && isPossible)
                        m_stops.push_back({screen, theme, size});
                }
            }
        }
    }
}

void ScreenTour::look()
{
    if (!m_isThere) {
        arrive();
        return;
    }
    m_calmLooks = m_application.isPainted() ? m_calmLooks + 1 : 0;
    if (m_calmLooks >= calm)
        shoot();
}

void ScreenTour::arrive()
{
    if (m_next == m_stops.size()) {
        m_look.stop();
        QCoreApplication::exit(0);
        return;
    }
    Workspace& workspace = m_application.workspace();
    const Stop& stop = m_stops[m_next];
    if (stop.screen.needsCampaign && !workspace.session()) {
        if (workspace.busyWith().isEmpty())
            workspace.openPath(m_options.file);
        return;
    }
    if (stop.screen.needsCampaign && !workspace.session()->isReady())
        return;
    workspace.preferences()->override(stop.theme, m_options.fontScale);
    m_application.window()->resize(stop.size);
    stop.screen.show(m_application);
    m_isThere = true;
    m_calmLooks = 0;
}

void ScreenTour::shoot()
{
    const Stop& stop = m_stops[m_next++];
    const QString path =
        QString("%1/%2-%3-%4.png").arg(m_options.screenshots, stop.screen.name, stop.theme).arg(stop.size.width());
    if (!m_application.window()->grabWindow().save(path)) {
        std::fprintf(stderr, "campaign-manager: %s cannot be written.\n", qPrintable(path));
        m_look.stop();
        QCoreApplication::exit(1);
        return;
    }
    stop.screen.leave(m_application);
    m_isThere = false;
}

} // namespace campaign::desktop
