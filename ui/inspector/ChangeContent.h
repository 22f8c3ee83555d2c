// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

namespace campaign {

/// What one change of the log did, thing by thing, in words. Asked for when the change is set. GUI thread.
class ChangeContent : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY asked)
    /// Its number, which QML has as a real one; 0 for none.
    Q_PROPERTY(double change READ change WRITE setChange NOTIFY asked)
    /// A list of {title, icon, lines}: "Harrowford, settlement, made", lines like "Level: 2 → 3".
    Q_PROPERTY(QVariantList things READ things NOTIFY changed)
    /// How many more there are than are listed.
    Q_PROPERTY(int more READ more NOTIFY changed)

public:
    using QObject::QObject;

    double change() const { return static_cast<double>(m_change); }
    void setChange(double change);
    QVariantList things() const { return m_things; }
    int more() const { return m_more; }

signals:
    void asked();
    void changed();

private:
    void ask();
    void take(const Value& things);
    QVariantMap thingOf(const Value& thing) const;

    Session* m_session = nullptr;
    std::int64_t m_change = 0;
    QVariantList m_things;
    int m_more = 0;
};

} // namespace campaign
