// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/Documents.h"

namespace campaign::client::documents {

namespace {

const char* const meta = "__typename id version changeSeq ";

bool standsInRows(const catalogue::Field& field, const catalogue::Type& type)
{
    static const char* const names[] = {"name",  "kind",  "type",    "level",      "locationType", "visibility",
                                        "field", "color", "aboutId", "entityType", "isNeutral",    "locationId"};
    if (field.name == type.parentField)
        return true;
    for (const char* name : names) {
        if (field.name == name)
            return true;
    }
    return false;
}

std::string branchedArgument(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched ? ", branchId: $branch" : "";
}

std::string branchedVariable(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched ? ", $branch: ID" : "";
}

std::string byId(const catalogue::Type& type, const std::string& selection)
{
    return "query One($id: ID!" + branchedVariable(type) + ") { entity: " + type.queryName() + "(id: $id" +
           branchedArgument(type) + ") { " + selection + "} }";
}

} // namespace

std::string tryRule()
{
    return "query Try($type: String!, $id: ID!, $branch: ID, $rule: JSON!) { trial: tryRule(entityType: $type, "
           "entityId: $id, branchId: $branch, expression: $rule, explain: true) { value problem path reads tree } }";
}

bool hasComputedFields(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched && !type.parentField.empty();
}

std::string fullSelection(const catalogue::Type& type)
{
    std::string selection = meta;
    for (const catalogue::Field& field : type.fields)
        selection += field.name + " ";
    return selection;
}

std::string rowSelection(const catalogue::Type& type)
{
    std::string selection = meta;
    for (const catalogue::Field& field : type.fields) {
        if (standsInRows(field, type))
            selection += field.name + " ";
    }
    return selection;
}

std::string one(const catalogue::Type& type)
{
    return byId(type, fullSelection(type) + (hasComputedFields(type) ? "computedFields computedFieldSources " : ""));
}

std::string row(const catalogue::Type& type)
{
    return byId(type, rowSelection(type));
}

std::string computed(const catalogue::Type& type)
{
    return hasComputedFields(type) ? byId(type, std::string(meta) + "computedFields computedFieldSources ") : "";
}

std::string page(const catalogue::Type& type, const std::string& selection)
{
    return "query Page($first: Int, $after: String, $filter: " + type.name + "Filter, $search: String" +
           branchedVariable(type) + ") { page: " + type.plural +
           "Connection(first: $first, after: $after, filter: $filter, search: $search" + branchedArgument(type) +
           ") { edges { node { " + selection + "} } pageInfo { hasNextPage endCursor } totalCount } }";
}

Value equals(const std::string& field, const Value& value)
{
    return Value::Object{{field, Value::Object{{"eq", value}}}};
}

std::string create(const catalogue::Type& type)
{
    return "mutation Create($input: Create" + type.name + "Input!) { result: create" + type.name +
           "(input: $input) { " + fullSelection(type) + "} }";
}

std::string update(const catalogue::Type& type)
{
    return "mutation Update($id: ID!, $input: Update" + type.name + "Input!) { result: update" + type.name +
           "(id: $id, input: $input) { " + meta + "} }";
}

std::string remove(const catalogue::Type& type)
{
    return "mutation Delete($id: ID!, $branch: ID, $reason: String) { result: delete" + type.name +
           "(id: $id, branchId: $branch, reason: $reason) { " + meta + "} }";
}

std::string archive(const catalogue::Type& type)
{
    return "mutation Archive($id: ID!, $branch: ID, $reason: String) { result: archive" + type.name +
           "(id: $id, branchId: $branch, reason: $reason) { " + meta + "archivedAt } }";
}

} // namespace campaign::client::documents
