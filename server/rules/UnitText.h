// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace campaign::rules {

// Text as ECMAScript sees it, a row of UTF-16 units, over strings kept as WTF-8 (https://simonsapin.github.io/wtf-8/).

bool isAscii(std::string_view text);
std::u16string unitsOf(std::string_view text);
std::string textOf(std::u16string_view units);
std::size_t unitCount(std::string_view text);
/// Below 0, 0 or above 0, by UTF-16 units.
int compareUnits(std::string_view left, std::string_view right);
bool containsUnits(std::string_view text, std::string_view part);
/// Appends; two surrogates that meet at the seam become one character.
void appendText(std::string& out, std::string_view text);
/// Whether a lone surrogate stands somewhere in the text.
bool hasLoneSurrogate(std::string_view text);

} // namespace campaign::rules
