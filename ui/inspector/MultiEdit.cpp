// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/MultiEdit.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <algorithm>
#include <set>

namespace campaign {

using catalogue::Field;
using client::fromQString;
using client::toQString;

namespace {

constexpr std::string_view variablePrefix = "variables.";

// Names are given one by one, and a place has one shape.
bool makesSenseForMany(const Field& field)
{
    const std::string_view control = presentation::controlOf(field);
    return presentation::isForPeople(field) && field.name != "name" && field.name != "tags" && control != "fact" &&
           control != "longText";
}

Value variableOf(const client::Record& record, const std::string& name)
{
    const Value* variables = record.field("variables");
    const Value* one = variables ? variables->find(name) : nullptr;
    return one ? *one : Value();
}

/// A switch has no place for "both": where they differ, yes and no are offered.
QVariantMap asChoiceIfMixed(QVariantMap row)
{
    if (row.value("control") != "switch" || !row.value("isMixed").toBool())
        return row;
    row["control"] = "choice";
    row["choices"] = presentation::yesAndNo();
    return row;
}

/// The value all of them have, null when they differ.
Value commonValue(const std::vector<const client::Record*>& records,
                  const std::function<Value(const client::Record&)>& of, bool& isMixed)
{
    isMixed = false;
    if (records.empty())
        return {};
    const Value first = of(*records.front());
    for (const client::Record* record : records) {
        if (!(of(*record) == first)) {
            isMixed = true;
            return {};
        }
    }
    return first;
}

} // namespace

MultiEdit::MultiEdit(QObject* parent)
    : QObject(parent)
{
    // A change of many arrives entity by entity.
    m_changed.setSingleShot(true);
    m_changed.setInterval(0);
    connect(&m_changed, &QTimer::timeout, this, &MultiEdit::changed);
}

void MultiEdit::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->selection()->disconnect(this);
        m_session->store().disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session->selection(), &Selection::changed, this, [this] {
            setProblem({});
            m_changed.start();
            readMissing();
        });
        connect(&session->store(), &client::EntityStore::entitiesChanged, &m_changed, qOverload<>(&QTimer::start));
        connect(&session->store(), &client::EntityStore::datesChanged, &m_changed, qOverload<>(&QTimer::start));
    }
    emit sessionChanged();
    emit changed();
}

std::vector<const client::Record*> MultiEdit::records() const
{
    std::vector<const client::Record*> found;
    if (!m_session)
        return found;
    for (const Selection::Entity& one : m_session->selection()->entities()) {
        const client::Record* record = m_session->store().find(fromQString(one.id));
        if (record && !record->isGone)
            found.push_back(record);
    }
    return found;
}

int MultiEdit::count() const
{
    return m_session ? m_session->selection()->count() : 0;
}

const catalogue::Type* MultiEdit::commonType() const
{
    if (count() == 0)
        return nullptr;
    const QList<Selection::Entity>& all = m_session->selection()->entities();
    const bool isOneType =
        std::all_of(all.begin(), all.end(), [&](const Selection::Entity& one) { return one.type == all.first().type; });
    return isOneType ? m_session->store().types().find(fromQString(all.first().type)) : nullptr;
}

QString MultiEdit::title() const
{
    const catalogue::Type* type = commonType();
    return type ? tr("%1 %2").arg(count()).arg(wording::ofName(toQString(type->plural)).toLower())
                : tr("%1 things").arg(count());
}

QString MultiEdit::typeName() const
{
    return commonType() ? toQString(commonType()->name) : QString();
}

