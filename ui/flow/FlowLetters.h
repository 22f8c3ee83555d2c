// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSizeF>
#include <QStringList>

namespace campaign::flow {

/// Words as they are written into a box.
struct WrittenLines
{
    QFont font;
    QStringList lines;
    bool isWhole = true; ///< nothing of them is left out
};

/// From line to line: closer than texts are set, as they stand in boxes.
double linePitch(const QFont& font);

/// Breaks between words; of more than `most` lines the last one is cut where it is too long. Width in pixels.
WrittenLines brokenInto(const QString& text, const QFont& font, double width, int most, Qt::TextElideMode mode);

/// A name that has a small box to itself: letters as large as two lines of them have room, smaller where only that
/// shows all of it, but never too small to be read; else cut in the middle. `owner`, which may be empty, has the second
/// line for itself. Room in pixels, `letters`: what 100 % of letters is.
WrittenLines writtenName(const QString& name, const QString& owner, const QString& family, const QSizeF& room,
                         double letters);

} // namespace campaign::flow
