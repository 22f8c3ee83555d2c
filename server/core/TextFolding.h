// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace campaign {

/// The lower-case base letter(s) of an accented or upper-case letter of Latin, Greek or Cyrillic script, or null when
/// the character stands for itself. The table follows Unicode's decompositions (UnicodeData.txt).
const char* foldedLetter(char32_t code);

} // namespace campaign
