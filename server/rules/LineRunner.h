// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/OperatorRegistry.h"

#include <iosfwd>

namespace campaign::rules {

/// Reads {"rule":…,"data":…} a line and answers each, in order and until the end of input, with a line {"result":…} or
/// {"error":"…"}. Undefined, NaN and infinities print as null.
void runLines(std::istream& in, std::ostream& out, const OperatorRegistry& operators);
/// The answer to one line, without its end.
std::string answerLine(std::string_view line, const OperatorRegistry& operators);

} // namespace campaign::rules
