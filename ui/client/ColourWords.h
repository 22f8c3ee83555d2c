// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace campaign::wording {

/// "#4f7a86" → "greyish teal": hue, how strong and how light it is, in the words of everyday. What is no colour of that
/// form is given back as it is. Any thread.
QString ofColour(const QString& hex);

} // namespace campaign::wording
