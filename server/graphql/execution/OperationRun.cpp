// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/OperationRun.h"

#include "server/core/Json.h"
#include "server/graphql/execution/FieldCompletion.h"

#include <algorithm>

namespace campaign::graphql {

namespace {

constexpr std::size_t rowsBetweenChecks = 1024;

Error limitError(std::string message)
{
    return Error{ErrorCode::Limit, std::move(message), {}, {}, {}};
}

} // namespace

OperationRun::OperationRun(const Schema& schema, const Document& document, const Operation& operation,
                           const VariableValues& variables, ExecutionContext& context)
    : m_schema(schema)
    , m_document(document)
    , m_operation(operation)
    , m_context(context)
    , m_planner(schema, document, variables)
{
}

bool OperationRun::selects(const void* plan, std::string_view name)
{
    const auto* call = static_cast<const CallPlan*>(plan);
    return call && call->planner->selects(*call->field, name);
}

bool FieldCall::selects(std::string_view name) const
{
    return OperationRun::selects(m_plan, name);
}

std::string OperationRun::run()
{
    const Type& root = *m_schema.root(m_operation.kind);
    const PlannedSelection plan = m_planner.planRoot(root, m_operation);
    Rows rows;
    rows.plan = &plan;
    const bool event = m_operation.kind == OperationKind::Subscription;
    rows.objects.push_back({event ? m_context.eventRoot : m_context.rootObject, &root});
    runRows(rows);
    std::string response = "{";
    if (!m_errors.empty()) {
        response += "\"errors\":";
        char separator = '[';
        for (const GraphqlError& error : m_errors) {
            response += std::exchange(separator, ',');
            appendErrorJson(response, error);
        }
        response += "],";
    }
    response += "\"data\":";
    if (m_aborted || rows.nulled[0])
        response += "null";
    else
        appendRow(response, rows, 0);
    response += '}';
    return response;
}

void OperationRun::runRows(Rows& rows)
{
    rows.nulled.assign(rows.size(), 0);
    rows.columns.resize(rows.plan->fields.size());
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        // Where every row is null already nothing of it reaches the response; a failed mutation stops the following
        // ones.
        if (std::all_of(rows.nulled.begin(), rows.nulled.end(), [](std::uint8_t nulled) { return nulled != 0; }))
            return;
        if (m_aborted || interrupted())
            return;
        // The plan is ours: sub-plans are added to it while it runs.
        runField(rows, const_cast<PlannedField&>(rows.plan->fields[i]), rows.columns[i]);
    }
}

void OperationRun::runField(Rows& rows, PlannedField& field, Column& column)
{
    if (field.argumentError)
        return FieldCompletion(*this, rows, field, column).failAll(*field.argumentError);
    if (field.field->property)
        return readProperty(rows, field, column);
    if (field.field->resolver)
        return callResolver(rows, field, column);
    // What has neither is __typename.
    std::string name;
    appendJsonString(name, rows.plan->type->name);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        column.text += name;
        column.ends.push_back(static_cast<std::uint32_t>(column.text.size()));
    }
}

void OperationRun::readProperty(Rows& rows, const PlannedField& field, Column& column)
{
    FieldCompletion completion(*this, rows, const_cast<PlannedField&>(field), column);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row % rowsBetweenChecks == rowsBetweenChecks - 1 && interrupted())
            return;
        completion.readLeaf(row);
    }
}

void OperationRun::callResolver(Rows& rows, PlannedField& field, Column& column)
{
    const CallPlan callPlan{&m_planner, &field};
    FieldCall call(*field.field, *rows.plan->type, field.arguments, m_context);
    call.m_plan = &callPlan;
    std::vector<FieldResult> results(rows.size());
    ++m_context.resolverCalls;
    const Result<> answered = field.field->resolver(call, rows.objects, results);
    FieldCompletion completion(*this, rows, field, column);
    if (!answered)
        return completion.failAll(answered.error());
    const bool composite = field.field->type.type->isComposite();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row % rowsBetweenChecks == rowsBetweenChecks - 1 && interrupted())
            return;
        if (composite)
            completion.completeObjects(row, results[row]);
        else
            completion.completeLeaf(row, results[row]);
    }
    if (!composite)
        return;
    results.clear();
    runBelow(field, column, rows.plan->type->isIntrospection || field.field->type.type->isIntrospection);
    if (!m_aborted)
        completion.raiseNulls();
}

void OperationRun::runBelow(PlannedField&, Column& column, bool introspection)
{
    for (const auto& group : column.groups) {
        debit(group->size(), introspection);
        if (m_aborted)
            return;
        runRows(*group);
    }
}

bool OperationRun::interrupted()
{
    if (!m_aborted && m_context.interrupted)
        if (const std::optional<Error> reason = m_context.interrupted())
            abort(*reason);
    return m_aborted;
}

void OperationRun::abort(const Error& error)
{
    GraphqlError entry;
    entry.message = error.message;
    errorExtensions(error, entry.extensions);
    m_errors.push_back(std::move(entry));
    ++m_errorCount;
    m_aborted = true;
}

void OperationRun::debit(std::size_t objects, bool introspection)
{
    std::int64_t& count = introspection ? m_introspectionObjects : m_context.producedObjects;
    const std::int64_t budget = introspection ? m_context.limits.introspectionCost : m_context.limits.cost;
    count += static_cast<std::int64_t>(objects);
    if (count > budget && !m_aborted)
        abort(limitError("The query's complexity is too high: it gives more than " + std::to_string(budget) +
                         " objects. Ask for fewer or smaller pages."));
}

std::vector<Value> OperationRun::pathOf(const Rows& rows, const PlannedField& field, std::size_t row) const
{
    std::vector<Value> path = {Value(field.responseKey)};
    for (const Rows* level = &rows; level->parent; level = level->parent) {
        if (!level->listIndices.empty())
            path.push_back(Value(static_cast<std::int64_t>(level->listIndices[row])));
        path.push_back(Value(level->parentField->responseKey));
        row = level->parentRows[row];
    }
    std::reverse(path.begin(), path.end());
    return path;
}

void OperationRun::addError(const Rows& rows, const PlannedField& field, std::size_t row, const Error& error)
{
    if (++m_errorCount > m_context.limits.errors)
        return;
    GraphqlError entry;
    entry.message = error.message;
    for (const Selection* node : field.nodes)
        entry.locations.push_back(positionAt(*m_document.source, node->position));
    entry.path = pathOf(rows, field, row);
    errorExtensions(error, entry.extensions);
    m_errors.push_back(std::move(entry));
}

} // namespace campaign::graphql
