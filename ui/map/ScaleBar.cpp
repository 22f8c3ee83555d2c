// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/ScaleBar.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace campaign::map {

ScaleBar ScaleBar::fitting(double distancePerPixel, double mostPixels)
{
    if (!(distancePerPixel > 0) || !(mostPixels > 0) || !std::isfinite(distancePerPixel)) {
        return {};
    }
    const double longest = distancePerPixel * mostPixels;
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    double distance = power;
    for (const double step : {2.0, 5.0}) {
        distance = step * power <= longest ? step * power : distance;
    }
    return {distance / distancePerPixel, distance};
}

QString ScaleBar::text(const QString& unit) const
{
    if (pixels <= 0) {
        return {};
    }
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(distance) + 1e-9)));
    const QString number = QLocale().toString(distance, 'f', decimals);
    return unit.isEmpty() ? number : number + QChar(0xa0) + unit;
}

} // namespace campaign::map
