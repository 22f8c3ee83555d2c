// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Offering.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace campaign::catalogue {

namespace {

constexpr std::array<std::string_view, 6> beside{"Link",          "Condition",      "Effect",
                                                 "StateVariable", "VariableSchema", "Membership"};

/// What the window always stands in: there is one of each, or they are chosen elsewhere.
bool isFrame(const Type& type)
{
    return type.role == Role::World || type.role == Role::Campaign || type.role == Role::Branch ||
           type.role == Role::File;
}

} // namespace

Offering offeringOf(const Type& type)
{
    const bool isElsewhere = isFrame(type) || !type.writable || type.scope == Scope::Store ||
                             std::find(beside.begin(), beside.end(), type.name) != beside.end();
    return isElsewhere ? Offering::WhereItBelongs : Offering::InLists;
}

bool isSetByOperation(const Field& field)
{
    return field.name == "isResolved" || field.name == "isCompleted";
}

std::string_view kindFieldOf(const Field& field)
{
    return field.type == FieldType::Json && field.name == "value" ? "type" : "";
}

} // namespace campaign::catalogue
