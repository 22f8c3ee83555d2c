// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"
#include "server/core/Result.h"

#include <QString>

#include <optional>

/// Rules as short formulas that can be read and typed:
///
///     population > 1000 and (level >= 4 or capital)
///     min(level * 2, 10)          if(isPort, "harbour", "inland")          "coast" in tags
///
/// Names are fields of the entity (level, kingdom.name) or, when the type has no such field, its variables. Operators
/// by rising strength: or; and; not; = != > >= < <= in; + -; * / %. Anything else is a call of a JSONLogic operation by
/// name (https://jsonlogic.com/operations.html). GUI thread.
namespace campaign::ruletext {

/// The JSONLogic of a formula. The error's path is the place in the text, in characters from 0.
Result<Value> parse(const QString& text, const catalogue::Type& type);
/// The formula of a rule; nothing when it has parts that formulas cannot say (its JSON is shown then).
std::optional<QString> write(const Value& rule, const catalogue::Type& type);

} // namespace campaign::ruletext
