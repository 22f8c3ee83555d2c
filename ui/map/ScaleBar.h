// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace campaign::map {

/// A bar for the corner of the map: how long it is on screen and what it stands for.
struct ScaleBar
{
    double pixels = 0;
    double distance = 0;

    /// The longest bar of a round length (1, 2 or 5 times a power of ten) that fits into so many pixels.
    /// Without a scale (0 distance per pixel) the bar is empty.
    static ScaleBar fitting(double distancePerPixel, double mostPixels);
    /// "20 mi", in the user's way of writing numbers.
    QString text(const QString& unit) const;
};

} // namespace campaign::map
