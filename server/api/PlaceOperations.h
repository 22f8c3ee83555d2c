// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/graphql/schema/Schema.h"

namespace campaign::api {

/// What the tools of a map ask for, each one change: a thing together with the location it stands on, putting a thing
/// elsewhere, dividing a region, a map's picture.
void addPlaceOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types);

} // namespace campaign::api
