// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/PointIndex.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

PointIndex::PointIndex(const std::vector<QPointF>& positions)
    : m_positions(positions)
{
    if (positions.empty()) {
        return;
    }
    double left = positions.front().x(), right = left, top = positions.front().y(), bottom = top;
    for (const QPointF& position : positions) {
        left = std::min(left, position.x());
        right = std::max(right, position.x());
        top = std::min(top, position.y());
        bottom = std::max(bottom, position.y());
    }
    m_bounds = QRectF(left, top, right - left, bottom - top);
    const int side = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(positions.size()) / 4)), 1, 512);
    m_columns = m_rows = side;
    m_cellWidth = std::max(m_bounds.width() / side, 1e-9);
    m_cellHeight = std::max(m_bounds.height() / side, 1e-9);

    m_starts.assign(static_cast<size_t>(side * side) + 1, 0);
    const auto cellOf = [this](const QPointF& p) {
        return static_cast<size_t>(row(p.y()) * m_columns + column(p.x()));
    };
    for (const QPointF& position : positions) {
        ++m_starts[cellOf(position) + 1];
    }
    for (size_t cell = 1; cell < m_starts.size(); ++cell) {
        m_starts[cell] += m_starts[cell - 1];
    }
    m_members.resize(positions.size());
    std::vector<int> next(m_starts.begin(), m_starts.end() - 1);
    for (size_t i = 0; i < positions.size(); ++i) {
        m_members[static_cast<size_t>(next[cellOf(positions[i])]++)] = static_cast<int>(i);
    }
}

int PointIndex::column(double x) const
{
    return static_cast<int>(std::clamp(std::floor((x - m_bounds.left()) / m_cellWidth), 0.0, m_columns - 1.0));
}

int PointIndex::row(double y) const
{
    return static_cast<int>(std::clamp(std::floor((y - m_bounds.top()) / m_cellHeight), 0.0, m_rows - 1.0));
}

void PointIndex::query(const QRectF& area, std::vector<int>& found) const
{
    if (m_positions.empty() || area.right() < m_bounds.left() || area.left() > m_bounds.right() ||
        area.bottom() < m_bounds.top() || area.top() > m_bounds.bottom()) {
        return;
    }
    for (int y = row(area.top()); y <= row(area.bottom()); ++y) {
        for (int x = column(area.left()); x <= column(area.right()); ++x) {
            const auto cell = static_cast<size_t>(y * m_columns + x);
            for (int at = m_starts[cell]; at < m_starts[cell + 1]; ++at) {
                const int index = m_members[static_cast<size_t>(at)];
                const QPointF& position = m_positions[static_cast<size_t>(index)];
                if (position.x() >= area.left() && position.x() <= area.right() && position.y() >= area.top() &&
                    position.y() <= area.bottom()) {
                    found.push_back(index);
                }
            }
        }
    }
}

int PointIndex::nearest(const QPointF& position, double radius) const
{
    std::vector<int> near;
    query(QRectF(position.x() - radius, position.y() - radius, 2 * radius, 2 * radius), near);
    int best = -1;
    double bestDistance = radius * radius;
    for (const int index : near) {
        const QPointF offset = m_positions[static_cast<size_t>(index)] - position;
        const double distance = QPointF::dotProduct(offset, offset);
        if (distance <= bestDistance) {
            bestDistance = distance;
            best = index;
        }
    }
    return best;
}

} // namespace campaign::map
