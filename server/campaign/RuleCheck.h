// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/DerivedVariables.h"
#include "server/history/Writer.h"
#include "server/rules/OperatorRegistry.h"

namespace campaign {

/// Refuses rules that cannot be saved: unknown operators and rules too deep or too large, with the way to the operation
/// (`expression/if/0/foo`) as the error's path.
/// Formulas in the patch of an effect are rules as well (`payload[0]/value/$rule/+`).
Result<> checkRules(const catalogue::Type& type, const Value::Object& fields, const rules::OperatorRegistry& operators);

/// Refuses a variable, as the change has written it, that would be derived from itself: Conflict, with the circle in
/// names, and in names and ids as the error's details. Anything else passes.
Result<> checkCircle(Formulas& formulas, history::Writer& writer, const catalogue::Type& type, const Id& id);

/// The expression of a patch operation whose value is `{"$rule": expression}`, null for any other.
const Value* formulaOf(const Value& operation);

} // namespace campaign
