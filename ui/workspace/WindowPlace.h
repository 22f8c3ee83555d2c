// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWindow>

namespace campaign {

/// Where the window stood and how large it was: put back at the next start, kept whenever it changes. A window that was
/// maximised remembers what it was before. GUI thread; the application owns it.
class WindowPlace : public QObject
{
    Q_OBJECT

public:
    explicit WindowPlace(QObject* parent = nullptr);

    /// Puts the window where it stood, unless no screen is there any more, and follows it from now on.
    void follow(QWindow& window);

private:
    void restore();
    void keep() const;

    QPointer<QWindow> m_window;
    QTimer m_rest;
};

} // namespace campaign
