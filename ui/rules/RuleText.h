// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"

#include <QString>

#include <optional>

/// Rules as short formulas that can be read and typed:
///
///     population > 1000 and (level >= 4 or capital)
///     min(level * 2, 10)          if(isPort, "harbour", "inland")          "coast" in tags
///
/// Names are fields of the entity (level, kingdom.name) or lists (structures), else its variables. Operators
/// by rising strength: or; and; not; = != > >= < <= in; + -; * / %. Anything else is a call of a JSONLogic operation by
/// name (https://jsonlogic.com/operations.html). GUI thread.
namespace campaign::ruletext {

/// What the names of a formula stand for.
struct Names
{
    const catalogue::Type& type;
    const catalogue::Catalogue* types = nullptr; ///< for the lists of the type; null: it has none

    /// Whether it is a field, a list or the id; else it is a variable.
    bool isOwn(std::string_view name) const;
};

/// The JSONLogic of a formula. The error's path is the place in the text, in characters from 0.
Result<Value> parse(const QString& text, const Names& names);
/// The formula of a rule; nothing when it has parts that formulas cannot say (its JSON is shown then).
std::optional<QString> write(const Value& rule, const Names& names);

} // namespace campaign::ruletext
