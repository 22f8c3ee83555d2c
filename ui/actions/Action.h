// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace campaign {

/// All there is to say about a command of the window. `id` ("edit.undo") names it in the settings and in tests.
struct ActionDeclaration
{
    QString id{};
    QString title{}; ///< with the menu's mnemonic: "&Undo"
    /// Where it stands: "edit", "view/theme" for a submenu, "context/entity" for a context menu; none: palette alone.
    QStringList places{};
    int group = 0;           ///< of its menus; a line is drawn between groups
    QString shortcut{};      ///< portable text, "" for none
    QString otherShortcut{}; ///< a second one that people know from elsewhere; it stays when they choose another first
    QString icon{};
    std::function<void()> run{};
    std::function<bool()> isEnabled{}; ///< none: always
    std::function<QString()> whyNot{}; ///< what to do first when it cannot run, a sentence; "" or none: nothing helps
    std::function<QString()> liveTitle{}; ///< none: the title stays
    std::function<bool()> isChecked{};    ///< none: it cannot be checked
};

/// A command of the window as menus, palette and the page of shortcuts show it. The registry makes and owns it; GUI
/// thread.
class Action : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The registry makes it.")
    Q_PROPERTY(QString actionId READ actionId CONSTANT)
    /// For menus, with the mnemonic.
    Q_PROPERTY(QString title READ title NOTIFY changed)
    /// The same without it.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString iconName READ iconName CONSTANT)
    Q_PROPERTY(QString shortcut READ shortcut NOTIFY changed)
    /// As the keys are called here, "" for none.
    Q_PROPERTY(QString shortcutText READ shortcutText NOTIFY changed)
    Q_PROPERTY(QString otherShortcutText READ otherShortcutText CONSTANT)
    /// All that run it, for the window's shortcuts.
    Q_PROPERTY(QStringList shortcuts READ shortcuts NOTIFY changed)
    Q_PROPERTY(bool enabled READ isEnabled NOTIFY changed)
    Q_PROPERTY(bool checkable READ isCheckable CONSTANT)
    Q_PROPERTY(bool checked READ isChecked NOTIFY changed)

public:
    explicit Action(ActionDeclaration declaration, QObject* parent = nullptr);

    const ActionDeclaration& declaration() const { return m_declaration; }
    QString actionId() const { return m_declaration.id; }
    QString title() const { return m_title; }
    QString text() const;
    QString iconName() const { return m_declaration.icon; }
    QString shortcut() const { return m_shortcut; }
    QString shortcutText() const;
    QString otherShortcutText() const;
    QStringList shortcuts() const;
    bool isEnabled() const { return m_isEnabled; }
    /// What has to be done before it can run, a sentence; "" when it can, or when there is nothing to say.
    QString whyNot() const;
    bool isCheckable() const { return static_cast<bool>(m_declaration.isChecked); }
    bool isChecked() const { return m_isChecked; }

    /// Runs the command if it can run now.
    Q_INVOKABLE void trigger();
    /// Portable text of keys that were pressed (Qt::Key and Qt::KeyboardModifiers).
    Q_INVOKABLE static QString keysOf(int key, int modifiers);
    void setShortcut(const QString& shortcut);
    /// Asks the declaration's questions again.
    void refresh();

signals:
    void changed();
    void triggered();

private:
    ActionDeclaration m_declaration;
    QString m_title;
    QString m_shortcut;
    bool m_isEnabled = true;
    bool m_isChecked = false;
};

} // namespace campaign
