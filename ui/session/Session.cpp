// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Session.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <QSettings>

#include <algorithm>

namespace campaign {

using catalogue::FieldType;
using client::fromQString;
using client::toQString;

Session::Session(client::Transport& transport, const catalogue::Catalogue& types, QString path, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_store(types)
    , m_client(transport, m_store)
    , m_commands(m_client)
    , m_steps(m_client)
{
    connect(&m_client, &client::GraphQLClient::pendingChanged, this, &Session::savingChanged);
    connect(&m_store, &client::EntityStore::entitiesChanged, this, &Session::followChanges);
    connect(&m_store, &client::EntityStore::reloadNeeded, &m_steps, &UndoSteps::refresh);
    connect(&m_selection, &Selection::changed, this, &Session::loadSelected);
}

void Session::start(const QString& name)
{
    m_opening = std::make_unique<Opening>(
        m_client, fromQString(name), [this](const Place& place, const QString& problem) { settle(place, problem); });
    m_opening->start();
}

void Session::settle(const Place& place, const QString& problem)
{
    if (!problem.isEmpty()) {
        emit startFailed(problem);
        return;
    }
    m_place = place;
    m_store.setBranch(place.branchId, place.followed);
    m_commands.setBranch(place.branchId);
    m_steps.setPlace(place.campaignId, place.branchId);
    emit placeChanged();
    m_selection.select(recall("selectionType", {}).toString(), recall("selectionId", {}).toString());
    emit creatableChanged();
}

QString Session::worldName() const
{
    const std::string live = m_store.nameOf(m_place.worldId);
    return toQString(live.empty() ? m_place.worldName : live);
}

QString Session::campaignName() const
{
    const std::string live = m_store.nameOf(m_place.campaignId);
    return toQString(live.empty() ? m_place.campaignName : live);
}

QString Session::branchName() const
{
    return toQString(m_place.branchName);
}

QString Session::worldId() const
{
    return toQString(m_place.worldId);
}

QString Session::branchId() const
{
    return toQString(m_place.branchId);
}

QString Session::selectedName() const
{
    return toQString(m_store.nameOf(fromQString(m_selection.entityId())));
}

QString Session::selectedLabel() const
{
    const catalogue::Type* type = m_store.types().find(fromQString(m_selection.type()));
    return type ? toQString(type->label) : QString();
}

void Session::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    m_steps.refresh();
    for (const client::EntityDelta& delta : deltas) {
        const QString id = toQString(delta.id);
        if (delta.operation == events::Operation::Delete)
            m_selection.forget(id);
        else if (id == m_selection.entityId())
            emit selectedNameChanged();
        if (delta.id == m_place.worldId || delta.id == m_place.campaignId)
            emit placeChanged();
    }
}

void Session::loadSelected()
{
    remember("selectionType", m_selection.type());
    remember("selectionId", m_selection.entityId());
    emit selectedNameChanged();
    emit creatableChanged();
    const catalogue::Type* type = m_store.types().find(fromQString(m_selection.type()));
    if (!type || m_selection.isEmpty())
        return;
    const QString id = m_selection.entityId();
    Value::Object variables{{"id", fromQString(id)}, {"branch", m_place.branch()}};
    if (type->scope != catalogue::Scope::Branched)
        variables.erase("branch");
    m_client.execute(client::documents::one(*type), variables, this, [this, id](const client::Reply& reply) {
        const Value* entity = reply.data.find("entity");
        if (reply.isGood() && (!entity || entity->isNull()))
            m_selection.forget(id);
        emit selectedNameChanged();
        emit creatableChanged();
    });
}

Id Session::ownerFor(const catalogue::Field& field) const
{
    if (field.target == "World")
        return m_place.worldId;
    if (field.target == "Campaign")
        return m_place.campaignId;
    // Up from the selected entity to the first of the wanted type.
    const client::Record* record = m_store.find(fromQString(m_selection.entityId()));
    while (record) {
        if (record->type == field.target)
            return record->id;
        const catalogue::Type* type = m_store.types().find(record->type);
        const Value* parent = type && !type->parentField.empty() ? record->field(type->parentField) : nullptr;
        record = parent && parent->isString() ? m_store.find(parent->asString()) : nullptr;
    }
    return {};
}

bool Session::canCreate(const catalogue::Type& type) const
{
    if (!type.writable || type.scope != catalogue::Scope::Branched || type.name == "World")
        return false;
    return std::all_of(type.fields.begin(), type.fields.end(), [this](const catalogue::Field& field) {
        if (!field.required || !field.defaultValue.isNull() || field.name == "name")
            return true;
        return field.type == FieldType::Reference && !ownerFor(field).empty();
    });
}

QVariantList Session::creatable() const
{
    QVariantList list;
    for (const catalogue::Type& type : m_store.types().types()) {
        if (isReady() && canCreate(type))
            list.append(QVariantMap{
                {"type", toQString(type.name)}, {"label", toQString(type.label)}, {"icon", toQString(type.icon)}});
    }
    return list;
}

void Session::create(const QString& typeName, const QString& name)
{
    const catalogue::Type* type = m_store.types().find(fromQString(typeName));
    if (!type || !canCreate(*type) || name.trimmed().isEmpty())
        return;
    Value::Object fields{{"name", fromQString(name.trimmed())}};
    for (const catalogue::Field& field : type->fields) {
        if (field.required && field.type == FieldType::Reference)
            fields.set(field.name, ownerFor(field));
    }
    const catalogue::Field* about = type->field("aboutId");
    if (about && !m_selection.isEmpty()) {
        fields.set("aboutId", fromQString(m_selection.entityId()));
        fields.set(about->target, fromQString(m_selection.type()));
    }
    m_commands.create(type->name, std::move(fields),
                      [this, typeName](const Id& id) { m_selection.select(typeName, toQString(id)); });
}

void Session::rename(const QString& entityId, const QString& name)
{
    if (!name.trimmed().isEmpty())
        m_commands.setField(fromQString(entityId), "name", Value(fromQString(name.trimmed())));
}

void Session::removeSelected()
{
    m_commands.remove(fromQString(m_selection.entityId()));
}

void Session::selectWorld()
{
    m_selection.select("World", worldId());
}

QVariant Session::recall(const QString& key, const QVariant& otherwise) const
{
    return QSettings().value("view/" + toQString(m_place.campaignId) + "/" + key, otherwise);
}

void Session::remember(const QString& key, const QVariant& value)
{
    if (isReady())
        QSettings().setValue("view/" + toQString(m_place.campaignId) + "/" + key, value);
}

} // namespace campaign
