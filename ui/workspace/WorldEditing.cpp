// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorldEditing.h"

#include "server/geometry/GeoJson.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/map/RegionIndex.h"

#include <QFile>
#include <QImageReader>
#include <QMimeDatabase>
#include <QtConcurrentRun>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;
using map::MapTool;

namespace {

const std::string entity = "{ __typename id version changeSeq name geometry }";

const std::string createPlaced = "mutation Add($input: CreatePlacedInput!) { result: createPlaced(input: $input) "
                                 "{ type id locationId } }";
const std::string placeEntity = "mutation Place($input: PlaceEntityInput!) { result: placeEntity(input: $input) "
                                "{ type id locationId } }";
const std::string createLocation =
    "mutation Draw($input: CreateLocationInput!) { result: createLocation(input: $input) " + entity + " }";
const std::string redraw = "mutation Redraw($id: ID!, $input: UpdateLocationGeometryInput!) "
                           "{ result: updateLocationGeometry(id: $id, input: $input) " +
                           entity + " }";
const std::string split = "mutation Split($id: ID!, $input: SplitLocationInput!) "
                          "{ result: splitLocation(id: $id, input: $input) " +
                          entity + " }";
const std::string setPicture = "mutation Picture($input: SetMapBackgroundInput!) "
                               "{ result: setMapBackground(input: $input) { __typename id version changeSeq } }";
const std::string updateMap = "mutation Scale($id: ID!, $input: UpdateMapInput!) "
                              "{ result: updateMap(id: $id, input: $input) { __typename id version changeSeq } }";
const std::string createMap = "mutation Scale($input: CreateMapInput!) "
                              "{ result: createMap(input: $input) { __typename id version changeSeq } }";

} // namespace

WorldEditing::WorldEditing(QObject* parent)
    : QObject(parent)
{
}

void WorldEditing::setWorld(WorldMap* world)
{
    m_world = world;
    if (world)
        connect(world, &WorldMap::sceneChanged, this, &WorldEditing::kingdomsChanged);
    emit worldChanged();
    emit kingdomsChanged();
}

void WorldEditing::setTool(MapTool* tool)
{
    m_tool = tool;
    if (tool) {
        connect(tool, &MapTool::finishRequested, this, &WorldEditing::finish);
        connect(tool, &MapTool::kindChanged, this, [this] { setName({}); });
    }
    emit toolChanged();
}

void WorldEditing::setName(const QString& name)
{
    m_name = name;
    emit nameChanged();
}

QString WorldEditing::subjectName() const
{
    return m_world && m_tool ? m_world->world().subjects.value(m_tool->subjectId()).name : QString();
}

QVariantList WorldEditing::kingdoms() const
{
    QVariantList list;
    for (const MapSubject& kingdom : m_world ? m_world->world().kingdoms : QList<MapSubject>())
        list.append(QVariantMap{{"id", kingdom.id}, {"name", kingdom.name}});
    return list;
}

QVariantList WorldEditing::placeKinds() const
{
    const auto kind = [](const char* key, const QString& label) {
        return QVariantMap{{"kind", key}, {"label", label}};
    };
    return {kind("marker", tr("Marker")), kind("ruin", tr("Ruin")),     kind("dungeon", tr("Dungeon")),
            kind("cave", tr("Cave")),     kind("tower", tr("Tower")),   kind("temple", tr("Temple")),
            kind("inn", tr("Inn")),       kind("camp", tr("Camp")),     kind("mine", tr("Mine")),
            kind("battle", tr("Battle")), kind("mountain", tr("Peak")), kind("forest", tr("Forest"))};
}

bool WorldEditing::canEditShape(const QString& locationId) const
{
    if (!m_world)
        return false;
    const auto isIt = [&](const auto& thing) { return thing.id == locationId; };
    const map::MapScene& scene = m_world->scene();
    return std::any_of(scene.regions.begin(), scene.regions.end(), isIt) ||
           std::any_of(scene.lines.begin(), scene.lines.end(), isIt);
}

void WorldEditing::editShape(const QString& locationId)
{
    if (!session() || !m_tool || !m_tool->edit(locationId))
        return;
    const client::Record* record = session()->store().find(fromQString(locationId));
    m_version = record ? record->version : 0;
    m_seq = session()->store().lastSeq();
    emit nameChanged();
}

