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
    /// The entity it is tried on, and the type it is for.
    Q_PROPERTY(QString typeName MEMBER m_typeName NOTIFY edited)
    Q_PROPERTY(QString entityId MEMBER m_entityId NOTIFY edited)
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
    /// For this entity alone, not for all of its type.
    Q_PROPERTY(bool isOwn MEMBER m_isOwn NOTIFY edited)
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
    /// In words; "" while unknown.
    Q_PROPERTY(QString result READ result NOTIFY tried)
    /// What it read on the way: a list of "population: 1,200".
    Q_PROPERTY(QStringList reads READ reads NOTIFY tried)
    Q_PROPERTY(bool canSave READ canSave NOTIFY tried)

public:
    explicit RuleDraft(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    QString typeName() const { return m_typeName; }
    QString entityId() const { return m_entityId; }
    bool isOwn() const { return m_isOwn || m_isCondition; }
    /// The type it is for; null while there is none.
    const catalogue::Type* type() const;
    /// The rule as it stands, when it can be read.
    std::optional<Value> rule() const;

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
    QString result() const { return m_result; }
    QStringList reads() const { return m_reads; }
    bool canSave() const;

    /// Takes a stored rule for editing; "" begins a new one.
    Q_INVOKABLE void load(const QString& ruleId);
    /// One change; saved() follows, or problem says why not.
    Q_INVOKABLE void save();
    /// Puts away what is typed and not saved, for resume(); of several the last. For an editor that is left.
    Q_INVOKABLE void keep();
    /// Goes on with what was put away, when it is about this entity or its whole type. Whether there was any.
    Q_INVOKABLE bool resume();
    /// Gives up what was typed.
    Q_INVOKABLE void discard();

signals:
    void loaded();
    void edited();
    void tried();
    void saved();
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
    QString m_beganType;  // what it was loaded for: an editor that is left has no entity any more
    QString m_beganId;
    QString m_problem;
    int m_problemAt = -1;
    QString m_result;
    QStringList m_reads;
    int m_trial = 0; // answers to earlier texts are dropped
    QTimer m_try;
};

} // namespace campaign
