// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapTool.h"
#include "ui/workspace/WorldMap.h"

#include <QPointer>
#include <QUrl>

namespace campaign {

/// Stores what the user draws, places and measures on the map: each finished edit is one change. Refused ones stay
/// with the tool, so nothing is lost. GUI thread.
class WorldEditing : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::WorldMap* world READ world WRITE setWorld NOTIFY worldChanged)
    Q_PROPERTY(campaign::map::MapTool* tool READ tool WRITE setTool NOTIFY toolChanged)
    /// The name of what is drawn anew.
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    /// What is redrawn, by name; "" for something new.
    Q_PROPERTY(QString subjectName READ subjectName NOTIFY nameChanged)
    /// {id, name} of the kingdoms a settlement may belong to.
    Q_PROPERTY(QVariantList kingdoms READ kingdoms NOTIFY kingdomsChanged)
    /// {kind, label} of what may be placed as a point beside settlements.
    Q_PROPERTY(QVariantList placeKinds READ placeKinds CONSTANT)

public:
    explicit WorldEditing(QObject* parent = nullptr);

    WorldMap* world() const { return m_world; }
    void setWorld(WorldMap* world);
    map::MapTool* tool() const { return m_tool; }
    void setTool(map::MapTool* tool);
    QString name() const { return m_name; }
    void setName(const QString& name);
    QString subjectName() const;
    QVariantList kingdoms() const;
    QVariantList placeKinds() const;

    /// Whether the place has a border or a course that can be redrawn.
    Q_INVOKABLE bool canEditShape(const QString& locationId) const;
    Q_INVOKABLE void editShape(const QString& locationId);
    /// The kingdom whose land this is, else that of what is selected, "" for none.
    Q_INVOKABLE QString kingdomAt(const QPointF& position) const;
    /// A settlement and the location it stands on.
    Q_INVOKABLE void createSettlement(const QString& name, const QString& kingdomId, const QPointF& position);
    Q_INVOKABLE void createPlace(const QString& name, const QString& kind, const QPointF& position);
    /// Why nothing of what is dragged can stand on a map, in a sentence; "" when something can.
    Q_INVOKABLE QString whyNotPlaced(const QString& payload) const;
    /// What was dragged onto the map, as application/x-campaign-entities: lines of "Type id". False when it is none.
    Q_INVOKABLE bool placeDragged(const QString& payload, const QPointF& position);
    /// A picture for the map to lie on; it keeps the extent the map has, or gets one map unit a pixel.
    Q_INVOKABLE void setBackground(const QUrl& file);
    /// The drawn line is so long in the unit: gives the map its scale.
    Q_INVOKABLE void calibrate(double distance, const QString& unit);
    /// The map is so wide.
    Q_INVOKABLE void calibrateWidth(double distance, const QString& unit);

signals:
    void worldChanged();
    void toolChanged();
    void nameChanged();
    void kingdomsChanged();
    /// Something could not be done, in a sentence.
    void problem(const QString& sentence);

private:
    Session* session() const { return m_world ? m_world->session() : nullptr; }
    const catalogue::Type* placeable(const QString& typeName) const;
    void finish();
    void storeNew();
    void storeChanged();
    void answered(const client::Reply& reply);
    void explainConflict();
    void conflictFound(const Value& changes);
    void send(const std::string& mutation, Value::Object input, const QString& reason,
              client::Transport::Callback callback);
    Value geometryOf(const map::EditedShape& shape) const;
    Value pointOf(const QPointF& position) const;
    Value extentFor(const QSize& picture) const;
    void storePicture(const QByteArray& bytes, const QByteArray& mediaType, const QSize& size);
    void setScale(double scale, const QString& unit);
    void selectPlaced(const client::Reply& reply);
    Value::Object placeFields(const QString& name, const QString& kind) const;

    QPointer<WorldMap> m_world;
    QPointer<map::MapTool> m_tool;
    QString m_name;
    /// Of the place when its redrawing began, and the last change seen then.
    std::int64_t m_version = 0;
    std::int64_t m_seq = 0;
};

} // namespace campaign
