// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/HostThread.h"
#include "app/desktop/InProcessTransport.h"
#include "server/catalogue/Catalogue.h"
#include "ui/workspace/WindowPlace.h"
#include "ui/workspace/Workspace.h"

#include <QElapsedTimer>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace campaign::desktop {

/// What the command line asks of the window.
struct DesktopOptions
{
    QString file;         ///< campaign to open, "" for the start screen
    QString importFile;   ///< world to import into a new campaign, for pictures and measurements
    QString screenshot;   ///< where to write a picture of the painted window, then quit
    QString mapPicture;   ///< where to write the map as a PNG, then quit
    QString theme;        ///< "system", "light", "dark"; "" as the preferences say
    double fontScale = 0; ///< 0 as the preferences say
    QString screenshots;  ///< folder for pictures of every screen, both themes and sizes; then quit
    QStringList screens;  ///< names of those that get one, all when empty; a size or theme asked for is the only one
    QString select;       ///< name of an entity to select first
    QSize size;           ///< of the window, invalid for the usual one
    bool measureStart = false; ///< print milliseconds until the first painted frame, then quit
};

class ScreenTour;

/// Registers the QML modules linked in statically.
void keepQmlModules();

/// The window and everything behind it: catalogue, transport, host thread, workspace, QML engine. Owned by main() or a
/// test; needs a QGuiApplication. GUI thread.
class DesktopApplication : public QObject
{
    Q_OBJECT

public:
    explicit DesktopApplication(const DesktopOptions& options = {});
    ~DesktopApplication() override;

    /// False when the window could not be made; the reasons have been printed.
    bool show();

    QQuickWindow* window() const { return m_window; }
    Workspace& workspace() { return m_workspace; }
    InProcessTransport& transport() { return m_transport; }
    /// Whether what is shown has been read and painted.
    bool isPainted() const;
    QStringList warnings() const { return m_warnings; }

    /// Names by which settings are found; before the first QSettings.
    static void setIdentity();

private:
    void begin();
    void watchPaint();
    void paintedOnce();
    bool exportMap() const;
    void selectByName();

    DesktopOptions m_options;
    QElapsedTimer m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    InProcessTransport m_transport;
    HostThread m_files;
    Workspace m_workspace;
    WindowPlace m_place;
    QQmlApplicationEngine m_engine;
    QQuickWindow* m_window = nullptr;
    QTimer m_look;
    std::unique_ptr<ScreenTour> m_tour;
    int m_calmLooks = 0;
    QStringList m_warnings;
};

} // namespace campaign::desktop
