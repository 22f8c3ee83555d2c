// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// Words for the user: passing ones (a toast) and ones that need reading (a problem with advice). Keeps what it said,
/// as a model, newest first, equal words once. GUI thread.
class Notifications : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Refusals and problems since the list was last looked at.
    Q_PROPERTY(int unread READ unread NOTIFY countChanged)

public:
    /// message, status (positive, warning or critical), clock ("today at 12:04"), times: how often it was said.
    enum Role { MessageRole = Qt::UserRole, StatusRole, ClockRole, TimesRole };

    using QAbstractListModel::QAbstractListModel;

    /// Something was done; offers to take it back, in so many steps of undo.
    void offerUndo(const QString& sentence, int steps = 1);
    /// Something ran by itself, in that change; offers to take it back.
    void offerUndoOf(std::int64_t change, const QString& sentence);
    void tell(const QString& sentence);
    /// Something went on, but not as it should.
    void warn(const QString& sentence);
    /// Something was refused; nothing changed.
    void refuse(const QString& sentence);
    /// An undo was refused because of a later change; offers to take that one back. Change 0: just refused.
    void refuseBefore(std::int64_t change, const QString& name, const QString& sentence);
    /// Something could not be done at all; the user has to read it.
    void raise(const QString& title, const QString& sentence, const QString& advice);

    /// Of what the last toast offers to undo.
    Q_INVOKABLE int stepsOffered() const { return m_stepsOffered; }
    /// The one change it offers to undo in their place, 0 for none, and how that is named.
    std::int64_t changeOffered() const { return m_changeOffered; }
    const QString& nameOffered() const { return m_nameOffered; }
    Q_INVOKABLE void markRead();
    Q_INVOKABLE void clear();
    /// Forgets what was raised so far: another campaign is opened, and it does not concern that one.
    void forgetProblems();

    int count() const { return static_cast<int>(m_said.size()); }
    int unread() const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    /// `status` is positive, warning or critical; `action` is empty or the text of the one button.
    void toast(const QString& message, const QString& action, const QString& status);
    void problem(const QString& title, const QString& sentence, const QString& advice);
    void countChanged();

private:
    struct Said
    {
        QString message;
        QString status;
        QDateTime when;
        int times = 1;
        bool isRead = false;
        bool isProblem = false;
    };
    int takeEqual(const QString& message, const QString& status);
    void keep(const QString& message, const QString& status);

    QList<Said> m_said;
    int m_stepsOffered = 1;
    std::int64_t m_changeOffered = 0;
    QString m_nameOffered;
};

} // namespace campaign
