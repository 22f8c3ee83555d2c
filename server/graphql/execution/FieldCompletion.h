// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/OperationRun.h"

namespace campaign::graphql {

/// Takes the results of one field into its column, row by row, and lets nulls rise where the type forbids them
/// (https://spec.graphql.org/September2025/#sec-Value-Completion).
class FieldCompletion
{
public:
    FieldCompletion(OperationRun& run, Rows& rows, PlannedField& field, Column& column);

    /// A property field: one leaf after the other straight into the column's text.
    void readLeaf(std::size_t row);
    /// A resolver's answer for a leaf field.
    void completeLeaf(std::size_t row, FieldResult& result);
    /// A resolver's answer for a composite field: sorts the objects into groups by concrete type.
    void completeObjects(std::size_t row, FieldResult& result);
    /// After the groups were run: nulls of theirs rise into this field and on to its rows.
    void raiseNulls();
    /// The same error for every row.
    void failAll(const Error& error);

private:
    void fail(std::size_t row, const Error& error);
    void endLeaf(std::size_t row, std::size_t begin);
    void endRow(std::size_t row, bool isNull);
    void addObject(std::size_t row, const ObjectRef& object, std::uint32_t listIndex);
    void addObjects(std::size_t row, const std::vector<ObjectRef>& objects);
    const Type* concreteType(const ObjectRef& object) const;
    std::uint32_t groupOf(const Type& type);
    bool isNullItem(const ItemPlace& place) const;

    OperationRun& m_run;
    Rows& m_rows;
    PlannedField& m_field;
    Column& m_column;
    LeafWriter m_writer;
    bool m_isComposite;
};

} // namespace campaign::graphql
