// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"
#include "ui/map/MapScene.h"

#include <QImage>
#include <QStringList>

namespace campaign::map {

/// The map's land as a picture of its own, to be kept or printed: everything the window shows but selection and
/// buttons. Hidden kinds as in MapItem. Any thread with a QGuiApplication; a second or two for large pictures.
QImage paintMap(const MapScene& scene, const MapColors& colors, const QStringList& hidden, const QSize& size);

/// A size of so many pixels across that has the land's proportions.
QSize pictureSize(const MapScene& scene, int across);

} // namespace campaign::map
