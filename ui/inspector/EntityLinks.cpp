// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityLinks.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using client::toQString;

namespace {

constexpr const char* row = "__typename id version changeSeq name";

std::string branchOf(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched ? ", branchId: $branch" : "";
}

// Notes, rules and links have panels of their own.
bool isShownElsewhere(const catalogue::Type& type)
{
    return type.name == "Note" || type.name == "FieldCondition" || type.name == "VariableSchema" || type.name == "Link";
}

QVariantMap itemOf(const catalogue::Type& type, const Value& node)
{
    return {{"type", toQString(type.name)},
            {"icon", toQString(type.icon)},
            {"id", client::textOf(node, "id")},
            {"name", client::textOf(node, "name")}};
}

QString headingOf(const catalogue::Type& type, const Field& field)
{
    const QString heading = wording::ofMany(type);
    return field.type == FieldType::AnyId || field.tree ? heading + " · " + toQString(field.label).toLower() : heading;
}

} // namespace

void EntityLinks::addReferences(std::vector<Part>& parts, std::string& text) const
{
    const client::Record* record = session()->store().find(id());
    if (!record)
        return;
    for (const Field& field : type()->fields) {
        if (field.type != FieldType::Reference && field.type != FieldType::AnyId)
            continue;
        const Value* value = record->field(field.name);
        const catalogue::Type* target = session()->store().types().find(presentation::targetOf(field, record));
        if (!target || !value || !value->isString())
            continue;
        Part part{toQString(field.label), target, "up" + std::to_string(parts.size()), false};
        text += part.alias + ": " + target->queryName() + "(id: " + toJson(*value) + branchOf(*target) + ") { " + row +
                " } ";
        parts.push_back(std::move(part));
    }
}

void EntityLinks::addReferring(std::vector<Part>& parts, std::string& text) const
{
    for (const catalogue::Type& other : session()->store().types().types()) {
        if (isShownElsewhere(other))
            continue;
        for (const Field& field : other.fields) {
            const bool refers =
                (field.type == FieldType::Reference && field.target == type()->name) || field.type == FieldType::AnyId;
            if (!refers || !field.filterable)
                continue;
            Part part{headingOf(other, field), &other, "down" + std::to_string(parts.size()), true};
            text += part.alias + ": " + other.plural + "Connection(first: 30, filter: {" + field.name + ": {eq: $id}}" +
                    branchOf(other) + ") { totalCount edges { node { " + row + " } } } ";
            parts.push_back(std::move(part));
        }
    }
}

std::vector<EntityLinks::Part> EntityLinks::parts(std::string& text, Value::Object& variables) const
{
    std::vector<Part> found;
    addReferences(found, text);
    addReferring(found, text);
    std::string declared;
    if (text.find("$id") != std::string::npos) {
        declared += "$id: ID ";
        variables.set("id", id());
    }
    if (text.find("$branch") != std::string::npos) {
        declared += "$branch: ID";
        variables.set("branch", session()->place().branch());
    }
    text = "query Links" + (declared.empty() ? std::string() : '(' + declared + ')') + " { " + text + '}';
    return found;
}

void EntityLinks::ask()
{
    std::string text;
    Value::Object variables;
    const std::vector<Part> asked = parts(text, variables);
    if (asked.empty())
        return;
    query(text, variables, [this, asked](const Value& data) { take(asked, data); });
}

void EntityLinks::take(const std::vector<Part>& parts, const Value& data)
{
    m_groups.clear();
    for (const Part& part : parts) {
        const Value* found = data.find(part.alias);
        if (!found || !found->isObject())
            continue;
        QVariantList items;
        qlonglong count = 1;
        if (part.isList) {
            const Value* total = found->find("totalCount");
            count = total && total->isInteger() ? total->asInteger() : 0;
            if (const Value* edges = found->find("edges"); edges && edges->isArray()) {
                for (const Value& edge : edges->asArray())
                    items.append(itemOf(*part.type, *edge.find("node")));
            }
        } else {
            items.append(itemOf(*part.type, *found));
        }
        if (count > 0)
            m_groups.append(QVariantMap{{"label", part.label},
                                        {"type", toQString(part.type->name)},
                                        {"isList", part.isList},
                                        {"count", count},
                                        {"items", items}});
    }
}

} // namespace campaign
