// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/Inspector.h"

#include "server/catalogue/Mentions.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <algorithm>

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
        connect(&session->store(), &client::EntityStore::reloadNeeded, this, [this] { askComputedSoon(); });
        connect(&session->store(), &client::EntityStore::computedChanged, this,
                [this](const std::set<Id>& entities, bool everything) {
                    if (everything || entities.contains(m_id))
                        askComputedSoon();
                });
        connect(&session->store(), &client::EntityStore::datesChanged, this, [this] { m_fields.refreshTimes(); });
    }
    emit sessionChanged();
    showSelected();
}

void Inspector::showSelected()
{
    if (m_isPinned && m_session && !m_id.empty())
        return;
    m_id = m_session ? fromQString(m_session->selection()->entityId()) : Id();
    m_typeName = m_session ? fromQString(m_session->selection()->type()) : std::string();
    m_isFilled = false;
    m_isComputedStale = false;
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
    askComputedSoon();
    askSchemas();
    askReferences();
}

void Inspector::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    for (const client::EntityDelta& delta : deltas) {
        if (delta.type == "VariableSchema" && m_isFilled)
            askSchemas();
        if (delta.id != m_id)
            continue;
        if (delta.operation == events::Operation::Delete && m_isPinned) {
            setPinned(false);
            return;
        }
        m_fields.refresh(delta.fields);
        m_variables.refresh();
        emit headChanged();
        askReferences();
    }
    m_fields.refreshReferences();
    if (m_isFilled && !m_session->store().hearsOfValues())
        askComputedSoon();
    else if (m_isFilled)
        m_ask.start();
}

