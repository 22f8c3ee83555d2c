// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/TimeService.h"

#include <algorithm>

namespace campaign::simulation {

using catalogue::always;
using catalogue::WorldTime;
using history::Entity;
using history::EntityPtr;
using Operator = history::Condition::Operator;

namespace {

constexpr int mostDue = 10'000; // in one step
constexpr const char* scheduledType = "ScheduledEffect";

WorldTime dueTime(const Entity& scheduled)
{
    const Value& due = scheduled.field("dueAt");
    return due.isInteger() ? due.asInteger() : always;
}

Value isoTime(WorldTime time)
{
    return time == always ? Value() : Value(catalogue::toIsoTime(time));
}

} // namespace

TimeService::TimeService(history::Store& store, ResolutionService& resolution)
    : m_store(store)
    , m_resolution(resolution)
{
}

Result<Resolved> TimeService::advance(WorldTime to, bool isPreview, history::ChangeRequest request)
{
    request.kind = "advance";
    request.isTrial = isPreview;
    if (request.reason.empty())
        request.reason = "Advance the time to " + catalogue::toIsoTime(to);
    const Id branch = request.branch;
    return write(std::move(request), branch, to);
}

Result<Resolved> TimeService::runDue(history::ChangeRequest request)
{
    request.kind = "effect";
    if (request.reason.empty())
        request.reason = "Run what is due";
    const Id branch = request.branch;
    return write(std::move(request), branch, {});
}

Result<Resolved> TimeService::runWaiting(const Id& scheduledId, history::ChangeRequest request)
{
    request.worldTime.reset();
    Value::Array due;
    Result<history::Receipt> receipt = m_store.write(request, [&](history::Writer& writer) -> Result<> {
        EffectRun run(m_resolution.m_workshop, writer);
        if (const Result<> begun = run.begin(); !begun)
            return begun;
        const catalogue::Type& type = *run.workshop().types.find(scheduledType);
        const Result<EntityPtr> scheduled = writer.find(type, scheduledId);
        if (!scheduled)
            return scheduled.error();
        if (!*scheduled || (*scheduled)->isArchived() || (*scheduled)->field("status") != Value("PENDING"))
            return {}; // since it was looked up somebody has cancelled or run it
        Result<Value> did = runOne(run, **scheduled);
        if (!did)
            return did.error();
        due.push_back(std::move(*did));
        return {};
    });
    if (!receipt)
        return receipt.error();
    return Resolved{Value::Object{{"due", std::move(due)}}, std::move(*receipt), {}};
}

Result<Resolved> TimeService::write(history::ChangeRequest request, const Id& branch, std::optional<WorldTime> to)
{
    request.worldTime.reset();
    Value::Object content;
    Result<history::Receipt> receipt = m_store.write(request, [&](history::Writer& writer) -> Result<> {
        EffectRun run(m_resolution.m_workshop, writer);
        if (const Result<> begun = run.begin(); !begun)
            return begun;
        Value::Array due;
        const WorldTime from = run.now();
        if (to && from != always && *to < from) // refused by the store, in its words
            return writer.advanceClock(branch, *to);
        if (const Result<> done = runUntil(run, branch, to, due); !done)
            return done;
        content = {{"from", isoTime(from)}, {"to", isoTime(to.value_or(from))}, {"due", std::move(due)}};
        return {};
    });
    if (!receipt)
        return receipt.error();
    return Resolved{std::move(content), std::move(*receipt), {}};
}

/// Steps from one due time to the next, so that each effect sees the world as it is then; what one of them puts off
/// until before the end is run as well.
Result<> TimeService::runUntil(EffectRun& run, const Id& branch, std::optional<WorldTime> to, Value::Array& due)
{
    const auto moveTo = [&](WorldTime time) -> Result<> {
        if (const Result<> moved = run.writer().advanceClock(branch, time); !moved)
            return moved;
        run.moveTo(time);
        return {};
    };
    const WorldTime end = to.value_or(run.now());
    for (bool byRealTime : {true, false}) {
        for (int ran = 0;; ++ran) {
            const Result<std::vector<EntityPtr>> waiting = pending(run, end, byRealTime);
            if (!waiting)
                return waiting.error();
            if (waiting->empty())
                break;
            if (ran >= mostDue)
                return Error{
                    ErrorCode::Limit, "More than 10,000 effects are due; advance in smaller steps.", "to", {}, {}};
            const Entity& next = *waiting->front();
            if (to && !byRealTime && dueTime(next) > run.now()) {
                if (const Result<> moved = moveTo(dueTime(next)); !moved)
                    return moved;
            }
            Result<Value> did = runOne(run, next);
            if (!did)
                return did.error();
            due.push_back(std::move(*did));
        }
    }
    return to ? moveTo(end) : Result<>();
}

/// Those that are due, the earliest first.
Result<std::vector<EntityPtr>> TimeService::pending(EffectRun& run, WorldTime until, bool byRealTime)
{
    history::ListQuery query;
    query.first = mostDue;
    const Workshop& workshop = run.workshop();
    if (byRealTime)
        query.where = {{"dueAtRealTime", Operator::LessOrEqual, workshop.clock.nowMicroseconds()}};
    else
        query.where = {{"dueAt", Operator::LessOrEqual, until}};
    query.where.push_back({"status", Operator::Equal, "PENDING"});
    Result<history::Page> page = run.writer().list(*workshop.types.find(scheduledType), query);
    if (!page)
        return page.error();
    std::sort(page->entities.begin(), page->entities.end(), [](const EntityPtr& left, const EntityPtr& right) {
        return std::tuple(dueTime(*left), left->createdAt, left->id) <
               std::tuple(dueTime(*right), right->createdAt, right->id);
    });
    return std::move(page->entities);
}

Result<Value> TimeService::runOne(EffectRun& run, const Entity& scheduled)
{
    Value::Object did{{"scheduledId", scheduled.id},
                      {"name", scheduled.name()},
                      {"entityType", scheduled.field("entityType")},
                      {"entityId", scheduled.field("entityId")},
                      {"dueAt", isoTime(dueTime(scheduled))}};
    const Value::Object plain = did;
    const Result<> done = run.writer().attempt([&] { return perform(run, scheduled, did); });
    if (!done)
        did = plain;
    // A wrong effect is marked; that the store cannot write is for the caller.
    if (!done && done.error().code == ErrorCode::Internal)
        return done.error();
    did.append("outcome", done ? "DONE" : "FAILED");
    did.append("error", done ? Value() : Value(done.error().message));
    Value::Object fields{{"status", done ? "DONE" : "FAILED"}};
    if (!done)
        fields.append("error", done.error().message);
    if (const Result<> marked = run.writer().update(*scheduled.type, scheduled.id, fields); !marked)
        return marked.error();
    return Value(std::move(did));
}

Result<> TimeService::perform(EffectRun& run, const Entity& scheduled, Value::Object& did)
{
    const Workshop& workshop = run.workshop();
    const catalogue::Type* type = workshop.types.typeNamed(scheduled.field("entityType"));
    const Result<EntityPtr> subject =
        type ? run.writer().find(*type, scheduled.field("entityId").asString()) : Result<EntityPtr>(EntityPtr());
    if (!subject)
        return subject.error();
    if (!*subject)
        return Error{ErrorCode::NotFound, "What it belongs to is not there.", {}, {}, {}};
    const Value& effectId = scheduled.field("effectId");
    if (effectId.isNull()) {
        if (const Result<> may = m_resolution.checkMay(run, **subject); !may)
            return may;
        std::set<Id> visited;
        Value::Object content;
        const Result<> resolved = m_resolution.resolveWithin(run, **subject, {}, visited, content);
        did.append("resolution", std::move(content));
        return resolved;
    }
    const Result<EntityPtr> effect = run.writer().find(*workshop.types.find("Effect"), effectId.asString());
    if (!effect)
        return effect.error();
    if (!*effect || (*effect)->isArchived() || (*effect)->field("isActive") == Value(false))
        return Error{ErrorCode::NotFound, "The effect is not in force any more.", {}, {}, {}};
    const Result<EffectOutcome> outcome = run.run(**effect, **subject);
    if (!outcome)
        return outcome.error();
    did.append("result", outcome->toValue());
    return {};
}

Result<history::Receipt> TimeService::cancel(const Entity& scheduled, history::ChangeRequest request)
{
    request.kind = "update";
    if (request.reason.empty())
        request.reason = "Call off " + scheduled.name();
    return m_store.write(request, [&](history::Writer& writer) -> Result<> {
        const Result<EntityPtr> now = writer.find(*scheduled.type, scheduled.id);
        if (!now)
            return now.error();
        if (!*now)
            return Error{ErrorCode::NotFound, "There is no such scheduled effect.", "id", {}, {}};
        if ((*now)->field("status") != Value("PENDING"))
            return Error{ErrorCode::Conflict, scheduled.name() + " does not wait any more.", "id", {}, {}};
        return writer.update(*scheduled.type, scheduled.id, {{"status", "CANCELLED"}});
    });
}

} // namespace campaign::simulation
