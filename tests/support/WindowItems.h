// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>
#include <QQuickWindow>

namespace campaign::support {

/// The item of that object name, null when there is none. Walks the visual tree: what loaders and delegates make hangs
/// nowhere else.
inline QQuickItem* itemNamed(const QQuickWindow& window, const QString& name)
{
    QList<QQuickItem*> open{window.contentItem()};
    while (!open.isEmpty()) {
        QQuickItem* next = open.takeLast();
        if (next->objectName() == name)
            return next;
        open.append(next->childItems());
    }
    return nullptr;
}

} // namespace campaign::support
