// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/CentrePane.h"

#include <QQmlEngine>

#include <algorithm>

namespace campaign {

CentrePane::CentrePane(QObject* centre)
    : m_centre(centre)
{
    QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
}

const CentrePane::Tab* CentrePane::current() const
{
    return m_current >= 0 && m_current < count() ? &m_tabs[m_current] : nullptr;
}

void CentrePane::insert(int index, const Tab& tab)
{
    beginInsertRows({}, index, index);
    m_tabs.insert(index, tab);
    if (m_current >= index)
        ++m_current;
    endInsertRows();
    emit countChanged();
    emit currentIndexChanged();
}

void CentrePane::remove(int index)
{
    beginRemoveRows({}, index, index);
    m_tabs.removeAt(index);
    if (m_current > index || m_current >= count())
        --m_current;
    endRemoveRows();
    emit countChanged();
    emit currentIndexChanged();
}

void CentrePane::setCurrent(int index)
{
    const int within = std::clamp(index, -1, count() - 1);
    if (within == m_current)
        return;
    m_current = within;
    emit currentIndexChanged();
}

void CentrePane::setItem(int index, QObject* item)
{
    if (index >= 0 && index < count())
        m_tabs[index].item = item;
}

void CentrePane::rename(const QString& entityId, const QString& name)
{
    for (int i = 0; i < count(); ++i) {
        if (m_tabs[i].entityId != entityId || m_tabs[i].entityName == name)
            continue;
        m_tabs[i].entityName = name;
        emit dataChanged(index(i), index(i), {TitleRole});
    }
}

int CentrePane::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CentrePane::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Tab& tab = m_tabs[index.row()];
    switch (role) {
    case ViewIdRole:
        return tab.view->id;
    case TitleRole:
        return tab.entityName.isEmpty() ? QString(tab.view->title).remove('&') : tab.entityName;
    case IconRole:
        return tab.view->icon;
    case SourceRole:
        return tab.view->source;
    case EntityIdRole:
        return tab.entityId;
    case PaneRole:
        return QVariant::fromValue(const_cast<CentrePane*>(this));
    default:
        return {};
    }
}

QHash<int, QByteArray> CentrePane::roleNames() const
{
    return {{ViewIdRole, "viewId"},     {TitleRole, "title"},       {IconRole, "iconName"},
            {SourceRole, "viewSource"}, {EntityIdRole, "entityId"}, {PaneRole, "pane"}};
}

} // namespace campaign
