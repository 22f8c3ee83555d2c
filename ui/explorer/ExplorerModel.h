// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explorer/ExplorerTree.h"
#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace campaign {

/// The explorer's tree, flattened to the rows that are unfolded. Which types stand where follows from the catalogue:
/// headings for what hangs on the campaign or the world, below an entity the types whose parent it is. Children are
/// read when first unfolded; names and births come from the store. GUI thread.
class ExplorerModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int selectedRow READ selectedRow NOTIFY selectedRowChanged)
    /// Nothing has been made or imported yet.
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY isEmptyChanged)

public:
    /// name, icon, detail (level, kind or count), depth, isExpandable, isExpanded, isHeading, isSecret, type and
    /// entityId (both empty for headings), isSelected, isFavourite.
    enum Role {
        NameRole = Qt::UserRole,
        IconRole,
        DetailRole,
        DepthRole,
        IsExpandableRole,
        IsExpandedRole,
        IsHeadingRole,
        IsSecretRole,
        TypeRole,
        EntityIdRole,
        IsSelectedRole,
        IsFavouriteRole
    };

    explicit ExplorerModel(QObject* parent = nullptr);
    ~ExplorerModel() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int selectedRow() const;
    bool isEmpty() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Folds or unfolds.
    Q_INVOKABLE void toggle(int row);
    Q_INVOKABLE void setExpanded(int row, bool expanded);
    /// Selects the row's entity; a heading is folded or unfolded, the end of a page read on.
    Q_INVOKABLE void activate(int row);
    /// Adds the row's entity to the selection or takes it out.
    Q_INVOKABLE void toggleSelected(int row);
    /// Selects the entities of all rows between the two, the second one last.
    Q_INVOKABLE void selectRange(int from, int to);
    /// What a row carries when it is dragged: a line "Type id" for each selected entity, or for the row's own when it
    /// is not among them.
    Q_INVOKABLE QString dragText(int row) const;
    /// What is read under the pointer meanwhile: "Greyport", "Greyport and 2 more".
    Q_INVOKABLE QString dragLabel(int row) const;
    /// The row of the parent, −1 for a heading at the top.
    Q_INVOKABLE int parentRow(int row) const;

signals:
    void sessionChanged();
    void selectedRowChanged();
    void isEmptyChanged();

private:
    void rebuild();
    void followSelection();
    void showSelected();
    void flatten();
    void reveal();
    void openWayTo(const client::Record& record);
    Id selectedId() const;
    void showRelabelled(ExplorerNode* node);
    void rememberUnfolded();
    QString labelOf(const ExplorerNode& node) const;
    QString detailOf(const ExplorerNode& node) const;
    const client::Record* recordOf(const ExplorerNode& node) const;
    int rowOf(const ExplorerNode& node) const;

    Session* m_session = nullptr;
    std::unique_ptr<ExplorerTree> m_tree;
    std::vector<ExplorerNode*> m_rows;
    Id m_sought; // selected and not shown yet; folding its group afterwards is the user's right
};

} // namespace campaign
