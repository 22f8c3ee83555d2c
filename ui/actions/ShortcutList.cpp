// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ShortcutList.h"

#include <algorithm>
#include <limits>

namespace campaign {

void ShortcutList::setRegistry(ActionRegistry* registry)
{
    if (m_registry == registry)
        return;
    m_registry = registry;
    arrange();
    emit registryChanged();
}

void ShortcutList::arrange()
{
    beginResetModel();
    m_rows.clear();
    QStringList titles;
    for (const QVariant& menu : m_registry ? m_registry->menus() : QVariantList())
        titles.append(menu.toMap()["title"].toString().remove('&'));
    for (int row = 0; m_registry && row < m_registry->count(); ++row) {
        Action* action = m_registry->actions()[static_cast<std::size_t>(row)].get();
        const QString section = m_registry->sectionOf(*action);
        const auto menu = static_cast<int>(titles.indexOf(section));
        if (action->shortcuts().isEmpty())
            m_rows.push_back({action, tr("Without keys"), std::numeric_limits<int>::max()});
        else
            m_rows.push_back(
                {action, menu < 0 ? tr("Elsewhere") : section, menu < 0 ? static_cast<int>(titles.size()) : menu});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const Row& left, const Row& right) { return left.menu < right.menu; });
    endResetModel();
}

int ShortcutList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ShortcutList::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == ActionRegistry::ActionRole)
        return QVariant::fromValue(row.action.data());
    return role == ActionRegistry::SectionRole ? row.section : QVariant();
}

QHash<int, QByteArray> ShortcutList::roleNames() const
{
    return {{ActionRegistry::ActionRole, "action"}, {ActionRegistry::SectionRole, "section"}};
}

} // namespace campaign
