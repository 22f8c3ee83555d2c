// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/ExecutionContext.h"
#include "server/graphql/execution/LeafWriter.h"
#include "server/graphql/execution/Rows.h"
#include "server/graphql/language/GraphqlError.h"

namespace campaign::graphql {

/// One run of one operation: goes down the selection, each field once for all objects of its level, then writes the
/// response. Made for one run and one thread.
class OperationRun
{
public:
    OperationRun(const Schema& schema, const Document& document, const Operation& operation,
                 const VariableValues& variables, ExecutionContext& context);

    /// The response: `{"data":…}` or `{"errors":[…],"data":…}`.
    std::string run();
    bool hasErrors() const { return m_errorCount > 0; }

    /// Whether the field planned at `plan` selects a field of that name (see FieldCall::selects).
    static bool selects(const void* plan, std::string_view name);

private:
    friend class FieldCompletion;

    struct CallPlan
    {
        const Planner* planner;
        const PlannedField* field;
    };

    void runRows(Rows& rows);
    void runField(Rows& rows, PlannedField& field, Column& column);
    void readProperty(Rows& rows, const PlannedField& field, Column& column);
    void callResolver(Rows& rows, PlannedField& field, Column& column);
    void runBelow(PlannedField& field, Column& column, bool introspection);
    /// Asks the interruption hook; true when the run has ended.
    bool interrupted();
    void abort(const Error& error);
    void debit(std::size_t objects, bool introspection);
    void addError(const Rows& rows, const PlannedField& field, std::size_t row, const Error& error);
    std::vector<Value> pathOf(const Rows& rows, const PlannedField& field, std::size_t row) const;

    const Schema& m_schema;
    const Document& m_document;
    const Operation& m_operation;
    ExecutionContext& m_context;
    Planner m_planner;
    std::vector<GraphqlError> m_errors;
    std::size_t m_errorCount = 0;
    std::int64_t m_introspectionObjects = 0;
    bool m_aborted = false;
};

} // namespace campaign::graphql
