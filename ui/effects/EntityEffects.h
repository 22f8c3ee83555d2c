// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/effects/EffectFields.h"
#include "ui/inspector/EntityAspect.h"

namespace campaign {

/// What an event or encounter changes when it happens: its effects by phase, in the order they run. Every change here
/// is one step of undo. GUI thread.
class EntityEffects : public campaign::EntityAspect
{
    Q_OBJECT
    QML_ELEMENT
    /// Whether entities of this type have effects at all.
    Q_PROPERTY(bool takesEffects READ takesEffects NOTIFY subjectChanged)
    /// All three phases, each with its effects below it as they run: a list of {isPhase, phase, label, count} and
    /// {isPhase, phase, place, id, name, sentence, isActive}; place counts within the phase.
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    using EntityAspect::EntityAspect;

    bool takesEffects() const;
    QVariantList rows() const { return m_rows; }
    int count() const { return static_cast<int>(m_effects.size()); }

    /// Where it stands among the rows, −1 when it is not there.
    Q_INVOKABLE int rowOf(const QString& effectId) const;
    /// Lower than any there is, so that a new one runs last in its phase.
    Q_INVOKABLE int nextPriority() const;
    Q_INVOKABLE void setActive(const QString& effectId, bool active);
    Q_INVOKABLE void remove(const QString& effectId);
    Q_INVOKABLE void duplicate(const QString& effectId);
    /// To that phase (0 to 2) and place in it (from 0).
    Q_INVOKABLE void move(const QString& effectId, int phase, int place);
    /// The effect at the row one up (−1) or down (1), into the next phase at the end of one.
    Q_INVOKABLE void step(int row, int by);
    /// To where the effect at another row is, or to the beginning of the phase at that row.
    Q_INVOKABLE void drop(int row, int target);

protected:
    void clear() override;
    void ask() override;
    bool concerns(const std::vector<client::EntityDelta>& deltas) const override;

private:
    struct Effect
    {
        Id id;
        std::size_t phase = 0;
        std::int64_t priority = 0;
        Value fields; ///< as the API has them
    };

    const Effect* find(const QString& effectId) const;
    std::vector<const Effect*> inPhase(std::size_t phase) const;
    void take(const Value& data);
    void askNames();
    void show();
    QString sentence(const Effect& effect) const;

    std::vector<Effect> m_effects; // as they run
    QVariantList m_rows;
};

} // namespace campaign
