// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/RegionSpans.h"

#include "ui/map/RegionIndex.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

/// Adds to each line where the edge crosses it.
void addCrossings(std::vector<std::vector<double>>& crossings, const QPointF& a, const QPointF& b, double top,
                  double step)
{
    const double from = std::min(a.y(), b.y());
    const double to = std::max(a.y(), b.y());
    const int last = static_cast<int>(crossings.size()) - 1;
    const int first = std::max(0, static_cast<int>(std::ceil((from - top) / step)));
    for (int line = first; line <= last; ++line) {
        const double y = top + line * step;
        if (y >= to) {
            break;
        }
        if (y >= from) {
            crossings[static_cast<size_t>(line)].push_back(a.x() + (y - a.y()) * (b.x() - a.x()) / (b.y() - a.y()));
        }
    }
}

} // namespace

std::vector<RegionSpan> spansOf(const MapRegion& region, int lines)
{
    const QRectF bounds = RegionIndex::boundsOf(region);
    if (bounds.isEmpty() || lines < 1) {
        return {};
    }
    const double step = bounds.height() / lines;
    const double top = bounds.top() + step / 2;
    std::vector<std::vector<double>> crossings(static_cast<size_t>(lines));
    for (const QList<QPolygonF>& polygon : region.polygons) {
        for (const QPolygonF& ring : polygon) {
            for (qsizetype i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                addCrossings(crossings, ring[j], ring[i], top, step);
            }
        }
    }
    std::vector<RegionSpan> spans;
    for (int line = 0; line < lines; ++line) {
        std::vector<double>& at = crossings[static_cast<size_t>(line)];
        std::sort(at.begin(), at.end());
        for (size_t i = 0; i + 1 < at.size(); i += 2) {
            spans.push_back({top + line * step, at[i], at[i + 1]});
        }
    }
    return spans;
}

} // namespace campaign::map
