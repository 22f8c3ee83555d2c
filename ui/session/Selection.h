// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// The one selection that explorer, map, tables and inspector share: any number of entities of any types, the one
/// chosen last being the current one, with the way back through what was current and the views it was seen in. GUI
/// thread.
class Selection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A session has it.")
    Q_PROPERTY(QString type READ type NOTIFY changed)
    Q_PROPERTY(QString entityId READ entityId NOTIFY changed)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Of all that is selected, the current one last.
    Q_PROPERTY(QStringList ids READ ids NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY trailChanged)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY trailChanged)

public:
    struct Entity
    {
        QString type;
        QString id;
        bool operator==(const Entity&) const = default;
    };

    explicit Selection(QObject* parent = nullptr);

    /// Of the current one.
    QString type() const { return m_chosen.isEmpty() ? QString() : m_chosen.last().type; }
    QString entityId() const { return m_chosen.isEmpty() ? QString() : m_chosen.last().id; }
    bool isEmpty() const { return m_chosen.isEmpty(); }
    int count() const { return static_cast<int>(m_chosen.size()); }
    QStringList ids() const;
    const QList<Entity>& entities() const { return m_chosen; }
    Q_INVOKABLE bool contains(const QString& entityId) const;
    bool canGoBack() const { return !m_back.isEmpty(); }
    bool canGoForward() const { return !m_forward.isEmpty(); }

    /// This one alone; an empty id clears.
    Q_INVOKABLE void select(const QString& type, const QString& entityId);
    /// Adds it or takes it out.
    Q_INVOKABLE void toggle(const QString& type, const QString& entityId);
    /// All of these and nothing else; the last one becomes the current one.
    void selectAll(const QList<Entity>& entities);
    Q_INVOKABLE void clear();
    Q_INVOKABLE void goBack();
    Q_INVOKABLE void goForward();
    /// The user looks at another view now; `view` is what viewWanted() gives back.
    void noteView(const QString& view);
    /// Forgets an entity that is gone, in the trail too.
    void forget(const QString& entityId);

signals:
    void changed();
    void trailChanged();
    /// The way back or forward leads to another view.
    void viewWanted(const QString& view);

private:
    struct Step
    {
        QString view;
        Entity entity; // empty: nothing was selected
    };
    Step here() const;
    void push(QList<Step>& trail, const Step& step);
    void move(QList<Step>& from, QList<Step>& to);
    void leave(const Entity& next);

    QList<Entity> m_chosen;
    QString m_view;
    QList<Step> m_back;
    QList<Step> m_forward;
};

} // namespace campaign
