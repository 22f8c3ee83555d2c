// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"
#include "ui/workspace/CentrePane.h"

#include <memory>
#include <vector>

namespace campaign {

/// The middle of the window: one pane of tabs or several side by side, one of them active. What is open is remembered
/// per campaign. As a model it lists its panes (role `pane`). GUI thread.
class Centre : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has it.")
    Q_PROPERTY(int paneCount READ paneCount NOTIFY panesChanged)
    Q_PROPERTY(int activePane READ activePane NOTIFY activeChanged)
    /// The active view's item, null while it loads.
    Q_PROPERTY(QObject* activeItem READ activeItem NOTIFY activeChanged)
    Q_PROPERTY(bool isSplit READ isSplit NOTIFY panesChanged)
    Q_PROPERTY(campaign::Session* session READ session NOTIFY panesChanged)

public:
    explicit Centre(std::vector<View> views, QObject* parent = nullptr);
    ~Centre() override;

    const std::vector<View>& views() const { return m_views; }
    Session* session() const { return m_session; }
    Q_INVOKABLE int indexOf(const campaign::CentrePane* pane) const;
    int paneCount() const { return static_cast<int>(m_panes.size()); }
    const CentrePane& pane(int index) const { return *m_panes[static_cast<std::size_t>(index)]; }
    int activePane() const { return m_active; }
    bool isSplit() const { return m_panes.size() > 1; }
    QObject* activeItem() const;
    /// The id of the view shown in the active pane, "" for none.
    QString activeView() const;
    /// The item of the first open view of this kind, null when there is none.
    Q_INVOKABLE QObject* itemOf(const QString& viewId) const;
    /// Whether all views that are shown have been filled.
    Q_INVOKABLE bool isPainted() const;

    /// Opens what the session had open the last time; null empties the centre.
    void setSession(Session* session);

    /// Shows a view: the tab that is open already, or a new one in the active pane.
    Q_INVOKABLE void open(const QString& viewId, const QString& entityId = {});
    /// The same in the next pane, which is made if there is only one.
    Q_INVOKABLE void openBeside(const QString& viewId, const QString& entityId = {});
    /// Moves the active tab to a pane of its own beside, or shows the same view twice if it is the only one.
    Q_INVOKABLE void splitActive();
    Q_INVOKABLE void activate(int pane, int tab);
    Q_INVOKABLE void activatePane(int pane);
    Q_INVOKABLE void close(int pane, int tab);
    void closeActive();
    bool canClose() const;
    /// The next tab of the active pane, round and round; −1 for the one before.
    void step(int by);
    bool canStep() const;
    Q_INVOKABLE void setItem(int pane, int tab, QObject* item);
    /// Calls a function of the active view; whether it has one of that name: canCall().
    void call(const char* function) const;
    bool canCall(const char* function) const;
    /// Whether the active view says so by its property of that name; one without it says no.
    bool says(const char* property) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void panesChanged();
    void activeChanged();
    /// A view asks for a context menu ("context/entity"), or for the form of something new.
    void menuWanted(const QString& place);
    void createWanted(const QString& type);
    /// A view has been loaded; for the Esc ladder.
    void itemLoaded(QObject* item);

private:
    const View* find(const QString& viewId) const;
    CentrePane* active() const;
    void addPane(int index);
    void removePane(int index);
    void openIn(int pane, const View& view, const QString& entityId);
    void restore();
    void remember() const;
    void noteView() const;
    void nameTabs(const std::vector<client::EntityDelta>& deltas);

    std::vector<View> m_views;
    std::vector<std::unique_ptr<CentrePane>> m_panes;
    int m_active = 0;
    Session* m_session = nullptr;
    bool m_isRestoring = false;
};

} // namespace campaign
