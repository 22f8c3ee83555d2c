// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/Inspector.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/inspector/Wording.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace campaign {

using catalogue::FieldType;
using client::fromQString;
using client::toQString;

Inspector::Inspector(QObject* parent)
    : QObject(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &Inspector::askAround);
}

void Inspector::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->selection()->disconnect(this);
        m_session->store().disconnect(this);
        m_session->disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session->selection(), &Selection::changed, this, &Inspector::showSelected);
        // Announced when the selected entity's fields have arrived.
        connect(session, &Session::selectedNameChanged, this, &Inspector::fillForms);
        connect(&session->store(), &client::EntityStore::entitiesChanged, this, &Inspector::followChanges);
        connect(&session->store(), &client::EntityStore::reloadNeeded, &m_ask, qOverload<>(&QTimer::start));
    }
    emit sessionChanged();
    showSelected();
}

void Inspector::showSelected()
{
    m_id = m_session ? fromQString(m_session->selection()->entityId()) : Id();
    m_isFilled = false;
    m_computed.clear();
    m_notes.clear();
    m_fields.show(nullptr, {});
    m_variables.show(nullptr, {});
    fillForms();
    emit entityChanged();
    emit headChanged();
    emit computedChanged();
    emit notesChanged();
}

void Inspector::fillForms()
{
    const client::Record* record = m_session && !m_id.empty() ? m_session->store().find(m_id) : nullptr;
    // A row of a list is not enough for a form: it is filled when the whole entity has come.
    if (m_isFilled || !record || !record->field("description"))
        return;
    m_isFilled = true;
    m_fields.show(m_session, m_id);
    m_variables.show(m_session, m_id);
    emit entityChanged();
    emit headChanged();
    m_ask.start();
    askSchemas();
    askReferences();
}

void Inspector::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    for (const client::EntityDelta& delta : deltas) {
        if (delta.id != m_id)
            continue;
        m_fields.refresh(delta.fields);
        m_variables.refresh();
        emit headChanged();
        askReferences();
    }
    m_fields.refreshReferences();
    if (m_isFilled)
        m_ask.start();
}

Value::Object Inspector::asking() const
{
    return {{"id", m_id}, {"branch", m_session->place().branch()}};
}

void Inspector::askAround()
{
    if (!m_session || m_id.empty())
        return;
    askComputed();
    askNotes();
}

void Inspector::askComputed()
{
    const std::string query = type() ? client::documents::computed(*type()) : std::string();
    if (query.empty())
        return;
    m_session->client().execute(query, asking(), this, [this, id = m_id](const client::Reply& reply) {
        const Value* entity = reply.data.find("entity");
        if (id != m_id || !entity || !entity->isObject())
            return;
        const Value* values = entity->find("computedFields");
        const Value* sources = entity->find("computedFieldSources");
        showComputed(values ? *values : Value(), sources ? *sources : Value());
    });
}

void Inspector::showComputed(const Value& values, const Value& sources)
{
    QVariantList rows;
    if (values.isObject()) {
        for (const auto& [field, value] : values.asObject()) {
            const Value* source = sources.find(field);
            const Value* errors = source ? source->find("errors") : nullptr;
            const bool failed = errors && errors->isArray() && !errors->asArray().empty();
            rows.append(
                QVariantMap{{"label", wording::ofName(toQString(field))},
                            {"value", wording::ofValue(value)},
                            {"rule", source ? client::textOf(*source, "ruleName") : QString()},
                            {"ruleId", source ? client::textOf(*source, "ruleId") : QString()},
                            {"problem", failed ? client::textOf(errors->asArray().front(), "message") : QString()}});
        }
    }
    if (rows == m_computed)
        return;
    m_computed = rows;
    emit computedChanged();
}

void Inspector::askNotes()
{
    const catalogue::Type* note = m_session->store().types().find("Note");
    if (!note || !type() || type()->name == note->name)
        return;
    Value::Object variables = asking();
    variables.erase("id");
    variables.set("first", 50);
    variables.set("filter", client::documents::equals("aboutId", m_id));
    m_session->client().execute(client::documents::page(*note, "__typename id version changeSeq name text "), variables,
                                this, [this, id = m_id](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (id != m_id || !edges || !edges->isArray())
                                        return;
                                    QVariantList rows;
                                    for (const Value& edge : edges->asArray()) {
                                        const Value& node = *edge.find("node");
                                        rows.append(QVariantMap{{"id", client::textOf(node, "id")},
                                                                {"name", client::textOf(node, "name")},
                                                                {"text", client::textOf(node, "text")}});
                                    }
                                    if (rows == m_notes)
                                        return;
                                    m_notes = rows;
                                    emit notesChanged();
                                });
}

