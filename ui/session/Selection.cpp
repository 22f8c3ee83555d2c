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

Selection::Step Selection::here() const
{
    return {m_view, m_chosen.isEmpty() ? Entity() : m_chosen.last()};
}

void Selection::push(QList<Step>& trail, const Step& step)
{
    trail.append(step);
    if (trail.size() > longestTrail)
        trail.removeFirst();
}

// The trail remembers the current entity whenever another one takes its place.
void Selection::leave(const Entity& next)
{
    if (m_chosen.isEmpty() || m_chosen.last() == next)
        return;
    push(m_back, here());
    m_forward.clear();
    emit trailChanged();
}

void Selection::noteView(const QString& view)
{
    if (view == m_view)
        return;
    const bool isFirst = m_view.isEmpty();
    if (!isFirst) {
        push(m_back, here());
        m_forward.clear();
    }
    m_view = view;
    if (!isFirst)
        emit trailChanged();
}

void Selection::move(QList<Step>& from, QList<Step>& to)
{
    if (from.isEmpty())
        return;
    push(to, here());
    const Step step = from.takeLast();
    const bool isElsewhere = step.view != m_view && !step.view.isEmpty();
    m_view = step.view;
    emit trailChanged();
    if (isElsewhere)
        emit viewWanted(step.view);
    // Where nothing was selected, what is selected now may stay.
    if (step.entity.id.isEmpty() || m_chosen == QList<Entity>{step.entity})
        return;
    m_chosen = {step.entity};
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
    const auto leadsThere = [&](const Step& one) { return one.entity.id == entityId; };
    if (m_back.removeIf(leadsThere) + m_forward.removeIf(leadsThere) > 0)
        emit trailChanged();
    if (m_chosen.removeIf(isIt) > 0)
        emit changed();
}

} // namespace campaign
