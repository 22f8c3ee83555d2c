// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/CampaignFiles.h"
#include "ui/session/Session.h"
#include "ui/workspace/Centre.h"
#include "ui/workspace/Notifications.h"
#include "ui/workspace/Panels.h"
#include "ui/workspace/Preferences.h"
#include "ui/workspace/Problems.h"
#include "ui/workspace/Prompts.h"
#include "ui/workspace/RecentCampaigns.h"
#include "ui/workspace/WindowActions.h"

#include <QUrl>

#include <memory>

namespace campaign {

/// The whole window's state: no campaign (start screen) or one (its session), and the ways between. GUI thread;
/// transport, files and types outlive it.
class Workspace : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application makes it.")
    /// Null while no campaign is open.
    Q_PROPERTY(campaign::Session* session READ session NOTIFY sessionChanged)
    Q_PROPERTY(campaign::RecentCampaigns* recent READ recent CONSTANT)
    Q_PROPERTY(campaign::Notifications* notifications READ notifications CONSTANT)
    Q_PROPERTY(campaign::Preferences* preferences READ preferences CONSTANT)
    Q_PROPERTY(campaign::Panels* panels READ panels CONSTANT)
    Q_PROPERTY(campaign::Prompts* prompts READ prompts CONSTANT)
    Q_PROPERTY(campaign::Problems* problems READ problems CONSTANT)
    Q_PROPERTY(campaign::Centre* centre READ centre CONSTANT)
    Q_PROPERTY(campaign::ActionRegistry* actions READ actions CONSTANT)
    Q_PROPERTY(campaign::EscapeLadder* ladder READ ladder CONSTANT)
    Q_PROPERTY(bool isFullScreen READ isFullScreen NOTIFY fullScreenChanged)
    /// What is being done that the user has to wait for, empty when nothing is.
    Q_PROPERTY(QString busyWith READ busyWith NOTIFY busyChanged)
    Q_PROPERTY(double busyFraction READ busyFraction NOTIFY busyChanged)
    /// Where new campaigns are kept, in native form.
    Q_PROPERTY(QString folder READ folder CONSTANT)

public:
    Workspace(client::Transport& transport, client::CampaignFiles& files, const catalogue::Catalogue& types,
              QObject* parent = nullptr);
    ~Workspace() override;

    Session* session() { return m_session.get(); }
    RecentCampaigns* recent() { return &m_recent; }
    Notifications* notifications() { return &m_notifications; }
    Preferences* preferences() { return &m_preferences; }
    Panels* panels() { return &m_panels; }
    Prompts* prompts() { return &m_prompts; }
    Problems* problems() { return &m_problems; }
    Centre* centre() { return &m_centre; }
    ActionRegistry* actions() { return &m_actions->registry(); }
    EscapeLadder* ladder() { return &m_actions->ladder(); }
    bool isFullScreen() const { return m_isFullScreen; }
    void toggleFullScreen();
    /// Takes back what the last toast told of.
    Q_INVOKABLE void undoOffered();
    /// Brings up the map and moves to what is selected.
    Q_INVOKABLE void showOnMap();
    client::CampaignFiles& files() { return m_files; }
    const catalogue::Catalogue& types() const { return m_types; }
    QString busyWith() const { return m_busyWith; }
    double busyFraction() const { return m_busyFraction; }
    QString folder() const;

    /// Makes a campaign file named after the campaign and opens it.
    Q_INVOKABLE void create(const QString& name);
    /// The same in a file of the user's choice.
    Q_INVOKABLE void createAt(const QString& name, const QUrl& file);
    Q_INVOKABLE void open(const QUrl& file);
    /// A file was dropped on the window: a campaign to open, a list for the open one, else perhaps a world to import.
    Q_INVOKABLE void take(const QUrl& file);
    Q_INVOKABLE void openPath(const QString& path);
    Q_INVOKABLE void closeCampaign();
    /// Makes a campaign file of another program's world or an export; nothing stays behind when that fails.
    Q_INVOKABLE void createFromWorld(const QUrl& source, const QString& name);
    /// Writes what the format makes of the open campaign ("json": everything; "geojson": its places; "csv": the list of a
    /// type) to a file, whole or not at all, and says how it went.
    Q_INVOKABLE void exportTo(const QUrl& file, const QString& format, const QString& type);
    /// Opens the campaign that comes with the program, in the file it was given when it was first looked at.
    Q_INVOKABLE void openSample();
    Q_INVOKABLE void cancel();
    /// Closes what is open, puts a copy in the place of the campaign file and opens that.
    void restore(const client::CampaignCopy& copy, const QString& path);
    /// Where the picture of the open campaign's map should be written, as a local path; makes the folder.
    Q_INVOKABLE QString pictureTarget() const;
    /// Where dialogs for files begin: beside the open campaign, else where campaigns are kept, else the documents.
    Q_INVOKABLE QUrl filesFolder() const;
    Q_INVOKABLE void pictureWritten();

signals:
    void sessionChanged();
    void busyChanged();
    void fullScreenChanged();
    /// The keyboard left an edit field by Esc and has to go somewhere.
    void fieldLeft();

private:
    void setBusy(const QString& what, double fraction = -1);
    void begin(const QString& path, const QString& name);
    /// `source` is a world file or an export, "" for an empty campaign.
    void createFile(const QString& path, const QString& name, const QString& source);
    void createEmpty(const QString& path, const QString& name);
    void createWith(const QString& source, const QString& path, const QString& name);
    /// After a crash: what the file holds.
    void tellRecovery();
    void watch(Session& session);
    /// What ran by itself since the campaign was opened, once its branch is known.
    void tellWhatRan();
    void dropSession();
    /// Closes what is open, then goes on.
    void closeThen(std::function<void()> next);

    client::Transport& m_transport;
    client::CampaignFiles& m_files;
    const catalogue::Catalogue& m_types;
    Notifications m_notifications;
    RecentCampaigns m_recent;
    Preferences m_preferences;
    Panels m_panels;
    Prompts m_prompts;
    Problems m_problems;
    Centre m_centre;
    std::unique_ptr<Session> m_session;
    std::vector<events::ChangeEventPtr> m_ran; // and was not told of yet
    std::unique_ptr<WindowActions> m_actions;
    bool m_isFullScreen = false;
    QString m_busyWith;
    double m_busyFraction = -1;
};

} // namespace campaign
