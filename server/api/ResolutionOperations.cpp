// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"
#include "server/api/Writes.h"

// Resolving encounters, completing events, running effects by hand, and what any of it would do.

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using simulation::Resolved;
using simulation::ResolveOptions;

namespace {

/// The members of the input, or none: it may be left out.
const Value& inputOf(const FieldCall& call)
{
    static const Value none = Value::Object();
    const Value* input = call.argument("input");
    return input && input->isObject() ? *input : none;
}

/// Finds an event or encounter by its id alone.
Result<Located> locateSubject(OperationScope& scope, const Id& id, const Value& from)
{
    for (const Type& type : scope.types().types()) {
        if (!completionOf(type))
            continue;
        Result<Located> found = scope.locate(type, id, from);
        if (!found || found->entity)
            return found;
    }
    return Error{ErrorCode::NotFound, "There is no event or encounter with the id " + id + ".", "id", {}, {}};
}

ResolveOptions optionsOf(const Value& input, bool isPreview)
{
    ResolveOptions options;
    options.outcome = textOf(input, "outcome");
    options.overridden = flagOf(input, "override");
    options.isPreview = isPreview;
    options.expectedVersion = integerOf(input, "expectedVersion");
    return options;
}

/// The entity under its type's name, and the number of the change.
Result<> answerResolved(const FieldCall& call, FieldResult& out, Resolved resolved)
{
    const auto& change = resolved.receipt.change;
    resolved.content.asObject().append("change", resolved.receipt.changed && change ? Value(change->seq) : Value());
    resolved.content.asObject().append("problem", resolved.problem.empty() ? Value() : Value(resolved.problem));
    setValueObject(call, out, std::move(resolved.content));
    return {};
}

Result<> resolve(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Value& input = inputOf(call);
    const Result<Located> found = locateForWrite(scope, type, textOf(call.arguments(), "id"), input);
    if (!found)
        return found.error();
    Result<history::ChangeRequest> request = changeRequest(scope, input, found->view->at.branch);
    if (!request)
        return within("input", request.error());
    Result<Resolved> resolved =
        scope.services().resolution.resolve(*found->entity, optionsOf(input, false), std::move(*request));
    if (!resolved)
        return resolved.error().path.empty() ? resolved.error() : within("input", resolved.error());
    scope.wrote(resolved->receipt);
    resolved->content.asObject().append("branchId", found->view->at.branch);
    return answerResolved(call, out, std::move(*resolved));
}

/// Of an event or an encounter, whichever the id belongs to.
Result<> resolveAny(const FieldCall& call, FieldResult& out)
{
    const Result<Located> found = locateSubject(scopeOf(call), textOf(call.arguments(), "id"), inputOf(call));
    return found ? resolve(call, out, *found->entity->type) : found.error();
}

Result<> preview(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Result<Located> found = locateSubject(scope, textOf(call.arguments(), "id"), call.arguments());
    if (!found)
        return found.error();
    Result<history::ChangeRequest> request = changeRequest(scope, Value::Object(), found->view->at.branch);
    if (!request)
        return request.error();
    Result<Resolved> resolved =
        scope.services().resolution.resolve(*found->entity, optionsOf(call.arguments(), true), std::move(*request));
    return resolved ? answerResolved(call, out, std::move(*resolved)) : resolved.error();
}

Result<> expire(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Type& type = *scope.types().find("Event");
    return writeOne(call, out, type, textOf(call.arguments(), "eventId"),
                    [&](const history::Entity& event, history::ChangeRequest request) {
                        return scope.services().resolution.expire(event, std::move(request));
                    });
}

/// executeEffect and executeEffectsForEntity: a subject, and one effect of it or all of a phase.
Result<> execute(const FieldCall& call, FieldResult& out, bool isOne)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Value& input = *call.argument("input");
    Located effect;
    Value about = input;
    if (isOne) {
        const Type& type = *scope.types().find("Effect");
        Result<Located> found = locateForWrite(scope, type, textOf(input, "effectId"), input);
        if (!found)
            return within("input", found.error());
        effect = std::move(*found);
        const Value* context = input.find("context");
        about = context && context->isObject() ? *context
                                               : Value(Value::Object{{"entityType", effect.entity->field("entityType")},
                                                                     {"entityId", effect.entity->field("entityId")}});
    }
    const Type* type = scope.types().findByAnyName(textOf(about, "entityType"));
    if (!type)
        return invalid("There is no type of entities called \"" + textOf(about, "entityType") + "\".",
                       "input.entityType");
    const Result<Located> found = locateForWrite(scope, *type, textOf(about, "entityId"), input);
    if (!found)
        return within("input", found.error());
    Result<history::ChangeRequest> request = changeRequest(scope, input, found->view->at.branch);
    if (!request)
        return within("input", request.error());
    Result<Resolved> resolved = scope.services().resolution.execute(
        *found->entity, textOf(input, "timing"), effect.entity.get(), flagOf(input, "dryRun"), std::move(*request));
    if (!resolved)
        return resolved.error();
    scope.wrote(resolved->receipt);
    return answerResolved(call, out, std::move(*resolved));
}

