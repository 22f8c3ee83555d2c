// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// The rules that compute fields of an entity: its own before those of its type, by field and falling priority, as they
/// are tried. GUI thread.
class EntityRules : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {id, name, field, priority, isActive, isOwn, formula, isFormula}: formula is the rule's text, or its
    /// JSON when formulas cannot say it.
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed)

public:
    using EntityAspect::EntityAspect;
    QVariantList rules() const { return m_rules; }

    Q_INVOKABLE void setActive(const QString& ruleId, bool active);
    Q_INVOKABLE void remove(const QString& ruleId);

protected:
    void clear() override { m_rules.clear(); }
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    QVariantMap rowOf(const Value& rule) const;

    QVariantList m_rules;
};

} // namespace campaign
