// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/NaiveState.h"

namespace campaign::support {

/// What the catalogue declares about references, uniqueness and trees, checked for the change whose patches carry
/// `seq`, over the branch's own view (semantics §4). `before` is the state without them.
Result<void> checkConstraints(const NaiveState& before, const NaiveState& after, const catalogue::Catalogue& types,
                              const Id& branch, std::int64_t seq);

} // namespace campaign::support
