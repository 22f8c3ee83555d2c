// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/effects/EffectChanges.h"

#include <QTimer>

namespace campaign {

/// An effect while it is being written: in words or as its patch, both in step; what the server would say of it and
/// what it would do now, while it is typed. Nothing is stored before save(). GUI thread.
class EffectDraft : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY edited)
    /// Of which event or encounter.
    Q_PROPERTY(QString subjectType MEMBER m_subjectType NOTIFY edited)
    Q_PROPERTY(QString subjectId MEMBER m_subjectId NOTIFY edited)
    Q_PROPERTY(QString subjectName MEMBER m_subjectName NOTIFY edited)
    /// "" for one that is not stored yet.
    Q_PROPERTY(QString effectId READ effectId NOTIFY edited)
    /// It was asked for and has not come: nothing can be written until then.
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY edited)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY edited)
    /// What it is called when the user gives no name.
    Q_PROPERTY(QString usualName READ usualName NOTIFY edited)
    Q_PROPERTY(bool isActive READ isActive WRITE setActive NOTIFY edited)
    /// Indexes of the lists of words.
    Q_PROPERTY(int phase READ phase WRITE setPhase NOTIFY edited)
    Q_PROPERTY(QStringList phases READ phases CONSTANT)
    Q_PROPERTY(int action READ action WRITE setAction NOTIFY edited)
    Q_PROPERTY(QStringList actions READ actions CONSTANT)
    Q_PROPERTY(int target READ target WRITE setTarget NOTIFY edited)
    Q_PROPERTY(QStringList targets READ targets NOTIFY edited)
    /// A list of {type, label}: what the chosen thing may be, and what can be made.
    Q_PROPERTY(QVariantList targetTypes READ targetTypes NOTIFY edited)
    Q_PROPERTY(QString targetType READ targetType WRITE setTargetType NOTIFY edited)
    Q_PROPERTY(QString targetId READ targetId WRITE setTargetId NOTIFY edited)
    Q_PROPERTY(QString targetName READ targetName NOTIFY edited)
    Q_PROPERTY(QString targetTag READ targetTag WRITE setTargetTag NOTIFY edited)
    /// The steps of a patch, or the fields of what is made.
    Q_PROPERTY(campaign::EffectChanges* changes READ changes CONSTANT)
    Q_PROPERTY(QVariantList madeTypes READ madeTypes NOTIFY edited)
    Q_PROPERTY(QString madeType READ madeType WRITE setMadeType NOTIFY edited)
    Q_PROPERTY(QString madeName READ madeName WRITE setMadeName NOTIFY edited)
    Q_PROPERTY(int levels READ levels WRITE setLevels NOTIFY edited)
    Q_PROPERTY(QString logText READ logText WRITE setLogText NOTIFY edited)
    /// When: at once, after some world time, at a world time, after some real time; and how much of which unit.
    Q_PROPERTY(int delay READ delay WRITE setDelay NOTIFY edited)
    Q_PROPERTY(QStringList delays READ delays CONSTANT)
    Q_PROPERTY(int delayAmount READ delayAmount WRITE setDelayAmount NOTIFY edited)
    Q_PROPERTY(int delayUnit READ delayUnit WRITE setDelayUnit NOTIFY edited)
    Q_PROPERTY(QStringList delayUnits READ delayUnits CONSTANT)
    Q_PROPERTY(QString delayTime READ delayTime WRITE setDelayTime NOTIFY edited)
    /// Such a date as the world writes it; and why what was typed is none, "" when it is one.
    Q_PROPERTY(QString delayExample READ delayExample NOTIFY edited)
    Q_PROPERTY(QString delayProblem READ delayProblem NOTIFY edited)
    /// The payload as JSON, and why it is none.
    Q_PROPERTY(QString source READ source WRITE setSource NOTIFY edited)
    Q_PROPERTY(QString sourceProblem READ sourceProblem NOTIFY edited)
    /// "Raises population of Harrowford by 50".
    Q_PROPERTY(QString sentence READ sentence NOTIFY edited)
    /// What the server says against it, "" for nothing; whether it cannot be stored for that, or only would fail as
    /// things are now; and what it would do now, in lines.
    Q_PROPERTY(QString problem READ problem NOTIFY tried)
    Q_PROPERTY(bool isRefused READ isRefused NOTIFY tried)
    Q_PROPERTY(QStringList outcome READ outcome NOTIFY tried)
    /// When it would do that: "It would do this now:".
    Q_PROPERTY(QString outcomeHeading READ outcomeHeading NOTIFY edited)
    Q_PROPERTY(bool canSave READ canSave NOTIFY tried)
    /// What is still to be said before it can be tried, "" for nothing: no fault, it is only not finished.
    Q_PROPERTY(QString missing READ missing NOTIFY edited)

