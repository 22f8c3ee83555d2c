// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/EditedShape.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace campaign::map {

/// A region or route while the user works on it: corners, holes, cuts, with every step to be undone. Knows neither
/// screen nor store. Owned by the map tool; any one thread.
class RegionEditor
{
public:
    /// Starts with nothing; the first corners draw the outer border, or the route.
    void begin(bool isRoute);
    /// Starts with what is there.
    void begin(const EditedShape& shape);
    void clear();

    const EditedShape& shape() const { return m_now.shape; }
    /// What was cut off, each a region of its own.
    const QList<EditedShape>& cutOff() const { return m_now.cutOff; }
    /// The unfinished line: an outer border, a hole or a route. Empty when nothing is being drawn.
    const QPolygonF& drawn() const { return m_now.drawn; }
    bool isDrawing() const { return m_now.isDrawing; }
    bool isDrawingHole() const { return m_now.isDrawing && m_now.isHole; }
    /// Whether it is as it was at the beginning.
    bool isUnchanged() const { return m_now == m_first; }

    // Each of these is one step to be undone; false when it cannot be done, for the reason given.

    bool addCorner(const QPointF& at);
    /// Joins what is drawn: the border, the hole, or the route's end.
    bool closeDrawn();
    /// The next corners draw a hole.
    bool beginHole();
    /// Another outer border: the region gets one more part.
    bool beginPart();
    /// On the edge that starts at `edge`; the new corner takes the number after it.
    bool insertCorner(const Corner& edge, const QPointF& at);
    /// A ring that would fall below three corners goes; the last outer border stays.
    bool removeCorner(const Corner& corner);
    bool moveCorner(const Corner& corner, const QPointF& to);
    /// Cuts the region in two along the line.
    bool cut(const QPolygonF& line);
    /// Drops corners that stand out from the line through their neighbours by less than the tolerance (map units).
    bool simplify(double tolerance);
    const QString& reason() const { return m_reason; }

    /// A move shown while the pointer is down: one step, kept by endMove and forgotten by cancelMove.
    bool beginMove(const Corner& corner);
    void moveTo(const QPointF& position);
    void endMove();
    void cancelMove();
    bool isMoving() const { return m_beforeMove.has_value(); }

    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();
    int stepCount() const { return static_cast<int>(m_past.size()); }

    /// What is wrong now; an unfinished line is looked at as far as it goes.
    const QList<ShapeFault>& faults() const;
    /// Whether it can be stored as it is.
    bool isComplete() const { return !m_now.isDrawing && faults().isEmpty(); }

    bool contains(const Corner& corner) const;
    QPointF position(const Corner& corner) const;
    /// How many edges a ring has: as many as corners, one less for a route.
    int edgeCount(int part, int ring) const;

private:
    struct State
    {
        EditedShape shape;
        QList<EditedShape> cutOff;
        QPolygonF drawn;
        bool isDrawing = false;
        bool isHole = false;

        bool operator==(const State&) const = default;
    };

    bool refuse(const QString& reason);
    bool step(State next);
    QPolygonF* ring(State& state, const Corner& corner) const;
    void changed();
    bool closeHole(State& next);

    State m_first;
    State m_now;
    std::vector<State> m_past;
    std::vector<State> m_future;
    std::optional<State> m_beforeMove;
    Corner m_moved;
    QString m_reason;
    mutable std::optional<QList<ShapeFault>> m_faults;
};

} // namespace campaign::map
