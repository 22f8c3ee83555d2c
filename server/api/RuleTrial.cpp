// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

/// What cannot be saved is an answer, too: whoever types a rule wants to hear where it is wrong.
Result<Value> trial(OperationScope& scope, const FieldCall& call)
{
    const Result<rules::Expression> expression =
        rules::Expression::parse(*call.argument("expression"), scope.services().operators);
    if (!expression)
        return Value(Value::Object{{"problem", expression.error().message}, {"path", expression.error().path}});
    const catalogue::Type* type = scope.types().findByAnyName(textOf(call.arguments(), "entityType"));
    if (!type)
        return invalid("There is no type of entities called \"" + textOf(call.arguments(), "entityType") + "\".",
                       "entityType");
    const Id id = textOf(call.arguments(), "entityId");
    const Result<Located> found = scope.locate(*type, id, call.arguments());
    if (!found)
        return found.error();
    if (!found->entity)
        return notFound(*type, id);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    return scope.services().computed.tryOut(*expression, *found->entity, found->view->at, **snapshot, scope.viewer(),
                                            flagOf(call.arguments(), "explain"));
}

} // namespace

void addRuleTrial(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    graphql::Type& result = schema.object("RuleTrial");
    result.describe("What a rule gives for an entity before it is saved.");
    result.field("value", "JSON").read(readMember("value"));
    result.field("problem", "String").describe("Why there is no value.").read(readMember("problem"));
    result.field("path", "String").describe("JSON pointer to the operation that is wrong.").read(readMember("path"));
    result.field("reads", "JSON").describe("[{path, value, isDefined}]").read(readMember("reads"));
    result.field("tree", "JSON")
        .describe("With explain: what each operation came to, {pointer, operator, value, problem, isReached, each, "
                  "furtherItems, parts}; what stands in the body of a list operator has a value for each item of the list "
                  "that `each` points to.")
        .read(readMember("tree"));
    graphql::Field& field = schema.object("Query").field("tryRule", "RuleTrial!");
    field.describe("Evaluates an expression on an entity without saving it.");
    field.argument("entityType", "String!").argument("entityId", "ID!").argument("expression", "JSON!");
    field.argument("explain", "Boolean");
    addReadArguments(field);
    field.resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
        Result<Value> answer = trial(scopeOf(call), call);
        if (!answer)
            return answer.error();
        out[0].setObject({call.context().keep(std::make_shared<Value>(std::move(*answer))), nullptr});
        return {};
    });
}

} // namespace campaign::api
