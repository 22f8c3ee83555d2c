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
    m_client.showBranch(place.branchId, place.followed);
    m_store.setDates(place.dates);
    m_commands.setBranch(place.branchId);
    m_steps.setPlace(place.campaignId, place.branchId);
    emit placeChanged();
    readView();
}

void Session::readView()
{
    m_favourites = recallEntities("favourites");
    m_recent = recallEntities("recent");
    emit favouritesChanged();
    m_selection.select(recall("selectionType", {}).toString(), recall("selectionId", {}).toString());
}

// Entities are remembered as lines "Type id".
QList<Selection::Entity> Session::recallEntities(const QString& key) const
{
    QList<Selection::Entity> entities;
    for (const QString& line : recall(key, {}).toStringList())
        entities.append({line.section(' ', 0, 0), line.section(' ', 1)});
    return entities;
}

void Session::rememberEntities(const QString& key, const QList<Selection::Entity>& entities)
{
    QStringList lines;
    for (const Selection::Entity& one : entities)
        lines.append(one.type + ' ' + one.id);
    remember(key, lines);
}

void Session::noteRecent()
{
    if (m_selection.isEmpty())
        return;
    constexpr qsizetype kept = 12;
    const Selection::Entity current{m_selection.type(), m_selection.entityId()};
    m_recent.removeAll(current);
    m_recent.prepend(current);
    m_recent = m_recent.mid(0, kept);
    rememberEntities("recent", m_recent);
}

QString Session::iconOf(const QString& typeName) const
{
    const catalogue::Type* type = m_store.types().find(fromQString(typeName));
    return type ? toQString(type->icon) : QStringLiteral("note");
}

bool Session::isFavourite(const QString& entityId) const
{
    return std::any_of(m_favourites.begin(), m_favourites.end(),
                       [&](const Selection::Entity& one) { return one.id == entityId; });
}

void Session::toggleFavourite(const QString& type, const QString& entityId)
{
    if (entityId.isEmpty())
        return;
    const Selection::Entity entity{type, entityId};
    if (m_favourites.removeAll(entity) == 0)
        m_favourites.append(entity);
    rememberEntities("favourites", m_favourites);
    emit favouritesChanged();
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
        // The clock stands on the branch, or on one it follows.
        const auto& followed = m_place.followed;
        if (delta.id == m_place.worldId || delta.id == m_place.branchId ||
            std::find(followed.begin(), followed.end(), delta.id) != followed.end())
            readDates();
    }
}

// A calendar was brought in, or taken away by undo.
void Session::readDates()
{
    static const std::string query = "query Dates($id: ID!, $campaign: ID!, $branch: ID) { world(id: $id, branchId: "
                                     "$branch) { calendars } campaign(id: $campaign) { currentWorldTime } }";
    const Value::Object variables{
        {"id", m_place.worldId}, {"campaign", m_place.campaignId}, {"branch", m_place.branch()}};
    m_client.execute(query, variables, this, [this](const client::Reply& reply) {
        if (reply.isGood())
            m_store.setDates(client::WorldDates::from(reply.data));
    });
}

void Session::askForMap()
{
    m_awaitsMap = true;
    emit mapRevealWanted();
}

void Session::loadSelected()
{
    m_awaitsMap = false;
    remember("selectionType", m_selection.type());
    remember("selectionId", m_selection.entityId());
    noteRecent();
    emit selectedNameChanged();
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
    });
}

Id Session::ownerHere(const catalogue::Field& field) const
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

const catalogue::Field* Session::ownerField(const catalogue::Type& type)
{
    const auto found = std::find_if(type.fields.begin(), type.fields.end(), [](const catalogue::Field& field) {
        return field.required && field.type == FieldType::Reference && field.target != "World" &&
               field.target != "Campaign";
    });
    return found == type.fields.end() ? nullptr : &*found;
}

bool Session::isCreatable(const catalogue::Type& type)
{
    if (!type.writable || type.scope != catalogue::Scope::Branched || type.name == "World")
        return false;
    const catalogue::Field* owner = ownerField(type);
    return std::all_of(type.fields.begin(), type.fields.end(), [owner](const catalogue::Field& field) {
        const bool isGiven = !field.required || !field.defaultValue.isNull() || field.name == "name" || &field == owner;
        return isGiven ||
               (field.type == FieldType::Reference && (field.target == "World" || field.target == "Campaign"));
    });
}

void Session::create(const QString& typeName, const QString& name, const QString& owner,
                     const Selection::Entity& toldOf)
{
    const catalogue::Type* type = m_store.types().find(fromQString(typeName));
    if (!type || !isCreatable(*type) || name.trimmed().isEmpty())
        return;
    Value::Object fields{{"name", fromQString(name.trimmed())}};
    const catalogue::Field* ownedBy = ownerField(*type);
    for (const catalogue::Field& field : type->fields) {
        if (!field.required || field.type != FieldType::Reference)
            continue;
        const Id target = &field == ownedBy && !owner.isEmpty() ? fromQString(owner) : ownerHere(field);
        if (target.empty())
            return;
        fields.set(field.name, target);
    }
    const catalogue::Field* about = type->field("aboutId");
    if (about && !toldOf.id.isEmpty()) {
        fields.set(about->name, fromQString(toldOf.id));
        fields.set(about->target, fromQString(toldOf.type));
    }
    m_commands.create(type->name, std::move(fields), [this, typeName](const Id& id) { selectMade(typeName, id); });
}

void Session::selectMade(const QString& type, const Id& id)
{
    m_selection.select(type, toQString(id));
    emit made(toQString(id));
}

void Session::rename(const QString& entityId, const QString& name)
{
    if (!name.trimmed().isEmpty())
        m_commands.setField(fromQString(entityId), "name", Value(fromQString(name.trimmed())));
}

void Session::removeSelected()
{
    std::vector<Id> ids;
    for (const QString& id : m_selection.ids())
        ids.push_back(fromQString(id));
    m_commands.remove(ids);
}

void Session::archiveSelected()
{
    for (const QString& id : m_selection.ids())
        m_commands.archive(fromQString(id));
}

void Session::duplicateSelected()
{
    const QString type = m_selection.type();
    m_commands.duplicate(fromQString(m_selection.entityId()), [this, type](const Id& id) { selectMade(type, id); });
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
    if (!isReady())
        return;
    const QString place = "view/" + toQString(m_place.campaignId) + "/" + key;
    if (value.isValid())
        QSettings().setValue(place, value);
    else
        QSettings().remove(place);
}

} // namespace campaign
