// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"

#include <QFont>
#include <QHash>
#include <QImage>
#include <QString>

namespace campaign::map {

/// How a name is written.
struct LabelStyle
{
    enum class Kind { Place, Marker, Region };

    Kind kind = Kind::Place;
    int pixelSize = 12;
    bool strong = false;

    bool operator==(const LabelStyle&) const = default;
    QFont font() const;
    /// The words as they are written: a region's in capitals.
    QString written(const QString& name) const;
};

/// Names painted once, with their halo. GUI thread.
class LabelSprites
{
public:
    /// Throws the images away when colours or pixel ratio have changed.
    void prepare(const MapColors& colors, double pixelRatio);
    /// How much larger than their style says names are written; 1 at first.
    void setLetterScale(double scale);

    /// Size in item pixels, halo included; measured once.
    QSizeF size(const QString& name, const LabelStyle& style);
    /// The image, or a null one when it is not painted yet and may not be painted now.
    QImage image(const QString& name, const LabelStyle& style, bool mayPaint);

private:
    static QString keyOf(const QString& name, const LabelStyle& style);
    QImage paint(const QString& name, const LabelStyle& style);
    QFont fontOf(const LabelStyle& style) const;

    MapColors m_colors;
    double m_pixelRatio = 0;
    double m_letterScale = 1;
    QHash<QString, QSizeF> m_sizes;
    QHash<QString, QImage> m_images;
};

} // namespace campaign::map
