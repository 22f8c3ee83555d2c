// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/schema/Schema.h"

#include <set>

namespace campaign::graphql {

/// Turns what a builder holds into a schema: names become pointers, then SchemaCheck looks at the whole.
class SchemaAssembly
{
public:
    explicit SchemaAssembly(SchemaBuilder builder);

    Result<std::shared_ptr<const Schema>> assemble();

private:
    void index();
    void resolveTypes();
    void resolveField(const std::string& place, Field& field);
    void resolveInput(const std::string& place, InputValue& value);
    TypeRef resolve(const std::string& place, const std::string& text);
    void resolveAbstractTypes();
    void resolveMembers(Type& type);
    void resolveDefaults();
    void resolveInputDefaults(Type& type);
    void resolveDefault(const std::string& place, InputValue& value);
    void intern(TypeRef reference);
    void internAll();
    void dropUnusedScalars();
    Type* find(const std::string& name);

    SchemaBuilder m_builder;
    std::shared_ptr<Schema> m_schema;
    std::vector<std::string> m_problems;
    std::set<const Type*> m_defaultsResolved;
};

/// The rules of type validation (https://spec.graphql.org/September2025/#sec-Type-System) on resolved types; each
/// problem is a sentence. Also refuses what our executor does not do: fields without a resolver, and lists of lists of
/// objects.
std::vector<std::string> schemaProblems(const Schema& schema);

} // namespace campaign::graphql
