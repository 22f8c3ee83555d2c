// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QTimer>

namespace campaign {

/// What the server finds wrong in the open campaign. Asks again when changes have come to rest. GUI thread.
class Problems : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    /// name (of the entity it is about), message, typeLabel.
    enum Role { NameRole = Qt::UserRole, MessageRole, TypeLabelRole };

    explicit Problems(QObject* parent = nullptr);

    /// Null empties the list.
    void setSession(Session* session);
    int count() const { return static_cast<int>(m_found.size()); }
    /// Selects the entity the problem is about.
    Q_INVOKABLE void choose(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    struct Problem
    {
        Selection::Entity entity;
        QString name;
        QString message;
        QString typeLabel;
    };
    void ask();
    void take(const Value& problems);

    Session* m_session = nullptr;
    QList<Problem> m_found;
    QTimer m_rest;
};

} // namespace campaign
