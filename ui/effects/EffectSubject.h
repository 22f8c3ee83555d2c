// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// What an effect does and of which event or encounter it is, wherever it is met. GUI thread.
class EffectSubject : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// "Sets morale of the settlement where “The storm” happens to 66".
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    /// "When The pickle riot happens".
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QString ofType READ ofType NOTIFY changed)
    Q_PROPERTY(QString ofId READ ofId NOTIFY changed)
    Q_PROPERTY(QString ofName READ ofName NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    QString sentence() const;
    QString when() const;
    QString ofType() const;
    QString ofId() const;
    QString ofName() const;

protected:
    void clear() override { m_effect = Value(); }
    void ask() override;

private:
    Value m_effect; // as the API has it; null while unknown
};

} // namespace campaign
