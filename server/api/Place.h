// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/OperationScope.h"
#include "server/graphql/schema/Schema.h"

#include <functional>

namespace campaign::api {

/// What every spatial operation starts from: an open snapshot and the branch it reads.
struct Place
{
    history::Snapshot* snapshot;
    const ReadView* view;
    Id mapId; ///< "" for all maps

    const Id& branch() const { return view->at.branch; }
};

/// A map shows what stands on it, so it is read where campaigns live when no branch is named.
Result<Place> placeOf(const graphql::FieldCall& call, const Value& arguments);

using PlaceOperation = std::function<Result<>(const graphql::FieldCall&, graphql::FieldResult&)>;
/// A spatial query: its own arguments, then mapId and branchId.
void addPlaceQuery(graphql::Type& query, const std::string& name, const std::string& type,
                   std::initializer_list<std::pair<const char*, const char*>> arguments, PlaceOperation operation);

/// The types named in a list of arguments, by their names in the catalogue; Invalid when one is unknown.
Result<std::vector<std::string>> typeNames(const catalogue::Catalogue& types, const Value& arguments,
                                           std::string_view argument);

} // namespace campaign::api