// Whatever was selected on the map or in a tree is known by its row alone.
void MultiEdit::readMissing()
{
    constexpr std::size_t mostRead = 1'000;
    const catalogue::Type* type = commonType();
    if (!type || count() < 2)
        return;
    Value::Array missing;
    for (const Selection::Entity& one : m_session->selection()->entities()) {
        const client::Record* record = m_session->store().find(fromQString(one.id));
        if ((!record || !record->field("visibility") || !record->field("variables")) && missing.size() < mostRead)
            missing.push_back(fromQString(one.id));
    }
    if (missing.empty())
        return;
    Value::Object asked{{"first", static_cast<std::int64_t>(missing.size())},
                        {"filter", Value::Object{{"id", Value::Object{{"in", missing}}}}}};
    if (type->scope == catalogue::Scope::Branched)
        asked.set("branch", m_session->place().branch());
    m_session->client().execute(client::documents::page(*type, client::documents::fullSelection(*type)), asked, this,
                                [this](const client::Reply&) { m_changed.start(); });
}

QVariantMap MultiEdit::row(const Field& field) const
{
    constexpr double farAway = 1e15;
    bool isMixed = false;
    const Value value = commonValue(
        records(),
        [&](const client::Record& record) {
            const Value* one = record.field(field.name);
            return one ? *one : Value();
        },
        isMixed);
    return asChoiceIfMixed({{"key", toQString(field.name)},
                            {"label", toQString(field.label)},
                            {"control", presentation::controlOf(field)},
                            {"value", client::toVariant(value)},
                            {"shown", presentation::shown(field, value, m_session->store())},
                            {"isMixed", isMixed},
                            {"choices", presentation::choicesOf(field)},
                            {"from", field.minimum.value_or(-farAway)},
                            {"to", field.maximum.value_or(farAway)},
                            {"targetType", toQString(field.target)}});
}

QVariantList MultiEdit::variableRows() const
{
    constexpr std::size_t mostRows = 40;
    const std::vector<const client::Record*> all = records();
    std::set<std::string> names;
    for (const client::Record* record : all) {
        const Value* variables = record->field("variables");
        if (!variables || !variables->isObject())
            continue;
        for (const auto& [name, value] : variables->asObject()) {
            if (!value.isNull() && !value.isObject() && names.size() < mostRows)
                names.insert(name);
        }
    }
    QVariantList rows;
    for (const std::string& name : names)
        rows.append(variableRow(name));
    return rows;
}

/// What those that have the variable agree on, so that it keeps its editor where values differ.
std::string MultiEdit::controlOfVariable(const std::string& name) const
{
    std::string control;
    for (const client::Record* record : records()) {
        const Value value = variableOf(*record, name);
        const std::string suggested = presentation::controlOfValue(value);
        if (!value.isNull() && !control.empty() && control != suggested)
            return "text";
        if (!value.isNull())
            control = suggested;
    }
    return control.empty() ? "text" : control;
}

QVariantMap MultiEdit::variableRow(const std::string& name) const
{
    constexpr double farAway = 1e15;
    bool isMixed = false;
    const Value value = commonValue(
        records(), [&](const client::Record& record) { return variableOf(record, name); }, isMixed);
    return asChoiceIfMixed({{"key", toQString(std::string(variablePrefix) + name)},
                            {"label", wording::ofName(toQString(name))},
                            {"control", toQString(controlOfVariable(name))},
                            {"value", client::toVariant(value)},
                            {"shown", wording::ofValue(value)},
                            {"isMixed", isMixed},
                            {"choices", QVariantList()},
                            {"from", -farAway},
                            {"to", farAway},
                            {"targetType", QString()}});
}

QVariantList MultiEdit::fields() const
{
    QVariantList rows;
    const catalogue::Type* type = commonType();
    if (!type || count() < 2)
        return rows;
    std::vector<const Field*> shown;
    for (const Field& field : type->fields) {
        if (makesSenseForMany(field))
            shown.push_back(&field);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const Field* left, const Field* right) {
        return presentation::rankOf(*left) < presentation::rankOf(*right);
    });
    for (const Field* field : shown)
        rows.append(row(*field));
    return rows + variableRows();
}

QStringList MultiEdit::tags() const
{
    std::set<std::string> all;
    for (const client::Record* record : records()) {
        const Value* tags = record->field("tags");
        if (!tags || !tags->isArray())
            continue;
        for (const Value& tag : tags->asArray())
            all.insert(tag.asString());
    }
    QStringList list;
    for (const std::string& tag : all)
        list.append(toQString(tag));
    return list;
}

