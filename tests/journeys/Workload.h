// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace campaign::journeys {

/// What a writer was told is durable: after this change the place had that count (−1: it was gone; "" names no place).
struct Acknowledged
{
    std::int64_t seq = 0;
    Id place;
    std::int64_t count = 0;
};

/// The campaign file that a program to be killed writes to: `<program> <file> <seed>`.
class WrittenFile
{
public:
    /// False when the words are wrong or it does not open; why stands on standard error then.
    bool open(int count, char** arguments);

    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock{};
    std::unique_ptr<history::Store> store;
    std::uint64_t seed = 0;
};

/// Makes the world "w" in which the workload writes.
Result<void> prepareWorld(history::Store& store);

/// Makes, moves, deletes and undoes places as one of several concurrent authors, until `report` returns false or a
/// write fails (it returns that error). `report` is called after each receipt.
Result<void> runWorkload(history::Store& store, int author, std::uint64_t seed,
                         const std::function<bool(const Acknowledged&)>& report);

/// What is missing or wrong in a store that was opened again: every acknowledged change must be in it, with what it
/// wrote, and `verify` must find nothing. "" when all is well.
std::string findLosses(history::Store& store, const std::vector<Acknowledged>& acknowledged);

} // namespace campaign::journeys
