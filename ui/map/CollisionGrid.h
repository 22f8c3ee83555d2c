// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <unordered_map>
#include <vector>

namespace campaign::map {

/// Remembers rectangles and says whether a new one would touch any of them. Pixels; a hash of small cells, so
/// the plane has no edge and a query looks at a handful of cells.
class CollisionGrid
{
public:
    bool isFree(const QRectF& box) const;
    /// How many rectangles the box touches.
    int count(const QRectF& box) const;
    void insert(const QRectF& box);
    void clear();

private:
    struct Span
    {
        int left, top, right, bottom;
    };
    static Span spanOf(const QRectF& box);
    static quint64 key(int column, int row);

    std::vector<QRectF> m_boxes;
    std::unordered_map<quint64, std::vector<int>> m_cells;
};

} // namespace campaign::map
