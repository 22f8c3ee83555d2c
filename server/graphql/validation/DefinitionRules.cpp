// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <map>

namespace campaign::graphql {

std::string quoted(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

void checkDefinitions(const Document& document, Findings& findings)
{
    for (const TypeSystemDefinition& definition : document.typeSystem) {
        const std::string what = definition.name.empty() ? "schema" : quoted(definition.name);
        findings.report("The " + what + " definition is not executable.", {definition.position});
    }
    std::map<std::string_view, Position> operations;
    for (const Operation& operation : document.operations) {
        if (operation.name.empty()) {
            if (document.operations.size() > 1)
                findings.report("This anonymous operation must be the only defined operation.", {operation.position});
            continue;
        }
        const auto [first, isNew] = operations.try_emplace(operation.name, operation.position);
        if (!isNew)
            findings.report("There can be only one operation named " + quoted(operation.name) + ".",
                            {first->second, operation.position});
    }
    std::map<std::string_view, Position> fragments;
    for (const Fragment& fragment : document.fragments) {
        const auto [first, isNew] = fragments.try_emplace(fragment.name, fragment.position);
        if (!isNew)
            findings.report("There can be only one fragment named " + quoted(fragment.name) + ".",
                            {first->second, fragment.position});
    }
}

} // namespace campaign::graphql
