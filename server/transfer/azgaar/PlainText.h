// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace campaign::transfer::azgaar {

/// HTML, as notes hold it, as plain text: line breaks for paragraphs, breaks and list items, entities resolved, other
/// tags and the content of script and style dropped, blanks and line breaks at the ends removed, at most one empty
/// line.
std::string plainText(std::string_view html);

} // namespace campaign::transfer::azgaar
