// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The syntax tree of a GraphQL document as plain structs (https://spec.graphql.org/September2025/#sec-Language).
/// Names are views into Document::source; positions are byte offsets into it.
namespace campaign::graphql {

using Position = std::uint32_t;

struct LiteralMember;

/// An input value as written.
struct Literal
{
    enum class Kind : std::uint8_t { Null, Variable, Int, Float, String, Boolean, Enum, List, Object };

    Kind kind = Kind::Null;
    Position position = 0;
    /// Variable: its name without `$`; Int, Float, Boolean, Enum: as written; String: its value.
    std::string text;
    std::vector<Literal> items;
    std::vector<LiteralMember> members;

    const Literal* find(std::string_view name) const;
    bool hasVariables() const;
};

/// One `name: value` of an input object.
struct LiteralMember
{
    std::string name;
    Position position = 0;
    Literal value;
};

/// The literal as GraphQL text on one line.
std::string toText(const Literal& literal);

struct Argument
{
    std::string_view name;
    Position position = 0;
    Literal value;
};

/// `@name(arguments)` in a document.
struct DirectiveUse
{
    std::string_view name;
    Position position = 0;
    std::vector<Argument> arguments;

    const Argument* find(std::string_view argument) const;
};

/// A type as written: the name, how many list brackets stand around it, and bit i set when level i (0 = outermost) ends
/// in `!`.
struct TypeSyntax
{
    std::string_view name;
    Position position = 0;
    int listDepth = 0;
    std::uint32_t nonNull = 0;
};

/// A field, a fragment spread (name = the fragment) or an inline fragment (name = the type condition or empty).
struct Selection
{
    enum class Kind : std::uint8_t { Field, Spread, Inline };

    Kind kind = Kind::Field;
    Position position = 0;
    std::string_view alias;
    std::string_view name;
    Position namePosition = 0;
    std::vector<Argument> arguments;
    std::vector<DirectiveUse> directives;
    std::vector<Selection> selections;

    std::string_view responseKey() const { return alias.empty() ? name : alias; }
    const Argument* find(std::string_view argument) const;
};

struct VariableDefinition
{
    std::string_view name;
    Position position = 0;
    TypeSyntax type;
    std::optional<Literal> defaultValue;
    std::vector<DirectiveUse> directives;
};

enum class OperationKind : std::uint8_t { Query, Mutation, Subscription };

struct Operation
{
    OperationKind kind = OperationKind::Query;
    std::string_view name;
    Position position = 0;
    std::vector<VariableDefinition> variables;
    std::vector<DirectiveUse> directives;
    std::vector<Selection> selections;
};

struct Fragment
{
    std::string_view name;
    Position position = 0;
    std::string_view typeCondition;
    Position typePosition = 0;
    std::vector<DirectiveUse> directives;
    std::vector<Selection> selections;
};

/// A type-system definition: recognised so that it can be refused by name, its content is not kept.
struct TypeSystemDefinition
{
    std::string_view name;
    Position position = 0;
};

struct Document
{
    std::shared_ptr<const std::string> source;
    std::vector<Operation> operations;
    std::vector<Fragment> fragments;
    std::vector<TypeSystemDefinition> typeSystem;
    std::unordered_map<std::string_view, std::size_t> fragmentsByName; ///< the first of each name

    const Fragment* findFragment(std::string_view name) const;
};

} // namespace campaign::graphql
