// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/Executor.h"

#include "server/graphql/execution/DocumentCache.h"
#include "server/graphql/execution/Estimate.h"
#include "server/graphql/execution/OperationRun.h"
#include "server/graphql/execution/Variables.h"
#include "server/graphql/validation/Validation.h"

#include <algorithm>

namespace campaign::graphql {

namespace {

GraphqlError noOperation(const PreparedDocument& prepared, const std::string& name)
{
    if (!name.empty())
        return makeError("Unknown operation named \"" + name + "\".", "BAD_USER_INPUT");
    return makeError(prepared.document.operations.empty()
                         ? "Must provide an operation."
                         : "Must provide operation name if query contains multiple operations.",
                     "BAD_USER_INPUT");
}

GraphqlError fromError(const Error& error)
{
    GraphqlError entry;
    entry.message = error.message;
    errorExtensions(error, entry.extensions);
    return entry;
}

} // namespace

Response refusal(const std::vector<GraphqlError>& errors)
{
    Response response;
    response.hasErrors = true;
    response.json = "{\"errors\":";
    char separator = '[';
    for (const GraphqlError& error : errors) {
        response.json += std::exchange(separator, ',');
        appendErrorJson(response.json, error);
    }
    response.json += "]}";
    return response;
}

const Operation* PreparedDocument::select(std::string_view operationName) const
{
    const auto& operations = document.operations;
    if (operationName.empty())
        return operations.size() == 1 ? &operations.front() : nullptr;
    const auto found = std::find_if(operations.begin(), operations.end(),
                                    [&](const Operation& operation) { return operation.name == operationName; });
    return found == operations.end() ? nullptr : &*found;
}

Executor::Executor(std::shared_ptr<const Schema> schema, ExecutorSettings settings)
    : m_schema(std::move(schema))
    , m_settings(settings)
    , m_cache(std::make_unique<DocumentCache>(settings.cachedDocuments))
{
}

Executor::Executor(std::shared_ptr<const Schema> schema)
    : Executor(std::move(schema), ExecutorSettings{})
{
}
Executor::~Executor() = default;

std::shared_ptr<const PreparedDocument> Executor::prepare(const std::string& query) const
{
    if (std::shared_ptr<const PreparedDocument> known = m_cache->find(query))
        return known;
    auto prepared = std::make_shared<PreparedDocument>();
    ParseOutcome outcome = parseDocument(query, m_settings.parse);
    prepared->document = std::move(outcome.document);
    if (outcome.error)
        prepared->errors.push_back(std::move(*outcome.error));
    else
        prepared->errors = validate(*m_schema, prepared->document);
    if (query.size() <= m_settings.cachedDocumentBytes)
        m_cache->store(prepared);
    return prepared;
}

Response Executor::execute(const Request& request, ExecutionContext& context) const
{
    const std::shared_ptr<const PreparedDocument> prepared = prepare(request.query);
    if (!prepared->errors.empty())
        return refusal(prepared->errors);
    const Operation* operation = prepared->select(request.operationName);
    if (!operation)
        return refusal({noOperation(*prepared, request.operationName)});
    if (operation->kind == OperationKind::Subscription && !context.eventRoot)
        return refusal(
            {makeError("Subscriptions are served over WebSocket (graphql-transport-ws) only.", "BAD_USER_INPUT")});
    if (!m_schema->root(operation->kind))
        return refusal({makeError("The schema has no root for this kind of operation.", "BAD_USER_INPUT")});
    std::vector<GraphqlError> errors;
    const VariableValues variables =
        coerceVariables(*m_schema, prepared->document, *operation, request.variables, errors);
    if (!errors.empty())
        return refusal(errors);
    const Result<std::int64_t> cost = Estimate(*m_schema, prepared->document, variables, context.limits).of(*operation);
    if (!cost)
        return refusal({fromError(cost.error())});
    context.estimatedCost = *cost;
    context.producedObjects = 0;
    context.resolverCalls = 0;
    OperationRun run(*m_schema, prepared->document, *operation, variables, context);
    Response response;
    response.json = run.run();
    response.executed = true;
    response.hasErrors = run.hasErrors();
    return response;
}

std::optional<OperationKind> Executor::operationKind(const Request& request) const
{
    const std::shared_ptr<const PreparedDocument> prepared = prepare(request.query);
    const Operation* operation = prepared->errors.empty() ? prepared->select(request.operationName) : nullptr;
    return operation ? std::optional(operation->kind) : std::nullopt;
}

std::optional<SubscriptionField> Executor::subscription(const Request& request, std::vector<GraphqlError>& errors) const
{
    const std::shared_ptr<const PreparedDocument> prepared = prepare(request.query);
    errors = prepared->errors;
    if (!errors.empty())
        return std::nullopt;
    const Operation* operation = prepared->select(request.operationName);
    if (!operation)
        errors.push_back(noOperation(*prepared, request.operationName));
    else if (operation->kind != OperationKind::Subscription)
        errors.push_back(makeError("The operation is not a subscription.", "BAD_USER_INPUT"));
    if (!errors.empty())
        return std::nullopt;
    const VariableValues variables =
        coerceVariables(*m_schema, prepared->document, *operation, request.variables, errors);
    if (!errors.empty())
        return std::nullopt;
    Planner planner(*m_schema, prepared->document, variables);
    PlannedSelection plan = planner.planRoot(*m_schema->root(OperationKind::Subscription), *operation);
    if (plan.fields.empty() || plan.fields.front().argumentError) {
        errors.push_back(makeError(plan.fields.empty() ? "The subscription selects nothing."
                                                       : plan.fields.front().argumentError->message,
                                   "BAD_USER_INPUT"));
        return std::nullopt;
    }
    PlannedField& field = plan.fields.front();
    return SubscriptionField{field.field, std::string(field.responseKey), std::move(field.arguments)};
}

} // namespace campaign::graphql
