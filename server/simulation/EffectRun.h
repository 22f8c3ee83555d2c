// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/RuleSet.h"
#include "server/simulation/EffectDocument.h"

namespace campaign::simulation {

/// What the runs of a server share.
struct Workshop
{
    EntityService& entities;
    const catalogue::Catalogue& types;
    const Clock& clock;
};

/// What became of one effect.
struct EffectOutcome
{
    Id effectId;
    std::string name, timing, action;
    Value payload;
    std::vector<TargetOutcome> targets;
    Id scheduledId; ///< put off: the ScheduledEffect that waits
    Value dueAt;    ///< ISO world time, null when there is none
    Value dueAfterRealTime;
    std::string error; ///< "" when it went well

    Value toValue() const;
};

/// Runs effects inside one change, one after another, each seeing what the ones before it wrote, and records each as an
/// EffectExecution. The first failure is an error and is kept for the record; the change must not go through then. One
/// change, one thread.
class EffectRun
{
public:
    /// Both outlive it.
    EffectRun(const Workshop& workshop, history::Writer& writer);

    /// Before anything else: reads what all effects need.
    Result<> begin();

    /// All active effects of the subject in that phase, by priority; those put off are stored as ScheduledEffects.
    Result<std::vector<EffectOutcome>> runPhase(const history::Entity& subject, const std::string& timing);
    /// One effect, whatever its deferral.
    Result<EffectOutcome> run(const history::Entity& effect, const history::Entity& subject);

    /// The world time everything happens at, `always` while the branch has no clock.
    catalogue::WorldTime now() const { return m_now; }
    /// Moves on: what is written from now on is written for that time.
    void moveTo(catalogue::WorldTime time);

    /// The effect that failed, once one has.
    const std::optional<EffectOutcome>& failure() const { return m_failure; }
    /// An id that follows from the change's number, so that a preview and the run it foretells make the same.
    Id nextId();

    history::Writer& writer() const { return m_writer; }
    const Workshop& workshop() const { return m_workshop; }

private:
    Result<std::vector<history::EntityPtr>> effectsOf(const history::Entity& subject, const std::string& timing);
    Result<> act(const history::Entity& effect, const history::Entity& subject, EffectOutcome& outcome);
    Result<> patch(const history::Entity& target, EffectOutcome& outcome);
    Result<> raise(const history::Entity& target, EffectOutcome& outcome);
    Result<> make(const history::Entity& target, const history::Entity& subject, EffectOutcome& outcome);
    Result<> log(const history::Entity& subject, EffectOutcome& outcome);
    Result<> record(const history::Entity& subject, const EffectOutcome& outcome);
    Result<EffectOutcome> schedule(const history::Entity& effect, const history::Entity& subject);

    const Workshop m_workshop;
    history::Writer& m_writer;
    std::vector<VariableDefaults> m_defaults;
    EffectDocument m_document;
    std::optional<EffectOutcome> m_failure;
    catalogue::WorldTime m_now = catalogue::always;
    int m_made = 0;
    int m_place = 0;
};

/// The fields of an EffectExecution.
Value::Object executionFields(const history::Entity& subject, const EffectOutcome& outcome, int place,
                              catalogue::WorldTime at);

} // namespace campaign::simulation
