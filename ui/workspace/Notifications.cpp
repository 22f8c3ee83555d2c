// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Notifications.h"

#include <QLocale>

namespace campaign {

namespace {
constexpr int mostKept = 200;
}

void Notifications::keep(const QString& message, const QString& status)
{
    beginInsertRows({}, 0, 0);
    m_said.prepend({message, status, QDateTime::currentDateTime()});
    endInsertRows();
    if (count() > mostKept) {
        beginRemoveRows({}, mostKept, count() - 1);
        m_said.resize(mostKept);
        endRemoveRows();
    }
    m_unread += status == "positive" ? 0 : 1;
    emit countChanged();
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

void Notifications::raise(const QString& title, const QString& sentence, const QString& advice)
{
    keep(title + ". " + sentence, "critical");
    emit problem(title, sentence, advice);
}

void Notifications::markRead()
{
    m_unread = 0;
    emit countChanged();
}

void Notifications::clear()
{
    beginResetModel();
    m_said.clear();
    m_unread = 0;
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
        return QLocale().toString(one.when.time(), QLocale::ShortFormat);
    default:
        return {};
    }
}

QHash<int, QByteArray> Notifications::roleNames() const
{
    return {{MessageRole, "message"}, {StatusRole, "status"}, {ClockRole, "clock"}};
}

} // namespace campaign
