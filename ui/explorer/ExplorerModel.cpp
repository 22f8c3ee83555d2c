// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerModel.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;
using Role_ = ExplorerNode::Role;

ExplorerModel::ExplorerModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

ExplorerModel::~ExplorerModel() = default;

void ExplorerModel::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session->selection(), &Selection::changed, this, &ExplorerModel::followSelection);
        connect(session, &Session::favouritesChanged, this, &ExplorerModel::showSelected);
        connect(session, &Session::selectedNameChanged, this, &ExplorerModel::reveal);
    }
    rebuild();
    emit sessionChanged();
}

void ExplorerModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_tree.reset();
    endResetModel();
    if (!m_session)
        return;
    m_tree = std::make_unique<ExplorerTree>(m_session->client(), m_session->place());
    std::set<std::string> unfolded;
    for (const QString& key : m_session->recall("unfolded", QStringList{"Kingdom"}).toStringList())
        unfolded.insert(fromQString(key));
    m_tree->setUnfolded(std::move(unfolded));
    m_sought = selectedId();
    connect(m_tree.get(), &ExplorerTree::restructured, this, &ExplorerModel::flatten);
    connect(m_tree.get(), &ExplorerTree::relabelled, this, &ExplorerModel::showRelabelled);
    flatten();
}

void ExplorerModel::flatten()
{
    std::vector<ExplorerNode*> rows;
    const auto add = [&rows](const auto& self, ExplorerNode& node) -> void {
        rows.push_back(&node);
        if (!node.isExpanded)
            return;
        for (const auto& child : node.children)
            self(self, *child);
    };
    for (const auto& heading : m_tree->headings())
        add(add, *heading);
    // One block of rows differs from before: the views keep their place.
    const auto [oldFirst, newFirst] = std::mismatch(m_rows.begin(), m_rows.end(), rows.begin(), rows.end());
    const int first = static_cast<int>(oldFirst - m_rows.begin());
    const auto tail = std::mismatch(m_rows.rbegin(), std::make_reverse_iterator(oldFirst), rows.rbegin(),
                                    std::make_reverse_iterator(newFirst));
    const int oldEnd = static_cast<int>(tail.first.base() - m_rows.begin());
    const int newEnd = static_cast<int>(tail.second.base() - rows.begin());
    if (oldEnd > first) {
        beginRemoveRows({}, first, oldEnd - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + oldEnd);
        endRemoveRows();
    }
    if (newEnd > first) {
        beginInsertRows({}, first, newEnd - 1);
        m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + newEnd);
        endInsertRows();
    }
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
    reveal();
    emit isEmptyChanged();
}

void ExplorerModel::followSelection()
{
    showSelected();
    m_sought = selectedId();
    reveal();
}

void ExplorerModel::showSelected()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {IsSelectedRole, IsFavouriteRole});
}

Id ExplorerModel::selectedId() const
{
    return fromQString(m_session->selection()->entityId());
}

// Reads what is missing on the way down to it; every answer comes back to reveal().
void ExplorerModel::openWayTo(const client::Record& record)
{
    ExplorerNode* home = record.isGone ? nullptr : m_tree->homeOf(record);
    if (home && home->isLoaded)
        m_tree->adopt(record);
    else if (home)
        m_tree->load(*home);
    else if (const client::Record* owner = m_session->store().find(m_tree->ownerOf(record)))
        openWayTo(*owner);
}

