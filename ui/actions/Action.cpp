// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/Action.h"

#include <QKeySequence>
#include <QQmlEngine>

namespace campaign {

Action::Action(ActionDeclaration declaration, QObject* parent)
    : QObject(parent)
    , m_declaration(std::move(declaration))
    , m_title(m_declaration.title)
    , m_shortcut(m_declaration.shortcut)
{
    // The registry owns it; QML, which gets it from functions, must not.
    QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
    refresh();
}

QString Action::text() const
{
    QString text = m_title;
    const qsizetype mark = text.indexOf('&');
    return mark < 0 ? text : text.remove(mark, 1);
}

QString Action::shortcutText() const
{
    return QKeySequence(m_shortcut).toString(QKeySequence::NativeText);
}

QString Action::otherShortcutText() const
{
    return QKeySequence(m_declaration.otherShortcut).toString(QKeySequence::NativeText);
}

QStringList Action::shortcuts() const
{
    QStringList all{m_shortcut, m_declaration.otherShortcut};
    all.removeAll(QString());
    return all;
}

QString Action::whyNot() const
{
    return m_isEnabled || !m_declaration.whyNot ? QString() : m_declaration.whyNot();
}

void Action::trigger()
{
    refresh();
    if (!m_isEnabled || !m_declaration.run)
        return;
    m_declaration.run();
    emit triggered();
}

QString Action::keysOf(int key, int modifiers)
{
    const auto held = Qt::KeyboardModifiers::fromInt(modifiers) & ~Qt::KeypadModifier;
    return QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(key))).toString(QKeySequence::PortableText);
}

void Action::setShortcut(const QString& shortcut)
{
    if (m_shortcut == shortcut)
        return;
    m_shortcut = shortcut;
    emit changed();
}

void Action::refresh()
{
    const bool isEnabled = !m_declaration.isEnabled || m_declaration.isEnabled();
    const bool isChecked = m_declaration.isChecked && m_declaration.isChecked();
    const QString title = m_declaration.liveTitle ? m_declaration.liveTitle() : m_declaration.title;
    if (isEnabled == m_isEnabled && isChecked == m_isChecked && title == m_title)
        return;
    m_isEnabled = isEnabled;
    m_isChecked = isChecked;
    m_title = title;
    emit changed();
}

} // namespace campaign
