// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Selection.h"

#include <algorithm>

namespace campaign {

namespace {
constexpr qsizetype longestTrail = 100;
}

Selection::Selection(QObject* parent)
    : QObject(parent)
{
}

QStringList Selection::ids() const
{
    QStringList ids;
    for (const Entity& one : m_chosen)
        ids.append(one.id);
    return ids;
}

bool Selection::contains(const QString& entityId) const
{
    return std::any_of(m_chosen.begin(), m_chosen.end(), [&](const Entity& one) { return one.id == entityId; });
}

void Selection::select(const QString& type, const QString& entityId)
{
    selectAll(entityId.isEmpty() ? QList<Entity>() : QList<Entity>{{type, entityId}});
}

void Selection::selectAll(const QList<Entity>& entities)
{
    if (entities == m_chosen)
        return;
    if (!entities.isEmpty())
        leave(entities.last());
    m_chosen = entities;
    emit changed();
}

void Selection::toggle(const QString& type, const QString& entityId)
{
    const Entity entity{type, entityId};
    if (m_chosen.removeAll(entity) == 0) {
        leave(entity);
        m_chosen.append(entity);
    }
    emit changed();
}

void Selection::clear()
{
    selectAll({});
}

// The trail remembers the current entity whenever another one takes its place.
void Selection::leave(const Entity& next)
{
    if (m_chosen.isEmpty() || m_chosen.last() == next)
        return;
    m_back.append(m_chosen.last());
    if (m_back.size() > longestTrail)
        m_back.removeFirst();
    m_forward.clear();
}

void Selection::move(QList<Entity>& from, QList<Entity>& to)
{
    if (from.isEmpty())
        return;
    if (!m_chosen.isEmpty())
        to.append(m_chosen.last());
    m_chosen = {from.takeLast()};
    emit changed();
}

void Selection::goBack()
{
    move(m_back, m_forward);
}

void Selection::goForward()
{
    move(m_forward, m_back);
}

void Selection::forget(const QString& entityId)
{
    const auto isIt = [&](const Entity& one) { return one.id == entityId; };
    const qsizetype gone = m_back.removeIf(isIt) + m_forward.removeIf(isIt) + m_chosen.removeIf(isIt);
    if (gone > 0)
        emit changed();
}

} // namespace campaign
