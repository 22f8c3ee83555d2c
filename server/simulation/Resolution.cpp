// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/Resolution.h"

#include "server/campaign/ChangeReading.h"
#include "server/core/Json.h"
#include "server/core/Log.h"
#include "server/simulation/Consequences.h"

namespace campaign::simulation {

using catalogue::always;
using catalogue::WorldTime;
using history::Entity;
using history::EntityPtr;
using history::Writer;

namespace {

constexpr std::size_t mostResolved = 1'000; // by one resolution and what it triggers

struct Phase
{
    const char* timing;
    const char* member;
};
constexpr Phase phases[] = {{"PRE", "pre"}, {"ON_RESOLVE", "onResolve"}, {"POST", "post"}};

Value summary(const std::vector<EffectOutcome>& outcomes)
{
    Value::Array results;
    Value::Array order;
    int failed = 0;
    for (const EffectOutcome& outcome : outcomes) {
        results.push_back(outcome.toValue());
        order.push_back(outcome.effectId);
        failed += outcome.error.empty() ? 0 : 1;
    }
    const int total = static_cast<int>(outcomes.size());
    return Value::Object{{"total", total},
                         {"succeeded", total - failed},
                         {"failed", failed},
                         {"results", std::move(results)},
                         {"executionOrder", std::move(order)}};
}

Value timeOf(WorldTime time)
{
    return time == always ? Value() : Value(catalogue::toIsoTime(time));
}

Result<> runPhase(EffectRun& run, const Entity& subject, const Phase& phase, Value::Object& content)
{
    const Result<std::vector<EffectOutcome>> outcomes = run.runPhase(subject, phase.timing);
    if (!outcomes)
        return outcomes.error();
    content.set(phase.member, summary(*outcomes));
    return {};
}

Value::Object emptyContent(const Entity& subject, WorldTime now)
{
    Value::Object content{{"entityType", subject.type->name},
                          {"entityId", subject.id},
                          {"name", subject.name()},
                          {"worldTime", timeOf(now)}};
    for (const Phase& phase : phases)
        content.append(phase.member, summary({}));
    content.append("triggered", Value::Array());
    content.append("computed", Value::Array());
    return content;
}

/// Says why something cannot happen, for people and for programs.
Error unavailable(const Entity& subject, const Available& available)
{
    std::string message = subject.name() + " cannot be resolved:";
    Value::Array reasons;
    for (const Hindrance& one : available.reasons) {
        message += ' ' + one.message;
        reasons.push_back(Value::Object{{"kind", hindranceName(one.kind)},
                                        {"message", one.message},
                                        {"type", one.type},
                                        {"id", one.id},
                                        {"name", one.name}});
    }
    const Value::Object details{{"constraint", available.isDone() ? "done" : "availability"},
                                {"reasons", std::move(reasons)}};
    return {ErrorCode::Conflict, message, {}, {}, toJson(details)};
}

/// What cannot be known before the change is made, or is another thing each time.
Error withFailure(Error error, const EffectOutcome& failure)
{
    error.details = toJson(Value::Object{{"constraint", "effect"}, {"effect", failure.toValue()}});
    error.message += " Nothing was changed.";
    return error;
}

} // namespace

ResolutionService::ResolutionService(history::Store& store, EntityService& entities, Availability& availability,
                                     ComputedFields& computed, const Clock& clock)
    : m_store(store)
    , m_availability(availability)
    , m_computed(computed)
    , m_workshop{entities, store.types(), clock}
{
}

Result<Resolved> ResolutionService::resolve(const Entity& subject, const ResolveOptions& options,
                                            history::ChangeRequest request)
{
    if (!completionOf(*subject.type))
        return Error{ErrorCode::Invalid, subject.type->label + " is nothing that is resolved.", "id", {}, {}};
    request.kind = "resolve";
    if (request.reason.empty())
        request.reason = "Resolve " + subject.name();
    Consequences consequences(m_computed, m_workshop.types);
    const Id branch = request.branch;
    Result<Resolved> resolved =
        runAll(subject, options.isPreview, std::move(request), [&](EffectRun& run, Value::Object& content) -> Result<> {
            std::set<Id> visited;
            const Result<> done = resolveWithin(run, subject, options, visited, content);
            return done && options.isPreview ? consequences.noteAfter(run.writer(), subject, content) : done;
        });
    if (!resolved || !options.isPreview || !resolved->problem.empty())
        return resolved;
    const Result<std::unique_ptr<history::Snapshot>> snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    if (const Result<> before =
            consequences.noteBefore(**snapshot, {branch.empty() ? m_store.rootBranch() : branch, {}, {}});
        !before)
        return before.error();
    resolved->content.asObject().set("computed", consequences.toValue());
    return resolved;
}

Result<Resolved> ResolutionService::execute(const Entity& subject, const std::string& timing, const Entity* effect,
                                            bool isPreview, history::ChangeRequest request)
{
    request.kind = "effect";
    if (request.reason.empty())
        request.reason = "Run " + (effect ? effect->name() : "the effects of " + subject.name());
    return runAll(subject, isPreview, std::move(request), [&](EffectRun& run, Value::Object& content) -> Result<> {
        for (const Phase& phase : phases) {
            if (effect && effect->field("timing") == Value(phase.timing)) {
                const Result<EffectOutcome> outcome = run.run(*effect, subject);
                if (!outcome)
                    return outcome.error();
                content.set(phase.member, summary({*outcome}));
            }
            if (!effect && (timing.empty() || timing == phase.timing)) {
                if (const Result<> done = runPhase(run, subject, phase, content); !done)
                    return done;
            }
        }
        return {};
    });
}

Result<Resolved> ResolutionService::tryOut(const Entity& subject, const Value::Object& fields,
                                           history::ChangeRequest request)
{
    request.kind = "effect";
    request.reason = "Try an effect";
    const catalogue::Type& type = *m_workshop.types.find("Effect");
    const auto make = [&](EffectRun& run) {
        return m_workshop.entities.createWithin(run.writer(), type, fields, run.nextId());
    };
    // Some checks are made at the end of a change, and what fails when it runs must not hide them.
    request.isTrial = true;
    const Result<history::Receipt> stored = m_store.write(request, [&](Writer& writer) -> Result<> {
        EffectRun run(m_workshop, writer);
        const Result<Id> made = make(run);
        return made ? Result<>() : made.error();
    });
    if (!stored)
        return stored.error();
    return runAll(subject, true, std::move(request), [&](EffectRun& run, Value::Object& content) -> Result<> {
        const Result<Id> made = make(run);
        if (!made)
            return made.error();
        const Result<EntityPtr> effect = run.writer().find(type, *made);
        if (!effect)
            return effect.error();
        const Result<EffectOutcome> outcome = run.run(**effect, subject);
        if (!outcome)
            return outcome.error();
        for (const Phase& phase : phases) {
            if ((*effect)->field("timing") == Value(phase.timing))
                content.set(phase.member, summary({*outcome}));
        }
        return {};
    });
}

Result<Resolved> ResolutionService::runAll(const Entity& subject, bool isPreview, history::ChangeRequest request,
                                           const Work& work)
{
    request.isTrial = isPreview;
    const std::optional<WorldTime> wantedTime = std::exchange(request.worldTime, std::nullopt);
    Value::Object content;
    std::optional<EffectOutcome> failure;
    Result<history::Receipt> receipt = m_store.write(request, [&](Writer& writer) -> Result<> {
        EffectRun run(m_workshop, writer);
        if (const Result<> begun = run.begin(); !begun)
            return begun;
        if (wantedTime && *wantedTime != run.now())
            return Error{ErrorCode::Invalid,
                         "What happens, happens at the branch's world time; set the clock to that time first.",
                         "worldTime",
                         {},
                         {}};
        content = emptyContent(subject, run.now());
        const Result<> done = work(run, content);
        failure = run.failure();
        return done;
    });
    if (!receipt && failure) {
        if (!isPreview)
            recordFailure(subject, *failure, request);
        const Error error = withFailure(receipt.error(), *failure);
        for (const Phase& phase : phases) {
            if (failure->timing == phase.timing)
                content.set(phase.member, summary({*failure}));
        }
        return isPreview ? Result<Resolved>(Resolved{std::move(content), {}, error.message}) : error;
    }
    if (!receipt)
        return isPreview && !content.empty() ? Result<Resolved>(Resolved{content, {}, receipt.error().message})
                                             : receipt.error();
    return Resolved{std::move(content), std::move(*receipt), {}};
}

Result<> ResolutionService::checkMay(EffectRun& run, const Entity& subject)
{
    ChangeReading reading(run.writer());
    const std::vector<EntityPtr> one{std::make_shared<const Entity>(subject)};
    const Result<std::vector<Available>> available = m_availability.of(one, reading, {}, Viewer::owner());
    if (!available)
        return available.error();
    return available->front().isAvailable() ? Result<>() : unavailable(subject, available->front());
}

Result<> ResolutionService::resolveWithin(EffectRun& run, const Entity& subject, const ResolveOptions& options,
                                          std::set<Id>& visited, Value::Object& content)
{
    visited.insert(subject.id);
    const Result<EntityPtr> now = run.writer().find(*subject.type, subject.id);
    if (!now || !*now)
        return now ? Error{ErrorCode::NotFound, subject.name() + " is not there.", "id", {}, {}} : now.error();
    // Read with its version, so that what somebody else has changed meanwhile is not resolved unseen.
    if (options.expectedVersion) {
        if (const Result<> same = run.writer().update(*subject.type, subject.id, {}, options.expectedVersion); !same)
            return same;
    }
    if (!options.overridden) {
        if (const Result<> may = checkMay(run, **now); !may)
            return may;
    }
    if (const Result<> done = runPhase(run, **now, phases[0], content); !done)
        return done;
    if (const Result<> done = finish(run, **now, options.outcome); !done)
        return done;
    for (const Phase& phase : {phases[1], phases[2]}) {
        if (const Result<> done = runPhase(run, **now, phase, content); !done)
            return done;
    }
    return trigger(run, **now, visited, content);
}

/// Marks it as over, at the branch's time.
Result<> ResolutionService::finish(EffectRun& run, const Entity& subject, const std::string& outcome)
{
    const Completion& completion = *completionOf(*subject.type);
    Value::Object fields{{completion.done, true}};
    if (run.now() != always)
        fields.append(completion.doneAt, run.now());
    if (!outcome.empty()) {
        if (!subject.type->field("outcome"))
            return Error{ErrorCode::Invalid, subject.type->label + " keeps no outcome.", "outcome", {}, {}};
        fields.append("outcome", outcome);
    }
    return m_workshop.entities.updateWithin(run.writer(), *subject.type, subject.id, fields);
}

Result<> ResolutionService::trigger(EffectRun& run, const Entity& subject, std::set<Id>& visited,
                                    Value::Object& content)
{
    const catalogue::Type* type = m_workshop.types.find("Link");
    history::ListQuery query;
    query.first = static_cast<int>(mostResolved);
    query.where = {{"source", history::Condition::Operator::Equal, subject.id},
                   {"linkType", history::Condition::Operator::Equal, "triggers"}};
    const Result<history::Page> links = run.writer().list(*type, query);
    if (!links)
        return links.error();
    Value::Array triggered;
    for (const EntityPtr& link : links->entities) {
        if (visited.size() > mostResolved)
            return Error{ErrorCode::Limit, "More than 1,000 things would be triggered.", {}, {}, {}};
        Result<Value> one = follow(run, *link, visited);
        if (!one)
            return one.error();
        triggered.push_back(std::move(*one));
    }
    content.set("triggered", std::move(triggered));
    return {};
}

/// One link that triggers: its target is planned, resolved now, or put off; or passed over, with the reason.
Result<Value> ResolutionService::follow(EffectRun& run, const Entity& link, std::set<Id>& visited)
{
    Value::Object did{{"linkId", link.id}, {"outcome", "SKIPPED"}};
    const catalogue::Type* type = m_workshop.types.typeNamed(link.field("targetType"));
    const Result<EntityPtr> found =
        type ? run.writer().find(*type, link.field("target").asString()) : Result<EntityPtr>(EntityPtr());
    if (!found)
        return found.error();
    const auto skipped = [&](std::string reason) {
        did.append("reason", std::move(reason));
        return Value(did);
    };
    if (!*found || (*found)->isArchived())
        return skipped("It is not there.");
    const Entity& target = **found;
    did.append("type", target.type->name);
    did.append("id", target.id);
    did.append("name", target.name());
    if (isDone(target) || visited.contains(target.id))
        return skipped(target.name() + " is over already.");
    const Value& delay = link.field("triggerDelay");
    const WorldTime due = (run.now() == always ? 0 : run.now()) + (delay.isInteger() ? delay.asInteger() : 0);
    if (link.field("trigger") != Value("resolve")) {
        const Value& planned = target.field("scheduledAt");
        const bool keeps = delay.isNull() && planned.isInteger() && planned.asInteger() >= due;
        const WorldTime at = keeps ? planned.asInteger() : due;
        if (const Result<> done =
                m_workshop.entities.updateWithin(run.writer(), *target.type, target.id, {{"scheduledAt", at}});
            !done)
            return done.error();
        did.set("outcome", "SCHEDULED");
        did.append("dueAt", catalogue::toIsoTime(at));
        return Value(did);
    }
    if (delay.isInteger() && delay.asInteger() > 0) {
        const Result<Id> made = run.writer().create(
            *m_workshop.types.find("ScheduledEffect"),
            {{"name", target.name()}, {"entityType", target.type->name}, {"entityId", target.id}, {"dueAt", due}},
            run.nextId());
        if (!made)
            return made.error();
        did.set("outcome", "DEFERRED");
        did.append("scheduledId", *made);
        did.append("dueAt", catalogue::toIsoTime(due));
        return Value(did);
    }
    if (const Result<> may = checkMay(run, target); !may)
        return may.error().code == ErrorCode::Conflict ? Result<Value>(skipped(may.error().message)) : may.error();
    Value::Object content = emptyContent(target, run.now());
    if (const Result<> done = resolveWithin(run, target, {}, visited, content); !done)
        return done.error();
    did.set("outcome", "RESOLVED");
    did.append("resolution", std::move(content));
    return Value(did);
}

Result<history::Receipt> ResolutionService::expire(const Entity& subject, history::ChangeRequest request)
{
    const Completion* completion = completionOf(*subject.type);
    if (!completion || !*completion->expired)
        return Error{ErrorCode::Invalid, subject.type->label + " does not expire.", "eventId", {}, {}};
    request.kind = "expire";
    if (request.reason.empty())
        request.reason = "Expire " + subject.name();
    return m_store.write(request, [&](Writer& writer) -> Result<> {
        const Result<EntityPtr> now = writer.find(*subject.type, subject.id);
        if (!now)
            return now.error();
        if (*now && isDone(**now))
            return Error{ErrorCode::Conflict, subject.name() + " has happened; it cannot expire.", {}, {}, {}};
        return m_workshop.entities.updateWithin(writer, *subject.type, subject.id, {{completion->expired, true}});
    });
}

void ResolutionService::recordFailure(const Entity& subject, const EffectOutcome& failure,
                                      const history::ChangeRequest& request)
{
    history::ChangeRequest own = request;
    own.kind = "effect failed";
    own.reason = "Effect failed: " + failure.name;
    own.idempotencyKey.clear();
    own.worldTime.reset();
    const Result<history::Receipt> recorded = m_store.write(own, [&](Writer& writer) -> Result<> {
        const Result<Id> made = writer.create(*m_workshop.types.find("EffectExecution"),
                                              executionFields(subject, failure, 1, writer.clock()));
        return made ? Result<>() : made.error();
    });
    if (!recorded)
        campaign::log(LogLevel::Warning, "campaign.simulation", "failure_not_recorded",
                      {{"effect", failure.effectId}, {"reason", recorded.error().toString()}});
}

} // namespace campaign::simulation
