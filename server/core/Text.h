// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace campaign {

/// 1-based line and column (in characters, not bytes); LF, CR and CRLF each end one line.
struct TextPosition
{
    int line = 1;
    int column = 1;
};
TextPosition positionAt(std::string_view text, std::size_t offset);

/// UTF-16 code units of UTF-8 text; malformed bytes become U+FFFD.
std::u16string toUtf16(std::string_view text);
std::string toUtf8(std::u16string_view text);
bool isValidUtf8(std::string_view text);

/// The form by which text is sorted and compared: lower case, without the accents of Latin, Greek and Cyrillic letters,
/// runs of blanks as one, digits padded so that "Ward 9" comes before "Ward 10". Stored, compared bytewise.
std::string sortName(std::string_view text);

/// Lower case without accents, for searching.
std::string foldCase(std::string_view text);

} // namespace campaign
