// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <vector>

namespace campaign {

/// What Esc does, one level a press: close the popup, cancel the tool, leave the edit field, hide the message, leave
/// the form, clear the selection. (Modal popups take the key before it comes here.) The lowest rung that applies is
/// taken; rungs are declared in one place. GUI thread.
class EscapeLadder : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has it.")

public:
    using QObject::QObject;

    /// Lower numbers are tried first.
    enum Level { Popup, Tool, EditField, Notice, Form, Selection };

    void add(Level level, std::function<bool()> applies, std::function<void()> step);
    /// While `owner` lives its slot "cancelTool()" ends a tool whenever its property "toolActive" is true. For views.
    Q_INVOKABLE void addTool(QObject* owner);
    /// While `owner` lives Esc calls its slot "hide()" whenever its property "isInTheWay" is true. For messages.
    Q_INVOKABLE void addNotice(QQuickItem* owner);
    /// While `owner` lives Esc calls its slot "leaveForm()" whenever its property "formOpen" is true: what was typed
    /// must not go with the selection.
    Q_INVOKABLE void addForm(QObject* owner);
    /// The layer that the window's popups stand in.
    Q_INVOKABLE void addPopups(QQuickItem* overlay);
    /// Closes every popup there is, modal ones too; for pictures and tests.
    void closePopups();
    /// False when there was nothing to leave.
    Q_INVOKABLE bool step();

signals:
    /// A popup was closed by Esc, not by choosing from it.
    void popupLeft();

private:
    struct Rung
    {
        Level level;
        std::function<bool()> applies;
        std::function<void()> step;
    };
    std::vector<Rung> m_rungs; // by level
    QPointer<QQuickItem> m_overlay;
};

} // namespace campaign
