// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"
#include "server/graphql/schema/Schema.h"
#include "server/history/Query.h"

namespace campaign::api {

/// `SettlementFilter` and `SettlementOrder` from the fields the catalogue marks filterable and sortable.
void addFilterInputs(graphql::SchemaBuilder& schema, const catalogue::Type& type);

/// A coerced filter as the store's conditions; null gives none.
Result<std::vector<history::Condition>> conditionsOf(const catalogue::Type& type, const Value* filter);
/// A value of the order enum, e.g. LEVEL_DESC.
history::Order orderOf(const catalogue::Type& type, const std::string& order);

} // namespace campaign::api
