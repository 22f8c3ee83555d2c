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

ScreenTour::ScreenTour(DesktopApplication& application, QString file, QString folder)
    : m_application(application)
    , m_file(std::move(file))
    , m_folder(std::move(folder))
{
    connect(&m_look, &QTimer::timeout, this, &ScreenTour::look);
}

void ScreenTour::start()
{
    QDir().mkpath(m_folder);
    plan();
    m_look.start(lookInterval);
}

void ScreenTour::plan()
{
    const std::vector<Screen> all = screens(m_application);
    for (const bool withCampaign : {false, true}) {
        for (const char* theme : {"light", "dark"}) {
            for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)}) {
                for (const Screen& screen : all) {
                    if (screen.needsCampaign == withCampaign && !(withCampaign && m_file.isEmpty()))
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
            workspace.openPath(m_file);
        return;
    }
    if (stop.screen.needsCampaign && !workspace.session()->isReady())
        return;
    workspace.preferences()->override(stop.theme);
    m_application.window()->resize(stop.size);
    stop.screen.show(m_application);
    m_isThere = true;
    m_calmLooks = 0;
}

void ScreenTour::shoot()
{
    const Stop& stop = m_stops[m_next++];
    const QString path = QString("%1/%2-%3-%4.png").arg(m_folder, stop.screen.name, stop.theme).arg(stop.size.width());
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
