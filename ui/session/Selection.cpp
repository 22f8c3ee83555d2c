// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Selection.h"

namespace campaign {

namespace {
constexpr qsizetype longestTrail = 100;
}

Selection::Selection(QObject* parent)
    : QObject(parent)
{
}

void Selection::select(const QString& type, const QString& entityId)
{
    const Place place = entityId.isEmpty() ? Place{} : Place{type, entityId};
    if (place == m_current)
        return;
    if (!m_current.id.isEmpty() && !place.id.isEmpty()) {
        m_back.append(m_current);
        if (m_back.size() > longestTrail)
            m_back.removeFirst();
        m_forward.clear();
    }
    m_current = place;
    emit changed();
}

void Selection::clear()
{
    select({}, {});
}

void Selection::move(QList<Place>& from, QList<Place>& to)
{
    if (from.isEmpty())
        return;
    if (!m_current.id.isEmpty())
        to.append(m_current);
    m_current = from.takeLast();
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
    const auto isIt = [&](const Place& place) { return place.id == entityId; };
    m_back.removeIf(isIt);
    m_forward.removeIf(isIt);
    if (m_current.id == entityId)
        m_current = {};
    emit changed();
}

} // namespace campaign
