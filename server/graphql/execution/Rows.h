// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/Plan.h"

namespace campaign::graphql {

struct Rows;

/// Where an object of the level below lies: its group (one per concrete type) and row, or nowhere (null).
struct ItemPlace
{
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    std::uint32_t group = none;
    std::uint32_t row = 0;
};

/// One field's results for all rows of a level. Leaves are JSON text back to back, `ends[i]` the end of row i's;
/// objects are places in the groups below, row i having `items[firsts[i] … firsts[i + 1])`.
struct Column
{
    std::string text;
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> firsts;
    std::vector<ItemPlace> items;
    std::vector<std::uint8_t> isNull; // of composite fields
    std::vector<std::unique_ptr<Rows>> groups;
};

/// The objects of one concrete type below one field, all parents together, and what was found out about them.
struct Rows
{
    const PlannedSelection* plan = nullptr;
    std::vector<ObjectRef> objects;
    std::vector<Column> columns;
    std::vector<std::uint8_t> nulled; // a non-null field below failed

    // for the paths of errors
    const Rows* parent = nullptr;
    const PlannedField* parentField = nullptr;
    std::vector<std::uint32_t> parentRows;
    std::vector<std::uint32_t> listIndices; // empty unless the field is a list

    std::size_t size() const { return objects.size(); }
};

/// Appends the JSON text of one row.
void appendRow(std::string& out, const Rows& rows, std::size_t row);

} // namespace campaign::graphql
