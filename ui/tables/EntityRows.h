// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <set>

namespace campaign {

/// Which entities a table lists and in what order. The server filters and sorts what it can; `passes` and `needsAll`
/// are for what only the window can decide.
struct RowPlan
{
    const catalogue::Type* type = nullptr;
    std::string selection; ///< the fields read of each
    Value::Object filter;
    std::string search;
    std::string orderBy; ///< of the type's order enum, "" for by name
    std::function<bool(const client::Record&)> passes;
    /// Negative: the first comes before the second. The server's order and the window's own are the same.
    std::function<int(const client::Record&, const client::Record&)> compare;
    std::set<std::string> decisive; ///< fields that decide place or presence
    bool needsAll = false;          ///< every row is read before the order is right
};

/// The rows of a table of entities: read in pages by cursor as they are scrolled to, kept right by what changes, one
/// entity at a time. GUI thread.
class EntityRows : public QAbstractTableModel
{
    Q_OBJECT
    QML_ANONYMOUS
    /// Rows that match, loaded or not.
    Q_PROPERTY(int total READ total NOTIFY totalsChanged)
    /// Entities of the type that filters and search hide.
    Q_PROPERTY(int hidden READ hidden NOTIFY totalsChanged)
    Q_PROPERTY(int loaded READ loaded NOTIFY totalsChanged)
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY loadingChanged)
    /// Why nothing is shown, "" when all is well.
    Q_PROPERTY(QString problem READ problem NOTIFY loadingChanged)

public:
    explicit EntityRows(QObject* parent = nullptr);

    int total() const;
    int hidden() const { return std::max(0, m_all - total()); }
    int loaded() const { return static_cast<int>(m_rows.size()); }
    bool isLoading() const { return m_isLoading; }
    QString problem() const { return m_problem; }

    int rowCount(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// In the order shown.
    const std::vector<Id>& ids() const { return m_rows; }
    const client::Record* recordAt(int row) const;
    int rowOf(const Id& id) const;

signals:
    void totalsChanged();
    void loadingChanged();
    /// All rows that there are have been read (or as many as an edit may hold).
    void completed();

protected:
    Session* session() const { return m_session; }
    void useSession(Session* session);
    /// Begins anew.
    void setPlan(RowPlan plan);
    const RowPlan& plan() const { return m_plan; }
    /// Reads on until the end, or 10,000 rows; completed() follows.
    void loadAll();
    bool isComplete() const { return m_isComplete; }
    /// Something of this entity reads differently.
    void rowChanged(int row);
    virtual void followChanges(const std::vector<client::EntityDelta>& deltas);
    /// After rows came.
    virtual void rowsRead() {}

private:
    std::string query(const std::string& selection) const;
    Value::Object variables(int first) const;
    void load();
    void received(const client::Reply& reply);
    void append(const Value::Array& edges);
    void askTotals();
    void checkLater(const Id& id);
    void check();
    void checked(const std::vector<Id>& asked, const client::Reply& reply);
    void place(const Id& id);
    void takeOut(const Id& id);
    void setLoading(bool loading, const QString& problem = {});

    Session* m_session = nullptr;
    RowPlan m_plan;
    std::vector<Id> m_rows;
    std::string m_cursor;
    int m_generation = 0; // replies to an earlier plan are dropped
    int m_serverTotal = 0;
    int m_all = 0;
    bool m_isLoading = false;
    bool m_isComplete = false;
    bool m_wantsAll = false;
    QString m_problem;
    std::set<Id> m_toCheck;
    QTimer m_check;
};

} // namespace campaign
