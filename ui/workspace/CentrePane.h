// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/Views.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// One pane of the centre: its tabs and which of them is shown. The centre makes and owns it. GUI thread.
class CentrePane : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The centre has them.")
    Q_PROPERTY(int currentIndex READ currentIndex NOTIFY currentIndexChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QObject* centre READ centre CONSTANT)

public:
    /// viewId, title, iconName, viewSource (a QML file), entityId ("" for a view of everything), pane (this).
    enum Role { ViewIdRole = Qt::UserRole, TitleRole, IconRole, SourceRole, EntityIdRole, PaneRole };

    struct Tab
    {
        const View* view;
        QString entityId;
        QString entityName;
        QPointer<QObject> item; ///< the loaded view
        bool operator==(const Tab& other) const { return view == other.view && entityId == other.entityId; }
    };

    explicit CentrePane(QObject* centre);

    QObject* centre() const { return m_centre; }
    int currentIndex() const { return m_current; }
    int count() const { return static_cast<int>(m_tabs.size()); }
    const QList<Tab>& tabs() const { return m_tabs; }
    const Tab* current() const;
    /// −1 when it is not here.
    int indexOf(const Tab& tab) const { return static_cast<int>(m_tabs.indexOf(tab)); }

    void insert(int index, const Tab& tab);
    void remove(int index);
    void setCurrent(int index);
    void setItem(int index, QObject* item);
    void rename(const QString& entityId, const QString& name);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void currentIndexChanged();
    void countChanged();

private:
    QObject* m_centre; // who owns it otherwise than by parentage
    QList<Tab> m_tabs;
    int m_current = -1;
};

} // namespace campaign
