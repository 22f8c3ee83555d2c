// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/RuleDraft.h"

#include <QAbstractListModel>

namespace campaign {

/// What a rule, saved or not, gives for every entity it is for: a row each, a page at a time, with how many it is true
/// of. Follows the draft and every change in the world while it is wanted. GUI thread.
class RuleReach : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::RuleDraft* draft READ draft WRITE setDraft NOTIFY wanted)
    Q_PROPERTY(bool isWanted MEMBER m_isWanted NOTIFY wanted)
    /// Which are listed: TRUE, FALSE, VALUE or FAILED; "" for all.
    Q_PROPERTY(QString only MEMBER m_only NOTIFY wanted)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// "True of 3 of 12 settlements", "" while unknown.
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    /// Those outcomes that there are: a list of {outcome, label, count}.
    Q_PROPERTY(QVariantList counts READ counts NOTIFY changed)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed)

public:
    /// entityId, name; outcome: as `only`; shown: the value or the error, in words.
    enum Role { EntityIdRole = Qt::UserRole, NameRole, OutcomeRole, ShownRole };

    explicit RuleReach(QObject* parent = nullptr);

    RuleDraft* draft() const { return m_draft; }
    void setDraft(RuleDraft* draft);
    int count() const { return static_cast<int>(m_rows.size()); }
    QString summary() const { return m_summary; }
    QVariantList counts() const { return m_counts; }
    bool hasMore() const { return m_hasMore; }

    /// The next page behind those listed.
    Q_INVOKABLE void more();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void wanted();
    void changed();

private:
    struct Row
    {
        QString id;
        QString name;
        QString outcome;
        QString shown;
        bool operator==(const Row&) const = default;
    };

    void follow(Session* session);
    void ask(const std::string& after);
    void take(const Value& trials, bool isNext);
    void takeCounts(const Value& trials);
    void show(std::vector<Row> rows);

    RuleDraft* m_draft = nullptr;
    Session* m_session = nullptr;
    bool m_isWanted = false;
    QString m_only;
    std::vector<Row> m_rows;
    QString m_summary;
    QVariantList m_counts;
    bool m_hasMore = false;
    std::string m_end;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_ask;
};

} // namespace campaign
