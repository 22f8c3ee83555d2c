// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/transfer/csv/Csv.h"

namespace campaign::transfer::csv {

/// What a column holds: a field's name, "variables.<key>", "id" (of an entity of the campaign), "geometry.x" and
/// "geometry.y" (a point), or "" for nothing that comes along.
using Target = std::string;

struct Choice
{
    Target target;
    std::string label; ///< for people
};

/// What columns of a type can hold, in the order of a list to choose from; variables are named by the caller.
std::vector<Choice> choicesFor(const catalogue::Type& type);

/// One target a column, from its name: fields by name or label, references with or without "Id", common other words
/// ("title", "population" …). What is no field becomes a variable of that name; what is taken already, nothing.
std::vector<Target> guessTargets(const catalogue::Type& type, const std::vector<std::string>& columns);

/// Errors: Invalid when a target is unknown, given twice, or nothing gives a name; the path is the column's name.
Result<void> checkTargets(const catalogue::Type& type, const std::vector<std::string>& columns,
                          const std::vector<Target>& targets);

/// The type whose fields the column names fit best; null when they fit none.
const catalogue::Type* guessType(const catalogue::Catalogue& types, const std::vector<std::string>& columns);

} // namespace campaign::transfer::csv
