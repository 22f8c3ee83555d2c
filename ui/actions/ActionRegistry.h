// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/Action.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QVariant>

#include <memory>
#include <vector>

namespace campaign {

/// Every command of the window, declared once: menu bar, context menus, palette and the page of shortcuts are read from
/// here. As a model it lists the commands in the order of declaration. Two commands never share a shortcut. GUI thread.
class ActionRegistry : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has it.")
    /// The menu bar: a list of {title, place, registry}.
    Q_PROPERTY(QVariantList menus READ menus NOTIFY menusChanged)
    Q_PROPERTY(int count READ count NOTIFY menusChanged)

public:
    /// action: the Action. section: the title of the menu it stands in.
    enum Role { ActionRole = Qt::UserRole, SectionRole };

    explicit ActionRegistry(QObject* parent = nullptr);

    /// A menu of the menu bar, or a submenu ("view/theme"); menus appear once something stands in them.
    void addMenu(const QString& place, const QString& title, int group = 0);
    /// A second command of the same id or with a shortcut that is taken is a mistake of the programmer: the command
    /// is refused, or goes without the shortcut, with a warning.
    Action* add(ActionDeclaration declaration);
    /// Takes out every command whose id begins like this; for lists that change, as recent files.
    void removeAll(const QString& idStart);

    int count() const { return static_cast<int>(m_actions.size()); }
    const std::vector<std::unique_ptr<Action>>& actions() const { return m_actions; }
    /// Null when there is none.
    Q_INVOKABLE campaign::Action* action(const QString& id) const;
    /// What stands in a menu, in order: a list of {action, beginsGroup} and of {title, place, registry, beginsGroup}
    /// for submenus.
    Q_INVOKABLE QVariantList entries(const QString& place);
    QVariantList menus();
    /// The title of the menu a command stands in, "" for none.
    QString sectionOf(const Action& action) const;

    /// Gives a command other keys ("" for none) and keeps that in the settings. Answers "" or why not.
    Q_INVOKABLE QString assign(const QString& id, const QString& shortcut);
    Q_INVOKABLE void restoreShortcuts();

    /// Asks all commands whether they can run now; once per turn of the event loop.
    void refreshSoon();
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void menusChanged();

private:
    struct MenuPlace
    {
        QString place;
        QString title;
        int group = 0;
        std::size_t position = 0; // among commands: it stands where it was declared
    };
    bool isInUse(const QString& place) const;
    Action* holderOf(const QString& shortcut) const;

    std::vector<std::unique_ptr<Action>> m_actions;
    std::vector<MenuPlace> m_menus;
    QTimer m_refresh;
    QTimer m_menusChange;
};

} // namespace campaign
