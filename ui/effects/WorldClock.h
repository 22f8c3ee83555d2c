// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QTimer>
#include <QVariant>

#include <optional>

namespace campaign {

/// Setting the world's clock forward: a date as the world writes it or how much later ("+3 days"), what would come due
/// on the way, and the setting itself: one change, taken back by one undo. GUI thread.
class WorldClock : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY edited)
    /// Where the clock stands, "" while the world has none; follows it.
    Q_PROPERTY(QString present READ present NOTIFY tried)
    Q_PROPERTY(QString example READ example NOTIFY tried)
    /// The date wanted or how much later, as typed.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY edited)
    /// Why it cannot be set so, "" when it can or nothing is typed.
    Q_PROPERTY(QString problem READ problem NOTIFY tried)
    /// Where the clock would then stand, "" while that is not known.
    Q_PROPERTY(QString goal READ goal NOTIFY tried)
    /// Usual lengths of time that text may be set to: {text, label}.
    Q_PROPERTY(QVariantList steps READ steps NOTIFY tried)
    /// What would run, in its order, the first of many: {title: "hunger, 3 Reaping 1042 FC", lines: what it changes}.
    Q_PROPERTY(QVariantList due READ due NOTIFY tried)
    /// How many more would run.
    Q_PROPERTY(int moreDue MEMBER m_moreDue NOTIFY tried)
    /// Whether the server has agreed to the date that stands there.
    Q_PROPERTY(bool isReady READ isReady NOTIFY tried)

public:
    explicit WorldClock(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString present() const { return m_present; }
    QString example() const;
    QString text() const { return m_text; }
    void setText(const QString& text);
    QString problem() const { return m_problem; }
    QString goal() const { return m_goal; }
    QVariantList steps() const;
    QVariantList due() const { return m_due; }
    bool isReady() const { return m_isReady; }

    /// Forgets what was typed and asks where the clock stands.
    Q_INVOKABLE void begin();
    /// What the text becomes when one of steps is pressed: "+8 hours" upon "+8 hours" is "+16 hours"; upon a date or
    /// nothing it stands alone.
    Q_INVOKABLE QString plus(const QString& step) const;
    /// Sets it and tells where it stands then and how much ran; problem says why not.
    Q_INVOKABLE void set();

signals:
    void edited();
    void tried();

private:
    void askPresent();
    void readText();
    void preview();
    void take(const Value& step);
    void tell(const Value& step) const;
    Value::Object input() const;

    Session* m_session = nullptr;
    QString m_present;
    bool m_isKnown = false; // whether it has been asked where the clock stands
    std::optional<catalogue::WorldTime> m_now;
    QString m_text;
    QString m_problem;
    QString m_goal;
    QVariantList m_due;
    int m_moreDue = 0;
    bool m_isReady = false;
    catalogue::WorldTime m_to = catalogue::always;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_preview;
};

} // namespace campaign
