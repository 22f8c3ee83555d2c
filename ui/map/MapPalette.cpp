// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapPalette.h"

namespace campaign::map {

void MapPalette::setColors(const MapColors& colors)
{
    if (m_colors == colors) {
        return;
    }
    m_colors = colors;
    emit changed();
}

} // namespace campaign::map
