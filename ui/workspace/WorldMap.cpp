// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorldMap.h"

#include "ui/client/Conversion.h"

#include <QFutureWatcher>
#include <QLocale>
#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int reloadDelay = 30; // ms: several changes in a row are one reading

const std::string sceneQuery = "query Map($world: ID!, $campaign: ID!, $branch: ID) { "
                               "maps: mapsByWorld(worldId: $world, branchId: $branch) "
                               "{ __typename id version changeSeq name backgroundImage extent scale distanceUnit } "
                               "locations: locationsByWorld(worldId: $world, branchId: $branch) "
                               "{ __typename id version changeSeq name kind color geometry variables } "
                               "kingdoms: kingdomsByCampaign(campaignId: $campaign, branchId: $branch) "
                               "{ __typename id version changeSeq name color locationId settlements "
                               "{ __typename id version changeSeq name level locationId kingdomId variables } } }";

Value settlementsOf(const Value& kingdoms)
{
    Value::Array all;
    if (!kingdoms.isArray())
        return all;
    for (const Value& kingdom : kingdoms.asArray()) {
        if (const Value* list = kingdom.find("settlements"); list && list->isArray())
            all.insert(all.end(), list->asArray().begin(), list->asArray().end());
    }
    return all;
}

WorldScene sceneOf(const Value& data)
{
    static const Value none;
    const auto part = [&](const char* key) -> const Value& {
        const Value* found = data.find(key);
        return found ? *found : none;
    };
    const Value& maps = part("maps");
    const Value& map = maps.isArray() && !maps.asArray().empty() ? maps.asArray().front() : none;
    return buildScene(map, part("locations"), settlementsOf(part("kingdoms")), part("kingdoms"));
}

} // namespace

WorldMap::WorldMap(QObject* parent)
    : QObject(parent)
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(reloadDelay);
    connect(&m_reload, &QTimer::timeout, this, &WorldMap::load);
}

void WorldMap::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->store().disconnect(this);
        m_session->selection()->disconnect(this);
        m_session->client().disconnect(this);
    }
    m_session = session;
    m_world = {};
    m_movedWhileLoading.clear();
    emit sceneChanged();
    if (session) {
        readLayers();
        connect(&session->store(), &client::EntityStore::entitiesChanged, this, &WorldMap::followChanges);
        connect(&session->store(), &client::EntityStore::reloadNeeded, &m_reload, qOverload<>(&QTimer::start));
        connect(session->selection(), &Selection::changed, this, &WorldMap::followSelection);
        connect(&session->client(), &client::GraphQLClient::failed, this, &WorldMap::moveRefused);
        connect(session, &Session::mapRevealWanted, this, &WorldMap::reveal);
        load();
    }
    emit sessionChanged();
    emit placeChanged();
}

void WorldMap::setLoading(bool loading)
{
    m_isLoading = loading;
    emit loadingChanged();
}

void WorldMap::load()
{
    if (!m_session)
        return;
    if (m_isLoading) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    setLoading(true);
    const Place& place = m_session->place();
    Value::Object variables{{"world", place.worldId}, {"campaign", place.campaignId}, {"branch", place.branch()}};
    m_session->client().execute(sceneQuery, variables, this, [this](const client::Reply& reply) {
        QtConcurrent::run(sceneOf, reply.data).then(this, [this](WorldScene world) { built(std::move(world)); });
    });
}

void WorldMap::built(WorldScene world)
{
    if (!m_session) { // closed meanwhile
        setLoading(false);
        return;
    }
    const bool hasSameBackground = world.backgroundFile == m_world.backgroundFile &&
                                   world.scene.background.extent == m_world.scene.background.extent;
    if (hasSameBackground)
        world.scene.background = m_world.scene.background;
    m_world = std::move(world);
    // What moved while this was read may be missing from it; the store has the newest of each.
    for (const client::EntityDelta& delta : std::exchange(m_movedWhileLoading, {}))
        patch(delta);
    m_world.scene.tint = m_tint;
    m_world.scene.background.opacity = m_pictureOpacity;
    emit sceneChanged();
    emit layersChanged();
    emit selectedIdsChanged();
    setLoading(false);
    if (!hasSameBackground)
        loadBackground();
    if (m_session->awaitsMap())
        reveal();
    if (m_isStale)
        load();
}

void WorldMap::reveal()
{
    if (const QStringList ids = selectedIds(); !ids.isEmpty())
        emit revealWanted(ids.last());
}

void WorldMap::loadBackground()
{
    if (m_world.backgroundFile.empty())
        return;
    m_session->client().fetchFile(m_world.backgroundFile, this,
                                  [this](const QByteArray& bytes) { setBackground(bytes); });
}

void WorldMap::setBackground(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    const QByteArray start = bytes.left(512);
    if (start.contains("<svg") || start.contains("<?xml"))
        m_world.scene.background.svg = bytes;
    else
        m_world.scene.background.image = QImage::fromData(bytes);
    emit sceneChanged();
}

