// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/Document.h"
#include "server/graphql/schema/Type.h"

#include <map>
#include <memory>

namespace campaign::graphql {

/// Collects types by name, in any order; a type may name types that come later. Int, Float, String, Boolean and ID are
/// there from the start, so are @skip, @include, @deprecated, @specifiedBy and @oneOf. References returned stay valid.
class SchemaBuilder
{
public:
    SchemaBuilder();

    /// The object of that name, made at the first call: several authors may add fields to `Query`.
    Type& object(std::string name);
    Type& interface(std::string name);
    Type& unionOf(std::string name, std::vector<std::string> members);
    Type& enumeration(std::string name);
    Type& input(std::string name);
    Type& scalar(std::string name, ScalarCoercion coercion);
    Directive& directive(std::string name, std::vector<std::string> locations);
    SchemaBuilder& describe(std::string text);

    /// The type of that name if it was declared, else null.
    Type* find(std::string_view name);

private:
    friend class SchemaAssembly;
    Type& add(TypeKind kind, std::string name);

    std::string m_description;
    std::deque<Type> m_types;
    std::deque<Directive> m_directives;
    std::vector<std::string> m_problems;
};

/// An immutable, checked schema; shared by all threads. The roots are the objects named Query, Mutation and
/// Subscription.
class Schema
{
public:
    /// Resolves names and checks the rules of the specification's type validation; the error names the first problem
    /// and counts the others.
    static Result<std::shared_ptr<const Schema>> create(SchemaBuilder builder);

    const Type* find(std::string_view name) const;
    const Directive* findDirective(std::string_view name) const;
    const Type* root(OperationKind kind) const;
    const std::string& description() const { return m_description; }
    /// All types in the order of introspection: declared ones first, then built-in, then `__*`.
    const std::vector<const Type*>& types() const { return m_order; }
    const std::deque<Directive>& directives() const { return m_directives; }

    /// The field of that name on a composite type, with __typename anywhere and __schema, __type on the query root.
    const Field* findField(const Type& parent, std::string_view name) const;
    /// The type written, or a null type when the name is unknown.
    TypeRef resolve(const TypeSyntax& syntax) const;
    /// Whether the sets of concrete types of two composite types meet.
    static bool overlap(const Type& left, const Type& right);
    /// A stable address of a reference, for introspection; null when that wrapping occurs nowhere in the schema.
    const TypeRef* interned(const TypeRef& reference) const;

    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

private:
    friend class SchemaAssembly;
    Schema() = default;

    std::string m_description;
    std::deque<Type> m_types;
    std::deque<Directive> m_directives;
    std::vector<const Type*> m_order;
    std::unordered_map<std::string_view, const Type*> m_byName;
    const Type* m_roots[3] = {nullptr, nullptr, nullptr};
    Field m_typenameField;
    Field m_schemaField;
    Field m_typeField;
    std::map<std::tuple<const Type*, int, std::uint32_t>, TypeRef> m_references;
};

} // namespace campaign::graphql
