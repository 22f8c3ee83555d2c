// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ColourNames.h"

#include "ui/client/ColourWords.h"

namespace campaign {

QString ColourNames::nameOf(const QString& hex) const
{
    const QString words = wording::ofColour(hex);
    return words.left(1).toUpper() + words.mid(1);
}

} // namespace campaign