QString WorldEditing::kingdomAt(const QPointF& position) const
{
    if (!m_world)
        return {};
    for (const map::MapRegion& region : m_world->scene().regions) {
        const MapSubject subject = m_world->world().subjects.value(region.id);
        if (subject.type == "Kingdom" && map::RegionIndex::contains(region, position))
            return subject.id;
    }
    const catalogue::Type* settlement = session() ? session()->store().types().find("Settlement") : nullptr;
    const catalogue::Field* owner = settlement ? Session::ownerField(*settlement) : nullptr;
    return owner ? toQString(session()->ownerHere(*owner)) : QString();
}

Value WorldEditing::pointOf(const QPointF& position) const
{
    const double y = m_world->world().isYDown ? position.y() : -position.y();
    return Value::Object{{"type", "Point"}, {"coordinates", Value::Array{Value(position.x()), Value(y)}}};
}

Value WorldEditing::geometryOf(const map::EditedShape& shape) const
{
    map::EditedShape stored = shape;
    if (!m_world->world().isYDown) {
        for (QList<QPolygonF>& part : stored.parts) {
            for (QPolygonF& ring : part) {
                for (QPointF& corner : ring)
                    corner.setY(-corner.y());
            }
        }
    }
    return geometry::toGeoJson(map::geometryOf(stored));
}

void WorldEditing::send(const std::string& mutation, Value::Object input, const QString& reason,
                        client::Transport::Callback callback)
{
    input.set("branchId", session()->place().branch());
    input.set("reason", fromQString(reason));
    Value::Object variables;
    if (const Value* id = input.find("id"); id && mutation.find("$id: ID!") != std::string::npos) {
        variables.set("id", *id);
        Value::Object rest;
        for (const auto& [key, value] : input) {
            if (key != "id")
                rest.set(key, value);
        }
        input = std::move(rest);
    }
    variables.set("input", std::move(input));
    session()->client().execute(mutation, variables, this, std::move(callback));
}

Value::Object WorldEditing::placeFields(const QString& name, const QString& kind) const
{
    Value::Object fields{
        {"worldId", session()->place().worldId}, {"name", fromQString(name)}, {"kind", fromQString(kind)}};
    if (!m_world->world().mapId.isEmpty())
        fields.set("mapId", fromQString(m_world->world().mapId));
    return fields;
}

void WorldEditing::selectPlaced(const client::Reply& reply)
{
    if (!reply.isGood()) {
        emit problem(toQString(reply.sentence()));
        return;
    }
    const Value* result = reply.data.find("result");
    if (result && result->isObject())
        session()->selection()->select(client::textOf(*result, "type"), client::textOf(*result, "id"));
}

void WorldEditing::createSettlement(const QString& name, const QString& kingdomId, const QPointF& position)
{
    if (!session())
        return;
    Value::Object place = placeFields(name, "town");
    place.set("geometry", pointOf(position));
    send(createPlaced,
         {{"type", "Settlement"},
          {"fields", Value::Object{{"name", fromQString(name)}, {"kingdomId", fromQString(kingdomId)}}},
          {"place", std::move(place)}},
         tr("Add %1").arg(name), [this](const client::Reply& reply) { selectPlaced(reply); });
}

void WorldEditing::createPlace(const QString& name, const QString& kind, const QPointF& position)
{
    if (!session())
        return;
    Value::Object fields = placeFields(name, kind);
    fields.set("locationType", "point");
    fields.set("geometry", pointOf(position));
    send(createLocation, std::move(fields), tr("Add %1").arg(name), [this](const client::Reply& reply) {
        if (!reply.isGood())
            emit problem(toQString(reply.sentence()));
        else if (const Value* result = reply.data.find("result"))
            session()->selection()->select("Location", client::textOf(*result, "id"));
    });
}

/// The type, when what is of it is a place or stands on one; else null.
const catalogue::Type* WorldEditing::placeable(const QString& typeName) const
{
    const catalogue::Type* type = session() ? session()->store().types().find(fromQString(typeName)) : nullptr;
    const bool stands = type && (type->role == catalogue::Role::Place || type->field("locationId"));
    return stands ? type : nullptr;
}

QString WorldEditing::whyNotPlaced(const QString& payload) const
{
    const QStringList lines = payload.split('\n', Qt::SkipEmptyParts);
    const bool isAny = std::any_of(lines.begin(), lines.end(),
                                   [this](const QString& line) { return placeable(line.section(' ', 0, 0)); });
    if (isAny || lines.isEmpty() || !session())
        return {};
    const catalogue::Type* type = session()->store().types().find(fromQString(lines.first().section(' ', 0, 0)));
    return type ? tr("%1 have no place on the map.").arg(wording::ofMany(*type)) : QString();
}

