// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <map>
#include <set>
#include <unordered_map>

namespace campaign::graphql {

namespace {

/// Whether a variable's value always is one of the expected type
/// (https://spec.graphql.org/September2025/#AreTypesCompatible()).
bool fits(const TypeRef& variable, const TypeRef& expected)
{
    if (expected.isNonNull())
        return variable.isNonNull() && fits(variable.nullable(), expected.nullable());
    if (variable.isNonNull())
        return fits(variable.nullable(), expected);
    if (expected.isList() || variable.isList())
        return expected.isList() && variable.isList() && fits(variable.item(), expected.item());
    return variable.type == expected.type;
}

/// The rules on the variables of one operation, whose fragments' uses count as its own.
class OperationVariables
{
public:
    OperationVariables(const Schema& schema, const Operation& operation, Findings& findings)
        : m_schema(schema)
        , m_operation(operation)
        , m_findings(findings)
    {
    }

    void checkDefinitions();
    void use(const VariableUse& use);
    void checkUnused();

private:
    void checkPosition(const VariableDefinition& definition, const VariableUse& use);
    std::string suffix() const
    {
        return m_operation.name.empty() ? "." : " in operation " + quoted(m_operation.name) + ".";
    }

    const Schema& m_schema;
    const Operation& m_operation;
    Findings& m_findings;
    std::map<std::string_view, const VariableDefinition*> m_definitions;
    std::set<std::string_view> m_used;
};

std::string shown(std::string_view variable)
{
    return "\"$" + std::string(variable) + "\"";
}

void OperationVariables::checkDefinitions()
{
    for (const VariableDefinition& definition : m_operation.variables) {
        const Type* type = m_schema.find(definition.type.name);
        if (!type)
            m_findings.report("Unknown type " + quoted(definition.type.name) + ".", {definition.type.position});
        else if (!type->isInput())
            m_findings.report("Variable " + shown(definition.name) + " cannot be non-input type " +
                                  quoted(m_schema.resolve(definition.type).toString()) + ".",
                              {definition.type.position});
        const auto [first, isNew] = m_definitions.try_emplace(definition.name, &definition);
        if (!isNew)
            m_findings.report("There can be only one variable named " + shown(definition.name) + ".",
                              {first->second->position, definition.position});
    }
}

void OperationVariables::use(const VariableUse& use)
{
    const std::string_view name = use.variable->text;
    m_used.insert(name);
    const auto definition = m_definitions.find(name);
    if (definition == m_definitions.end())
        m_findings.report("Variable " + shown(name) + " is not defined" + suffix(), {use.variable->position});
    else if (use.type.type)
        checkPosition(*definition->second, use);
}

void OperationVariables::checkPosition(const VariableDefinition& definition, const VariableUse& use)
{
    const TypeRef type = m_schema.resolve(definition.type);
    if (!type.type)
        return;
    TypeRef expected = use.type;
    const bool hasValue = definition.defaultValue && definition.defaultValue->kind != Literal::Kind::Null;
    if (expected.isNonNull() && !type.isNonNull() && (hasValue || use.hasDefault))
        expected = expected.nullable();
    if (!fits(type, expected))
        m_findings.report("Variable " + shown(definition.name) + " of type " + quoted(type.toString()) +
                              " used in position expecting type " + quoted(use.type.toString()) + ".",
                          {definition.position, use.variable->position});
    if (use.inOneOf && !type.isNonNull())
        m_findings.report("Variable " + shown(definition.name) + " is of type " + quoted(type.toString()) +
                              " but must be non-nullable to be used for a OneOf Input Object.",
                          {definition.position, use.variable->position});
}

void OperationVariables::checkUnused()
{
    for (const VariableDefinition& definition : m_operation.variables)
        if (m_used.count(definition.name) == 0)
            m_findings.report("Variable " + shown(definition.name) + " is never used" + suffix(),
                              {definition.position});
}

} // namespace

void checkVariables(const Schema& schema, const Document& document, const std::vector<VariableUses>& uses,
                    Findings& findings)
{
    std::unordered_map<std::string_view, const VariableUses*> fragments;
    for (const VariableUses& one : uses)
        if (one.fragment)
            fragments.try_emplace(one.fragment->name, &one);
    for (std::size_t i = 0; i < document.operations.size(); ++i) {
        OperationVariables operation(schema, document.operations[i], findings);
        operation.checkDefinitions();
        std::set<std::string_view> visited;
        std::vector<const VariableUses*> waiting = {&uses[i]};
        while (!waiting.empty()) {
            const VariableUses& definition = *waiting.back();
            waiting.pop_back();
            for (const VariableUse& use : definition.uses)
                operation.use(use);
            for (const std::string_view spread : definition.spreads)
                if (const auto found = fragments.find(spread);
                    found != fragments.end() && visited.insert(spread).second)
                    waiting.push_back(found->second);
        }
        operation.checkUnused();
    }
}

} // namespace campaign::graphql
