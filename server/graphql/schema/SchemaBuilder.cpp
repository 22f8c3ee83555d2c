// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Schema.h"

#include <algorithm>
#include <array>

namespace campaign::graphql {

namespace {

struct BuiltInScalar
{
    BuiltIn kind;
    const char* name;
    const char* description;
};

constexpr std::array<BuiltInScalar, 5> builtInScalars = {{
    {BuiltIn::String, "String", "Text in UTF-8."},
    {BuiltIn::Boolean, "Boolean", "`true` or `false`."},
    {BuiltIn::Int, "Int", "A signed whole number of 32 bits."},
    {BuiltIn::Float, "Float", "A number of double precision (IEEE 754)."},
    {BuiltIn::Id, "ID", "An identifier; written as a string, read from a string or a whole number."},
}};

} // namespace

SchemaBuilder::SchemaBuilder()
{
    for (const BuiltInScalar& scalar : builtInScalars) {
        Type& type = add(TypeKind::Scalar, scalar.name).describe(scalar.description);
        type.builtIn = scalar.kind;
    }
    const std::vector<std::string> selections = {"FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"};
    for (const char* name : {"include", "skip"}) {
        Directive& condition = directive(name, selections);
        condition.description = std::string(name) == "skip" ? "Leaves the selection out when the argument is true."
                                                            : "Takes the selection only when the argument is true.";
        condition.arguments.push_back({"if", "Boolean!", "The condition.", {}, {}, {}, {}});
    }
    Directive& deprecated =
        directive("deprecated", {"FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"});
    deprecated.description = "Marks what should no longer be used.";
    deprecated.arguments.push_back(
        {"reason", "String", "Why, and what to use instead.", "\"No longer supported\"", {}, {}, {}});
    Directive& specified = directive("specifiedBy", {"SCALAR"});
    specified.description = "Names the specification of a scalar.";
    specified.arguments.push_back({"url", "String!", "Where it is described.", {}, {}, {}, {}});
    directive("oneOf", {"INPUT_OBJECT"}).description = "Of the input object's fields exactly one is given.";
}

Type* SchemaBuilder::find(std::string_view name)
{
    const auto found =
        std::find_if(m_types.begin(), m_types.end(), [&](const Type& type) { return type.name == name; });
    return found == m_types.end() ? nullptr : &*found;
}

Type& SchemaBuilder::add(TypeKind kind, std::string name)
{
    if (Type* known = find(name)) {
        if (known->kind != kind || kind != TypeKind::Object)
            m_problems.push_back("There are two types named \"" + name + "\".");
        return *known;
    }
    Type& type = m_types.emplace_back();
    type.kind = kind;
    type.name = std::move(name);
    return type;
}

Type& SchemaBuilder::object(std::string name)
{
    return add(TypeKind::Object, std::move(name));
}
Type& SchemaBuilder::interface(std::string name)
{
    return add(TypeKind::Interface, std::move(name));
}

Type& SchemaBuilder::unionOf(std::string name, std::vector<std::string> members)
{
    Type& type = add(TypeKind::Union, std::move(name));
    type.memberNames = std::move(members);
    return type;
}

Type& SchemaBuilder::enumeration(std::string name)
{
    return add(TypeKind::Enum, std::move(name));
}
Type& SchemaBuilder::input(std::string name)
{
    return add(TypeKind::InputObject, std::move(name));
}

Type& SchemaBuilder::scalar(std::string name, ScalarCoercion coercion)
{
    Type& type = add(TypeKind::Scalar, std::move(name));
    type.scalar = std::move(coercion);
    return type;
}

Directive& SchemaBuilder::directive(std::string name, std::vector<std::string> locations)
{
    Directive& added = m_directives.emplace_back();
    added.name = std::move(name);
    added.locations = std::move(locations);
    return added;
}

SchemaBuilder& SchemaBuilder::describe(std::string text)
{
    m_description = std::move(text);
    return *this;
}

} // namespace campaign::graphql