bool WorldEditing::placeDragged(const QString& payload, const QPointF& position)
{
    if (!session())
        return false;
    bool isAny = false;
    for (const QString& line : payload.split('\n', Qt::SkipEmptyParts)) {
        const Id id = fromQString(line.section(' ', -1));
        const client::Record* record = session()->store().find(id);
        if (!record || record->isGone)
            continue;
        if (!placeable(toQString(record->type))) {
            emit problem(tr("%1 has no place on the map.").arg(toQString(record->name())));
            continue;
        }
        isAny = true;
        const Value* standsOn = record->field("locationId");
        if (canEditShape(standsOn && standsOn->isString() ? toQString(standsOn->asString()) : toQString(id))) {
            emit problem(tr("%1 has a border of its own: edit its shape instead.").arg(toQString(record->name())));
            continue;
        }
        send(placeEntity,
             {{"type", record->type},
              {"id", id},
              {"geometry", pointOf(position)},
              {"place", placeFields(toQString(record->name()), record->type == "Settlement" ? "town" : "marker")}},
             tr("Place %1 on the map").arg(toQString(record->name())),
             [this](const client::Reply& reply) { selectPlaced(reply); });
    }
    return isAny;
}

void WorldEditing::finish()
{
    if (!session() || !m_world)
        return;
    if (m_tool->subjectId().isEmpty())
        storeNew();
    else
        storeChanged();
}

void WorldEditing::storeNew()
{
    const bool isRoute = m_tool->kind() == MapTool::Kind::Route;
    const QString plain = isRoute ? tr("New route") : tr("New region");
    const QString name = m_name.trimmed().isEmpty() ? plain : m_name.trimmed();
    Value::Object fields = placeFields(name, isRoute ? "road" : "region");
    fields.set("locationType", isRoute ? "line" : "region");
    fields.set("geometry", geometryOf(m_tool->editor().shape()));
    send(createLocation, std::move(fields), tr("Draw %1").arg(name), [this](const client::Reply& reply) {
        if (const Value* result = reply.isGood() ? reply.data.find("result") : nullptr)
            session()->selection()->select("Location", client::textOf(*result, "id"));
        answered(reply);
    });
}

void WorldEditing::storeChanged()
{
    const QString name = subjectName();
    Value::Object input{{"id", fromQString(m_tool->subjectId())},
                        {"geoJson", geometryOf(m_tool->editor().shape())},
                        {"expectedVersion", Value(m_version)}};
    const QList<map::EditedShape>& cutOff = m_tool->editor().cutOff();
    const auto callback = [this](const client::Reply& reply) { answered(reply); };
    if (cutOff.isEmpty()) {
        send(redraw, std::move(input), tr("Redraw %1").arg(name), callback);
        return;
    }
    Value::Array pieces;
    for (const map::EditedShape& piece : cutOff)
        pieces.push_back(geometryOf(piece));
    input.set("pieces", std::move(pieces));
    send(split, std::move(input), tr("Split %1").arg(name), callback);
}

void WorldEditing::answered(const client::Reply& reply)
{
    if (!m_tool)
        return;
    if (reply.isGood())
        m_tool->stored({});
    else if (reply.errors.front().code == "OPTIMISTIC_LOCK_ERROR")
        explainConflict();
    else
        m_tool->stored(toQString(reply.sentence()));
}

/// The border was changed by someone else meanwhile: says by whom and what, and lets the user decide.
void WorldEditing::explainConflict()
{
    static const std::string query = "query Since($campaign: ID, $since: Int) { changes(campaignId: $campaign, "
                                     "since: $since, first: 200) { author reason isUndone } }";
    session()->client().execute(query, {{"campaign", session()->place().campaignId}, {"since", Value(m_seq)}}, this,
                                [this](const client::Reply& reply) {
                                    const Value* changes = reply.data.find("changes");
                                    conflictFound(changes ? *changes : Value());
                                });
}

