// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "server/geometry/Geometry.h"

#include <cmath>
#include <limits>
#include <string>

namespace campaign::transfer::azgaar {

// Members of the generator's objects, which it writes loosely: numbers as text, flags as 0 and 1, absent as null.

/// The number, or the number in a text; `other` when there is none or it is not finite.
double numberField(const Value& object, std::string_view key, double other = 0);
/// The same as a whole number within int.
int wholeField(const Value& object, std::string_view key, int other = 0);
/// True, a number that is not 0, or a text that is neither empty nor "0".
bool flagField(const Value& object, std::string_view key);
/// Text without blanks around it; "" for anything else.
std::string textField(const Value& object, std::string_view key);
/// "#rrggbb" in lower case, or "" (patterns and names of colours).
std::string colourField(const Value& object, std::string_view key);

/// Whether a position can be drawn: finite and not beyond ten million units.
bool isPlace(const geometry::Point& point);

/// The number at the start of a text, or `other`.
double toNumber(std::string_view text, double other);

} // namespace campaign::transfer::azgaar
