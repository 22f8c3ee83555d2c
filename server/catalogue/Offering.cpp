// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Offering.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace campaign::catalogue {

namespace {

constexpr std::array<std::string_view, 6> beside{"Link",          "Condition",      "Effect",
                                                 "StateVariable", "VariableSchema", "Membership"};

constexpr std::array<std::string_view, 6> inFlow{"Event",     "Encounter", "FieldCondition",
                                                 "Condition", "Effect",    "StateVariable"};

struct Sentence
{
    std::string_view type;
    std::span<const std::string_view> fields;
};
constexpr std::array<std::string_view, 11> ofEffects{"timing",   "priority",  "target",           "targetType",
                                                     "targetId", "targetTag", "action",           "payload",
                                                     "runsAt",   "runsAfter", "runsAfterRealTime"};
constexpr std::array<std::string_view, 3> ofRules{"field", "priority", "expression"};
constexpr std::array<std::string_view, 2> ofLinks{"source", "target"};
constexpr std::array sentences{Sentence{"Effect", ofEffects}, Sentence{"FieldCondition", ofRules},
                               Sentence{"Condition", ofRules}, Sentence{"Link", ofLinks}};

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

Duration durationOf(const Field& field)
{
    if (field.type != FieldType::Integer)
        return Duration::None;
    if (field.name == "runsAfterRealTime")
        return Duration::Real;
    return field.name == "runsAfter" || field.name == "triggerDelay" ? Duration::InWorld : Duration::None;
}

bool isToldBySentence(const Type& type, const Field& field)
{
    const auto tells = [&](const Sentence& one) {
        return one.type == type.name && std::find(one.fields.begin(), one.fields.end(), field.name) != one.fields.end();
    };
    return std::any_of(sentences.begin(), sentences.end(), tells);
}

bool isIdentifier(const Type& type, const Field& field)
{
    const bool isVariable = type.name == "StateVariable" || type.name == "VariableSchema";
    return isVariable && (field.name == "name" || field.name == "key");
}

bool isPartOfFlow(const Type& type)
{
    return std::find(inFlow.begin(), inFlow.end(), type.name) != inFlow.end();
}

bool sharesName(const Type& type)
{
    return type.name == "Map";
}

} // namespace campaign::catalogue
