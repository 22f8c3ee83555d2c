// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/graphql/schema/Schema.h"

namespace campaign::api {

/// How a catalogue field is called in the schema: "Int", "[String!]", "LocationType", … without `!`.
std::string graphqlType(const catalogue::Type& type, const catalogue::Field& field);
/// The name of the enum of an Enum field.
std::string enumName(const catalogue::Type& type, const catalogue::Field& field);
std::string capitalised(std::string text);

/// DateTime, JSON, GeoJSON.
void addScalars(graphql::SchemaBuilder& schema);
/// The enums of a type's fields.
void addEnums(graphql::SchemaBuilder& schema, const catalogue::Type& type);

} // namespace campaign::api
