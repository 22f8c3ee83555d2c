// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <string>
#include <vector>

/// The patch of an effect (RFC 6902, with values that may be formulas) as steps that can be said in words. What cannot
/// be said stays as it came. Pure functions; any thread.
namespace campaign::effectpatch {

/// One step, on one field.
struct Step
{
    enum class Kind { Set, Raise, Lower, Append, Remove, Clear, Formula, Other };

    Kind kind = Kind::Set;
    /// "level", "variables.population" or "var.morale" (a state variable); "" of Other.
    std::string path;
    /// What to set, by how much, which entry, or the expression of a formula; null of Clear and Other.
    Value value;
    /// The operation as it came; null once it was edited.
    Value source;

    bool operator==(const Step&) const = default;
};

/// Of anything that is no list of operations: nothing.
std::vector<Step> read(const Value& patch);
/// A list of operations; those never edited are the same to the byte.
Value write(const std::vector<Step>& steps);

/// Whether the path names a variable of either kind, which may not be there yet.
bool isVariable(const std::string& path);
/// Whether a step says what it changes and to what; one still being written may not.
bool isFinished(const Step& step);

} // namespace campaign::effectpatch
