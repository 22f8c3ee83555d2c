// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"
#include "server/api/Writes.h"

// The branch's clock, and the effects that wait for it.

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using simulation::Resolved;

namespace {

constexpr const char* scheduledType = "ScheduledEffect";

Result<> answerStep(const FieldCall& call, FieldResult& out, Resolved resolved, const Id& branch)
{
    Value::Object& content = resolved.content.asObject();
    content.append("worldTime", *content.find("to"));
    content.append("branchId", branch);
    const auto& change = resolved.receipt.change;
    content.append("change", resolved.receipt.changed && change ? Value(change->seq) : Value(resolved.receipt.seq));
    setValueObject(call, out, std::move(resolved.content));
    return {};
}

Result<> advance(const FieldCall& call, FieldResult& out, bool isPreview)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Value& input = *call.argument("input");
    const Result<const ReadView*> view = scope.viewOfCampaign(input);
    if (!view)
        return view.error();
    const Result<std::optional<catalogue::WorldTime>> to = timeOf(input, "to");
    if (!to)
        return within("input", to.error());
    Result<history::ChangeRequest> request = changeRequest(scope, input, (*view)->at.branch);
    if (!request)
        return within("input", request.error());
    Result<Resolved> resolved = scope.services().time.advance(**to, isPreview, std::move(*request));
    if (!resolved)
        return resolved.error();
    if (!isPreview) // whose change nobody may take for one that was made
        scope.wrote(resolved->receipt);
    return answerStep(call, out, std::move(*resolved), (*view)->at.branch);
}

Result<> runDue(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Result<const ReadView*> view = scope.viewOfCampaign(call.arguments());
    if (!view)
        return view.error();
    Result<history::ChangeRequest> request = changeRequest(scope, call.arguments(), (*view)->at.branch);
    if (!request)
        return request.error();
    Result<Resolved> resolved = scope.services().time.runDue(std::move(*request));
    if (!resolved)
        return resolved.error();
    scope.wrote(resolved->receipt);
    return answerStep(call, out, std::move(*resolved), (*view)->at.branch);
}

Result<> cancel(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    return writeOne(call, out, type, textOf(call.arguments(), "id"),
                    [&](const history::Entity& scheduled, history::ChangeRequest request) {
                        return scope.services().time.cancel(scheduled, std::move(request));
                    });
}

Result<> runNow(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    return writeOne(
        call, out, type, textOf(call.arguments(), "id"),
        [&](const history::Entity& scheduled, history::ChangeRequest request) -> Result<history::Receipt> {
            request.kind = "effect";
            if (request.reason.empty())
                request.reason = "Run " + scheduled.name() + " now";
            const Result<Resolved> ran = scope.services().time.runWaiting(scheduled.id, std::move(request));
            if (!ran)
                return ran.error();
            if (!ran->receipt.change)
                return Error{ErrorCode::Conflict, scheduled.name() + " does not wait any more.", "id", {}, {}};
            return ran->receipt;
        });
}

void addStepTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& input = schema.input("AdvanceWorldTimeInput");
    input.input("campaignId", "ID!").input("to", "DateTime!").input("branchId", "ID");
    input.input("reason", "String").input("idempotencyKey", "String");
    graphql::Type& due = schema.object("DueEffect");
    due.describe("What was put off and has come due.");
    due.field("scheduledId", "ID!").read(readMember("scheduledId"));
    due.field("name", "String!").read(readMember("name"));
    due.field("entityType", "String").read(readMember("entityType"));
    due.field("entityId", "ID").read(readMember("entityId"));
    due.field("dueAt", "DateTime").read(readMember("dueAt"));
    due.field("outcome", "String!").describe("DONE or FAILED.").read(readMember("outcome"));
    due.field("error", "String").read(readMember("error"));
    due.field("result", "EffectResult").resolve(memberObject("result"));
    due.field("resolution", "ResolutionPreview").resolve(memberObject("resolution"));
    graphql::Type& step = schema.object("AdvanceWorldTimeResult");
    step.field("worldTime", "DateTime").describe("Where the clock stands now.").read(readMember("worldTime"));
    step.field("from", "DateTime").describe("Where it stood.").read(readMember("from"));
    step.field("change", "Int!").read(readMember("change"));
    step.field("branchId", "ID!").read(readMember("branchId"));
    step.field("due", "[DueEffect!]!")
        .describe("The effects that came due, in their order.")
        .resolve(memberObjects("due"));
}

void addScheduled(graphql::SchemaBuilder& schema, const Type& type)
{
    graphql::Field& cancelling = schema.object("Mutation").field("cancelScheduledEffect", type.name);
    cancelling.describe("It does not run any more.").argument("id", "ID!");
    addWriteArguments(cancelling, false);
    cancelling.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return cancel(call, out[0], type);
    });
    graphql::Field& hurrying = schema.object("Mutation").field("runScheduledEffect", type.name);
    hurrying.describe("Runs one that waits, whatever its time; when it fails, it is marked FAILED.");
    hurrying.argument("id", "ID!");
    addWriteArguments(hurrying, false);
    hurrying.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return runNow(call, out[0], type);
    });
    graphql::Field& running = schema.object("Mutation").field("runDueEffects", "AdvanceWorldTimeResult");
    running.describe("Runs what is due by the branch's clock and by the real one.").argument("campaignId", "ID!");
    running.argument("branchId", "ID").argument("reason", "String").argument("idempotencyKey", "String");
    running.resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return runDue(call, out[0]);
    });
}

} // namespace

void addTimeOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    const Type* type = types.find(scheduledType);
    if (!type)
        return; // a catalogue of a test
    addStepTypes(schema);
    schema.object("Mutation")
        .field("advanceWorldTime", "AdvanceWorldTimeResult")
        .describe("Sets the clock forward and runs what comes due on the way, each at its own time: one change.")
        .argument("input", "AdvanceWorldTimeInput!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return advance(call, out[0], false);
        });
    schema.object("Query")
        .field("previewAdvanceWorldTime", "AdvanceWorldTimeResult")
        .describe("What advancing would run, leaving no trace.")
        .argument("input", "AdvanceWorldTimeInput!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return advance(call, out[0], true);
        });
    addScheduled(schema, *type);
}

} // namespace campaign::api