void Inspector::askSchemas()
{
    const catalogue::Type* schema = m_session->store().types().find("VariableSchema");
    if (!schema || !hasVariables())
        return;
    Value::Object variables = asking();
    variables.erase("id");
    variables.set("first", 500);
    variables.set("filter", client::documents::equals("entityType", type()->name));
    m_session->client().execute(client::documents::page(*schema, client::documents::fullSelection(*schema)), variables,
                                this, [this, id = m_id](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (id != m_id || !edges || !edges->isArray())
                                        return;
                                    Value::Array schemas;
                                    for (const Value& edge : edges->asArray())
                                        schemas.push_back(*edge.find("node"));
                                    m_variables.declare(schemas);
                                });
}

// The names that reference chips show, of entities not seen yet.
void Inspector::askReferences()
{
    const client::Record* record = m_session->store().find(m_id);
    if (!record || !type())
        return;
    for (const catalogue::Field& field : type()->fields) {
        const Value* value = record->field(field.name);
        const bool refers = field.type == FieldType::Reference || field.type == FieldType::AnyId;
        if (!refers || !value || !value->isString() || !m_session->store().nameOf(value->asString()).empty())
            continue;
        const Value* named = field.type == FieldType::AnyId ? record->field(field.target) : nullptr;
        const std::string target = named && named->isString() ? named->asString() : field.target;
        const catalogue::Type* other = m_session->store().types().find(target);
        if (!other)
            continue;
        Value::Object variables = asking();
        variables.set("id", *value);
        m_session->client().execute(client::documents::row(*other), variables, this,
                                    [this](const client::Reply&) { m_fields.refreshReferences(); });
    }
}

const catalogue::Type* Inspector::type() const
{
    return m_session ? m_session->store().types().find(fromQString(m_session->selection()->type())) : nullptr;
}

QString Inspector::name() const
{
    return m_session ? toQString(m_session->store().nameOf(m_id)) : QString();
}

QString Inspector::typeLabel() const
{
    return type() ? toQString(type()->label) : QString();
}

QString Inspector::typeName() const
{
    return type() ? toQString(type()->name) : QString();
}

bool Inspector::hasVariables() const
{
    return type() && client::documents::hasComputedFields(*type()) && type()->name != "Note";
}

void Inspector::rename(const QString& name)
{
    if (m_session && !name.trimmed().isEmpty())
        m_session->commands().setField(m_id, "name", Value(fromQString(name.trimmed())));
}

void Inspector::setField(const QString& field, const QVariant& value)
{
    if (!m_session || m_id.empty())
        return;
    Value wanted = client::fromVariant(value);
    if (wanted.isString() && wanted.asString().empty())
        wanted = Value();
    m_session->commands().setField(m_id, fromQString(field), wanted);
}

void Inspector::setTags(const QString& text)
{
    std::set<std::string> tags;
    for (const QString& tag : text.split(',', Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty())
            tags.insert(fromQString(tag.trimmed()));
    }
    m_session->commands().setField(m_id, "tags", Value(Value::Array(tags.begin(), tags.end())));
}

void Inspector::setVariable(const QString& key, const QVariant& value)
{
    if (m_session && !m_id.empty())
        m_session->commands().setVariable(m_id, fromQString(key), client::fromVariant(value));
}

void Inspector::removeVariable(const QString& key)
{
    setVariable(key, {});
}

void Inspector::addVariable(const QString& key, const QString& text)
{
    const QString clean = key.trimmed().replace('.', ' ');
    if (clean.isEmpty())
        return;
    bool isNumber = false;
    const double number = QLocale().toDouble(text, &isNumber);
    const QString word = text.trimmed().toLower();
    if (isNumber)
        setVariable(clean, number);
    else if (word == tr("yes") || word == tr("no"))
        setVariable(clean, word == tr("yes"));
    else
        setVariable(clean, text);
}

void Inspector::go(const QString& type, const QString& entityId)
{
    if (m_session && !entityId.isEmpty())
        m_session->selection()->select(type, entityId);
}

void Inspector::loadCandidates(const QString& typeName)
{
    const catalogue::Type* target = m_session ? m_session->store().types().find(fromQString(typeName)) : nullptr;
    m_candidates.clear();
    emit candidatesChanged();
    if (!target)
        return;
    Value::Object variables{{"first", 500}, {"branch", m_session->place().branch()}};
    m_session->client().execute(client::documents::page(*target, "__typename id version changeSeq name "), variables,
                                this, [this](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (!edges || !edges->isArray())
                                        return;
                                    m_candidates.clear();
                                    for (const Value& edge : edges->asArray()) {
                                        const Value& node = *edge.find("node");
                                        m_candidates.append(QVariantMap{{"id", client::textOf(node, "id")},
                                                                        {"name", client::textOf(node, "name")}});
                                    }
                                    emit candidatesChanged();
                                });
}

void Inspector::addNote(const QString& title)
{
    if (m_session)
        m_session->create("Note", title);
}

} // namespace campaign
