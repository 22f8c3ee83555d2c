// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Notifications.h"

#include "ui/client/Moments.h"

#include <algorithm>

namespace campaign {

namespace {
constexpr int mostKept = 200;
}

void Notifications::keep(const QString& message, const QString& status)
{
    const int times = takeEqual(message, status) + 1;
    beginInsertRows({}, 0, 0);
    m_said.prepend({message, status, QDateTime::currentDateTime(), times, status == "positive"});
    endInsertRows();
    if (count() > mostKept) {
        beginRemoveRows({}, mostKept, count() - 1);
        m_said.resize(mostKept);
        endRemoveRows();
    }
    emit countChanged();
}

/// What was said before in the same words goes: how often that was.
int Notifications::takeEqual(const QString& message, const QString& status)
{
    const auto same = std::find_if(m_said.begin(), m_said.end(),
                                   [&](const Said& one) { return one.message == message && one.status == status; });
    if (same == m_said.end())
        return 0;
    const int row = static_cast<int>(same - m_said.begin());
    const int times = same->times;
    beginRemoveRows({}, row, row);
    m_said.removeAt(row);
    endRemoveRows();
    return times;
}

void Notifications::offerUndo(const QString& sentence, int steps)
{
    m_stepsOffered = steps;
    m_changeOffered = 0;
    keep(sentence, "positive");
    emit toast(sentence, tr("Undo"), "positive");
}

void Notifications::offerUndoOf(std::int64_t change, const QString& sentence)
{
    m_changeOffered = change;
    m_nameOffered = sentence;
    keep(sentence, "positive");
    emit toast(sentence, tr("Undo"), "positive");
}

void Notifications::tell(const QString& sentence)
{
    keep(sentence, "positive");
    emit toast(sentence, {}, "positive");
}

void Notifications::warn(const QString& sentence)
{
    keep(sentence, "warning");
    emit toast(sentence, {}, "warning");
}

void Notifications::refuse(const QString& sentence)
{
    keep(sentence, "critical");
    emit toast(sentence, {}, "critical");
}

void Notifications::refuseBefore(std::int64_t change, const QString& name, const QString& sentence)
{
    if (change == 0)
        return refuse(sentence);
    m_changeOffered = change;
    m_nameOffered = name;
    keep(sentence, "critical");
    emit toast(sentence, tr("Undo that first"), "critical");
}

void Notifications::raise(const QString& title, const QString& sentence, const QString& advice)
{
    keep(QStringList{title + '.', sentence, advice}.join(' ').trimmed(), "critical");
    m_said.first().isProblem = true;
    emit problem(title, sentence, advice);
}

void Notifications::markRead()
{
    for (Said& one : m_said)
        one.isRead = true;
    emit countChanged();
}

int Notifications::unread() const
{
    return static_cast<int>(std::count_if(m_said.begin(), m_said.end(), [](const Said& one) { return !one.isRead; }));
}

void Notifications::clear()
{
    beginResetModel();
    m_said.clear();
    endResetModel();
    emit countChanged();
}

void Notifications::forgetProblems()
{
    beginResetModel();
    m_said.removeIf([](const Said& one) { return one.isProblem; });
    endResetModel();
    emit countChanged();
}

int Notifications::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Notifications::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Said& one = m_said[index.row()];
    switch (role) {
    case MessageRole:
        return one.message;
    case StatusRole:
        return one.status;
    case ClockRole:
        return momentText(one.when);
    case TimesRole:
        return one.times;
    default:
        return {};
    }
}

QHash<int, QByteArray> Notifications::roleNames() const
{
    return {{MessageRole, "message"}, {StatusRole, "status"}, {ClockRole, "clock"}, {TimesRole, "times"}};
}

} // namespace campaign