public:
    explicit EffectDraft(QObject* parent = nullptr);

    QString effectId() const { return m_effectId; }
    bool isLoading() const { return m_isLoading; }
    QString name() const { return text("name"); }
    void setName(const QString& name);
    QString usualName() const;
    bool isActive() const;
    void setActive(bool active) { set("isActive", Value(active)); }
    int phase() const;
    void setPhase(int phase);
    QStringList phases() const;
    int action() const;
    void setAction(int action);
    QStringList actions() const;
    int target() const;
    void setTarget(int target);
    QStringList targets() const;
    QVariantList targetTypes() const;
    QString targetType() const { return text("targetType"); }
    void setTargetType(const QString& type);
    QString targetId() const { return text("targetId"); }
    void setTargetId(const QString& id);
    QString targetName() const;
    QString targetTag() const { return text("targetTag"); }
    void setTargetTag(const QString& tag);
    EffectChanges* changes() { return &m_changes; }
    QVariantList madeTypes() const;
    QString madeType() const;
    void setMadeType(const QString& type);
    QString madeName() const;
    void setMadeName(const QString& name);
    int levels() const;
    void setLevels(int levels);
    QString logText() const;
    void setLogText(const QString& text);
    int delay() const { return m_delay; }
    void setDelay(int delay);
    QStringList delays() const;
    int delayAmount() const { return m_delayAmount; }
    void setDelayAmount(int amount);
    int delayUnit() const { return m_delayUnit; }
    void setDelayUnit(int unit);
    QStringList delayUnits() const;
    QString delayTime() const;
    void setDelayTime(const QString& time);
    QString delayExample() const;
    QString delayProblem() const { return m_delayProblem; }
    QString source() const { return m_source; }
    void setSource(const QString& source);
    QString sourceProblem() const { return m_sourceProblem; }
    QString sentence() const;
    QString problem() const { return m_problem; }
    bool isRefused() const { return m_isRefused; }
    QStringList outcome() const { return m_outcome; }
    QString outcomeHeading() const;
    bool canSave() const;
    QString missing() const;

    /// A new one of that priority.
    Q_INVOKABLE void begin(int priority);
    /// Takes a stored effect for editing.
    Q_INVOKABLE void load(const QString& effectId);
    /// Puts away what is written and not saved, for resume(); of several the last. For an editor that is left.
    Q_INVOKABLE void keep();
    /// Takes up what was put away for this event or encounter. False when there is nothing.
    Q_INVOKABLE bool resume();
    /// What is written is given up.
    Q_INVOKABLE void discard();
    /// One change; saved() follows, or problem says why not.
    Q_INVOKABLE void save();

signals:
    void edited();
    void tried();
    void saved();

private:
    static Value orNull(const QString& text);
    QString text(const char* field) const;
    const Value& payload() const;
    void set(const char* field, Value value);
    void setPayload(Value payload);
    void writeSource();
    catalogue::Duration delayClock() const;
    std::int64_t unitSeconds(int unit) const;
    std::int64_t delaySeconds() const { return m_delayAmount * unitSeconds(m_delayUnit); }
    void writeDelay();
    void readDelay();
    void takeStored(const client::Reply& reply);
    void takeEffect();
    void askTargetName();
    void takeSteps();
    void giveSteps();
    void follow();
    void tryOut();
    void take(const Value& trial);
    Value::Object input() const;

    Session* m_session = nullptr;
    QString m_subjectType;
    QString m_subjectId;
    QString m_subjectName;
    QString m_effectId;
    Value m_before;                          ///< as it was before anything was written
    QString m_beganId;                       ///< whose effect it is, also when the subject is another already
    Value m_effect = Value::Object();        ///< its fields as the API has them
    std::map<std::string, Value> m_payloads; ///< of actions chosen before, so that trying another loses nothing
    EffectChanges m_changes;
    int m_delay = 0;
    int m_delayAmount = 1;
    int m_delayUnit = 1;
    QString m_delayText; // as typed, while it is no date
    QString m_delayProblem;
    QString m_source;
    QString m_sourceProblem;
    QString m_problem;
    QStringList m_outcome;
    bool m_isLoading = false;
    bool m_isTried = false;
    bool m_isRefused = false;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_try;
};

} // namespace campaign
