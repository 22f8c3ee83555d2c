// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Services.h"
#include "server/graphql/schema/Schema.h"

namespace campaign::api {

/// The whole schema: what the catalogue implies, and the operations that are more than storing.
Result<std::shared_ptr<const graphql::Schema>> assembleSchema(const catalogue::Catalogue& types);

// The parts, one file each. All derive from the catalogue; none knows the entity types.
void addEntityTypes(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
/// The value of variables that a formula may stand in for.
void addDerivedVariables(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
bool isDerivable(const catalogue::Type& type, const catalogue::Field& field);
void addRelations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addComputedFields(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addReadOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addOwnedLists(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addConnections(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addWriteOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addFieldWrites(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addVariableOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addMapOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addPlaceQueries(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addSearch(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addProblems(graphql::SchemaBuilder& schema);
void addHistoryOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addEntityVersions(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addBulkOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addMentions(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addRuleTrial(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addRuleTrials(graphql::SchemaBuilder& schema);
void addBranchOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addBranchHierarchy(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addAvailability(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addResolutionOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addTimeOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addStoryLists(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addDependencyOperations(graphql::SchemaBuilder& schema);
void addFileTypes(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);
void addServerOperations(graphql::SchemaBuilder& schema);
void addCacheOperations(graphql::SchemaBuilder& schema);
void addExchangeOperations(graphql::SchemaBuilder& schema);
void addCalendarOperations(graphql::SchemaBuilder& schema);
void addSubscriptions(graphql::SchemaBuilder& schema);

/// The arguments of every read of versioned things: branchId, asOf, atChange.
void addReadArguments(graphql::Field& field);

} // namespace campaign::api
