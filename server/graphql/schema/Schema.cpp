// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Schema.h"

#include "server/graphql/schema/SchemaAssembly.h"

#include <algorithm>

namespace campaign::graphql {

Result<std::shared_ptr<const Schema>> Schema::create(SchemaBuilder builder)
{
    return SchemaAssembly(std::move(builder)).assemble();
}

const Type* Schema::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

const Directive* Schema::findDirective(std::string_view name) const
{
    const auto found = std::find_if(m_directives.begin(), m_directives.end(),
                                    [&](const Directive& directive) { return directive.name == name; });
    return found == m_directives.end() ? nullptr : &*found;
}

const Type* Schema::root(OperationKind kind) const
{
    return m_roots[static_cast<std::size_t>(kind)];
}

const Field* Schema::findField(const Type& parent, std::string_view name) const
{
    if (name.substr(0, 2) == "__") {
        if (name == "__typename" && parent.isComposite())
            return &m_typenameField;
        const bool queryRoot = &parent == root(OperationKind::Query);
        if (queryRoot && name == "__schema")
            return &m_schemaField;
        return queryRoot && name == "__type" ? &m_typeField : nullptr;
    }
    return parent.findField(name);
}

TypeRef Schema::resolve(const TypeSyntax& syntax) const
{
    return {find(syntax.name), syntax.listDepth, syntax.nonNull};
}

bool Schema::overlap(const Type& left, const Type& right)
{
    if (&left == &right)
        return true;
    if (!left.isAbstract() || !right.isAbstract())
        return left.isAbstract() ? left.isPossible(&right) : right.isAbstract() && right.isPossible(&left);
    const std::size_t words = std::min(left.possibleBits.size(), right.possibleBits.size());
    for (std::size_t i = 0; i < words; ++i)
        if ((left.possibleBits[i] & right.possibleBits[i]) != 0)
            return true;
    return false;
}

const TypeRef* Schema::interned(const TypeRef& reference) const
{
    const auto found = m_references.find({reference.type, reference.listDepth, reference.nonNull});
    return found == m_references.end() ? nullptr : &found->second;
}

} // namespace campaign::graphql