void WorldMap::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    bool isPatched = false;
    bool needsReading = false;
    for (const client::EntityDelta& delta : deltas) {
        const bool isShown =
            delta.type == "Location" || delta.type == "Settlement" || delta.type == "Kingdom" || delta.type == "Map";
        if (!isShown)
            continue;
        const bool done = delta.operation == events::Operation::Update && patch(delta);
        isPatched = isPatched || done;
        if (done && m_isLoading)
            m_movedWhileLoading.push_back(delta);
        needsReading = needsReading || !done;
    }
    if (isPatched)
        emit sceneChanged();
    if (needsReading)
        m_reload.start();
}

// A moved point needs no reading of the whole world.
bool WorldMap::patch(const client::EntityDelta& delta)
{
    const bool isMove = delta.type == "Location" && delta.fields == std::vector<std::string>{"geometry"};
    const client::Record* record = isMove ? m_session->store().find(delta.id) : nullptr;
    const Value* geometry = record ? record->field("geometry") : nullptr;
    const Value* coordinates = geometry ? geometry->find("coordinates") : nullptr;
    if (!coordinates || geometry->stringOr("type", "") != "Point" || coordinates->asArray().size() < 2)
        return false;
    const double y = coordinates->asArray()[1].asNumber();
    for (map::MapPoint& point : m_world.scene.points) {
        if (point.id != toQString(delta.id))
            continue;
        point.position = {coordinates->asArray()[0].asNumber(), m_world.isYDown ? y : -y};
        return true;
    }
    return false;
}

QStringList WorldMap::selectedIds() const
{
    QStringList places;
    if (!m_session)
        return places;
    for (const QString& id : m_session->selection()->ids()) {
        const QString place = placeOf(id);
        if (!place.isEmpty() && !places.contains(place))
            places.append(place);
    }
    return places;
}

/// The location that stands for an entity on the map, "" when it has none.
QString WorldMap::placeOf(const QString& id) const
{
    for (auto subject = m_world.subjects.begin(); subject != m_world.subjects.end(); ++subject) {
        if (subject->id == id)
            return subject.key();
    }
    // A structure is shown where its settlement stands.
    const client::Record* record = m_session->store().find(fromQString(id));
    const Value* owner = record ? record->field("settlementId") : nullptr;
    const Value* place = record ? record->field("locationId") : nullptr;
    if (place && place->isString())
        return toQString(place->asString());
    if (!owner || !owner->isString())
        return m_world.subjects.contains(id) ? id : QString();
    for (auto subject = m_world.subjects.begin(); subject != m_world.subjects.end(); ++subject) {
        if (subject->id == toQString(owner->asString()))
            return {subject.key()};
    }
    return {};
}

void WorldMap::followSelection()
{
    emit selectedIdsChanged();
    const QStringList ids = selectedIds();
    const QString chosen = std::exchange(m_selectedHere, {});
    if (!ids.isEmpty() && m_session->selection()->entityId() != chosen)
        emit revealWanted(ids.last());
}

void WorldMap::select(const QStringList& locationIds)
{
    if (!m_session)
        return;
    QList<Selection::Entity> entities;
    for (const QString& location : locationIds) {
        const MapSubject subject = m_world.subjects.value(location);
        if (!subject.id.isEmpty())
            entities.append({subject.type, subject.id});
    }
    m_selectedHere = entities.isEmpty() ? QString() : entities.last().id;
    m_session->selection()->selectAll(entities);
}

void WorldMap::move(const QString& locationId, double x, double y)
{
    if (!m_session)
        return;
    const double mapY = m_world.isYDown ? y : -y;
    Value geometry = Value::Object{{"type", "Point"}, {"coordinates", Value::Array{Value(x), Value(mapY)}}};
    m_session->commands().moveLocation(fromQString(locationId), fromQString(m_world.subjects.value(locationId).name),
                                       geometry);
}

QString WorldMap::coordinates(const QPointF& position) const
{
    const QLocale locale;
    const map::MapScene& scene = m_world.scene;
    if (scene.distancePerUnit > 0) {
        // From the corner at the north west, as one measures on paper.
        const QPointF from = (position - scene.extent().topLeft()) * scene.distancePerUnit;
        const auto length = [&](double distance) { return locale.toString(std::abs(distance), 'f', 1); };
        return tr("%1 %2 %3, %4 %2 %5", "a distance, its unit, east or west, a distance, north or south")
            .arg(length(from.x()), scene.distanceUnit, from.x() < 0 ? tr("west") : tr("east"), length(from.y()),
                 from.y() < 0 ? tr("north") : tr("south"));
    }
    const double y = m_world.isYDown ? position.y() : -position.y();
    return tr("%1, %2").arg(locale.toString(position.x(), 'f', 1), locale.toString(y, 'f', 1));
}

} // namespace campaign
