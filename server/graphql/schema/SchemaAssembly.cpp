// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/SchemaAssembly.h"

#include "server/graphql/execution/LeafWriter.h"
#include "server/graphql/language/Parser.h"
#include "server/graphql/schema/Coercion.h"
#include "server/graphql/schema/Introspection.h"

#include <algorithm>

namespace campaign::graphql {

SchemaAssembly::SchemaAssembly(SchemaBuilder builder)
    : m_builder(std::move(builder))
    , m_schema(new Schema)
    , m_problems(m_builder.m_problems)
{
}

Result<std::shared_ptr<const Schema>> SchemaAssembly::assemble()
{
    const std::size_t declared = m_builder.m_types.size();
    declareIntrospection(m_builder, *m_schema);
    m_schema->m_types = std::move(m_builder.m_types);
    m_schema->m_directives = std::move(m_builder.m_directives);
    m_schema->m_description = std::move(m_builder.m_description);
    for (std::size_t i = declared; i < m_schema->m_types.size(); ++i)
        m_schema->m_types[i].isIntrospection = true;
    m_schema->m_typenameField = typenameField();
    m_schema->m_schemaField = schemaField(*m_schema);
    m_schema->m_typeField = typeField(*m_schema);
    index();
    resolveTypes();
    resolveAbstractTypes();
    if (m_problems.empty()) {
        internAll();
        dropUnusedScalars();
        m_problems = schemaProblems(*m_schema);
    }
    if (m_problems.empty())
        resolveDefaults();
    if (m_problems.empty())
        return std::shared_ptr<const Schema>(m_schema);
    std::string message = m_problems.front();
    if (m_problems.size() > 1)
        message += " (and " + std::to_string(m_problems.size() - 1) + " further problems)";
    return Error{ErrorCode::Invalid, std::move(message), {}, {}, {}};
}

Type* SchemaAssembly::find(const std::string& name)
{
    const auto found = m_schema->m_byName.find(name);
    return found == m_schema->m_byName.end() ? nullptr : const_cast<Type*>(found->second);
}

void SchemaAssembly::index()
{
    int objects = 0;
    for (Type& type : m_schema->m_types) {
        m_schema->m_byName.emplace(type.name, &type);
        if (type.kind == TypeKind::Object)
            type.objectNumber = objects++;
        for (const Field& field : type.fields)
            if (!type.fieldsByName.emplace(field.name, &field).second)
                m_problems.push_back("Field \"" + type.name + "." + field.name + "\" is declared twice.");
    }
    // Introspection lists what the author declared first, then the built-in scalars, then the __* types.
    for (int rank = 0; rank < 3; ++rank)
        for (const Type& type : m_schema->m_types)
            if (rank == (type.isIntrospection ? 2 : type.builtIn != BuiltIn::None ? 1 : 0))
                m_schema->m_order.push_back(&type);
    constexpr const char* roots[] = {"Query", "Mutation", "Subscription"};
    for (std::size_t i = 0; i < 3; ++i)
        m_schema->m_roots[i] = find(roots[i]);
}

TypeRef SchemaAssembly::resolve(const std::string& place, const std::string& text)
{
    const Result<TypeSyntax> syntax = parseTypeSyntax(text);
    if (!syntax) {
        m_problems.push_back("The type \"" + text + "\" of " + place + " cannot be read: " + syntax.error().message);
        return {};
    }
    const TypeRef reference{find(std::string(syntax->name)), syntax->listDepth, syntax->nonNull};
    if (!reference.type)
        m_problems.push_back("The type \"" + text + "\" of " + place + " is unknown.");
    return reference;
}

void SchemaAssembly::resolveInput(const std::string& place, InputValue& value)
{
    value.type = resolve(place + value.name, value.typeText);
}

void SchemaAssembly::resolveField(const std::string& place, Field& field)
{
    field.type = resolve(place, field.typeText);
    for (InputValue& argument : field.arguments)
        resolveInput(place + " argument ", argument);
}

void SchemaAssembly::resolveTypes()
{
    for (Type& type : m_schema->m_types) {
        for (Field& field : type.fields)
            resolveField(type.name + "." + field.name, field);
        for (InputValue& value : type.inputFields)
            resolveInput(type.name + ".", value);
        resolveMembers(type);
    }
    for (Directive& directive : m_schema->m_directives)
        for (InputValue& argument : directive.arguments)
            resolveInput("@" + directive.name + " argument ", argument);
    resolveField("__typename", m_schema->m_typenameField);
    resolveField("__schema", m_schema->m_schemaField);
    resolveField("__type", m_schema->m_typeField);
}

void SchemaAssembly::resolveMembers(Type& type)
{
    for (const std::string& name : type.interfaceNames) {
        const Type* interface = find(name);
        if (!interface || interface->kind != TypeKind::Interface)
            m_problems.push_back("Type \"" + type.name + "\" implements \"" + name + "\", which is no interface.");
        else
            type.interfaces.push_back(interface);
    }
    for (const std::string& name : type.memberNames) {
        const Type* member = find(name);
        if (!member || member->kind != TypeKind::Object)
            m_problems.push_back("Union \"" + type.name + "\" has the member \"" + name + "\", which is no object.");
        else
            type.possibleTypes.push_back(member);
    }
}

void SchemaAssembly::resolveAbstractTypes()
{
    for (Type& type : m_schema->m_types) {
        if (type.kind != TypeKind::Object)
            continue;
        type.possibleTypes.push_back(&type);
        for (const Type* interface : type.interfaces)
            const_cast<Type*>(interface)->possibleTypes.push_back(&type);
    }
    for (Type& type : m_schema->m_types) {
        for (const Type* object : type.possibleTypes) {
            const auto number = static_cast<std::size_t>(object->objectNumber);
            if (type.possibleBits.size() <= number / 64)
                type.possibleBits.resize(number / 64 + 1);
            type.possibleBits[number / 64] |= std::uint64_t{1} << (number % 64);
        }
    }
}

void SchemaAssembly::intern(TypeRef reference)
{
    while (m_schema->m_references.try_emplace({reference.type, reference.listDepth, reference.nonNull}, reference)
               .second) {
        if (reference.isNonNull())
            reference = reference.nullable();
        else if (reference.isList())
            reference = reference.item();
    }
}

void SchemaAssembly::internAll()
{
    for (const Type& type : m_schema->m_types) {
        if (type.builtIn == BuiltIn::None)
            intern({&type, 0, 0});
        for (const Field& field : type.fields) {
            intern(field.type);
            for (const InputValue& argument : field.arguments)
                intern(argument.type);
        }
        for (const InputValue& value : type.inputFields)
            intern(value.type);
    }
    for (const Directive& directive : m_schema->m_directives)
        for (const InputValue& argument : directive.arguments)
            intern(argument.type);
}

void SchemaAssembly::dropUnusedScalars()
{
    const auto unused = [&](const Type* type) { return !m_schema->interned({type, 0, 0}); };
    std::vector<const Type*>& order = m_schema->m_order;
    for (const Type* type : order)
        if (unused(type))
            m_schema->m_byName.erase(type->name);
    order.erase(std::remove_if(order.begin(), order.end(), unused), order.end());
}

void SchemaAssembly::resolveDefault(const std::string& place, InputValue& value)
{
    if (!value.defaultText)
        return;
    const Result<Literal> literal = parseConstant(*value.defaultText);
    const Result<Value> coerced = literal ? coerceLiteral(*literal, value.type, nullptr) : literal.error();
    if (!coerced) {
        m_problems.push_back("The default of " + place + value.name + " does not fit: " + coerced.error().message);
        return;
    }
    value.defaultText = toLiteralText(*coerced, value.type);
    value.defaultValue = *coerced;
}

void SchemaAssembly::resolveInputDefaults(Type& type)
{
    if (!m_defaultsResolved.insert(&type).second)
        return;
    // The defaults of the types below first: they become part of this one's.
    for (InputValue& value : type.inputFields) {
        resolveInputDefaults(const_cast<Type&>(*value.type.type));
        resolveDefault(type.name + ".", value);
    }
}

void SchemaAssembly::resolveDefaults()
{
    for (Type& type : m_schema->m_types)
        resolveInputDefaults(type);
    for (Type& type : m_schema->m_types)
        for (Field& field : type.fields)
            for (InputValue& argument : field.arguments)
                resolveDefault(type.name + "." + field.name + " argument ", argument);
    for (Directive& directive : m_schema->m_directives)
        for (InputValue& argument : directive.arguments)
            resolveDefault("@" + directive.name + " argument ", argument);
}

} // namespace campaign::graphql
