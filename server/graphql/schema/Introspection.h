// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/schema/Schema.h"

namespace campaign::graphql {

/// Declares the `__*` types (https://spec.graphql.org/September2025/#sec-Introspection), answering for `schema`, which
/// must outlive what the builder makes.
void declareIntrospection(SchemaBuilder& builder, const Schema& schema);

/// The meta fields __typename, __schema and __type; their types are still names.
Field typenameField();
Field schemaField(const Schema& schema);
Field typeField(const Schema& schema);

} // namespace campaign::graphql
