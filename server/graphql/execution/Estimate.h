// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/ExecutionContext.h"
#include "server/graphql/execution/Plan.h"

namespace campaign::graphql {

/// Foresees what an operation would produce, before it runs: fields are merged as they will be when it runs (of an
/// abstract type, those of all its object types together), lists count by their size argument or by what the schema
/// assumes. The work of foreseeing is bounded as well.
class Estimate
{
public:
    Estimate(const Schema& schema, const Document& document, const VariableValues& variables,
             const ExecutionLimits& limits);

    /// The number of objects, or the Limit error that names depth or complexity.
    Result<std::int64_t> of(const Operation& operation);

private:
    struct Group;
    struct Place;

    void visit(const Place& place, const std::vector<const std::vector<Selection>*>& sets);
    void visitField(const Place& place, const Group& group);
    void collect(const Type& type, const std::vector<Selection>& selections, std::vector<Group>& groups,
                 std::set<std::string_view>& fragments);
    std::int64_t sizeOf(const Place& place, const Group& group) const;
    void refuse(std::string message);

    const Schema& m_schema;
    const Document& m_document;
    const ExecutionLimits& m_limits;
    const VariableValues& m_variables;
    Planner m_planner;
    std::int64_t m_objects = 0;
    std::size_t m_visits = 0;
    std::optional<Error> m_refusal;
};

} // namespace campaign::graphql
