// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Type.h"

#include <algorithm>

namespace campaign::graphql {

namespace {

template <typename T>
const T* findNamed(const std::deque<T>& all, std::string_view name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

InputValue inputValue(std::string name, std::string type, std::optional<std::string> defaultLiteral)
{
    InputValue value;
    value.name = std::move(name);
    value.typeText = std::move(type);
    value.defaultText = std::move(defaultLiteral);
    return value;
}

} // namespace

std::string TypeRef::toString() const
{
    std::string text(static_cast<std::size_t>(listDepth), '[');
    text += type ? type->name : "?";
    for (int level = listDepth; level >= 0; --level) {
        if (level < listDepth)
            text += ']';
        if ((nonNull >> level) & 1u)
            text += '!';
    }
    return text;
}

const InputValue* Field::findArgument(std::string_view argumentName) const
{
    return findNamed(arguments, argumentName);
}

Field& Field::describe(std::string text)
{
    description = std::move(text);
    return *this;
}

Field& Field::argument(std::string argumentName, std::string argumentType)
{
    arguments.push_back(inputValue(std::move(argumentName), std::move(argumentType), std::nullopt));
    return *this;
}

Field& Field::argument(std::string argumentName, std::string argumentType, std::string defaultLiteral)
{
    arguments.push_back(inputValue(std::move(argumentName), std::move(argumentType), std::move(defaultLiteral)));
    return *this;
}

Field& Field::describeArgument(std::string text)
{
    arguments.back().description = std::move(text);
    return *this;
}

Field& Field::deprecateArgument(std::string reason)
{
    arguments.back().deprecation = std::move(reason);
    return *this;
}

Field& Field::deprecate(std::string reason)
{
    deprecation = std::move(reason);
    return *this;
}

Field& Field::resolve(Resolver function)
{
    resolver = std::move(function);
    return *this;
}

Field& Field::read(Property function)
{
    property = std::move(function);
    return *this;
}

Field& Field::sizedBy(std::string argumentName, int assumedSize)
{
    size.argument = std::move(argumentName);
    size.assumed = assumedSize;
    return *this;
}

Field& Field::sizedByParent()
{
    size.fromParent = true;
    return *this;
}

bool Type::isPossible(const Type* object) const
{
    if (kind == TypeKind::Object)
        return this == object;
    const auto number = static_cast<std::size_t>(object->objectNumber);
    return object->objectNumber >= 0 && number / 64 < possibleBits.size() &&
           ((possibleBits[number / 64] >> (number % 64)) & 1u) != 0;
}

const Field* Type::findField(std::string_view fieldName) const
{
    const auto found = fieldsByName.find(fieldName);
    return found == fieldsByName.end() ? nullptr : found->second;
}

const InputValue* Type::findInput(std::string_view fieldName) const
{
    return findNamed(inputFields, fieldName);
}
const EnumValue* Type::findEnumValue(std::string_view enumValue) const
{
    return findNamed(enumValues, enumValue);
}

Type& Type::describe(std::string text)
{
    description = std::move(text);
    return *this;
}

Field& Type::field(std::string fieldName, std::string type)
{
    Field& added = fields.emplace_back();
    added.name = std::move(fieldName);
    added.typeText = std::move(type);
    return added;
}

Type& Type::implements(std::string interfaceName)
{
    interfaceNames.push_back(std::move(interfaceName));
    return *this;
}

Type& Type::member(std::string objectName)
{
    memberNames.push_back(std::move(objectName));
    return *this;
}

Type& Type::value(std::string enumValue)
{
    return value(std::move(enumValue), {});
}

Type& Type::value(std::string enumValue, std::string text)
{
    enumValues.push_back({std::move(enumValue), std::move(text), std::nullopt});
    return *this;
}

Type& Type::deprecateValue(std::string reason)
{
    enumValues.back().deprecation = std::move(reason);
    return *this;
}

Type& Type::input(std::string fieldName, std::string type)
{
    inputFields.push_back(inputValue(std::move(fieldName), std::move(type), std::nullopt));
    return *this;
}

Type& Type::input(std::string fieldName, std::string type, std::string defaultLiteral)
{
    inputFields.push_back(inputValue(std::move(fieldName), std::move(type), std::move(defaultLiteral)));
    return *this;
}

Type& Type::describeInput(std::string text)
{
    inputFields.back().description = std::move(text);
    return *this;
}

Type& Type::deprecateInput(std::string reason)
{
    inputFields.back().deprecation = std::move(reason);
    return *this;
}

Type& Type::oneOf()
{
    isOneOf = true;
    return *this;
}

} // namespace campaign::graphql
