// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/csv/CsvMapping.h"

#include "server/core/Text.h"

#include <algorithm>
#include <array>
#include <set>

namespace campaign::transfer::csv {

namespace {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;

constexpr std::string_view variablePrefix = "variables.";

bool isGiven(const Field& field)
{
    return !field.readOnly && field.type != FieldType::RealTime && field.type != FieldType::Variables;
}

bool hasPlace(const Type& type)
{
    return std::any_of(type.fields.begin(), type.fields.end(),
                       [](const Field& field) { return field.type == FieldType::Geometry; });
}

/// Letters and digits alone, in lower case: "Kingdom ID", "kingdomId" and "kingdom_id" are one.
std::string folded(std::string_view text)
{
    std::string out;
    for (const char c : foldCase(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

/// What other programs call our fields.
struct Synonym
{
    const char* word;
    const char* field;
};
constexpr std::array synonyms{
    Synonym{"title", "name"},          Synonym{"label", "name"},           Synonym{"notes", "description"},
    Synonym{"text", "description"},    Synonym{"desc", "description"},     Synonym{"details", "description"},
    Synonym{"summary", "description"}, Synonym{"labels", "tags"},          Synonym{"keywords", "tags"},
    Synonym{"colour", "color"},        Synonym{"sourceid", "sourceId"},    Synonym{"externalid", "sourceId"},
    Synonym{"ref", "sourceId"},        Synonym{"key", "sourceId"},         Synonym{"x", "geometry.x"},
    Synonym{"y", "geometry.y"},        Synonym{"longitude", "geometry.x"}, Synonym{"latitude", "geometry.y"},
    Synonym{"lon", "geometry.x"},      Synonym{"lng", "geometry.x"},       Synonym{"lat", "geometry.y"},
    Synonym{"realm", "kingdomId"},     Synonym{"country", "kingdomId"},    Synonym{"state", "kingdomId"},
    Synonym{"place", "locationId"},    Synonym{"town", "settlementId"},    Synonym{"city", "settlementId"},
    Synonym{"group", "partyId"},
};

bool isTarget(const Type& type, const Target& target)
{
    if (target == "id")
        return true;
    if (target.starts_with(variablePrefix))
        return target.size() > variablePrefix.size() && target.find('.', variablePrefix.size()) == std::string::npos;
    if (target == "geometry.x" || target == "geometry.y")
        return hasPlace(type);
    const Field* field = type.field(target);
    return field && isGiven(*field);
}

Target fieldFor(const Type& type, const std::string& column)
{
    const std::string word = folded(column);
    if (word == "id")
        return "id";
    for (const Field& field : type.fields) {
        if (!isGiven(field))
            continue;
        const std::string name = folded(field.name);
        const bool isReference = field.type == FieldType::Reference && name.ends_with("id");
        if (word == name || word == folded(field.label) || (isReference && word == name.substr(0, name.size() - 2)))
            return field.name;
    }
    for (const Synonym& synonym : synonyms) {
        if (word == synonym.word && isTarget(type, synonym.field))
            return synonym.field;
    }
    return {};
}

std::string variableName(const std::string& column)
{
    std::string name = column.starts_with(variablePrefix) ? column.substr(variablePrefix.size()) : column;
    std::replace(name.begin(), name.end(), '.', ' ');
    constexpr std::size_t longest = 100;
    return name.size() > longest ? std::string() : name;
}

} // namespace

std::vector<Choice> choicesFor(const Type& type)
{
    std::vector<Choice> choices{{"", "Leave out"}, {"id", "Id in this campaign"}};
    for (const Field& field : type.fields) {
        if (isGiven(field))
            choices.push_back({field.name, field.label});
    }
    if (hasPlace(type)) {
        choices.push_back({"geometry.x", "Position: x or longitude"});
        choices.push_back({"geometry.y", "Position: y or latitude"});
    }
    return choices;
}

std::vector<Target> guessTargets(const Type& type, const std::vector<std::string>& columns)
{
    std::vector<Target> targets;
    std::set<Target> taken;
    for (const std::string& column : columns) {
        Target target = column.starts_with(variablePrefix) ? Target() : fieldFor(type, column);
        if (target.empty() && !column.empty()) {
            const std::string name = variableName(column);
            target = name.empty() ? Target() : std::string(variablePrefix) + name;
        }
        targets.push_back(!target.empty() && taken.insert(target).second ? target : Target());
    }
    return targets;
}

Result<void> checkTargets(const Type& type, const std::vector<std::string>& columns, const std::vector<Target>& targets)
{
    const auto wrong = [](const std::string& sentence, const std::string& column) {
        return Error{ErrorCode::Invalid, sentence, column, {}, {}};
    };
    if (targets.size() != columns.size())
        return wrong(
            "The mapping must say of each of the " + std::to_string(columns.size()) + " columns what it holds.", "");
    std::set<Target> taken;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (targets[i].empty())
            continue;
        if (!isTarget(type, targets[i]))
            return wrong("A " + type.label + " has no \"" + targets[i] + "\".", columns[i]);
        if (!taken.insert(targets[i]).second)
            return wrong("Two columns are mapped to " + targets[i] + ".", columns[i]);
    }
    if (!taken.contains("name") && !taken.contains("id") && !taken.contains("sourceId"))
        return wrong("No column is mapped to the name.", "");
    return {};
}

const Type* guessType(const catalogue::Catalogue& types, const std::vector<std::string>& columns)
{
    const Type* best = nullptr;
    int bestFit = 0;
    for (const Type& type : types.types()) {
        if (!type.writable || type.scope != catalogue::Scope::Branched || type.name == "World")
            continue;
        int fit = 0;
        for (const std::string& column : columns) {
            const Target target = fieldFor(type, column);
            const int index = type.fieldIndex(target);
            const bool isOwn = index >= catalogue::common::Count || target.starts_with("geometry.");
            const bool isRequired = isOwn && index >= 0 && type.fields[static_cast<std::size_t>(index)].required;
            fit += isRequired ? 3 : isOwn ? 2 : 0;
        }
        if (fit > bestFit) {
            best = &type;
            bestFit = fit;
        }
    }
    return best;
}

} // namespace campaign::transfer::csv
