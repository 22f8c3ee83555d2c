// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/OperationScope.h"

namespace campaign::api {

/// Un-paged lists end here; beyond it they are refused with the name of the paged form.
inline constexpr int unpagedLimit = 10'000;

/// Parents that read their children at one place; usually all of a level.
struct ViewGroup
{
    const ReadView* view;
    std::vector<std::size_t> members;
};
Result<std::vector<ViewGroup>> groupByView(OperationScope& scope, std::span<const graphql::ObjectRef> parents,
                                           const catalogue::Type& child);

/// The error of a list that has more entries than that.
Error tooLong(const catalogue::Type& type);
/// Answers with a list of entities, all read at one place; null ones are left out.
void setNodes(const graphql::FieldCall& call, graphql::FieldResult& out, std::vector<history::EntityPtr> entities,
              const ReadView* view);

/// For each parent the entities that refer to it, by name: one statement a group.
Result<> resolveDown(const graphql::FieldCall& call, std::span<const ViewGroup> groups, std::span<const Id> parents,
                     const catalogue::Type& type, const catalogue::Field& reference,
                     std::span<graphql::FieldResult> out);

} // namespace campaign::api
