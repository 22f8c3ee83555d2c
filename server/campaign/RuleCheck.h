// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"
#include "server/rules/OperatorRegistry.h"

namespace campaign {

/// Refuses rules that cannot be saved: unknown operators and rules too deep or too large, with the way to the operation
/// (`expression/if/0/foo`) as the error's path.
Result<> checkRules(const catalogue::Type& type, const Value::Object& fields, const rules::OperatorRegistry& operators);

} // namespace campaign
