// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// Words for the user: passing ones (a toast) and ones that need reading (a problem with advice). GUI thread.
class Notifications : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")

public:
    using QObject::QObject;

    /// Something was done; offers to take it back.
    void offerUndo(const QString& sentence) { emit toast(sentence, tr("Undo"), "positive"); }
    void tell(const QString& sentence) { emit toast(sentence, {}, "positive"); }
    /// Something was refused; nothing changed.
    void refuse(const QString& sentence) { emit toast(sentence, {}, "critical"); }
    /// Something could not be done at all; the user has to read it.
    void raise(const QString& title, const QString& sentence, const QString& advice)
    {
        emit problem(title, sentence, advice);
    }

signals:
    /// `status` is positive, warning or critical; `action` is empty or the text of the one button.
    void toast(const QString& message, const QString& action, const QString& status);
    void problem(const QString& title, const QString& sentence, const QString& advice);
};

} // namespace campaign
