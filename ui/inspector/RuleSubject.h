// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// What a rule or condition says and whom it is for, wherever it is met. GUI thread.
class RuleSubject : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool isRule READ isRule NOTIFY subjectChanged)
    Q_PROPERTY(bool isCondition READ isCondition NOTIFY subjectChanged)
    /// "Is trade hub of every settlement", "When The coronation can happen".
    Q_PROPERTY(QString heading READ heading NOTIFY changed)
    /// The rule as a sentence, "" when it has parts that only its source shows.
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    /// The type it is for, and the entity to try it on: the one it is for, or the first of the type; "" for none.
    Q_PROPERTY(QString forType READ forType NOTIFY changed)
    Q_PROPERTY(QString forLabel READ forLabel NOTIFY changed)
    Q_PROPERTY(QString exampleId READ exampleId NOTIFY changed)
    Q_PROPERTY(QString exampleName READ exampleName NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    bool isRule() const { return typeName() == "FieldCondition"; }
    bool isCondition() const { return typeName() == "Condition"; }
    QString heading() const;
    QString sentence() const;
    QString forType() const { return m_forType; }
    QString forLabel() const;
    QString exampleId() const { return m_exampleId; }
    QString exampleName() const { return m_exampleName; }

protected:
    void clear() override;
    void ask() override;

private:
    void take(const Value& rule);
    void askExample(const Id& owner);

    QString m_field;
    std::optional<Value> m_expression;
    QString m_forType;
    bool m_isOfOne = false;
    QString m_exampleId;
    QString m_exampleName;
};

} // namespace campaign
