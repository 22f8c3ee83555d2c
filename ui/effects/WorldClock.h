// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QTimer>

namespace campaign {

/// Setting the world's clock forward: the date as the world writes it, what would come due on the way, and the setting
/// itself: one change, taken back by one undo. GUI thread.
class WorldClock : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY edited)
    /// Where the clock stands, "" while the world has none.
    Q_PROPERTY(QString present READ present NOTIFY tried)
    Q_PROPERTY(QString example READ example NOTIFY tried)
    /// The date wanted, as typed.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY edited)
    /// Why it cannot be set so, "" when it can or nothing is typed.
    Q_PROPERTY(QString problem READ problem NOTIFY tried)
    /// What would run, in its order: "hunger, 3 Reaping 1042 FC".
    Q_PROPERTY(QStringList due READ due NOTIFY tried)
    /// Whether the server has agreed to the date that stands there.
    Q_PROPERTY(bool isReady READ isReady NOTIFY tried)

public:
    explicit WorldClock(QObject* parent = nullptr);

    QString present() const { return m_present; }
    QString example() const;
    QString text() const { return m_text; }
    void setText(const QString& text);
    QString problem() const { return m_problem; }
    QStringList due() const { return m_due; }
    bool isReady() const { return m_isReady; }

    /// Forgets what was typed and asks where the clock stands.
    Q_INVOKABLE void begin();
    /// Sets it; problem says why not.
    Q_INVOKABLE void set();

signals:
    void edited();
    void tried();

private:
    void preview();
    void take(const Value& step);
    Value::Object input() const;

    Session* m_session = nullptr;
    QString m_present;
    QString m_text;
    QString m_problem;
    QStringList m_due;
    bool m_isReady = false;
    catalogue::WorldTime m_to = catalogue::always;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_preview;
};

} // namespace campaign
