// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QQuickItem>

namespace campaign::tests {

/// The part of an item that can be seen, in the window's coordinates; empty when something clips it away.
QRectF seenArea(const QQuickItem* item);

/// How a text stands out from what is behind it, from 1 to 21, as https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio has
/// it: the item's own colour against the commonest colour of its area in the picture. 21 for what cannot be seen.
double contrastOf(const QQuickItem* text, const QImage& window);

} // namespace campaign::tests
