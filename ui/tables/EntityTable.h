// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tables/EntityRows.h"
#include "ui/tables/TableFilter.h"

#include <QtQml/qqmlregistration.h>

namespace campaign {

/// A table of all entities of one type, derived from the catalogue: its columns, order, filters, selection and edits.
/// What is shown and how is remembered per type. GUI thread.
class EntityTable : public campaign::EntityRows
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// The types there are tables of: a list of {type, label, icon}.
    Q_PROPERTY(QVariantList types READ types NOTIFY sessionChanged)
    Q_PROPERTY(QString typeName READ typeName WRITE setTypeName NOTIFY typeChanged)
    Q_PROPERTY(QString pluralLabel READ pluralLabel NOTIFY typeChanged)
    /// Whether a name is enough to make one; others are made where they belong.
    Q_PROPERTY(bool isCreatable READ isCreatable NOTIFY typeChanged)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY viewChanged)
    Q_PROPERTY(QString sortKey READ sortKey NOTIFY viewChanged)
    Q_PROPERTY(bool sortDescending READ sortDescending NOTIFY viewChanged)
    /// The chips: a list of words.
    Q_PROPERTY(QStringList filters READ filters NOTIFY viewChanged)
    /// All columns: a list of {key, label, isShown, isComputed, isVariable}.
    Q_PROPERTY(QVariantList columns READ columns NOTIFY columnsChanged)
    /// The columns shown, left to right: a list of {key, label, isComputed, isNumber}.
    Q_PROPERTY(QVariantList headers READ headers NOTIFY columnsChanged)
    /// The row the keyboard stands on, −1 for none.
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged)

public:
    /// Beside the text shown: value, for the editor; control and choices, from, to, decimals, targetType as in the
    /// inspector's form; isNumber: set to the right; isEditable; isChosen: its row is selected; problem: why the last
    /// edit of the cell was refused; isShared: players see it.
    enum Role {
        ValueRole = Qt::UserRole,
        ControlRole,
        ChoicesRole,
        FromRole,
        ToRole,
        DecimalsRole,
        TargetTypeRole,
        IsNumberRole,
        IsEditableRole,
        IsChosenRole,
        ProblemRole,
        IsSharedRole
    };

    explicit EntityTable(QObject* parent = nullptr);

    Session* session() const { return EntityRows::session(); }
    void setSession(Session* session);
    QVariantList types() const;
    QString typeName() const { return m_typeName; }
    bool isCreatable() const;
    void setTypeName(const QString& name);
    QString pluralLabel() const;
    QString search() const { return m_search; }
    void setSearch(const QString& text);
    QString sortKey() const { return m_sortKey; }
    bool sortDescending() const { return m_isDescending; }
    QStringList filters() const;
    QVariantList columns() const;
    QVariantList headers() const;
    int currentRow() const { return rowOf(m_current); }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// px at font scale 1.
    Q_INVOKABLE int columnWidth(int column) const;
    Q_INVOKABLE void setColumnWidth(int column, int width);
    Q_INVOKABLE void showColumn(const QString& key, bool shown);
    /// One to the left (−1) or right.
    Q_INVOKABLE void moveColumn(const QString& key, int by);
    /// By this column; once more turns it around.
    Q_INVOKABLE void sortBy(const QString& key);
    /// {value, label, needsOperand} of each comparison, and with it control, choices and targetType of the operand.
    Q_INVOKABLE QVariantList comparisons(const QString& key) const;
    Q_INVOKABLE QVariantMap operandOf(const QString& key) const;
    /// Answers "" or why not.
    Q_INVOKABLE QString addFilter(const QString& key, const QString& comparison, const QVariant& operand);
    Q_INVOKABLE void removeFilter(int index);
    /// Shows everything again.
    Q_INVOKABLE void reset();

    /// What stands in a cell, by the name of the role.
    Q_INVOKABLE QVariant cell(int row, int column, const QString& role) const;
    Q_INVOKABLE QString idAt(int row) const;
    /// How the row is called by screen readers.
    Q_INVOKABLE QString nameAt(int row) const;
    /// This row alone; with `extend` all from the one chosen before, with `toggle` it is added or taken out.
    Q_INVOKABLE void chooseRow(int row, bool extend, bool toggle);
    /// All rows that match, loaded or not (at most 10,000).
    Q_INVOKABLE void chooseAll();
    /// Changes a cell at once, as one step of undo. Answers "" or why it cannot be; what the server refuses shows at
    /// the cell.
    Q_INVOKABLE QString edit(int row, int column, const QVariant& value);
    /// The chosen rows as comma-separated values (RFC 4180), headings first.
    Q_INVOKABLE QString csv() const;
    /// Puts them on the clipboard.
    Q_INVOKABLE void copy() const;

signals:
    void sessionChanged();
    void typeChanged();
    void viewChanged();
    void columnsChanged();
    void currentRowChanged();

protected:
    void followChanges(const std::vector<client::EntityDelta>& deltas) override;
    void rowsRead() override;

private:
    const catalogue::Type* type() const;
    const TableColumn* find(const QString& key) const;
    const TableColumn* shownColumn(int column) const;
    void rebuild();
    void askSchemas();
    void askComputed();
    void staleComputed(const std::set<Id>& entities, bool everything);
    void refreshComputed();
    void askComputedOf(const std::vector<Id>& rows);
    void askNames();
    void addColumn(TableColumn column);
    void addSeenVariables();
    void alignComputed();
    void showTagsInUse();
    void applyMemory();
    void remember() const;
    void replan();
    RowPlan makePlan() const;
    std::string selectionText() const;
    void followSelection();
    QVariant editorData(const TableColumn& column, const client::Record& record, int role) const;

    QString m_typeName;
    std::vector<TableColumn> m_columns;
    std::vector<std::size_t> m_shown; // places in m_columns, left to right
    QStringList m_order;              // keys of the columns shown, as the user wants them
    QString m_search;
    QString m_sortKey = "name";
    bool m_isDescending = false;
    std::vector<TableFilter> m_filters;
    Id m_current;
    Id m_anchor;
    std::set<Id> m_chosen;
    bool m_choosesAll = false;
    std::map<std::pair<Id, QString>, QString> m_problems; // by entity and column
    std::set<Id> m_asked;                                 // names that were asked for
    std::set<Id> m_stale;                                 // whose computed fields are to be asked for again
    bool m_isAllStale = false;
    QTimer m_computed;
    QTimer m_replan;
};

} // namespace campaign
