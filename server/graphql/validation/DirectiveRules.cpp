// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <algorithm>
#include <map>

namespace campaign::graphql {

void checkDirectives(const Schema& schema, const std::vector<DirectiveUse>& directives, std::string_view location,
                     VariableUses& uses, Findings& findings)
{
    std::map<std::string_view, Position> seen;
    for (const DirectiveUse& use : directives) {
        const std::string name = "\"@" + std::string(use.name) + "\"";
        const Directive* directive = schema.findDirective(use.name);
        checkArguments(directive ? &directive->arguments : nullptr, use.arguments, "directive " + name, use.position,
                       uses, findings);
        if (!directive) {
            findings.report("Unknown directive " + name + ".", {use.position});
            continue;
        }
        const auto& allowed = directive->locations;
        if (std::find(allowed.begin(), allowed.end(), location) == allowed.end())
            findings.report("Directive " + name + " may not be used on " + std::string(location) + ".", {use.position});
        const auto [first, isNew] = seen.try_emplace(use.name, use.position);
        if (!isNew && !directive->repeatable)
            findings.report("The directive " + name + " can only be used once at this location.",
                            {first->second, use.position});
    }
}

} // namespace campaign::graphql
