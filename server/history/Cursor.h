// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"
#include "server/core/Result.h"
#include "server/core/Value.h"

namespace campaign::history {

/// Where a page ends: the last entity's sort key, sort name and id.
struct Cursor
{
    Value key;
    std::string sortName;
    Id id;
};

/// Opaque text with a check sum.
std::string makeCursor(const Value& key, const std::string& sortName, const Id& id);
/// Fails on text that `makeCursor` has not made.
Result<Cursor> readCursor(const std::string& text);

} // namespace campaign::history
