// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapScene.h"

#include <vector>

namespace campaign::map {

/// Says which region lies under a position. Immutable, any thread.
class RegionIndex
{
public:
    RegionIndex() = default;
    explicit RegionIndex(const QList<MapRegion>& regions);

    /// Index of the smallest region that contains the position and passes the filter; -1 when none does.
    template <typename Filter>
    int at(const QPointF& position, Filter&& wanted) const
    {
        for (const Entry& entry : m_bySize) {
            if (entry.bounds.contains(position) && wanted(m_regions[entry.region]) &&
                contains(m_regions[entry.region], position)) {
                return static_cast<int>(entry.region);
            }
        }
        return -1;
    }

    /// Even-odd over all rings.
    static bool contains(const MapRegion& region, const QPointF& position);
    static QRectF boundsOf(const MapRegion& region);

private:
    struct Entry
    {
        qsizetype region;
        QRectF bounds;
        double area;
    };

    QList<MapRegion> m_regions;
    std::vector<Entry> m_bySize;
};

} // namespace campaign::map
