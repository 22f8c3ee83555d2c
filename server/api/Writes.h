// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/OperationScope.h"
#include "server/graphql/schema/Schema.h"

#include <functional>

namespace campaign::api {

/// The change a write asks for: branch, worldTime, reason and idempotencyKey are members of `from`.
Result<history::ChangeRequest> changeRequest(OperationScope& scope, const Value& from, const Id& branch);

/// An entity a write is about, found where the write will go; NotFound when it is not there.
Result<Located> locateForWrite(OperationScope& scope, const catalogue::Type& type, const Id& id, const Value& from);

/// What a write does with the entity it is about.
using EntityWrite = std::function<Result<history::Receipt>(const history::Entity&, history::ChangeRequest)>;

/// Writes to one entity, found by its id, and answers with it as it is then. branchId, reason and the like are the
/// field's own arguments.
Result<> writeOne(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type, const Id& id,
                  const EntityWrite& write);

/// Deletes the entity whose id, and the version expected of it, are the field's own arguments; answers with it as it
/// was deleted.
Result<> removeOne(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type);

/// Takes note of a write and answers with the entity as it is now.
Result<> answer(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type,
                const Result<Written>& written, const ReadView& view,
                std::optional<catalogue::WorldTime> worldTime = {});

/// An update of some fields, and its answer. `from` holds the members of changeRequest and expectedVersion; errors of
/// fields get `prefix` as path.
Result<> updateFields(const graphql::FieldCall& call, graphql::FieldResult& out, const catalogue::Type& type,
                      const Id& id, const Value::Object& fields, const Value& from, std::string_view prefix);

/// branchId, worldTime, reason, idempotencyKey; expectedVersion where an entity is there already.
void addWriteInputs(graphql::Type& input, bool ofExisting);
void addWriteArguments(graphql::Field& field, bool ofExisting);

} // namespace campaign::api
