// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/graphql/execution/Resolver.h"
#include "server/graphql/schema/TypeRef.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// The type system as plain structs (https://spec.graphql.org/September2025/#sec-Type-System). The schema's author
/// fills the upper part of each, by name, through the fluent functions; Schema::create fills what stands below
/// "resolved".
namespace campaign::graphql {

/// An argument or a field of an input object.
struct InputValue
{
    std::string name;
    std::string typeText;
    std::string description;
    std::optional<std::string> defaultText; ///< a GraphQL constant, e.g. `50` or `NAME`
    std::optional<std::string> deprecation;

    // resolved
    TypeRef type;
    std::optional<Value> defaultValue;

    bool isRequired() const { return type.isNonNull() && !defaultText; }
};

/// How many objects one call of a field is expected to give, for the cost of a query before it runs.
struct FieldSize
{
    std::string argument;    ///< argument that bounds the list ("first", "take"), "" if none
    int assumed = 10;        ///< objects per parent of a list without that argument
    bool fromParent = false; ///< `edges`: the size argument of the field above counts
};

/// A field of an object or interface.
struct Field
{
    std::string name;
    std::string typeText;
    std::string description;
    std::deque<InputValue> arguments;
    std::optional<std::string> deprecation;
    Resolver resolver;
    Property property;
    FieldSize size;

    // resolved
    TypeRef type;

    const InputValue* findArgument(std::string_view argument) const;

    Field& describe(std::string text);
    /// An argument without default; the last added one is what describeArgument and deprecateArgument speak of.
    Field& argument(std::string argumentName, std::string argumentType);
    Field& argument(std::string argumentName, std::string argumentType, std::string defaultLiteral);
    Field& describeArgument(std::string text);
    Field& deprecateArgument(std::string reason);
    Field& deprecate(std::string reason);
    /// Answers for all parents of the level at once.
    Field& resolve(Resolver function);
    /// A leaf read off one parent, the cheapest form: no arguments, no errors but those of the writer.
    Field& read(Property function);
    Field& sizedBy(std::string argumentName, int assumedSize);
    Field& sizedByParent();
};

struct EnumValue
{
    std::string name;
    std::string description;
    std::optional<std::string> deprecation;
};

enum class TypeKind : std::uint8_t { Scalar, Object, Interface, Union, Enum, InputObject };
enum class BuiltIn : std::uint8_t { None, Int, Float, String, Boolean, Id };

/// What a custom scalar does to values; an absent function lets every value pass unchanged.
struct ScalarCoercion
{
    std::function<Result<Value>(const Value&)> parse;     ///< input: from a literal or a variable
    std::function<Result<Value>(const Value&)> serialise; ///< output: what a resolver gave
};

/// A named type of any kind; which members mean something depends on `kind`.
struct Type
{
    TypeKind kind = TypeKind::Object;
    std::string name;
    std::string description;
    std::deque<Field> fields;                // object, interface
    std::vector<std::string> interfaceNames; // object, interface
    std::vector<std::string> memberNames;    // union
    std::deque<EnumValue> enumValues;
    std::deque<InputValue> inputFields;
    bool isOneOf = false;
    std::optional<std::string> specifiedBy;
    ScalarCoercion scalar;

    // resolved
    BuiltIn builtIn = BuiltIn::None;
    bool isIntrospection = false;
    std::vector<const Type*> interfaces;
    std::vector<const Type*> possibleTypes;  // of an abstract type; an object: itself
    std::vector<std::uint64_t> possibleBits; // the same as a set, by object number
    int objectNumber = -1;
    std::unordered_map<std::string_view, const Field*> fieldsByName;

    bool isLeaf() const { return kind == TypeKind::Scalar || kind == TypeKind::Enum; }
    bool isComposite() const { return kind == TypeKind::Object || isAbstract(); }
    bool isAbstract() const { return kind == TypeKind::Interface || kind == TypeKind::Union; }
    bool isInput() const { return isLeaf() || kind == TypeKind::InputObject; }
    bool isOutput() const { return kind != TypeKind::InputObject; }
    bool isPossible(const Type* object) const;
    const Field* findField(std::string_view field) const;
    const InputValue* findInput(std::string_view field) const;
    const EnumValue* findEnumValue(std::string_view value) const;

    Type& describe(std::string text);
    Field& field(std::string fieldName, std::string type);
    Type& implements(std::string interfaceName);
    Type& member(std::string objectName);
    Type& value(std::string enumValue);
    Type& value(std::string enumValue, std::string text);
    Type& deprecateValue(std::string reason);
    Type& input(std::string fieldName, std::string type);
    Type& input(std::string fieldName, std::string type, std::string defaultLiteral);
    Type& describeInput(std::string text);
    Type& deprecateInput(std::string reason);
    Type& oneOf();
};

/// A directive the schema knows.
struct Directive
{
    std::string name;
    std::string description;
    std::vector<std::string> locations; ///< e.g. "FIELD"
    std::deque<InputValue> arguments;
    bool repeatable = false;
};

} // namespace campaign::graphql