void Inspector::askComputedSoon()
{
    m_isComputedStale = true;
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
    if (std::exchange(m_isComputedStale, false))
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
    m_session->client().execute(
        client::documents::page(*note, "__typename id version changeSeq name text "), variables, this,
        [this, id = m_id](const client::Reply& reply) {
            const Value* page = reply.data.find("page");
            const Value* edges = page ? page->find("edges") : nullptr;
            if (id != m_id || !edges || !edges->isArray())
                return;
            QVariantList rows;
            for (const Value& edge : edges->asArray()) {
                const Value& node = *edge.find("node");
                rows.append(QVariantMap{{"id", client::textOf(node, "id")},
                                        {"name", client::textOf(node, "name")},
                                        {"text", toQString(catalogue::withoutMentions(node.stringOr("text", "")))}});
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
    return m_session ? m_session->store().types().find(m_typeName) : nullptr;
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

bool Inspector::hasEffects() const
{
    const catalogue::Type* effect = m_session ? m_session->store().types().find("Effect") : nullptr;
    const catalogue::Field* of = effect ? effect->field("entityType") : nullptr;
    return of && std::find(of->values.begin(), of->values.end(), m_typeName) != of->values.end();
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

QString Inspector::entityId() const
{
    return toQString(m_id);
}

void Inspector::setPinned(bool pinned)
{
    if (m_isPinned == pinned)
        return;
    m_isPinned = pinned;
    emit pinnedChanged();
    if (!pinned)
        showSelected();
}

bool Inspector::hasAudience() const
{
    return type() && type()->field("visibility") && type()->scope == catalogue::Scope::Branched;
}

bool Inspector::isShared() const
{
    const client::Record* record = m_session ? m_session->store().find(m_id) : nullptr;
    const Value* audience = record ? record->field("visibility") : nullptr;
    return audience && audience->isInteger() && audience->asInteger() != 0;
}

void Inspector::setShared(bool shared)
{
    if (m_session && hasAudience())
        m_session->commands().setField(m_id, "visibility", Value(shared ? 1 : 0));
}

void Inspector::setField(const QString& field, const QVariant& value)
{
    const catalogue::Field* declared = type() && !m_id.empty() ? type()->field(fromQString(field)) : nullptr;
    if (!declared)
        return;
    const Result<Value> wanted = m_fields.edited(*declared, value);
    m_fields.setProblem(declared->name, wanted ? QString() : toQString(wanted.error().message), value.toString());
    if (wanted)
        m_session->commands().setField(m_id, declared->name, *wanted);
}

void Inspector::refer(const QString& field, const QString& targetType, const QString& targetId)
{
    if (m_session && !m_id.empty())
        m_session->commands().refer(m_id, fromQString(field), fromQString(targetType), fromQString(targetId));
}

void Inspector::forgetProblem(const QString& key)
{
    m_fields.setProblem(fromQString(key), {});
    m_variables.setProblem(fromQString(key), {});
}

void Inspector::setTags(const QString& text)
{
    setField("tags", text);
}

void Inspector::setVariable(const QString& key, const QVariant& value)
{
    if (!m_session || m_id.empty())
        return;
    const Result<Value> wanted = m_variables.edited(fromQString(key), value);
    m_variables.setProblem(fromQString(key), wanted ? QString() : toQString(wanted.error().message), value.toString());
    if (wanted)
        m_session->commands().setVariable(m_id, fromQString(key), *wanted);
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
    if (m_variables.declares(fromQString(clean)))
        setVariable(clean, text); // of the type it was declared with
    else if (m_session && !m_id.empty())
        m_session->commands().setVariable(m_id, fromQString(clean), wording::fromText(text));
}

Result<Value::Object> Inspector::schemaInput(const QVariantMap& declaration) const
{
    const QString kind = declaration.value("type").toString();
    const QString key = declaration.value("name").toString().trimmed().replace('.', ' ');
    const auto refuse = [](const QString& sentence) {
        return Error{ErrorCode::Invalid, fromQString(sentence), {}, {}, {}};
    };
    if (key.isEmpty())
        return refuse(tr("Give the variable a name."));
    Value choices;
    if (kind == "enum") {
        Value::Array list;
        for (const QString& choice : declaration.value("choices").toString().split(',', Qt::SkipEmptyParts)) {
            if (!choice.trimmed().isEmpty())
                list.push_back(fromQString(choice.trimmed()));
        }
        if (list.empty())
            return refuse(tr("Name the choices, separated by commas."));
        choices = std::move(list);
    }
    const QString typed = declaration.value("usual").toString();
    Value usual = kind == "string" || kind == "enum" ? Value(fromQString(typed)) : wording::fromText(typed);
    if (typed.trimmed().isEmpty())
        usual = Value();
    if ((kind == "number" && !usual.isNull() && !usual.isNumber()) ||
        (kind == "boolean" && !usual.isNull() && !usual.isBoolean()))
        return refuse(kind == "number" ? tr("The usual value must be a number.")
                                       : tr("The usual value must be yes or no."));
    return Value::Object{
        {"name", fromQString(key)},         {"entityType", m_typeName},
        {"type", fromQString(kind)},        {"enumValues", std::move(choices)},
        {"defaultValue", std::move(usual)}, {"description", fromQString(declaration.value("description").toString())}};
}

QString Inspector::declareVariable(const QString& schemaId, const QVariantMap& declaration)
{
    const catalogue::Type* schema = m_session ? m_session->store().types().find("VariableSchema") : nullptr;
    if (!schema || !type())
        return tr("Nothing is selected.");
    Result<Value::Object> input = schemaInput(declaration);
    if (!input)
        return toQString(input.error().message);
    const QString name = client::textOf(Value(*input), "name");
    input->set("reason", fromQString(schemaId.isEmpty() ? tr("Declare the variable %1").arg(name)
                                                        : tr("Change the variable %1").arg(name)));
    if (!m_session->place().branchId.empty())
        input->set("branchId", m_session->place().branchId);
    Value::Object variables{{"input", std::move(*input)}};
    if (!schemaId.isEmpty())
        variables.set("id", fromQString(schemaId));
    m_session->client().mutate(schemaId.isEmpty() ? client::documents::create(*schema)
                                                  : client::documents::update(*schema),
                               variables, this, [this](const client::Reply&) { askSchemas(); });
    return {};
}

void Inspector::forgetDeclaration(const QString& schemaId)
{
    if (m_session)
        m_session->commands().remove({fromQString(schemaId)});
}

void Inspector::go(const QString& type, const QString& entityId)
{
    if (m_session && !entityId.isEmpty())
        m_session->selection()->select(type, entityId);
}

void Inspector::addNote(const QString& title)
{
    if (m_session)
        m_session->create("Note", title, {}, {toQString(m_typeName), entityId()});
}

} // namespace campaign
