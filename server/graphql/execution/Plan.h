// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/schema/Coercion.h"
#include "server/graphql/schema/Schema.h"

#include <memory>
#include <set>

namespace campaign::graphql {

struct PlannedSelection;

/// One response key of a selection on one concrete type, merged from all places that ask for it.
struct PlannedField
{
    std::string_view responseKey;
    std::string keyText; ///< `"key":` as it stands in the response
    const Field* field = nullptr;
    std::vector<const Selection*> nodes;
    Value arguments;
    std::optional<Error> argumentError;
    std::vector<std::pair<const Type*, std::unique_ptr<PlannedSelection>>> below;
};

/// What is asked of objects of one concrete type, in response order.
struct PlannedSelection
{
    const Type* type = nullptr;
    std::vector<PlannedField> fields;
};

/// Collects and merges fields (https://spec.graphql.org/September2025/#CollectFields()), per concrete type and only
/// where objects of that type turn up. The document must be valid. One thread.
class Planner
{
public:
    Planner(const Schema& schema, const Document& document, const VariableValues& variables)
        : m_schema(schema)
        , m_document(document)
        , m_variables(variables)
    {
    }

    PlannedSelection planRoot(const Type& type, const Operation& operation);
    /// The selection below a field for objects of that type; made at the first call.
    const PlannedSelection& planBelow(PlannedField& field, const Type& type);
    /// Whether a field of that name is selected directly below.
    bool selects(const PlannedField& field, std::string_view name) const;
    /// Whether @skip and @include let a selection stand.
    bool isIncluded(const Selection& selection) const;

private:
    using Visited = std::set<std::string_view>;
    struct Collection;

    void collect(Collection& collection, const std::vector<Selection>& selections);
    void collectFragment(Collection& collection, const Selection& selection);
    void finish(PlannedSelection& plan);
    bool condition(const DirectiveUse& directive) const;
    bool selects(const std::vector<Selection>& selections, std::string_view name, Visited& visited) const;

    const Schema& m_schema;
    const Document& m_document;
    const VariableValues& m_variables;
};

} // namespace campaign::graphql
