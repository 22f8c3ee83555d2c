// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Value.h"

#include <string>

namespace campaign::client::documents {

// Query texts derived from the catalogue. Every selection carries __typename, id, version and changeSeq, so that the
// store can take the objects in. Variables: $id, $branch, $input and what the comment names.

/// Every stored field of the type.
std::string fullSelection(const catalogue::Type& type);
/// What a row of a list shows: name, kind or type, level, visibility, icon, colour and the parent.
std::string rowSelection(const catalogue::Type& type);

/// `entity`: one entity with all its fields; types with rules bring computedFields and their sources as well.
std::string one(const catalogue::Type& type);
/// `entity`: one entity with what a row shows.
std::string row(const catalogue::Type& type);
/// `entity { computedFields computedFieldSources }` alone; "" for a type that has none.
std::string computed(const catalogue::Type& type);
/// `page { edges { node } pageInfo totalCount }`: ($first, $after, $filter, $search).
std::string page(const catalogue::Type& type, const std::string& selection);
/// A connection's filter: the field equals the value.
Value equals(const std::string& field, const Value& value);
/// `result` of createT, updateT, deleteT, archiveT.
std::string create(const catalogue::Type& type);
std::string update(const catalogue::Type& type);
std::string remove(const catalogue::Type& type);
std::string archive(const catalogue::Type& type);

/// `trial`: what an expression gives for an entity, and what each operation of it came to ($type, $id, $branch, $rule).
std::string tryRule();

/// Rules may compute fields of everything that hangs in the tree of branched things.
bool hasComputedFields(const catalogue::Type& type);

} // namespace campaign::client::documents
