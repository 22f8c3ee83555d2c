// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/OperationScope.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::LoggedChange;

namespace {

constexpr std::int64_t usualChanges = 100;
constexpr std::int64_t mostChanges = 1'000;
constexpr const char* nothingToUndo = "There is nothing to undo.";

const LoggedChange& changeOf(const void* object)
{
    return *static_cast<const LoggedChange*>(object);
}

Result<const ReadView*> courseOf(const FieldCall& call)
{
    return scopeOf(call).viewOfCampaign(call.arguments());
}

Result<> changes(const FieldCall& call, FieldResult& out)
{
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualChanges);
    if (first < 1 || first > mostChanges)
        return invalid("first is from 1 to 1,000.", "first");
    const Result<history::Snapshot*> snapshot = scopeOf(call).snapshot();
    if (!snapshot)
        return snapshot.error();
    auto found = (*snapshot)->changes(integerOf(call.arguments(), "since").value_or(0), static_cast<int>(first),
                                      scopeOf(call).viewer());
    if (!found)
        return found.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<LoggedChange>>(std::move(*found)));
    std::vector<ObjectRef> objects;
    for (const LoggedChange& one : *kept)
        objects.push_back({&one, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

struct UndoState
{
    std::optional<LoggedChange> undo;
    std::optional<LoggedChange> redo;
};

/// The entity of that role, null when the viewer does not see it.
Result<history::EntityPtr> ofRole(OperationScope& scope, catalogue::Role role, const Id& id, const Id& branch)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const Result<std::vector<history::EntityPtr>> found =
        (*snapshot)->byIds(*scope.types().withRole(role), std::vector<Id>{id}, {.branch = branch}, scope.viewer());
    return found ? Result<history::EntityPtr>(found->front()) : found.error();
}

/// Whether the campaign of the branch came with the step, or after it: without the step there would be no branch left
/// to stand on, and nothing from which to redo it.
Result<bool> isBeginning(OperationScope& scope, const Id& branch, const LoggedChange& step)
{
    if (branch.empty())
        return false;
    const Result<history::EntityPtr> course = ofRole(scope, catalogue::Role::Branch, branch, {});
    if (!course || !*course)
        return course ? Result<bool>(false) : course.error();
    const Value& owner = (*course)->field("campaignId");
    if (!owner.isString())
        return false;
    const Result<history::EntityPtr> campaign = ofRole(scope, catalogue::Role::Campaign, owner.asString(), branch);
    return campaign ? Result<bool>(*campaign && step.realTime <= (*campaign)->createdAt) : campaign.error();
}

/// The step that undo would take back on the branch, or the one asked for.
Result<std::optional<LoggedChange>> stepToUndo(OperationScope& scope, const Id& branch,
                                               std::optional<std::int64_t> change = {})
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    if (!change)
        return (*snapshot)->nextUndo(scope.viewer().userId, branch);
    const auto found = (*snapshot)->changes(*change - 1, 1, scope.viewer());
    if (!found)
        return found.error();
    const bool isThere = !found->empty() && found->front().seq == *change;
    return isThere ? std::optional(found->front()) : std::nullopt;
}

/// NotFound or Conflict when the step is the campaign's beginning.
Result<> checkUndo(OperationScope& scope, const Id& branch, std::optional<std::int64_t> change)
{
    const auto step = stepToUndo(scope, branch, change);
    const Result<bool> refused = step && *step ? isBeginning(scope, branch, **step) : Result<bool>(false);
    if (!step || !refused)
        return step ? refused.error() : step.error();
    if (!*refused)
        return {};
    if (!change)
        return Error{ErrorCode::NotFound, nothingToUndo, {}, {}, {}};
    return Error{ErrorCode::Conflict, "That step made the campaign itself; nothing stands before it.", {}, {}, {}};
}

Result<> undoState(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = courseOf(call);
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    auto undo = stepToUndo(scope, (*view)->at.branch);
    const Result<bool> isFirst = undo && *undo ? isBeginning(scope, (*view)->at.branch, **undo) : Result<bool>(false);
    if (!undo || !isFirst)
        return undo ? isFirst.error() : undo.error();
    if (*isFirst)
        undo->reset();
    auto redo = (*snapshot)->nextRedo(scope.viewer().userId, (*view)->at.branch);
    if (!redo)
        return redo.error();
    auto state = std::make_shared<UndoState>(UndoState{std::move(*undo), std::move(*redo)});
    out.setObject({call.context().keep(std::move(state)), nullptr});
    return {};
}

/// What undo and redo answer: the change they made.
Result<> answerStep(const FieldCall& call, FieldResult& out, const Result<history::Receipt>& receipt,
                    const char* nothing)
{
    if (!receipt)
        return receipt.error();
    scopeOf(call).wrote(*receipt);
    if (!receipt->change)
        return Error{ErrorCode::NotFound, nothing, {}, {}, {}};
    out.setObject({receipt->change.get(), nullptr});
    call.context().keep(events::ChangeEventPtr(receipt->change));
    return {};
}

Result<> undo(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = courseOf(call);
    if (!view)
        return view.error();
    const std::optional<std::int64_t> change = integerOf(call.arguments(), "change");
    if (Result<> good = checkUndo(scope, (*view)->at.branch, change); !good)
        return good;
    return answerStep(call, out,
                      scope.services().store.undo(scope.viewer(), (*view)->at.branch, change,
                                                  flagOf(call.arguments(), "onlyTheRest")),
                      nothingToUndo);
}

Result<> redo(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = courseOf(call);
    if (!view)
        return view.error();
    return answerStep(call, out, scope.services().store.redo(scope.viewer(), (*view)->at.branch),
                      "There is nothing to redo.");
}

