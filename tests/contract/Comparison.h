// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/contract/Program.h"

#include <functional>
#include <map>

namespace campaign::contract {

/// A program with the reads that follow each step, by the step's label.
struct Trial
{
    Program program;
    std::map<int, std::vector<Probe>> probes;
};

Trial makeTrial(const catalogue::Catalogue& types, std::uint64_t seed, int steps, int probesAStep);

/// Opens (or reopens) the store under test; the file stays the same within one trial.
using StoreOpener = std::function<Result<std::unique_ptr<history::Store>>(const catalogue::Catalogue&, const Clock&,
                                                                          const std::string& file)>;

/// How often steps ended how, to see that programs are worth running.
using Outcomes = std::map<std::string, int>;

/// Runs a trial on a new store and on the oracle; a description of the first difference, "" when there is none.
/// `lastStep` gets the index of the step after which it showed.
std::string firstDifference(const Trial& trial, const catalogue::Catalogue& types, const StoreOpener& open,
                            std::size_t& lastStep, Outcomes& outcomes);

/// Leaves out steps as long as a difference remains (at most for some seconds); the program and the difference.
std::string minimised(Trial trial, const catalogue::Catalogue& types, const StoreOpener& open, std::size_t lastStep);

} // namespace campaign::contract
