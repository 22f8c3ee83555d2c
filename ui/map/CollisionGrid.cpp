// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/CollisionGrid.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {
// About the size of a town's label: most boxes touch two or four cells.
constexpr double cellWidth = 64;
constexpr double cellHeight = 24;
} // namespace

CollisionGrid::Span CollisionGrid::spanOf(const QRectF& box)
{
    return {static_cast<int>(std::floor(box.left() / cellWidth)), static_cast<int>(std::floor(box.top() / cellHeight)),
            static_cast<int>(std::floor(box.right() / cellWidth)),
            static_cast<int>(std::floor(box.bottom() / cellHeight))};
}

quint64 CollisionGrid::key(int column, int row)
{
    return (static_cast<quint64>(static_cast<quint32>(column)) << 32) | static_cast<quint32>(row);
}

bool CollisionGrid::isFree(const QRectF& box) const
{
    const Span span = spanOf(box);
    for (int row = span.top; row <= span.bottom; ++row) {
        for (int column = span.left; column <= span.right; ++column) {
            const auto cell = m_cells.find(key(column, row));
            if (cell == m_cells.end()) {
                continue;
            }
            for (const int index : cell->second) {
                if (m_boxes[static_cast<size_t>(index)].intersects(box)) {
                    return false;
                }
            }
        }
    }
    return true;
}

int CollisionGrid::count(const QRectF& box) const
{
    const Span span = spanOf(box);
    int touched = 0;
    for (int row = span.top; row <= span.bottom; ++row) {
        for (int column = span.left; column <= span.right; ++column) {
            const auto cell = m_cells.find(key(column, row));
            if (cell == m_cells.end()) {
                continue;
            }
            for (const int index : cell->second) {
                // A rectangle stands in several cells; it counts in the first the two have in common.
                const QRectF& other = m_boxes[static_cast<size_t>(index)];
                const Span its = spanOf(other);
                touched += std::max(its.left, span.left) == column && std::max(its.top, span.top) == row &&
                           other.intersects(box);
            }
        }
    }
    return touched;
}

void CollisionGrid::insert(const QRectF& box)
{
    const Span span = spanOf(box);
    const int index = static_cast<int>(m_boxes.size());
    m_boxes.push_back(box);
    for (int row = span.top; row <= span.bottom; ++row) {
        for (int column = span.left; column <= span.right; ++column) {
            m_cells[key(column, row)].push_back(index);
        }
    }
}

void CollisionGrid::clear()
{
    m_boxes.clear();
    m_cells.clear();
}

} // namespace campaign::map