/// What an effect still being written would do, or why it cannot be stored: both are answers to whoever writes it.
Result<> tryEffect(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Value& fields = *call.argument("effect");
    if (!fields.isObject())
        return invalid("An effect is an object with its fields.", "effect");
    const Type* type = scope.types().findByAnyName(textOf(fields, "entityType"));
    if (!type)
        return invalid("There is no type of entities called \"" + textOf(fields, "entityType") + "\".",
                       "effect.entityType");
    const Result<Located> found = locateForWrite(scope, *type, textOf(fields, "entityId"), call.arguments());
    if (!found)
        return within("effect", found.error());
    Result<history::ChangeRequest> request = changeRequest(scope, Value::Object(), found->view->at.branch);
    if (!request)
        return request.error();
    Result<Resolved> tried = scope.services().resolution.tryOut(*found->entity, fields.asObject(), std::move(*request));
    Value::Object answer{{"problem", tried ? Value() : Value(tried.error().message)},
                         {"path", tried ? Value() : Value(tried.error().path)}};
    if (tried && !tried->problem.empty())
        answer.set("problem", tried->problem);
    for (const char* phase : {"pre", "onResolve", "post"}) {
        // The problem is the whole answer about one that fails.
        const bool isGood = tried && tried->problem.empty();
        const Value* results = isGood ? tried->content.find(phase)->find("results") : nullptr;
        if (results && !results->asArray().empty())
            answer.set("result", results->asArray().front());
    }
    setValueObject(call, out, std::move(answer));
    return {};
}

void addPhases(graphql::Type& type)
{
    type.field("worldTime", "DateTime")
        .describe("When it happens; null without a clock.")
        .read(readMember("worldTime"));
    type.field("pre", "EffectSummary!").resolve(memberObject("pre"));
    type.field("onResolve", "EffectSummary!").resolve(memberObject("onResolve"));
    type.field("post", "EffectSummary!").resolve(memberObject("post"));
    type.field("triggered", "[TriggeredResult!]!")
        .describe("What its links of the kind triggers led to.")
        .resolve(memberObjects("triggered"));
    type.field("change", "Int")
        .describe("The number of the change made; null of a preview.")
        .read(readMember("change"));
    type.field("problem", "String").describe("Of a preview: why it would be refused.").read(readMember("problem"));
}

void addEffectTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& entity = schema.object("AffectedEntity");
    entity.field("type", "String!").read(readMember("type"));
    entity.field("id", "ID!").read(readMember("id"));
    entity.field("name", "String!").read(readMember("name"));
    entity.field("before", "JSON!").describe("The fields that differ, as they were.").read(readMember("before"));
    entity.field("after", "JSON!").read(readMember("after"));
    graphql::Type& result = schema.object("EffectResult");
    result.field("effectId", "ID!").read(readMember("effectId"));
    result.field("name", "String!").read(readMember("name"));
    result.field("timing", "EffectTiming!").read(readMember("timing"));
    result.field("action", "EffectAction!").read(readMember("action"));
    result.field("payload", "JSON").read(readMember("payload"));
    result.field("success", "Boolean!").read(readMember("success"));
    result.field("error", "String").read(readMember("error"));
    result.field("targets", "[AffectedEntity!]!").resolve(memberObjects("targets"));
    result.field("scheduledId", "ID").describe("Of an effect that was put off.").read(readMember("scheduledId"));
    result.field("dueAt", "DateTime").read(readMember("dueAt"));
    result.field("dueAfterRealTime", "Int").describe("Seconds.").read(readMember("dueAfterRealTime"));
    graphql::Type& summary = schema.object("EffectSummary");
    summary.describe("The effects of one phase, in the order they ran.");
    for (const char* count : {"total", "succeeded", "failed"})
        summary.field(count, "Int!").read(readMember(count));
    summary.field("results", "[EffectResult!]!").resolve(memberObjects("results"));
    summary.field("executionOrder", "[ID!]!").read(readMember("executionOrder"));
    graphql::Type& triggered = schema.object("TriggeredResult");
    triggered.field("linkId", "ID!").read(readMember("linkId"));
    triggered.field("outcome", "String!")
        .describe("SCHEDULED, RESOLVED, DEFERRED or SKIPPED.")
        .read(readMember("outcome"));
    for (const char* text : {"reason", "type", "name"})
        triggered.field(text, "String").read(readMember(text));
    triggered.field("id", "ID").read(readMember("id"));
    triggered.field("dueAt", "DateTime").read(readMember("dueAt"));
    triggered.field("scheduledId", "ID").read(readMember("scheduledId"));
    triggered.field("resolution", "ResolutionPreview")
        .describe("What resolving it did.")
        .resolve(memberObject("resolution"));
}

