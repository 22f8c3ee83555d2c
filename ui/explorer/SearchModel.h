// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What the search field finds, best first; asks again when the text rests. GUI thread.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The text has been looked for and nothing was found.
    Q_PROPERTY(bool foundNothing READ foundNothing NOTIFY countChanged)

public:
    /// name, icon, detail (the type's label or kind), type, entityId.
    enum Role { NameRole = Qt::UserRole, IconRole, DetailRole, TypeRole, EntityIdRole };

    explicit SearchModel(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString text() const { return m_text; }
    void setText(const QString& text);
    int count() const { return static_cast<int>(m_hits.size()); }
    bool foundNothing() const { return m_isAnswered && m_hits.isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Selects the hit.
    Q_INVOKABLE void choose(int row);

signals:
    void sessionChanged();
    void textChanged();
    void countChanged();

private:
    struct Hit
    {
        QString type;
        QString id;
        QString name;
        QString detail;
        QString icon;
    };
    void ask();
    void show(const Value& hits);

    Session* m_session = nullptr;
    QString m_text;
    QList<Hit> m_hits;
    bool m_isAnswered = false;
    QTimer m_rest;
};

} // namespace campaign
