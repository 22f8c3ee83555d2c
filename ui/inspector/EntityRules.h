// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// The rules that compute fields of an entity: its own before those of its type, by field and falling priority, as they
/// are tried; and the conditions that decide whether an event or encounter can happen. GUI thread.
class EntityRules : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// A list of {id, name, field, priority, isActive, isOwn, sentence}: what it computes in words, and how; sentence
    /// is
    /// "" when only its source shows that.
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed)
    /// Whether there can be conditions, and those there are: the same without field and priority.
    Q_PROPERTY(bool takesConditions READ takesConditions NOTIFY subjectChanged)
    Q_PROPERTY(QVariantList conditions READ conditions NOTIFY changed)

public:
    using EntityAspect::EntityAspect;
    QVariantList rules() const { return m_rules; }
    bool takesConditions() const;
    QVariantList conditions() const { return m_conditions; }

    Q_INVOKABLE void setActive(const QString& ruleId, bool active);
    Q_INVOKABLE void remove(const QString& ruleId);

protected:
    void clear() override;
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    void askConditions();
    QVariantMap rowOf(const Value& rule) const;

    QVariantList m_rules;
    QVariantList m_conditions;
};

} // namespace campaign
