// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/RuleNames.h"
#include "ui/rules/RuleBlocks.h"
#include "ui/rules/RuleText.h"
#include "ui/session/Session.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// A rule while it is being written: a formula or its JSON, what is wrong with it and where, and what it gives for the
/// entity at hand, letter by letter. Nothing is stored before save(). GUI thread.
class RuleDraft : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY edited)
    /// The entity it is tried on, as long as the rule can hold for it. What the rule is for is settled by load() or
    /// resume() and does not follow this.
    Q_PROPERTY(QString typeName MEMBER m_typeName WRITE setTypeName NOTIFY edited)
    Q_PROPERTY(QString entityId MEMBER m_entityId WRITE setEntityId NOTIFY edited)
    /// Something was given up that bringBack() has for this entity.
    Q_PROPERTY(bool isGivenUp READ isGivenUp NOTIFY edited)
    /// "" for a rule that is not stored yet.
    Q_PROPERTY(QString ruleId READ ruleId NOTIFY loaded)
    /// It was asked for and has not come: nothing can be written until then.
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY edited)
    Q_PROPERTY(QString name MEMBER m_name NOTIFY edited)
    /// What it computes, as a name: "isLarge".
    Q_PROPERTY(QString field MEMBER m_field NOTIFY edited)
    /// The same as people call it: "Is large". Setting it gives the name.
    Q_PROPERTY(QString fieldLabel READ fieldLabel WRITE setFieldLabel NOTIFY edited)
    Q_PROPERTY(int priority MEMBER m_priority NOTIFY edited)
    Q_PROPERTY(bool isActive MEMBER m_isActive NOTIFY edited)
    /// It decides whether this event or encounter can happen, and computes nothing.
    Q_PROPERTY(bool isCondition MEMBER m_isCondition NOTIFY edited)
    /// For one entity alone, not for all of its type: the one at hand when this is set.
    Q_PROPERTY(bool isOwn MEMBER m_isOwn WRITE setOwn NOTIFY edited)
    /// The same rule as blocks; an edit of either shows in the other.
    Q_PROPERTY(campaign::RuleBlocks* blocks READ blocks CONSTANT)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY edited)
    /// The text is JSON; turning it translates the text if that can be done.
    Q_PROPERTY(bool isJson READ isJson WRITE setJson NOTIFY edited)
    /// Why the text is no rule, "" when it is one, and the place in it (characters from 0, −1 for none).
    Q_PROPERTY(QString problem READ problem NOTIFY tried)
    Q_PROPERTY(int problemAt READ problemAt NOTIFY tried)
    /// What may not be meant so, though it is a rule: a name that nothing has; "" for nothing.
    Q_PROPERTY(QString doubt READ doubt NOTIFY tried)
    /// Whether closing the editor would lose something.
    Q_PROPERTY(bool isChanged READ isChanged NOTIFY edited)
    /// In words; "" while unknown, as it is while there is a doubt.
    Q_PROPERTY(QString result READ result NOTIFY tried)
    /// What it read on the way: a list of "population: 1,200".
    Q_PROPERTY(QStringList reads READ reads NOTIFY tried)
    Q_PROPERTY(bool canSave READ canSave NOTIFY tried)