void WorldEditing::conflictFound(const Value& changes)
{
    if (!m_tool)
        return;
    const QString name = subjectName();
    QString what;
    for (const Value& change : changes.isArray() ? changes.asArray() : Value::Array()) {
        const QString author = client::textOf(change, "author");
        const QString reason = client::textOf(change, "reason");
        if (reason.contains(name))
            what = author.isEmpty() ? tr("“%1”").arg(reason) : tr("“%1” by %2").arg(reason, author);
    }
    const client::Record* record = session()->store().find(fromQString(m_tool->subjectId()));
    m_version = record ? record->version : m_version;
    m_seq = session()->store().lastSeq();
    m_tool->stored(
        what.isEmpty()
            ? tr("%1 was changed meanwhile. Done once more stores your border instead; Cancel keeps the other.")
                  .arg(name)
            : tr("%1 was changed meanwhile: %2. Done once more stores your border instead; Cancel keeps "
                 "the other.")
                  .arg(name, what));
}

Value WorldEditing::extentFor(const QSize& picture) const
{
    const QRectF extent = m_world->scene().background.extent;
    if (!extent.isEmpty())
        return {};
    const auto number = [](int value) { return Value(static_cast<double>(value)); };
    // What is there already must not come to lie beside the picture.
    const QRectF there = m_world->scene().extent();
    if (!there.isEmpty())
        return Value::Object{{"west", Value(there.left())},
                             {"north", Value(there.top())},
                             {"east", Value(there.right())},
                             {"south", Value(there.top() + there.width() * picture.height() / picture.width())}};
    return Value::Object{{"west", number(0)},
                         {"north", number(0)},
                         {"east", number(picture.width())},
                         {"south", number(picture.height())}};
}

void WorldEditing::setBackground(const QUrl& file)
{
    struct Read
    {
        QByteArray bytes;
        QByteArray mediaType;
        QSize size;
    };
    const QString path = file.toLocalFile();
    QtConcurrent::run([path] {
        QFile picture(path);
        Read read;
        if (picture.open(QIODevice::ReadOnly))
            read.bytes = picture.readAll();
        read.mediaType = QMimeDatabase().mimeTypeForFileNameAndData(path, read.bytes).name().toUtf8();
        read.size = QImageReader(path).size();
        return read;
    }).then(this, [this, path](const Read& read) {
        if (read.bytes.isEmpty() || !read.mediaType.startsWith("image/") || read.size.isEmpty())
            emit problem(tr("%1 is no picture that can be shown. PNG, JPEG, WebP and SVG can.").arg(path));
        else
            storePicture(read.bytes, read.mediaType, read.size);
    });
}

void WorldEditing::storePicture(const QByteArray& bytes, const QByteArray& mediaType, const QSize& size)
{
    if (!session())
        return;
    Value::Object input{{"worldId", session()->place().worldId},
                        {"name", session()->place().worldName},
                        {"mediaType", mediaType.toStdString()},
                        {"base64", bytes.toBase64().toStdString()}};
    if (!m_world->world().mapId.isEmpty())
        input.set("mapId", fromQString(m_world->world().mapId));
    if (const Value extent = extentFor(size); extent.isObject())
        input.set("extent", extent);
    send(setPicture, std::move(input), tr("Change the map's picture"), [this](const client::Reply& reply) {
        if (!reply.isGood())
            emit problem(toQString(reply.sentence()));
    });
}

void WorldEditing::calibrate(double distance, const QString& unit)
{
    const double length = m_tool ? m_tool->lineLength() : 0;
    if (length > 0 && distance > 0)
        setScale(distance / length, unit);
}

void WorldEditing::calibrateWidth(double distance, const QString& unit)
{
    const double width = m_world ? m_world->scene().extent().width() : 0;
    if (width > 0 && distance > 0)
        setScale(distance / width, unit);
}

void WorldEditing::setScale(double scale, const QString& unit)
{
    if (!session())
        return;
    Value::Object fields{{"scale", Value(scale)}, {"distanceUnit", fromQString(unit.trimmed())}};
    const QString mapId = m_world->world().mapId;
    const auto callback = [this](const client::Reply& reply) {
        if (!reply.isGood())
            emit problem(toQString(reply.sentence()));
        else if (m_tool)
            m_tool->setKind(MapTool::Kind::Select);
    };
    if (mapId.isEmpty()) {
        fields.set("worldId", session()->place().worldId);
        fields.set("name", session()->place().worldName);
        send(createMap, std::move(fields), tr("Give the map its scale"), callback);
        return;
    }
    fields.set("id", fromQString(mapId));
    send(updateMap, std::move(fields), tr("Give the map its scale"), callback);
}

} // namespace campaign
