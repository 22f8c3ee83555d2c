// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"

#include <string>
#include <string_view>
#include <vector>

namespace campaign::rules {

/// How much one patch may do: `copy` doubles what it copies, so few operations could fill the memory.
struct PatchBudget
{
    std::size_t operations = 1'000;
    std::size_t values = 200'000;  ///< copied, added or compared; a text counts one for every 16 bytes, too
    std::size_t pointerKeys = 100; ///< parts of one pointer
    int depth = 200;               ///< of the result
};

/// Applies a JSON Patch (https://www.rfc-editor.org/rfc/rfc6902) to a document and returns the result; the document
/// itself stays as it is. Invalid: the patch has not the form of one (path "[2]/from"). Conflict: an operation does not
/// apply, or a `test` fails; path "[2]/path". Limit: the budget is spent. Pure, any thread.
Result<Value> applyPatch(const Value& document, const Value& patch, const PatchBudget& budget = {});

/// The keys of a JSON Pointer (https://www.rfc-editor.org/rfc/rfc6901), unescaped; Invalid when it is none.
Result<std::vector<std::string>> pointerKeys(std::string_view pointer);

} // namespace campaign::rules
