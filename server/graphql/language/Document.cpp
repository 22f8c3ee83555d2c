// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/Document.h"

#include "server/core/Json.h"

#include <algorithm>
#include <utility>

namespace campaign::graphql {

namespace {

template <typename T>
const T* findNamed(const std::vector<T>& all, std::string_view name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

void append(std::string& out, const Literal& literal)
{
    using Kind = Literal::Kind;
    const char* separator = "";
    switch (literal.kind) {
    case Kind::Null:
        out += "null";
        break;
    case Kind::Variable:
        out += '$';
        out += literal.text;
        break;
    case Kind::String:
        appendJsonString(out, literal.text);
        break;
    case Kind::List:
        out += '[';
        for (const Literal& item : literal.items) {
            out += std::exchange(separator, ", ");
            append(out, item);
        }
        out += ']';
        break;
    case Kind::Object:
        out += '{';
        for (const LiteralMember& member : literal.members) {
            out += std::exchange(separator, ", ");
            out += member.name + ": ";
            append(out, member.value);
        }
        out += '}';
        break;
    default:
        out += literal.text;
    }
}

} // namespace

const Literal* Literal::find(std::string_view name) const
{
    const LiteralMember* member = findNamed(members, name);
    return member ? &member->value : nullptr;
}

bool Literal::hasVariables() const
{
    return kind == Kind::Variable ||
           std::any_of(items.begin(), items.end(), [](const Literal& item) { return item.hasVariables(); }) ||
           std::any_of(members.begin(), members.end(),
                       [](const LiteralMember& member) { return member.value.hasVariables(); });
}

std::string toText(const Literal& literal)
{
    std::string out;
    append(out, literal);
    return out;
}

const Argument* DirectiveUse::find(std::string_view argument) const
{
    return findNamed(arguments, argument);
}
const Argument* Selection::find(std::string_view argument) const
{
    return findNamed(arguments, argument);
}
const Fragment* Document::findFragment(std::string_view name) const
{
    const auto found = fragmentsByName.find(name);
    return found == fragmentsByName.end() ? nullptr : &fragments[found->second];
}

} // namespace campaign::graphql
