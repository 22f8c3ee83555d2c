// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "ui/rules/RuleWords.h"

#include <optional>

/// Rules as sentences, for reading only. GUI thread.
namespace campaign::rulesentence {

/// "20 if population is over 3,000, 45 if port, otherwise 30"; nothing when it has parts that are no JSONLogic or is
/// nested too deeply to be said.
std::optional<QString> of(const Value& rule, const rulewords::Reader& reader);

} // namespace campaign::rulesentence
