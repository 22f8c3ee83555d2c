// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Cache.h"
#include "server/campaign/Invalidation.h"
#include "server/history/Store.h"

namespace campaign {

/// The shared cache of one stream: the cache with the changes that make it stale. Any thread.
struct SharedReads
{
    cache::Cache& cache;
    Invalidation& invalidation;
};

/// What a viewer sees depends on this alone, so it is part of every key.
std::string visibilityClass(const Viewer& viewer);

/// A snapshot that asks the cache first: lists by reference and spatial reads of the current state. Everything else
/// goes through. What it keeps lies below the audience gate, apart for each visibility class.
std::unique_ptr<history::Snapshot> readShared(std::unique_ptr<history::Snapshot> snapshot, const SharedReads& shared,
                                              const catalogue::Catalogue& types);

} // namespace campaign
