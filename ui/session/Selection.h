// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// The one selection that explorer, map and inspector share: at most one entity for now, with the way back. GUI thread.
class Selection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A session has it.")
    Q_PROPERTY(QString type READ type NOTIFY changed)
    Q_PROPERTY(QString entityId READ entityId NOTIFY changed)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY changed)

public:
    explicit Selection(QObject* parent = nullptr);

    QString type() const { return m_current.type; }
    QString entityId() const { return m_current.id; }
    bool isEmpty() const { return m_current.id.isEmpty(); }
    bool canGoBack() const { return !m_back.isEmpty(); }
    bool canGoForward() const { return !m_forward.isEmpty(); }

    /// An empty id clears.
    Q_INVOKABLE void select(const QString& type, const QString& entityId);
    Q_INVOKABLE void clear();
    Q_INVOKABLE void goBack();
    Q_INVOKABLE void goForward();
    /// Forgets an entity that is gone, in the trail too.
    void forget(const QString& entityId);

signals:
    void changed();

private:
    struct Place
    {
        QString type;
        QString id;
        bool operator==(const Place&) const = default;
    };
    void move(QList<Place>& from, QList<Place>& to);

    Place m_current;
    QList<Place> m_back;
    QList<Place> m_forward;
};

} // namespace campaign
