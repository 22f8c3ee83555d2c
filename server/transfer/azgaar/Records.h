// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace campaign::transfer::azgaar {

/// The parts of a .map file in their order: five one-line records, the drawing, and one-line records after it.
struct Records
{
    std::vector<std::string_view> before; ///< 0 file, 1 settings, 2 coordinates, 3 biomes, 4 notes
    std::string_view drawing;             ///< the SVG, over many lines
    std::vector<std::string_view> after;  ///< 0 grid, 1 heights, …; may hold empty ones

    /// The record by the number the generator gives it (6 is the grid); "" when the file ends before it.
    std::string_view at(std::size_t number) const;
};

/// Finds the parts by the drawing's first and last tag, so that it does not matter whether lines end by CRLF, as the
/// generator writes, or by LF, as editors and version control leave them.
Result<Records> splitRecords(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);

/// Whole numbers parted by commas; fractions are cut off, empty and unreadable entries are 0, values are clamped to
/// ±1,000,000. Fails with Limit beyond `most`.
Result<std::vector<int>> readNumbers(std::string_view text, std::size_t most);

/// Replaces escapes of half a surrogate pair by U+FFFD. The generator cuts names by UTF-16 units and so writes halves
/// of emoji, which JSON readers rightly refuse.
std::string withoutLoneSurrogates(std::string_view json);

} // namespace campaign::transfer::azgaar