// Unfolds down to the selected entity as far as its parents are known.
void ExplorerModel::reveal()
{
    const client::Record* record =
        m_session && m_tree && !m_sought.empty() ? m_session->store().find(m_sought) : nullptr;
    if (record && !m_tree->find(record->id))
        openWayTo(*record);
    // Reading may have been answered at once, and this done already.
    const ExplorerNode* node = record && !m_sought.empty() ? m_tree->find(m_sought) : nullptr;
    if (!node) {
        emit selectedRowChanged();
        return;
    }
    m_sought.clear();
    QStringList unfolded;
    for (ExplorerNode* above = node->parent; above; above = above->parent) {
        if (!above->isExpanded)
            unfolded.append(toQString(above->key()));
        above->isExpanded = true;
    }
    if (!unfolded.isEmpty()) {
        // They stay so, the next time as well: only the user folds.
        m_session->remember("unfolded",
                            m_session->recall("unfolded", QStringList{"Kingdom"}).toStringList() + unfolded);
        flatten();
    } else
        emit selectedRowChanged();
}

void ExplorerModel::showRelabelled(ExplorerNode* node)
{
    const int row = rowOf(*node);
    if (row >= 0)
        emit dataChanged(index(row), index(row));
}

int ExplorerModel::rowOf(const ExplorerNode& node) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), &node);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ExplorerModel::selectedRow() const
{
    if (!m_session || !m_tree)
        return -1;
    const ExplorerNode* node = m_tree->find(fromQString(m_session->selection()->entityId()));
    return node ? rowOf(*node) : -1;
}

bool ExplorerModel::isEmpty() const
{
    return m_tree && std::all_of(m_tree->headings().begin(), m_tree->headings().end(),
                                 [](const auto& heading) { return heading->total == 0 && heading->children.empty(); });
}

int ExplorerModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ExplorerModel::roleNames() const
{
    return {{NameRole, "name"},
            {IconRole, "iconName"},
            {DetailRole, "detail"},
            {DepthRole, "depth"},
            {IsExpandableRole, "isExpandable"},
            {IsExpandedRole, "isExpanded"},
            {IsHeadingRole, "isHeading"},
            {IsSecretRole, "isSecret"},
            {TypeRole, "type"},
            {EntityIdRole, "entityId"},
            {IsSelectedRole, "isSelected"},
            {IsFavouriteRole, "isFavourite"}};
}

const client::Record* ExplorerModel::recordOf(const ExplorerNode& node) const
{
    return node.role == Role_::Entity ? m_session->store().find(node.id) : nullptr;
}

QString ExplorerModel::labelOf(const ExplorerNode& node) const
{
    if (node.role == Role_::Heading)
        return wording::ofMany(*node.type);
    if (node.role == Role_::More)
        return node.total > 0 ? tr("Show more (%1 left)").arg(QLocale().toString(node.total)) : tr("Show more");
    if (node.role == Role_::Kind) {
        QString kind = toQString(node.kind);
        return kind.replace(0, 1, kind.left(1).toUpper());
    }
    const client::Record* record = recordOf(node);
    const QString name = record ? toQString(record->name()) : QString();
    return name.isEmpty() ? tr("Unnamed") : name;
}

QString ExplorerModel::detailOf(const ExplorerNode& node) const
{
    if (node.role == Role_::Heading)
        return node.total > node.uncounted ? QLocale().toString(node.total - node.uncounted) : QString();
    if (node.role == Role_::Kind)
        return node.total < 0 ? QString() : QLocale().toString(node.total);
    const client::Record* record = recordOf(node);
    if (!record)
        return {};
    if (node.occupant)
        return tr("a %1's place", "a kind of thing").arg(toQString(node.occupant->label).toLower());
    if (const Value* neutral = record->field("isNeutral"); neutral && *neutral == Value(true))
        return tr("neutral", "lands that belong to no kingdom");
    for (const char* word : {"type", "field"}) {
        const Value* value = record->field(word);
        if (value && value->isString())
            return wording::ofName(toQString(value->asString()));
    }
    const Value* level = record->field("level");
    return level && level->isInteger() && level->asInteger() > 1 ? tr("level %1").arg(level->asInteger()) : QString();
}