graphql::Type& addResolution(graphql::SchemaBuilder& schema)
{
    graphql::Type& resolution = schema.object("ResolutionPreview");
    resolution.describe("What a resolution does, effect by effect.");
    resolution.field("entityType", "String!").read(readMember("entityType"));
    resolution.field("entityId", "ID!").read(readMember("entityId"));
    resolution.field("name", "String!").read(readMember("name"));
    addPhases(resolution);
    resolution.field("computed", "[AffectedEntity!]!")
        .describe("Of a preview that goes well, what rules make of all of it: the computed fields that differ, of what "
                  "the effects touch and what that stands in (200 things at most).")
        .resolve(memberObjects("computed"));
    return resolution;
}

/// resolveEncounter and completeEvent, with the entity as it is afterwards.
void addResolving(graphql::SchemaBuilder& schema, const Type& type, const std::string& operation,
                  const std::string& resultName)
{
    graphql::Type& result = schema.object(resultName);
    result.field(type.queryName(), type.name)
        .resolve(
            [&type](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
                OperationScope& scope = scopeOf(call);
                const Id id = textOf(*static_cast<const Value*>(parents[0].object), "entityId");
                const Result<Located> found = scope.locate(type, id, *static_cast<const Value*>(parents[0].object));
                if (!found)
                    return found.error();
                out[0].setObject(NodeLevel(call.context()).add(found->entity, found->view));
                return {};
            });
    addPhases(result);
    graphql::Field& field = schema.object("Mutation").field(operation, resultName);
    field.describe("Runs its effects and what it triggers: one change, or none. Refused when it is over or not "
                   "available, unless overridden.");
    field.argument("id", "ID!").argument("input", "ResolutionInput");
    field.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return resolve(call, out[0], type);
    });
}

void addInputs(graphql::SchemaBuilder& schema)
{
    graphql::Type& input = schema.input("ResolutionInput");
    input.input("outcome", "String").describeInput("How it ended; kept with an encounter.");
    input.input("override", "Boolean").describeInput("Though it is over or not available.");
    addWriteInputs(input, true);
    graphql::Type& one = schema.input("ExecuteEffectInput");
    one.input("effectId", "ID!");
    one.input("context", "JSON").describeInput("{entityType, entityId}: runs it as if it were an effect of that.");
    one.input("dryRun", "Boolean");
    addWriteInputs(one, false);
    graphql::Type& all = schema.input("ExecuteEffectsForEntityInput");
    all.input("entityType", "String!").input("entityId", "ID!").input("timing", "EffectTiming");
    all.input("dryRun", "Boolean");
    addWriteInputs(all, false);
}

} // namespace

void addResolutionOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    const Type* encounter = types.find("Encounter");
    const Type* event = types.find("Event");
    if (!encounter || !event || !types.find("Effect"))
        return; // a catalogue of a test
    addInputs(schema);
    addEffectTypes(schema);
    addResolution(schema);
    addResolving(schema, *encounter, "resolveEncounter", "ResolveEncounterResult");
    addResolving(schema, *event, "completeEvent", "CompleteEventResult");
    schema.object("Mutation")
        .field("resolve", "ResolutionPreview")
        .describe("resolveEncounter or completeEvent, whichever the id belongs to.")
        .argument("id", "ID!")
        .argument("input", "ResolutionInput")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return resolveAny(call, out[0]);
        });
    graphql::Field& expiry = schema.object("Mutation").field("expireEvent", event->name);
    expiry.describe("Its time has passed and it will not happen.").argument("eventId", "ID!");
    addWriteArguments(expiry, false);
    expiry.resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return expire(call, out[0]);
    });
    const auto addExecution = [&](const char* name, const char* input, bool isOne) {
        schema.object("Mutation")
            .field(name, "ResolutionPreview")
            .describe("Runs effects by hand, without marking anything as done.")
            .argument("input", input)
            .resolve([isOne](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
                return execute(call, out[0], isOne);
            });
    };
    addExecution("executeEffect", "ExecuteEffectInput!", true);
    addExecution("executeEffectsForEntity", "ExecuteEffectsForEntityInput!", false);
    graphql::Type& trial = schema.object("EffectTrial");
    trial.field("problem", "String").describe("Why it cannot be stored, or fails.").read(readMember("problem"));
    trial.field("path", "String").describe("The field that is wrong.").read(readMember("path"));
    trial.field("result", "EffectResult").resolve(memberObject("result"));
    schema.object("Query")
        .field("tryEffect", "EffectTrial")
        .describe("What an effect would do if it ran by itself now, with the checks of storing it; leaves no trace.")
        .argument("effect", "JSON!")
        .describeArgument("The fields of CreateEffectInput.")
        .argument("branchId", "ID")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return tryEffect(call, out[0]);
        });
    schema.object("Query")
        .field("previewResolution", "ResolutionPreview")
        .describe("Exactly what resolving an encounter or completing an event would do now, leaving no trace.")
        .argument("id", "ID!")
        .argument("outcome", "String")
        .argument("override", "Boolean")
        .argument("branchId", "ID")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return preview(call, out[0]);
        });
}

} // namespace campaign::api
