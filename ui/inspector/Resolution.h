// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// Whether an event or encounter can happen now, what stands in its way, what its happening would change, and the
/// happening itself: one change, taken back by one undo. GUI thread.
class Resolution : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// Whether entities of this type happen at all.
    Q_PROPERTY(bool canHappen READ canHappen NOTIFY subjectChanged)
    Q_PROPERTY(bool isDone READ isDone NOTIFY changed)
    Q_PROPERTY(bool isAvailable READ isAvailable NOTIFY changed)
    /// What stands in the way, in sentences.
    Q_PROPERTY(QStringList reasons READ reasons NOTIFY changed)
    /// Though it is over or something stands in the way.
    Q_PROPERTY(bool isOverridden MEMBER m_isOverridden NOTIFY wanted)
    /// How it ended, in words of the game master's.
    Q_PROPERTY(QString outcome MEMBER m_outcome NOTIFY wanted)
    /// What would happen: a list of {phase, effects: [{name, problem, lines}]}, lines like "Harrowford · Level: 2 → 3".
    Q_PROPERTY(QVariantList phases READ phases NOTIFY previewed)
    /// What rules would make of it, in such lines.
    Q_PROPERTY(QStringList computed READ computed NOTIFY previewed)
    /// The effect that makes it fail, "" for none.
    Q_PROPERTY(QString failingEffect READ failingEffect NOTIFY previewed)
    /// What it would set off, in sentences.
    Q_PROPERTY(QStringList triggered READ triggered NOTIFY previewed)
    /// Why it cannot happen, "" when it can.
    Q_PROPERTY(QString problem READ problem NOTIFY previewed)
    Q_PROPERTY(bool isReady READ isReady NOTIFY previewed)

public:
    explicit Resolution(QObject* parent = nullptr);

    bool canHappen() const;
    bool isDone() const { return m_isDone; }
    bool isAvailable() const { return m_isAvailable; }
    QStringList reasons() const { return m_reasons; }
    QVariantList phases() const { return m_phases; }
    QStringList triggered() const { return m_triggered; }
    QStringList computed() const { return m_computed; }
    QString failingEffect() const { return m_failingEffect; }
    QString problem() const { return m_problem; }
    /// Whether the preview has come and nothing speaks against it.
    bool isReady() const { return m_isPreviewed && m_problem.isEmpty(); }

    /// Forgets what was chosen and asks what would happen now; asked again whenever a choice changes.
    Q_INVOKABLE void begin();
    /// Lets it happen; resolved() follows, or problem says why not.
    Q_INVOKABLE void resolve();

signals:
    void wanted();
    void previewed();
    void resolved();

protected:
    void clear() override;
    void ask() override;

private:
    void preview();
    void takePreview(const Value& preview);
    QVariantMap effectOf(const Value& result) const;

    bool m_isDone = false;
    bool m_isAvailable = false;
    QStringList m_reasons;
    bool m_isOverridden = false;
    QString m_outcome;
    bool m_isPreviewed = false;
    QVariantList m_phases;
    QStringList m_triggered;
    QStringList m_computed;
    QString m_failingEffect;
    QString m_problem;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_preview;
};

} // namespace campaign
