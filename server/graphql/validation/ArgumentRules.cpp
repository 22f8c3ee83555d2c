// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <algorithm>
#include <map>

namespace campaign::graphql {

namespace {

void checkRequired(const std::deque<InputValue>& definitions, const std::vector<Argument>& arguments,
                   const std::string& owner, Position position, Findings& findings)
{
    for (const InputValue& definition : definitions) {
        const bool given = std::any_of(arguments.begin(), arguments.end(),
                                       [&](const Argument& argument) { return argument.name == definition.name; });
        if (!given && definition.isRequired())
            findings.report("The " + owner + " needs the argument " + quoted(definition.name) + " of type " +
                                quoted(definition.type.toString()) + ", but it was not provided.",
                            {position});
    }
}

} // namespace

void checkArguments(const std::deque<InputValue>* definitions, const std::vector<Argument>& arguments,
                    const std::string& owner, Position position, VariableUses& uses, Findings& findings)
{
    std::map<std::string_view, Position> seen;
    for (const Argument& argument : arguments) {
        const InputValue* definition = nullptr;
        if (definitions) {
            const auto found = std::find_if(definitions->begin(), definitions->end(),
                                            [&](const InputValue& value) { return value.name == argument.name; });
            definition = found == definitions->end() ? nullptr : &*found;
            if (!definition)
                findings.report("Unknown argument " + quoted(argument.name) + " on " + owner + ".",
                                {argument.position});
        }
        const auto [first, isNew] = seen.try_emplace(argument.name, argument.position);
        if (!isNew)
            findings.report("There can be only one argument named " + quoted(argument.name) + ".",
                            {first->second, argument.position});
        checkValue(argument.value, definition ? definition->type : TypeRef{}, definition && definition->defaultText,
                   uses, findings);
    }
    if (definitions)
        checkRequired(*definitions, arguments, owner, position, findings);
}

} // namespace campaign::graphql
