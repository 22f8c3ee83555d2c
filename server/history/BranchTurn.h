// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Writer.h"

namespace campaign::history {

/// What this writer of a store writes and reads from now on is on that branch, within the same change: an import of
/// several branches is one step. Write to a branch before those that inherit from it. NotFound; Internal for a writer
/// that is not of openStore's making.
Result<void> turnTo(Writer& writer, const Id& branch);

} // namespace campaign::history
