// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

#include <QVariant>

namespace campaign {

/// What an event or encounter has put off, or of a world all that was: effects and resolutions that wait for their
/// time, and those that failed when it came. GUI thread.
class ScheduledEffects : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {id, name, when, waits, problem, ofType, ofId, ofName}, the next one first. waits: its time is over
    /// and it is for the user to run it; problem is empty while it has not failed.
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    QVariantList rows() const;

    /// It does not run any more; one step of undo.
    Q_INVOKABLE void cancel(const QString& scheduledId);
    /// It runs at once, whatever its time; one step of undo.
    Q_INVOKABLE void runNow(const QString& scheduledId);

protected:
    void clear() override;
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    void take(const Value& data);
    /// told: what a toast says of it when it is done, with its name.
    void change(const std::string& mutation, const QString& scheduledId, const QString& told);
    QString whenOf(const Value& scheduled) const;

    std::vector<Value> m_shown;
};

} // namespace campaign
