// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Writes.h"

namespace campaign::api {

namespace {
struct WriteInput
{
    const char* name;
    const char* type;
    const char* description;
};
constexpr WriteInput writeInputs[] = {
    {"branchId", "ID", "Default: the campaign's main branch; for world content the root."},
    {"worldTime", "DateTime", "When it becomes true; default: always for a creation, else the branch's clock."},
    {"reason", "String", "How undo and the log name the change."},
    {"idempotencyKey", "String", "A second request with the same key gets the first one's answer."},
};
constexpr WriteInput expectedVersion{"expectedVersion", "Int", "Refuse if the entity has another version."};
} // namespace

void addWriteInputs(graphql::Type& input, bool ofExisting)
{
    for (const WriteInput& one : writeInputs)
        input.input(one.name, one.type).describeInput(one.description);
    if (ofExisting)
        input.input(expectedVersion.name, expectedVersion.type).describeInput(expectedVersion.description);
}

void addWriteArguments(graphql::Field& field, bool ofExisting)
{
    for (const WriteInput& one : writeInputs)
        field.argument(one.name, one.type).describeArgument(one.description);
    if (ofExisting)
        field.argument(expectedVersion.name, expectedVersion.type).describeArgument(expectedVersion.description);
}

Result<history::ChangeRequest> changeRequest(OperationScope& scope, const Value& from, const Id& branch)
{
    history::ChangeRequest request;
    request.author = scope.viewer();
    request.branch = branch;
    request.reason = textOf(from, "reason");
    request.idempotencyKey = textOf(from, "idempotencyKey");
    const Result<std::optional<catalogue::WorldTime>> time = timeOf(from, "worldTime");
    if (!time)
        return time.error();
    request.worldTime = *time;
    return request;
}

Result<Located> locateForWrite(OperationScope& scope, const catalogue::Type& type, const Id& id, const Value& from)
{
    Result<Located> found = scope.locate(type, id, from);
    if (found && !found->entity)
        return notFound(type, id);
    return found;
}

Result<> writeOne(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type, const Id& id,
                  const EntityWrite& write)
{
    OperationScope& scope = scopeOf(call);
    const Result<Located> found = locateForWrite(scope, type, id, call.arguments());
    if (!found)
        return found.error();
    Result<history::ChangeRequest> request = changeRequest(scope, call.arguments(), found->view->at.branch);
    if (!request)
        return request.error();
    const Result<history::Receipt> receipt = write(*found->entity, std::move(*request));
    if (!receipt)
        return receipt.error();
    return answer(call, out, type, Written{found->entity->id, *receipt}, *found->view);
}

Result<> removeOne(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Result<Located> found = locateForWrite(scope, type, textOf(call.arguments(), "id"), call.arguments());
    if (!found)
        return found.error();
    const Result<history::ChangeRequest> request = changeRequest(scope, call.arguments(), found->view->at.branch);
    if (!request)
        return request.error();
    const Result<Written> written =
        scope.services().entities.remove(*found->entity, integerOf(call.arguments(), "expectedVersion"), *request);
    if (!written)
        return written.error();
    scope.wrote(written->receipt);
    const auto& change = written->receipt.change;
    const std::int64_t at = change ? change->realTime : scope.services().clock.nowMicroseconds();
    out.setObject(NodeLevel(call.context()).add(found->entity, found->view, at));
    return {};
}

Result<> answer(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type,
                const Result<Written>& written, const ReadView& view, std::optional<catalogue::WorldTime> worldTime)
{
    if (!written)
        return written.error();
    OperationScope& scope = scopeOf(call);
    scope.wrote(written->receipt);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    ReadView there{{view.at.branch, {}, {}}, view.isDefault};
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto found = (*snapshot)->byIds(type, {&written->id, 1}, there.at, scope.viewer());
        if (!found)
            return found.error();
        if (found->front() || !worldTime) {
            out.setObject(NodeLevel(call.context()).add(std::move(found->front()), scope.view(there)));
            return {};
        }
        there.at.asOf = worldTime; // planned: it is not there yet
    }
    return {};
}

Result<> updateFields(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type,
                      const Id& id, const Value::Object& fields, const Value& from, std::string_view prefix)
{
    OperationScope& scope = scopeOf(call);
    const Result<Located> found = locateForWrite(scope, type, id, from);
    if (!found)
        return found.error();
    const Result<history::ChangeRequest> request = changeRequest(scope, from, found->view->at.branch);
    if (!request)
        return within(prefix, request.error());
    Result<Written> written =
        scope.services().entities.update(*found->entity, fields, integerOf(from, "expectedVersion"), *request);
    if (!written)
        return written.error().path.empty() ? written.error() : within(prefix, written.error());
    return answer(call, out, type, written, *found->view);
}

} // namespace campaign::api
