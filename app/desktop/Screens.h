// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DesktopApplication.h"

#include <functional>
#include <vector>

namespace campaign::desktop {

/// A state of the window that a user comes to see: how to get there from the open campaign (or the start screen) and
/// back. Pictures and the accessibility test walk the same list.
struct Screen
{
    QString name;
    bool needsCampaign = true;
    std::function<void(DesktopApplication&)> show;
    std::function<void(DesktopApplication&)> leave;
};

/// All of them: the start screen and its dialogs, the menus, every view, panel, tool and dialog. Views of the centre
/// that others declare are among them.
std::vector<Screen> screens(DesktopApplication& application);

/// Shows every screen in both themes and sizes (or those that the options name) and writes a picture of each, then
/// quits. GUI thread; the application owns it.
class ScreenTour : public QObject
{
    Q_OBJECT

public:
    ScreenTour(DesktopApplication& application, DesktopOptions options);
    void start();

private:
    struct Stop
    {
        Screen screen;
        QString theme;
        QSize size;
    };
    void plan();
    void look();
    void arrive();
    void shoot();

    DesktopApplication& m_application;
    DesktopOptions m_options;
    std::vector<Stop> m_stops;
    std::size_t m_next = 0;
    bool m_isThere = false;
    int m_calmLooks = 0;
    QTimer m_look;
};

} // namespace campaign::desktop
