// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Writer.h"

namespace campaign {

/// Refuses variables that do not fit their schema (one of the entity goes before one of its type); variables without a
/// schema may be anything. The error's path is `variables.<name>`.
Result<> checkVariables(const catalogue::Catalogue& types, const catalogue::Type& type, const Id& entity,
                        const Value::Object& fields, history::Writer& writer);

/// What is wrong with the variables of an entity by the schemas given, one error each.
std::vector<Error> faultsIn(const history::Entity& entity, const catalogue::Catalogue& types,
                            const std::vector<history::EntityPtr>& schemas);

/// Whether what a formula gave, or a value that is stored, is of the type the state variable declares.
Result<> checkResult(const history::Entity& variable, const Value& value);

} // namespace campaign
