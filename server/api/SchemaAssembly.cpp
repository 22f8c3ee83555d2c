// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/PlaceOperations.h"

#include "server/api/FieldTypes.h"

namespace campaign::api {

Result<std::shared_ptr<const graphql::Schema>> assembleSchema(const catalogue::Catalogue& types)
{
    graphql::SchemaBuilder schema;
    schema.describe("Worlds, campaigns and everything in them, on any branch and at any time.");
    addScalars(schema);
    for (const catalogue::Type& type : types.types())
        addEnums(schema, type);
    addEntityTypes(schema, types);
    addDerivedVariables(schema, types);
    addRelations(schema, types);
    addComputedFields(schema, types);
    addReadOperations(schema, types);
    addOwnedLists(schema, types);
    addConnections(schema, types);
    addWriteOperations(schema, types);
    addFieldWrites(schema, types);
    addVariableOperations(schema, types);
    addMapOperations(schema, types);
    addPlaceQueries(schema, types);
    addPlaceOperations(schema, types);
    addSearch(schema, types);
    addProblems(schema);
    addHistoryOperations(schema, types);
    addEntityVersions(schema, types);
    addBulkOperations(schema, types);
    addMentions(schema, types);
    addRuleTrial(schema, types);
    addRuleTrials(schema);
    addBranchOperations(schema, types);
    addBranchHierarchy(schema, types);
    addAvailability(schema, types);
    addResolutionOperations(schema, types);
    addTimeOperations(schema, types);
    addStoryLists(schema, types);
    addDependencyOperations(schema);
    addFileTypes(schema, types);
    addServerOperations(schema);
    addCacheOperations(schema);
    addExchangeOperations(schema);
    addCalendarOperations(schema);
    addSubscriptions(schema);
    return graphql::Schema::create(std::move(schema));
}

void addReadArguments(graphql::Field& field)
{
    field.argument("branchId", "ID")
        .describeArgument("Default: the campaign's main branch; for world content the root.");
    field.argument("asOf", "DateTime").describeArgument("What was true at this world time.");
    field.argument("atChange", "Int").describeArgument("What was known as of this change.");
}

} // namespace campaign::api