public:
    explicit RuleDraft(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    /// The type it is for, whatever is selected.
    QString typeName() const { return m_beganType.isEmpty() ? m_typeName : m_beganType; }
    void setTypeName(const QString& name);
    /// What it is tried on; "" while something is selected for which it cannot hold.
    QString entityId() const { return fits() ? m_entityId : QString(); }
    void setEntityId(const QString& id);
    bool isOwn() const { return m_isOwn || m_isCondition; }
    void setOwn(bool own);
    /// The one entity it is for; "" for all of its type.
    QString ownId() const;
    /// Whether it can hold for what is selected.
    Q_INVOKABLE bool fits() const;
    bool isGivenUp() const { return !givenUp().isEmpty(); }
    /// The type it is for; null while there is none.
    const catalogue::Type* type() const;
    /// The rule as it stands, when it can be read.
    std::optional<Value> rule() const;
    /// The same while an answer would count: every name in it is known.
    std::optional<Value> answerable() const { return doubt().isEmpty() ? rule() : std::nullopt; }

    QString ruleId() const { return m_ruleId; }
    bool isLoading() const { return m_isLoading; }
    RuleBlocks* blocks() { return &m_blocks; }
    QString text() const { return m_text; }
    void setText(const QString& text);
    bool isJson() const { return m_isJson; }
    void setJson(bool json);
    QString problem() const { return m_problem; }
    int problemAt() const { return m_problemAt; }
    QString fieldLabel() const;
    void setFieldLabel(const QString& label);
    QString doubt() const;
    bool isChanged() const;
    QString result() const { return doubt().isEmpty() ? m_result : QString(); }
    QStringList reads() const { return m_reads; }
    bool canSave() const;

    /// Takes a stored rule for editing; "" begins a new one.
    Q_INVOKABLE void load(const QString& ruleId);
    /// One change; saved() follows, or problem says why not.
    Q_INVOKABLE void save();
    /// Remembers what is typed and not saved, for resume(); of every type and of every single entity the last.
    Q_INVOKABLE void keep();
    /// keep(), and the form is empty: for something selected that the rule cannot hold for.
    Q_INVOKABLE void putAway();
    /// Goes on with what was kept, when it is about this entity or its whole type. Whether there was any.
    Q_INVOKABLE bool resume();
    /// Forgets what was typed.
    Q_INVOKABLE void discard();
    /// discard(), but until another one is begun bringBack() has it again.
    Q_INVOKABLE void giveUp();
    Q_INVOKABLE bool bringBack();

signals:
    void loaded();
    void edited();
    void tried();
    void saved();
    /// Another entity is at hand: once, when its type and itself are known.
    void subjectChanged();
    /// Another rule, or on another entity: what was found out about it is old.
    void ruleChanged();

private:
    /// Of the entity that holds it.
    const catalogue::Type* ruleType() const;
    /// The type must be known.
    ruletext::Names names() const;
    void takeStored(const client::Reply& reply);
    void take(const Value& rule);
    /// The rule as it stands in the text; null with a problem.
    std::optional<Value> expression();
    /// Writes the rule down, as a formula if it can be said so and no source is wanted.
    void write(const Value& rule);
    void tryOut();
    void takeParts(const Value& trial);
    void takeTrial(const Value& trial);
    void fail(const QString& sentence, int at = -1);
    Value::Object input() const;
    QStringList typed() const;
    QVariantMap form() const;
    void takeForm(const QVariantMap& form);
    QVariantMap givenUp() const;
    QString keptAs() const;
    void forget(const QString& key);
    void takeNames();

    Session* m_session = nullptr;
    QString m_typeName;
    QString m_entityId;
    QString m_ruleId;
    QString m_name;
    QString m_field;
    QString m_label; // of the field, as typed
    int m_priority = 0;
    bool m_isLoading = false;
    bool m_isActive = true;
    bool m_isOwn = false;
    bool m_isCondition = false;
    QString m_text;
    bool m_isJson = false;
    std::optional<Value> m_expression;
    RuleBlocks m_blocks;
    RuleNames m_names;
    QStringList m_before; // what it was when it was loaded
    QString m_beganType;  // what it is for, also when something else is selected
    QString m_ownId;      // and the one it is for, when it is for one alone
    QString m_keptAs;     // where it was kept
    int m_forms = 0;      // answers for an earlier form are dropped
    QString m_problem;
    int m_problemAt = -1;
    QString m_result;
    QStringList m_reads;
    int m_trial = 0; // answers to earlier texts are dropped
    QTimer m_try;
    QTimer m_settled; // type and entity come one after the other
};

} // namespace campaign
