// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectFields.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <QLocale>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int mostSeen = 100; // things whose variables are looked at
const char* const ofEverything[] = {"name", "description", "tags", "color", "visibility"};

const Value::Array& edgesOf(const Value& data, const char* alias)
{
    static const Value::Array none;
    const Value* page = data.isObject() ? data.find(alias) : nullptr;
    const Value* edges = page && page->isObject() ? page->find("edges") : nullptr;
    return edges && edges->isArray() ? edges->asArray() : none;
}

const char* controlOfSchema(const std::string& type)
{
    return type == "number" ? "number" : type == "boolean" ? "switch" : type == "enum" ? "choice" : "text";
}

const char* controlOfState(const std::string& type)
{
    return type == "INTEGER" || type == "FLOAT" ? "number" : type == "BOOLEAN" ? "switch" : "text";
}

const char* controlOfValue(const Value& value)
{
    return value.isNumber() ? "number" : value.isBoolean() ? "switch" : "text";
}

QVariantList choicesOf(const Value& schema)
{
    QVariantList choices;
    const Value* values = schema.find("enumValues");
    for (const Value& value : values && values->isArray() ? values->asArray() : Value::Array())
        choices.append(QVariantMap{{"value", client::toVariant(value)}, {"label", wording::ofValue(value)}});
    return choices;
}

} // namespace

bool mayBeChanged(const catalogue::Catalogue& types, const catalogue::Type& type, const catalogue::Field& field)
{
    const bool isIdentity = field.name == "sourceId" || field.name == "ownerId" || field.name == "playedBy";
    if (field.readOnly || isIdentity || std::string_view(presentation::controlOf(field)) == "fact" ||
        !presentation::isForPeople(field))
        return false;
    const catalogue::Type* target = field.type == catalogue::FieldType::Reference ? types.find(field.target) : nullptr;
    if (target && (target->role == catalogue::Role::World || target->role == catalogue::Role::Campaign))
        return false;
    const catalogue::Field* owner = type.field(type.ownerField);
    return !owner || (field.name != owner->name && field.name != owner->target);
}

EffectFields::EffectFields(QObject* parent)
    : QObject(parent)
{
}

void EffectFields::show(Session* session, const catalogue::Type* type, const Id& id)
{
    if (session == m_session && type == m_type && id == m_id)
        return;
    m_session = session;
    m_type = type;
    m_id = id;
    m_fields.clear();
    m_others.clear();
    ++m_asked;
    addOwnFields();
    emit changed();
    if (session && type)
        ask();
}

void EffectFields::addOwnFields()
{
    const catalogue::Catalogue* types = m_session ? &m_session->store().types() : nullptr;
    const catalogue::Type* type = m_type ? m_type : types ? types->find("Settlement") : nullptr;
    if (!type)
        return;
    for (const catalogue::Field& field : type->fields) {
        const bool isCommon =
            std::find(std::begin(ofEverything), std::end(ofEverything), field.name) != std::end(ofEverything);
        if (mayBeChanged(*types, *type, field) && (m_type || isCommon))
            m_fields.push_back({field.name, toQString(field.label), presentation::controlOf(field),
                                presentation::choicesOf(field), &field, true});
    }
    std::stable_sort(m_fields.begin(), m_fields.end(), [](const EffectField& left, const EffectField& right) {
        return presentation::rankOf(*left.field) < presentation::rankOf(*right.field);
    });
}

void EffectFields::addVariable(const std::string& path, const char* control, QVariantList choices, bool isTyped)
{
    const auto isIt = [&](const EffectField& one) { return one.path == path; };
    const std::string key = path.substr(path.find('.') + 1);
    if (key.empty() || key.find('.') != std::string::npos || std::any_of(m_fields.begin(), m_fields.end(), isIt))
        return;
    m_fields.push_back({path, wording::ofName(toQString(key)), control, std::move(choices), nullptr, isTyped});
}

void EffectFields::ask()
{
    const std::string branch = ", branchId: $branch) { edges { node { ";
    const std::string end = " } } } ";
    std::string declared = "query Changeable($branch: ID, $type: String";
    std::string text = "schemas: variableSchemasConnection(first: 500, filter: {entityType: {eq: $type}}" + branch +
                       "name type enumValues entityId" + end;
    Value::Object variables{{"type", m_type->name}, {"branch", m_session->place().branch()}};
    const std::string scope = fromQString(toQString(m_type->table()).toUpper());
    const catalogue::Type* state = m_session->store().types().find("StateVariable");
    const catalogue::Field* scopes = state ? state->field("scope") : nullptr;
    if (scopes && std::find(scopes->values.begin(), scopes->values.end(), scope) != scopes->values.end()) {
        declared += m_id.empty() ? ", $scope: VariableScope" : ", $scope: ID";
        text += std::string("state: stateVariablesConnection(first: 500, filter: {") +
                (m_id.empty() ? "scope" : "scopeId") + ": {eq: $scope}}" + branch + "key type" + end;
        variables.set("scope", m_id.empty() ? scope : m_id);
    }
    if (m_type->field("variables"))
        text +=
            "seen: " + m_type->plural + "Connection(first: " + std::to_string(mostSeen) + branch + "variables" + end;
    m_session->client().execute(declared + ") { " + text + '}', variables, this,
                                [this, asked = m_asked](const client::Reply& reply) {
                                    if (asked == m_asked)
                                        take(reply.data);
                                });
}

void EffectFields::take(const Value& data)
{
    for (const Value& edge : edgesOf(data, "schemas")) {
        const Value& schema = *edge.find("node");
        const std::string owner = schema.stringOr("entityId", "");
        if (owner.empty() || owner == m_id)
            addVariable("variables." + schema.stringOr("name", ""), controlOfSchema(schema.stringOr("type", "")),
                        choicesOf(schema), true);
    }
    for (const Value& edge : edgesOf(data, "seen")) {
        const Value* seen = edge.find("node")->find("variables");
        for (const auto& [key, value] : seen && seen->isObject() ? seen->asObject() : Value::Object())
            addVariable("variables." + key, controlOfValue(value), {}, value.isNumber() || value.isBoolean());
    }
    for (const Value& edge : edgesOf(data, "state")) {
        const Value& variable = *edge.find("node");
        const std::string type = variable.stringOr("type", "");
        if (type != "DERIVED" && type != "JSON")
            addVariable("var." + variable.stringOr("key", ""), controlOfState(type), {}, true);
    }
    emit changed();
}

const EffectField* EffectFields::find(const std::string& path) const
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const EffectField& one) { return one.path == path; });
    if (found != m_fields.end())
        return &*found;
    const std::size_t dot = path.find('.');
    if (dot == std::string::npos)
        return nullptr;
    const QString label = wording::ofName(toQString(path.substr(dot + 1)));
    return &m_others.emplace(path, EffectField{path, label, "text", {}, nullptr, false}).first->second;
}

} // namespace campaign
