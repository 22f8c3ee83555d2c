// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/SchemaAssembly.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace campaign::graphql {

namespace {

/// Walks all types once and collects sentences.
class SchemaCheck
{
public:
    explicit SchemaCheck(const Schema& schema)
        : m_schema(schema)
    {
    }

    std::vector<std::string> run();

private:
    void checkRoots();
    void checkType(const Type& type);
    void checkFields(const Type& type);
    void checkField(const Type& type, const Field& field);
    void checkArguments(const std::string& place, const std::deque<InputValue>& arguments);
    void checkInterfaces(const Type& type);
    void checkImplementation(const Type& type, const Type& interface);
    void checkImplementedField(const std::string& place, const Field& own, const Field& promised);
    void checkEnum(const Type& type);
    void checkInput(const Type& type);
    void checkNoEndlessInput(const Type& type, std::vector<const Type*>& path);
    void checkName(const std::string& name, const std::string& place);
    void problem(std::string sentence) { m_problems.push_back(std::move(sentence)); }

    const Schema& m_schema;
    std::vector<std::string> m_problems;
    std::set<const Type*> m_finiteInputs;
};

bool isName(const std::string& text)
{
    const auto part = [](unsigned char c) { return c < 0x80 && (std::isalnum(c) || c == '_'); };
    return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
           std::all_of(text.begin(), text.end(), part);
}

template <typename T>
bool hasTwins(const std::deque<T>& all)
{
    std::set<std::string_view> names;
    return !std::all_of(all.begin(), all.end(), [&](const T& one) { return names.insert(one.name).second; });
}

/// Covariance of field types (https://spec.graphql.org/September2025/#IsValidImplementationFieldType()).
bool isSubtype(const TypeRef& own, const TypeRef& promised)
{
    if (promised.isNonNull())
        return own.isNonNull() && isSubtype(own.nullable(), promised.nullable());
    if (own.isNonNull())
        return isSubtype(own.nullable(), promised);
    if (promised.isList() || own.isList())
        return promised.isList() && own.isList() && isSubtype(own.item(), promised.item());
    if (own.type == promised.type)
        return true;
    const auto& interfaces = own.type->interfaces;
    return promised.type->isAbstract() &&
           (std::find(interfaces.begin(), interfaces.end(), promised.type) != interfaces.end() ||
            (own.type->kind == TypeKind::Object && promised.type->isPossible(own.type)));
}

void SchemaCheck::checkName(const std::string& name, const std::string& place)
{
    if (!isName(name))
        problem("\"" + name + "\" (" + place + ") is not a name.");
    else if (name.compare(0, 2, "__") == 0)
        problem("\"" + name + "\" (" + place + ") must not begin with \"__\", which is for introspection.");
}

std::vector<std::string> SchemaCheck::run()
{
    checkRoots();
    for (const Type* type : m_schema.types())
        if (!type->isIntrospection)
            checkType(*type);
    for (const Directive& directive : m_schema.directives()) {
        checkName(directive.name, "directive");
        checkArguments("@" + directive.name, directive.arguments);
        if (directive.locations.empty())
            problem("Directive @" + directive.name + " has no locations.");
    }
    return std::move(m_problems);
}

void SchemaCheck::checkRoots()
{
    if (!m_schema.root(OperationKind::Query))
        problem("There is no type Query.");
    for (const OperationKind kind : {OperationKind::Query, OperationKind::Mutation, OperationKind::Subscription})
        if (const Type* root = m_schema.root(kind); root && root->kind != TypeKind::Object)
            problem("Root type \"" + root->name + "\" is not an object.");
}

void SchemaCheck::checkType(const Type& type)
{
    checkName(type.name, "type");
    switch (type.kind) {
    case TypeKind::Object:
    case TypeKind::Interface:
        checkFields(type);
        checkInterfaces(type);
        break;
    case TypeKind::Union:
        if (type.memberNames.empty())
            problem("Union \"" + type.name + "\" has no members.");
        if (std::set<std::string>(type.memberNames.begin(), type.memberNames.end()).size() != type.memberNames.size())
            problem("Union \"" + type.name + "\" names a member twice.");
        break;
    case TypeKind::Enum:
        checkEnum(type);
        break;
    case TypeKind::InputObject:
        checkInput(type);
        break;
    case TypeKind::Scalar:
        break;
    }
}

void SchemaCheck::checkFields(const Type& type)
{
    if (type.fields.empty())
        problem("Type \"" + type.name + "\" has no fields.");
    for (const Field& field : type.fields)
        checkField(type, field);
}

void SchemaCheck::checkField(const Type& type, const Field& field)
{
    const std::string place = type.name + "." + field.name;
    checkName(field.name, place);
    if (!field.type.type->isOutput())
        problem("Field " + place + " has the input type \"" + field.type.toString() + "\".");
    if (field.type.type->isComposite() && field.type.listDepth > 1)
        problem("Field " + place + " is a list of lists of objects, which the executor does not do.");
    if (type.kind == TypeKind::Object && !field.resolver && !field.property)
        problem("Field " + place + " has no resolver.");
    if (field.property && !field.type.type->isLeaf())
        problem("Field " + place + " is read as a leaf, but its type is \"" + field.type.toString() + "\".");
    if (!field.size.argument.empty() && !field.findArgument(field.size.argument))
        problem("Field " + place + " is sized by an argument \"" + field.size.argument + "\" that it does not have.");
    checkArguments(place, field.arguments);
}

void SchemaCheck::checkArguments(const std::string& place, const std::deque<InputValue>& arguments)
{
    if (hasTwins(arguments))
        problem(place + " has two arguments of one name.");
    for (const InputValue& argument : arguments) {
        checkName(argument.name, "argument of " + place);
        if (!argument.type.type->isInput())
            problem("Argument " + argument.name + " of " + place + " has the output type \"" +
                    argument.type.toString() + "\".");
        if (argument.isRequired() && argument.deprecation)
            problem("Argument " + argument.name + " of " + place + " is required and cannot be deprecated.");
    }
}

void SchemaCheck::checkInterfaces(const Type& type)
{
    const std::set<const Type*> own(type.interfaces.begin(), type.interfaces.end());
    if (own.size() != type.interfaces.size())
        problem("Type \"" + type.name + "\" implements an interface twice.");
    if (own.count(&type) != 0)
        problem("Type \"" + type.name + "\" implements itself.");
    for (const Type* interface : type.interfaces) {
        for (const Type* further : interface->interfaces)
            if (own.count(further) == 0)
                problem("Type \"" + type.name + "\" must implement \"" + further->name + "\", because \"" +
                        interface->name + "\" does.");
        checkImplementation(type, *interface);
    }
}

void SchemaCheck::checkImplementation(const Type& type, const Type& interface)
{
    for (const Field& promised : interface.fields) {
        const Field* own = type.findField(promised.name);
        const std::string place = type.name + "." + promised.name;
        if (!own)
            problem("Interface \"" + interface.name + "\" demands the field " + place + ".");
        else
            checkImplementedField(place, *own, promised);
    }
}

void SchemaCheck::checkImplementedField(const std::string& place, const Field& own, const Field& promised)
{
    if (!isSubtype(own.type, promised.type))
        problem("Field " + place + " is \"" + own.type.toString() + "\", its interface promises \"" +
                promised.type.toString() + "\".");
    for (const InputValue& argument : promised.arguments) {
        const InputValue* mine = own.findArgument(argument.name);
        if (!mine || !(mine->type == argument.type))
            problem("Field " + place + " must have the argument " + argument.name + ": " + argument.type.toString() +
                    " of its interface.");
    }
    for (const InputValue& argument : own.arguments)
        if (argument.isRequired() && !promised.findArgument(argument.name))
            problem("Argument " + argument.name + " of " + place + " is required, but its interface does not have it.");
}

void SchemaCheck::checkEnum(const Type& type)
{
    if (type.enumValues.empty() || hasTwins(type.enumValues))
        problem("Enum \"" + type.name + "\" has no values, or one twice.");
    for (const EnumValue& value : type.enumValues) {
        checkName(value.name, "value of " + type.name);
        if (value.name == "true" || value.name == "false" || value.name == "null")
            problem("Enum \"" + type.name + "\" cannot have the value " + value.name + ".");
    }
}

void SchemaCheck::checkInput(const Type& type)
{
    if (type.inputFields.empty())
        problem("Input object \"" + type.name + "\" has no fields.");
    checkArguments(type.name, type.inputFields);
    for (const InputValue& field : type.inputFields)
        if (type.isOneOf && (field.type.isNonNull() || field.defaultText))
            problem("Field " + type.name + "." + field.name +
                    " of a oneOf input must be nullable and without default.");
    std::vector<const Type*> path;
    checkNoEndlessInput(type, path);
}

void SchemaCheck::checkNoEndlessInput(const Type& type, std::vector<const Type*>& path)
{
    if (m_finiteInputs.count(&type) != 0)
        return;
    if (std::find(path.begin(), path.end(), &type) != path.end())
        return problem("Input object \"" + type.name + "\" needs itself, endlessly.");
    path.push_back(&type);
    for (const InputValue& field : type.inputFields)
        if (field.type.isNonNull() && !field.type.isList() && field.type.type->kind == TypeKind::InputObject)
            checkNoEndlessInput(*field.type.type, path);
    path.pop_back();
    m_finiteInputs.insert(&type);
}

} // namespace

std::vector<std::string> schemaProblems(const Schema& schema)
{
    return SchemaCheck(schema).run();
}

} // namespace campaign::graphql