QVariant ExplorerModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const ExplorerNode& node = *m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return labelOf(node);
    case IconRole:
        return node.role == Role_::Entity ? toQString(node.type->icon) : QString();
    case DetailRole:
        return detailOf(node);
    case DepthRole:
        return node.depth();
    case IsExpandableRole:
        return m_tree->isExpandable(node);
    case IsExpandedRole:
        return node.isExpanded;
    case IsHeadingRole:
        return node.role != Role_::Entity;
    case IsSecretRole:
        return false;
    case TypeRole:
        return node.role == Role_::Entity ? toQString(node.type->name) : QString();
    case EntityIdRole:
        return toQString(node.id);
    case IsSelectedRole:
        return node.role == Role_::Entity && m_session->selection()->contains(toQString(node.id));
    case IsFavouriteRole:
        return node.role == Role_::Entity && m_session->isFavourite(toQString(node.id));
    default:
        return {};
    }
}

void ExplorerModel::toggle(int row)
{
    if (row >= 0 && row < rowCount())
        setExpanded(row, !m_rows[static_cast<std::size_t>(row)]->isExpanded);
}

void ExplorerModel::setExpanded(int row, bool expanded)
{
    if (row < 0 || row >= rowCount())
        return;
    ExplorerNode& node = *m_rows[static_cast<std::size_t>(row)];
    if (node.isExpanded == expanded || (expanded && !m_tree->isExpandable(node)))
        return;
    node.isExpanded = expanded;
    if (expanded)
        m_tree->load(node);
    else
        m_sought.clear();
    flatten();
    rememberUnfolded();
}

void ExplorerModel::activate(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    const ExplorerNode& node = *m_rows[static_cast<std::size_t>(row)];
    if (node.role == Role_::Entity)
        m_session->selection()->select(toQString(node.type->name), toQString(node.id));
    else if (node.role == Role_::More)
        m_tree->loadMore(*m_rows[static_cast<std::size_t>(row)]);
    else
        toggle(row);
}

void ExplorerModel::toggleSelected(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    const ExplorerNode& node = *m_rows[static_cast<std::size_t>(row)];
    if (node.role == Role_::Entity)
        m_session->selection()->toggle(toQString(node.type->name), toQString(node.id));
}

void ExplorerModel::selectRange(int from, int to)
{
    if (m_rows.empty())
        return;
    QList<Selection::Entity> entities;
    const int step = from <= to ? 1 : -1;
    for (int row = std::clamp(from, 0, rowCount() - 1);; row += step) {
        const ExplorerNode& node = *m_rows[static_cast<std::size_t>(row)];
        if (node.role == Role_::Entity)
            entities.append({toQString(node.type->name), toQString(node.id)});
        if (row == std::clamp(to, 0, rowCount() - 1))
            break;
    }
    m_session->selection()->selectAll(entities);
}

QString ExplorerModel::dragText(int row) const
{
    if (row < 0 || row >= rowCount() || m_rows[static_cast<std::size_t>(row)]->role != Role_::Entity)
        return {};
    const ExplorerNode& node = *m_rows[static_cast<std::size_t>(row)];
    if (!m_session->selection()->contains(toQString(node.id)))
        return toQString(node.type->name + " " + node.id);
    QStringList lines;
    for (const Selection::Entity& one : m_session->selection()->entities())
        lines.append(one.type + ' ' + one.id);
    return lines.join('\n');
}

QString ExplorerModel::dragLabel(int row) const
{
    const int others = static_cast<int>(dragText(row).count('\n'));
    const QString name = data(index(row), NameRole).toString();
    return others > 0 ? tr("%1 and %n more", nullptr, others).arg(name) : name;
}

int ExplorerModel::parentRow(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    const ExplorerNode* parent = m_rows[static_cast<std::size_t>(row)]->parent;
    return parent ? rowOf(*parent) : -1;
}

void ExplorerModel::rememberUnfolded()
{
    QStringList keys;
    for (const ExplorerNode* node : m_rows) {
        if (node->isExpanded)
            keys.append(toQString(node->key()));
    }
    m_session->remember("unfolded", keys);
}

} // namespace campaign
