// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QDateTime>

namespace campaign {

/// The steps of undo of the branch shown, what ran by itself among them, and what others did; newest first, as far back
/// as is worth listing. GUI thread.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The step that is looked at: its row, the number of its change, how it is called and how it stands, and what the
    /// way to it is called ("Go back to here: undoes 3 steps"), "" where there is none.
    Q_PROPERTY(int chosenRow READ chosenRow WRITE choose NOTIFY chosenChanged)
    Q_PROPERTY(double chosenChange READ chosenChange NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenReason READ chosenReason NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenStanding READ chosenStanding NOTIFY chosenChanged)
    Q_PROPERTY(QString wayThere READ wayThere NOTIFY chosenChanged)

public:
    /// reason, clock ("today at 12:04"), isUndone, isPresent (where the campaign stands), isOverwritten (undone, and
    /// newer work stands on it: it cannot be done again).
    enum Role { ReasonRole = Qt::UserRole, ClockRole, IsUndoneRole, IsPresentRole, IsOverwrittenRole };

    using QAbstractListModel::QAbstractListModel;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int count() const { return static_cast<int>(m_steps.size()); }

    /// Undoes or redoes until this step is the last own one done. An undone step that newer ones have buried stays
    /// undone.
    Q_INVOKABLE void goTo(int row);

    int chosenRow() const;
    void choose(int row);
    double chosenChange() const;
    QString chosenReason() const;
    QString chosenStanding() const;
    QString wayThere() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void sessionChanged();
    void countChanged();
    void chosenChanged();

private:
    struct Step
    {
        std::int64_t seq = 0;
        QString reason;
        QDateTime when;
        bool isUndone = false;
        bool isOwn = true; ///< what others did is no step of one's own undo
    };
    void read();
    void take(const Value& changes);
    int presentRow() const;
    /// How many own steps from one row up to another one are undone, or are not.
    int countSteps(int from, int to, bool undone) const;

    Session* m_session = nullptr;
    QList<Step> m_steps;
    std::int64_t m_chosen = 0; ///< a change; 0: where the campaign stands
};

} // namespace campaign