void MultiEdit::setField(const QString& key, const QVariant& value)
{
    const std::string name = fromQString(key);
    if (name.starts_with(variablePrefix)) {
        setVariable(toQString(name.substr(variablePrefix.size())), value);
        return;
    }
    const Field* field = commonType() ? commonType()->field(name) : nullptr;
    if (!field)
        return;
    const Result<Value> wanted = presentation::edited(*field, value, m_session->store());
    if (!wanted) {
        setProblem(toQString(wanted.error().message));
        return;
    }
    const QString shown = presentation::shown(*field, *wanted, m_session->store());
    const QString label = toQString(field->label).toLower();
    EntityEdits edits(shown.isEmpty() ? tr("Clear %1 of %2").arg(label, title())
                                      : tr("Set %1 of %2 to %3").arg(label, title(), shown));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.setField(fromQString(one.type), fromQString(one.id), field->name, *wanted);
    send(edits);
}

void MultiEdit::setVariable(const QString& name, const QVariant& value)
{
    const QString key = name.trimmed().replace('.', ' ');
    if (key.isEmpty() || !m_session)
        return;
    const Value wanted =
        value.typeId() == QMetaType::QString ? wording::fromText(value.toString()) : client::fromVariant(value);
    if (controlOfVariable(fromQString(key)) == "number" && !wanted.isNull() && !wanted.isNumber()) {
        setProblem(tr("Type a number, such as 12 or 0.5."));
        return;
    }
    EntityEdits edits(wanted.isNull() ? tr("Remove %1 of %2").arg(key, title())
                                      : tr("Set %1 of %2 to %3").arg(key, title(), wording::ofValue(wanted)));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.setVariable(fromQString(one.type), fromQString(one.id), fromQString(key), wanted);
    send(edits);
}

void MultiEdit::addTags(const QString& text)
{
    const Value tags = presentation::tagsOf(text);
    if (tags.asArray().empty() || !m_session)
        return;
    EntityEdits edits(tr("Tag %1 with %2").arg(title(), wording::ofValue(tags)));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.addTags(fromQString(one.type), fromQString(one.id), tags);
    send(edits);
}

void MultiEdit::removeTag(const QString& tag)
{
    if (!m_session)
        return;
    EntityEdits edits(tr("Remove the tag %1 of %2").arg(tag, title()));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.removeTags(fromQString(one.type), fromQString(one.id), Value::Array{fromQString(tag)});
    send(edits);
}

void MultiEdit::archive()
{
    if (!m_session)
        return;
    EntityEdits edits(tr("Archive %1").arg(title()));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.archive(fromQString(one.type), fromQString(one.id));
    send(edits, true);
}

void MultiEdit::remove()
{
    if (!m_session)
        return;
    EntityEdits edits(tr("Delete %1").arg(title()));
    for (const Selection::Entity& one : m_session->selection()->entities())
        edits.remove(fromQString(one.type), fromQString(one.id));
    send(edits, true);
}

void MultiEdit::send(const EntityEdits& edits, bool forgets)
{
    setProblem({});
    if (edits.isEmpty())
        return;
    edits.send(*m_session, this,
               [this, forgets, all = m_session->selection()->entities()](const QString& problem, int edit) {
                   if (problem.isEmpty()) {
                       if (forgets)
                           m_session->selection()->clear();
                       return;
                   }
                   const Id id = edit >= 0 && edit < all.size() ? fromQString(all[edit].id) : Id();
                   const QString name = toQString(m_session->store().nameOf(id));
                   setProblem(name.isEmpty() ? problem : tr("%1: %2 Nothing was changed.").arg(name, problem));
               });
}

void MultiEdit::setProblem(const QString& sentence)
{
    if (m_problem == sentence)
        return;
    m_problem = sentence;
    emit problemChanged();
}

} // namespace campaign
