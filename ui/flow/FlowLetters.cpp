// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowLetters.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace campaign::flow {

namespace {

constexpr double pitch = 1.12;
constexpr int smallestName = 9; // pixels at letters of 100 %
constexpr int largestName = 13;

/// Each on a line of its own.
WrittenLines below(const QString& name, const QString& owner, const QFont& font, double width)
{
    WrittenLines written = brokenInto(name, font, width, 1, Qt::ElideMiddle);
    const WrittenLines second = brokenInto(owner, font, width, 1, Qt::ElideRight);
    written.lines += second.lines;
    written.isWhole = written.isWhole && second.isWhole;
    return written;
}

} // namespace

double linePitch(const QFont& font)
{
    return font.pixelSize() * pitch;
}

WrittenLines brokenInto(const QString& text, const QFont& font, double width, int most, Qt::TextElideMode mode)
{
    WrittenLines written{font, {}, true};
    const QFontMetricsF metrics(font);
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = written.lines.size() + 1 == most;
        const QString rest = text.mid(line.textStart(), isLast ? -1 : line.textLength()).trimmed();
        written.lines.append(metrics.elidedText(rest, mode, width));
        written.isWhole = written.isWhole && written.lines.last() == rest;
        if (isLast)
            break;
    }
    layout.endLayout();
    return written;
}

WrittenLines writtenName(const QString& name, const QString& owner, const QString& family, const QSizeF& room,
                         double letters)
{
    const int smallest = static_cast<int>(std::lround(smallestName * letters));
    const int largest = static_cast<int>(std::lround(largestName * letters));
    WrittenLines written;
    for (int size = std::clamp(static_cast<int>((room.height() + 1) / (2 * pitch)), smallest, largest);; --size) {
        QFont font(family);
        font.setPixelSize(std::max(1, size));
        const int most = std::max(1, static_cast<int>((room.height() + 1) / linePitch(font)));
        written = owner.isEmpty() || most < 2 ? brokenInto(name, font, room.width(), most, Qt::ElideMiddle)
                                              : below(name, owner, font, room.width());
        if (written.isWhole || size <= smallest)
            return written;
    }
}

} // namespace campaign::flow
