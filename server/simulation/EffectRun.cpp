// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/EffectRun.h"

#include "server/campaign/ChangeReading.h"
#include "server/core/Sha256.h"
#include "server/rules/JsonPatch.h"
#include "server/simulation/EffectFormulas.h"
#include "server/simulation/EffectTargets.h"

#include <algorithm>

namespace campaign::simulation {

using catalogue::WorldTime;
using history::Entity;
using history::EntityPtr;

namespace {

constexpr int mostEffects = 1'000; // of one event in one phase

std::string textOf(const Value& value)
{
    return value.isString() ? value.asString() : std::string();
}

std::int64_t priorityOf(const Entity& effect)
{
    const Value& priority = effect.field("priority");
    return priority.isInteger() ? priority.asInteger() : 0;
}

bool runsBefore(const EntityPtr& left, const EntityPtr& right)
{
    return std::tuple(-priorityOf(*left), left->name(), left->id) <
           std::tuple(-priorityOf(*right), right->name(), right->id);
}

/// The number an effect raises levels in, with the one it starts from: the field itself, or the mean it stands in for.
Result<std::pair<std::string, std::int64_t>> levelOf(const Entity& entity, const catalogue::Catalogue& types,
                                                     history::Writer& writer)
{
    for (const catalogue::Field& field : entity.type->fields) {
        if (field.type != catalogue::FieldType::Integer || (field.name != "level" && field.setterArgument != "level"))
            continue;
        if (const Value& present = entity.field(field.name); present.isInteger())
            return std::pair(field.name, present.asInteger());
        for (const catalogue::Field& mean : entity.type->fields) {
            const Hop list = averagedList(types, *entity.type, mean);
            if (!list.type)
                continue;
            const std::vector<Id> ids{entity.id};
            const auto members = ChangeReading(writer).byReference(*list.type, *list.field, ids, {}, {}, 10'000);
            if (!members)
                return members.error();
            const std::optional<double> level = meanOf(members->front(), list.type->fieldIndex(mean.average.of));
            return std::pair(field.name, static_cast<std::int64_t>(level.value_or(0)));
        }
        return std::pair(field.name, std::int64_t{0});
    }
    return Error{ErrorCode::Invalid, entity.type->label + " has no level.", {}, {}, {}};
}

Error explain(const Error& why, const EffectOutcome& outcome, const std::string& target)
{
    Error error = why;
    // Which field of what it works on is wrong; names of the effect's own fields say nothing to people.
    const bool isOwn = why.path.empty() || why.path.starts_with("target") || why.path.starts_with("payload");
    error.message = "The effect \"" + outcome.name + "\" fails" + (target.empty() ? "" : " on " + target) + ": " +
                    why.message + (isOwn ? "" : " (" + why.path.substr(why.path.rfind('/') + 1) + ")");
    error.path.clear();
    return error;
}

/// Puts ids where a payload speaks of what is only known when it runs.
Value substitute(const Value& value, const std::map<std::string, Id>& known)
{
    if (value.isString()) {
        const auto found = known.find(value.asString());
        return found == known.end() ? value : Value(found->second);
    }
    if (!value.isObject())
        return value;
    Value::Object out;
    for (const auto& [name, member] : value.asObject())
        out.append(name, substitute(member, known));
    return out;
}

} // namespace

Value EffectOutcome::toValue() const
{
    Value::Array did;
    for (const TargetOutcome& target : targets)
        did.push_back(target.toValue());
    return Value::Object{{"effectId", effectId},
                         {"name", name},
                         {"timing", timing},
                         {"action", action},
                         {"payload", payload},
                         {"success", error.empty()},
                         {"targets", std::move(did)},
                         {"scheduledId", scheduledId.empty() ? Value() : Value(scheduledId)},
                         {"dueAt", dueAt},
                         {"dueAfterRealTime", dueAfterRealTime},
                         {"error", error.empty() ? Value() : Value(error)}};
}

Value::Object executionFields(const Entity& subject, const EffectOutcome& outcome, int place, WorldTime at)
{
    Value::Array did;
    for (const TargetOutcome& target : outcome.targets)
        did.push_back(target.toValue());
    Value::Object fields{{"name", outcome.name},
                         {"entityType", subject.type->name},
                         {"entityId", subject.id},
                         {"effectId", outcome.effectId},
                         {"timing", outcome.timing},
                         {"action", outcome.action},
                         {"place", place},
                         {"isSuccess", outcome.error.empty()},
                         {"payload", outcome.payload},
                         {"targets", std::move(did)}};
    if (at != catalogue::always)
        fields.append("executedAt", at);
    if (!outcome.error.empty())
        fields.append("error", outcome.error);
    return fields;
}

EffectRun::EffectRun(const Workshop& workshop, history::Writer& writer)
    : m_workshop(workshop)
    , m_writer(writer)
    , m_document(workshop.entities, workshop.types, writer, m_defaults)
{
}

Result<> EffectRun::begin()
{
    ChangeReading reading(m_writer);
    Result<std::vector<VariableDefaults>> defaults = loadDefaults(m_workshop.types, reading, {}, Viewer::owner());
    if (!defaults)
        return defaults.error();
    m_defaults = std::move(*defaults);
    moveTo(m_writer.clock());
    return {};
}

void EffectRun::moveTo(WorldTime time)
{
    m_now = time;
    m_writer.setTime(time == catalogue::always ? std::nullopt : std::optional(time));
}

Id EffectRun::nextId()
{
    constexpr std::size_t length = 32;
    const std::string seed = "run\n" + std::to_string(m_writer.seq()) + '\n' + std::to_string(++m_made);
    return "X" + toHex(sha256(seed)).substr(0, length);
}

Result<std::vector<EntityPtr>> EffectRun::effectsOf(const Entity& subject, const std::string& timing)
{
    history::ListQuery query;
    query.first = mostEffects + 1;
    query.where = {{"entityId", history::Condition::Operator::Equal, subject.id},
                   {"timing", history::Condition::Operator::Equal, timing}};
    Result<history::Page> page = m_writer.list(*m_workshop.types.find("Effect"), query);
    if (!page)
        return page.error();
    if (page->entities.size() > mostEffects)
        return Error{ErrorCode::Limit, subject.name() + " has more than 1,000 effects of one kind.", {}, {}, {}};
    std::vector<EntityPtr>& effects = page->entities;
    std::erase_if(effects, [](const EntityPtr& effect) { return effect->field("isActive") == Value(false); });
    std::sort(effects.begin(), effects.end(), runsBefore);
    return std::move(effects);
}

Result<std::vector<EffectOutcome>> EffectRun::runPhase(const Entity& subject, const std::string& timing)
{
    const Result<std::vector<EntityPtr>> effects = effectsOf(subject, timing);
    if (!effects)
        return effects.error();
    std::vector<EffectOutcome> outcomes;
    for (const EntityPtr& effect : *effects) {
        const Value& runsAt = effect->field("runsAt");
        const bool waits = (runsAt.isInteger() && runsAt.asInteger() > m_now) || !effect->field("runsAfter").isNull() ||
                           !effect->field("runsAfterRealTime").isNull();
        Result<EffectOutcome> outcome = waits ? schedule(*effect, subject) : run(*effect, subject);
        if (!outcome)
            return outcome.error();
        outcomes.push_back(std::move(*outcome));
    }
    return outcomes;
}

Result<EffectOutcome> EffectRun::run(const Entity& effect, const Entity& subject)
{
    const Value& action = effect.field("action");
    EffectOutcome outcome{effect.id,
                          effect.name(),
                          textOf(effect.field("timing")),
                          action.isString() ? action.asString() : "patch",
                          effect.field("payload"),
                          {},
                          {},
                          {},
                          {},
                          {}};
    if (const Result<> done = act(effect, subject, outcome); !done) {
        const Error error = done.error();
        outcome.error = error.message;
        m_failure = std::move(outcome);
        return error;
    }
    if (const Result<> recorded = record(subject, outcome); !recorded)
        return recorded.error();
    return outcome;
}

Result<> EffectRun::act(const Entity& effect, const Entity& subject, EffectOutcome& outcome)
{
    if (outcome.action == "log") {
        const Result<> logged = log(subject, outcome);
        return logged ? logged : explain(logged.error(), outcome, {});
    }
    const Result<std::vector<EntityPtr>> targets = targetsOf(effect, subject, m_workshop.types, m_writer);
    if (!targets)
        return explain(targets.error(), outcome, {});
    for (const EntityPtr& target : *targets) {
        const Result<> done = outcome.action == "create"         ? make(*target, subject, outcome)
                              : outcome.action == "advanceLevel" ? raise(*target, outcome)
                                                                 : patch(*target, outcome);
        if (!done)
            return explain(done.error(), outcome, target->name());
    }
    return {};
}

Result<> EffectRun::patch(const Entity& target, EffectOutcome& outcome)
{
    if (outcome.payload.isNull())
        return {};
    const Result<Value> before = m_document.read(target);
    if (!before)
        return before.error();
    const Result<Value> patch = withFormulas(outcome.payload, *before, m_workshop.entities.operators());
    if (!patch)
        return patch.error();
    const Result<Value> after = rules::applyPatch(*before, *patch);
    if (!after)
        return after.error();
    Result<TargetOutcome> written = m_document.write(target, *before, *after);
    if (!written)
        return written.error();
    outcome.targets.push_back(std::move(*written));
    return {};
}

Result<> EffectRun::raise(const Entity& target, EffectOutcome& outcome)
{
    const auto level = levelOf(target, m_workshop.types, m_writer);
    if (!level)
        return level.error();
    const Value* by = outcome.payload.find("by");
    const std::int64_t steps = by && by->isInteger() ? by->asInteger() : 1;
    constexpr std::int64_t mostSteps = 1'000;
    if (steps < -mostSteps || steps > mostSteps)
        return Error{ErrorCode::Invalid, "Levels rise by 1,000 at most.", "payload", {}, {}};
    const auto& [field, present] = *level;
    const Value after = present + steps;
    if (const Result<> done = m_workshop.entities.updateWithin(m_writer, *target.type, target.id, {{field, after}});
        !done)
        return done;
    outcome.targets.push_back(
        {target.type->name, target.id, target.name(), {{field, target.field(field)}}, {{field, after}}});
    return {};
}

Result<> EffectRun::make(const Entity& target, const Entity& subject, EffectOutcome& outcome)
{
    const catalogue::Type* type = m_workshop.types.findByAnyName(outcome.payload.stringOr("type", ""));
    if (!type || type->scope != catalogue::Scope::Branched || !EntityService::isCreatable(*type))
        return Error{ErrorCode::Invalid, "An effect cannot make that.", "payload/type", {}, {}};
    const Result<Id> campaign = campaignOf(subject, m_workshop.types, m_writer);
    if (!campaign)
        return campaign.error();
    Value fields = substitute(*outcome.payload.find("fields"),
                              {{"$target", target.id}, {"$self", subject.id}, {"$campaign", *campaign}});
    if (type->field("campaignId") && !fields.find("campaignId"))
        fields.asObject().append("campaignId", *campaign);
    const Result<Id> made = m_workshop.entities.createWithin(m_writer, *type, fields.asObject(), nextId());
    if (!made)
        return made.error();
    outcome.targets.push_back({type->name, *made, fields.stringOr("name", type->label), {}, fields.asObject()});
    return {};
}

Result<> EffectRun::log(const Entity& subject, EffectOutcome& outcome)
{
    const catalogue::Type& note = *m_workshop.types.find("Note");
    const Result<Id> campaign = campaignOf(subject, m_workshop.types, m_writer);
    if (!campaign)
        return campaign.error();
    const Result<EntityPtr> found = m_writer.find(*m_workshop.types.find("Campaign"), *campaign);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, subject.name() + " belongs to no campaign.", {}, {}, {}};
    const Value::Object fields{
        {"worldId", (*found)->field("worldId")},        {"kind", "session-log"},           {"name", outcome.name},
        {"text", outcome.payload.stringOr("text", "")}, {"aboutType", subject.type->name}, {"aboutId", subject.id}};
    const Result<Id> made = m_workshop.entities.createWithin(m_writer, note, fields, nextId());
    if (!made)
        return made.error();
    outcome.targets.push_back({note.name, *made, outcome.name, {}, fields});
    return {};
}

Result<> EffectRun::record(const Entity& subject, const EffectOutcome& outcome)
{
    const Result<Id> made = m_writer.create(*m_workshop.types.find("EffectExecution"),
                                            executionFields(subject, outcome, ++m_place, m_now), nextId());
    return made ? Result<>() : made.error();
}

Result<EffectOutcome> EffectRun::schedule(const Entity& effect, const Entity& subject)
{
    EffectOutcome outcome;
    outcome.effectId = effect.id;
    outcome.name = effect.name();
    outcome.timing = textOf(effect.field("timing"));
    outcome.action = effect.field("action").isString() ? effect.field("action").asString() : "patch";
    outcome.payload = effect.field("payload");
    Value::Object fields{
        {"name", effect.name()}, {"entityType", subject.type->name}, {"entityId", subject.id}, {"effectId", effect.id}};
    const WorldTime from = m_now == catalogue::always ? 0 : m_now;
    if (const Value& after = effect.field("runsAfter"); after.isInteger())
        fields.append("dueAt", from + after.asInteger());
    else if (const Value& at = effect.field("runsAt"); at.isInteger())
        fields.append("dueAt", at);
    constexpr std::int64_t second = 1'000'000;
    if (const Value& after = effect.field("runsAfterRealTime"); after.isInteger()) {
        fields.append("dueAtRealTime", m_workshop.clock.nowMicroseconds() + after.asInteger() * second);
        outcome.dueAfterRealTime = after;
    }
    if (const Value* due = fields.find("dueAt"))
        outcome.dueAt = catalogue::toIsoTime(due->asInteger());
    Result<Id> made = m_writer.create(*m_workshop.types.find("ScheduledEffect"), fields, nextId());
    if (!made)
        return made.error();
    outcome.scheduledId = std::move(*made);
    return outcome;
}

} // namespace campaign::simulation
