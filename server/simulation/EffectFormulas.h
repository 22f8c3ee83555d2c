// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/rules/OperatorRegistry.h"

namespace campaign::simulation {

/// A patch whose values are known: where an operation's value is `{"$rule": expression}`, what the expression gives for
/// the document the patch is applied to (its fields, `variables.<key>`, `var.<key>`). So an effect can add to a number
/// or take one entry out of a list. The path of an error is the operation's. Pure, any thread.
Result<Value> withFormulas(const Value& patch, const Value& document, const rules::OperatorRegistry& operators);

} // namespace campaign::simulation
