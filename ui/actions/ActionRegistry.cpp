// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionRegistry.h"

#include <QKeySequence>
#include <QSettings>

#include <algorithm>

namespace campaign {

namespace {

const char* const settingsGroup = "shortcuts/";

/// One spelling for the same keys; "" for what is not a key.
QString canonical(const QString& shortcut)
{
    return QKeySequence(shortcut).toString(QKeySequence::PortableText);
}

bool standsIn(const Action& action, const QString& place)
{
    return action.declaration().places.contains(place);
}

} // namespace

ActionRegistry::ActionRegistry(QObject* parent)
    : QAbstractListModel(parent)
{
    for (QTimer* timer : {&m_refresh, &m_menusChange}) {
        timer->setSingleShot(true);
        timer->setInterval(0);
    }
    connect(&m_refresh, &QTimer::timeout, this, &ActionRegistry::refresh);
    connect(&m_menusChange, &QTimer::timeout, this, &ActionRegistry::menusChanged);
}

void ActionRegistry::addMenu(const QString& place, const QString& title, int group)
{
    m_menus.push_back({place, title, group, m_actions.size()});
    m_menusChange.start();
}

Action* ActionRegistry::add(ActionDeclaration declaration)
{
    if (action(declaration.id)) {
        qWarning("Two commands are called %s.", qPrintable(declaration.id));
        return nullptr;
    }
    for (QString* keys : {&declaration.shortcut, &declaration.otherShortcut}) {
        *keys = canonical(*keys);
        if (const Action* holder = holderOf(*keys)) {
            qWarning("%s and %s want the same keys.", qPrintable(declaration.id), qPrintable(holder->actionId()));
            keys->clear();
        }
    }
    const QVariant chosen = QSettings().value(settingsGroup + declaration.id);
    beginInsertRows({}, count(), count());
    m_actions.push_back(std::make_unique<Action>(std::move(declaration)));
    Action* added = m_actions.back().get();
    endInsertRows();
    if (chosen.isValid() && !holderOf(chosen.toString()))
        added->setShortcut(chosen.toString());
    m_menusChange.start();
    return added;
}

void ActionRegistry::removeAll(const QString& idStart)
{
    for (std::size_t row = m_actions.size(); row-- > 0;) {
        if (!m_actions[row]->actionId().startsWith(idStart))
            continue;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        // Menus let go of it before it dies.
        m_actions[row].release()->deleteLater();
        m_actions.erase(m_actions.begin() + static_cast<std::ptrdiff_t>(row));
        endRemoveRows();
    }
    m_menusChange.start();
}

Action* ActionRegistry::action(const QString& id) const
{
    const auto found =
        std::find_if(m_actions.begin(), m_actions.end(), [&](const auto& one) { return one->actionId() == id; });
    return found == m_actions.end() ? nullptr : found->get();
}

Action* ActionRegistry::holderOf(const QString& shortcut) const
{
    if (shortcut.isEmpty())
        return nullptr;
    const auto found = std::find_if(m_actions.begin(), m_actions.end(),
                                    [&](const auto& one) { return one->shortcuts().contains(shortcut); });
    return found == m_actions.end() ? nullptr : found->get();
}

bool ActionRegistry::isInUse(const QString& place) const
{
    return std::any_of(m_actions.begin(), m_actions.end(), [&](const auto& action) {
        const QStringList& places = action->declaration().places;
        return std::any_of(places.begin(), places.end(),
                           [&](const QString& one) { return one == place || one.startsWith(place + '/'); });
    });
}

QVariantList ActionRegistry::menus()
{
    const QVariant self = QVariant::fromValue(this);
    QVariantList list;
    for (const MenuPlace& menu : m_menus) {
        if (!menu.place.contains('/') && isInUse(menu.place))
            list.append(QVariantMap{{"title", menu.title}, {"place", menu.place}, {"registry", self}});
    }
    return list;
}

QVariantList ActionRegistry::entries(const QString& place)
{
    const QVariant self = QVariant::fromValue(this);
    struct Line
    {
        int group;
        std::size_t position;
        QVariantMap entry;
    };
    std::vector<Line> lines;
    for (const MenuPlace& menu : m_menus) {
        const QString above = menu.place.section('/', 0, -2);
        if (above == place && !place.isEmpty() && isInUse(menu.place))
            lines.push_back(
                {menu.group, menu.position, {{"title", menu.title}, {"place", menu.place}, {"registry", self}}});
    }
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        if (standsIn(*m_actions[i], place))
            lines.push_back(
                {m_actions[i]->declaration().group, i, {{"action", QVariant::fromValue(m_actions[i].get())}}});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& left, const Line& right) {
        return std::tie(left.group, left.position) < std::tie(right.group, right.position);
    });
    QVariantList list;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].entry.insert("beginsGroup", i > 0 && lines[i].group != lines[i - 1].group);
        lines[i].entry.insert("position", static_cast<int>(i));
        list.append(lines[i].entry);
    }
    return list;
}

QString ActionRegistry::sectionOf(const Action& action) const
{
    for (const QString& place : action.declaration().places) {
        for (const MenuPlace& menu : m_menus) {
            if (menu.place == place.section('/', 0, 0))
                return QString(menu.title).remove('&');
        }
    }
    return {};
}

QString ActionRegistry::assign(const QString& id, const QString& shortcut)
{
    Action* wanted = action(id);
    const QString keys = canonical(shortcut);
    if (!wanted)
        return {};
    if (keys.isEmpty() && !shortcut.isEmpty())
        return tr("Those are no keys.");
    if (const Action* holder = holderOf(keys); holder && holder != wanted)
        return tr("%1 is taken by \"%2\".").arg(QKeySequence(keys).toString(QKeySequence::NativeText), holder->text());
    wanted->setShortcut(keys);
    if (keys == wanted->declaration().shortcut)
        QSettings().remove(settingsGroup + id);
    else
        QSettings().setValue(settingsGroup + id, keys);
    return {};
}

void ActionRegistry::restoreShortcuts()
{
    QSettings().remove("shortcuts");
    for (const auto& one : m_actions)
        one->setShortcut(one->declaration().shortcut);
}

void ActionRegistry::refreshSoon()
{
    m_refresh.start();
}

void ActionRegistry::refresh()
{
    for (const auto& one : m_actions)
        one->refresh();
}

int ActionRegistry::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ActionRegistry::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    Action* one = m_actions[static_cast<std::size_t>(index.row())].get();
    if (role == ActionRole)
        return QVariant::fromValue(one);
    return role == SectionRole ? sectionOf(*one) : QVariant();
}

QHash<int, QByteArray> ActionRegistry::roleNames() const
{
    return {{ActionRole, "action"}, {SectionRole, "section"}};
}

} // namespace campaign