void addText(graphql::Type& type, const char* name, std::string LoggedChange::*member)
{
    type.field(name, "String!").read([member](const void* object, LeafWriter& out) {
        out.string(changeOf(object).*member);
    });
}

void addChangeType(graphql::SchemaBuilder& schema)
{
    graphql::Type& change = schema.object("Change");
    change.describe("One step of the log.");
    change.field("seq", "Int!").read([](const void* object, LeafWriter& out) { out.integer(changeOf(object).seq); });
    change.field("id", "ID!").read([](const void* object, LeafWriter& out) { out.string(changeOf(object).changeId); });
    change.field("branchId", "ID").read([](const void* object, LeafWriter& out) {
        changeOf(object).branchId.empty() ? out.null() : out.string(changeOf(object).branchId);
    });
    addText(change, "author", &LoggedChange::author);
    addText(change, "kind", &LoggedChange::kind);
    addText(change, "reason", &LoggedChange::reason);
    addText(change, "hash", &LoggedChange::hash);
    change.field("realTime", "DateTime!").read([](const void* object, LeafWriter& out) {
        out.string(catalogue::toIsoRealTime(changeOf(object).realTime));
    });
    change.field("undoes", "Int").read([](const void* object, LeafWriter& out) {
        changeOf(object).undoes ? out.integer(changeOf(object).undoes) : out.null();
    });
    change.field("isUndone", "Boolean!").read([](const void* object, LeafWriter& out) {
        out.boolean(changeOf(object).isUndone);
    });
    change.field("isOwn", "Boolean!")
        .describe("Whether it is among the caller's steps of undo.")
        .resolve([](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                out[i].setLeaf(changeOf(parents[i].object).author == scopeOf(call).viewer().userId);
            return {};
        });
}

void addUndoState(graphql::SchemaBuilder& schema)
{
    graphql::Type& state = schema.object("UndoState");
    const auto addStep = [&](const char* name, std::optional<LoggedChange> UndoState::*member) {
        state.field(name, "Change")
            .resolve(
                [member](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
                    for (std::size_t i = 0; i < parents.size(); ++i) {
                        const auto& step = static_cast<const UndoState*>(parents[i].object)->*member;
                        out[i].setObject({step ? &*step : nullptr, nullptr});
                    }
                    return {};
                });
    };
    addStep("undo", &UndoState::undo);
    addStep("redo", &UndoState::redo);
}

std::string operationName(events::Operation operation)
{
    switch (operation) {
    case events::Operation::Create:
        return "CREATE";
    case events::Operation::Update:
        return "UPDATE";
    case events::Operation::Delete:
        break;
    }
    return "DELETE";
}

void addStepTypes(graphql::SchemaBuilder& schema)
{
    using events::ChangeEvent;
    using events::EntityChange;
    graphql::Type& entity = schema.object("ChangedEntity");
    entity.field("type", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const EntityChange*>(object)->type);
    });
    entity.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const EntityChange*>(object)->id);
    });
    entity.field("operation", "String!")
        .describe("CREATE, UPDATE or DELETE.")
        .read([](const void* object, LeafWriter& out) {
            out.string(operationName(static_cast<const EntityChange*>(object)->operation));
        });
    entity.field("version", "Int!").read([](const void* object, LeafWriter& out) {
        out.integer(static_cast<const EntityChange*>(object)->version);
    });
    graphql::Type& step = schema.object("UndoResult");
    step.field("change", "Int!")
        .describe("The number of the change made.")
        .read([](const void* object, LeafWriter& out) { out.integer(static_cast<const ChangeEvent*>(object)->seq); });
    step.field("undoes", "Int!")
        .describe("The number of the change taken back.")
        .read(
            [](const void* object, LeafWriter& out) { out.integer(static_cast<const ChangeEvent*>(object)->undoes); });
    step.field("reason", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const ChangeEvent*>(object)->reason);
    });
    step.field("entities", "[ChangedEntity!]!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                std::vector<ObjectRef> objects;
                for (const EntityChange& one : static_cast<const ChangeEvent*>(parents[i].object)->entities)
                    objects.push_back({&one, nullptr});
                out[i].setObjects(std::move(objects));
            }
            return {};
        });
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);

graphql::Resolver resolver(Operation operation)
{
    return [operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0]);
    };
}

} // namespace

void addHistoryOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    addChangeType(schema);
    addUndoState(schema);
    addStepTypes(schema);
    graphql::Type& query = schema.object("Query");
    query.field("changes", "[Change!]!")
        .describe("The log after a change, oldest first.")
        .argument("campaignId", "ID")
        .argument("since", "Int")
        .argument("first", "Int")
        .sizedBy("first", static_cast<int>(usualChanges))
        .resolve(resolver(changes));
    query.field("undoState", "UndoState!")
        .describe("The caller's next steps back and forth.")
        .argument("campaignId", "ID")
        .argument("branchId", "ID")
        .resolve(resolver(undoState));
    graphql::Type& mutation = schema.object("Mutation");
    mutation.field("undo", "UndoResult")
        .describe("Takes back the caller's latest change, or the one named.")
        .argument("campaignId", "ID")
        .argument("branchId", "ID")
        .argument("change", "Int")
        .argument("onlyTheRest", "Boolean")
        .describeArgument("Leave alone what others have changed since, instead of refusing.")
        .resolve(resolver(undo));
    mutation.field("redo", "UndoResult")
        .argument("campaignId", "ID")
        .argument("branchId", "ID")
        .resolve(resolver(redo));
}

} // namespace campaign::api
