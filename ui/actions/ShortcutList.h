// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/ActionRegistry.h"

#include <QPointer>

namespace campaign {

/// The commands as the page of shortcuts lists them: those with keys by their menus, then those without. A command that
/// is given keys moves when the page is opened again, not from under one's hands. GUI thread.
class ShortcutList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::ActionRegistry* registry READ registry WRITE setRegistry NOTIFY registryChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    ActionRegistry* registry() const { return m_registry; }
    void setRegistry(ActionRegistry* registry);
    /// Reads the commands anew, in order.
    Q_INVOKABLE void arrange();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// Those of ActionRegistry.
    QHash<int, QByteArray> roleNames() const override;

signals:
    void registryChanged();

private:
    struct Row
    {
        QPointer<Action> action;
        QString section;
        int menu = 0;
    };

    ActionRegistry* m_registry = nullptr;
    std::vector<Row> m_rows;
};

} // namespace campaign
