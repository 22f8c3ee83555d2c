// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

namespace campaign::map {

/// Finds points by place: a uniform grid of about four points a cell, built once. Immutable, any thread.
class PointIndex
{
public:
    PointIndex() = default;
    explicit PointIndex(const std::vector<QPointF>& positions);

    /// Appends the indices of all points inside the rectangle, in no particular order.
    void query(const QRectF& area, std::vector<int>& found) const;
    /// Index of the point nearest to the position and no farther than the radius; -1 when there is none.
    int nearest(const QPointF& position, double radius) const;

private:
    int column(double x) const;
    int row(double y) const;

    std::vector<QPointF> m_positions;
    QRectF m_bounds;
    int m_columns = 0;
    int m_rows = 0;
    double m_cellWidth = 1;
    double m_cellHeight = 1;
    /// Cell c holds m_members[m_starts[c] .. m_starts[c + 1]).
    std::vector<int> m_starts;
    std::vector<int> m_members;
};

} // namespace campaign::map
