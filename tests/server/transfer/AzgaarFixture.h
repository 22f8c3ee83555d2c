// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace campaign::tests {

/// A small world of our own in the generator's formats: an island with a lake, two states and neutral land, six burgs
/// (one removed, one nameless), a province, a river, a road, a marker, a regiment and a note.
class AzgaarFixture
{
public:
    AzgaarFixture();

    /// The .map file, its records ended by `lineEnd`; the drawing always has LF inside, as the generator writes it.
    std::string map(const std::string& lineEnd = "\r\n") const;
    /// The full JSON export of the same world.
    std::string json() const;

    /// The .map file's records, to be changed and joined again; the drawing is number 5.
    std::vector<std::string> records;
    static std::string join(const std::vector<std::string>& records, const std::string& lineEnd);

    int cellCount = 0;

private:
    std::string m_json;
};

} // namespace campaign::tests
