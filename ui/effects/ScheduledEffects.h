// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

#include <QVariant>

namespace campaign {

/// What an event or encounter has put off: effects and resolutions that wait for their time, and those that failed when
/// it came. GUI thread.
class ScheduledEffects : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {id, name, when, problem}, the next one first; problem is empty while it waits.
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    QVariantList rows() const { return m_rows; }

    /// It does not run any more; one step of undo.
    Q_INVOKABLE void cancel(const QString& scheduledId);

protected:
    void clear() override;
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    void take(const Value& data);
    QString whenOf(const Value& scheduled) const;

    QVariantList m_rows;
};

} // namespace campaign
