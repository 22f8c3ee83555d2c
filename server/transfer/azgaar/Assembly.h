// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/azgaar/Ledger.h"
#include "server/transfer/azgaar/Source.h"

namespace campaign::transfer::azgaar {

// The steps of assemble(), each filling its part of the world.

void addStates(const Source& source, World& world, Ledger& ledger);
void addBurgs(const Source& source, World& world, Ledger& ledger);
void addProvinces(const Source& source, World& world, Ledger& ledger);
void addCultures(const Source& source, World& world, Ledger& ledger);
void addReligions(const Source& source, World& world, Ledger& ledger);
void addRegiments(const Source& source, World& world, Ledger& ledger);
void addRivers(const Source& source, World& world, Ledger& ledger);
void addRoutes(const Source& source, World& world, Ledger& ledger);
void addMarkers(const Source& source, World& world, Ledger& ledger);
void addNotes(const Source& source, World& world, Ledger& ledger);
void addBiomes(const Source& source, World& world, Ledger& ledger);
void addLandAndLakes(const Source& source, World& world, Ledger& ledger);

/// Whether a listed thing is one: an object that is not removed. Placeholders (0, {}, null) are passed over silently.
bool isThere(const Value& each, std::string_view what, Ledger& ledger);
/// The member i, or the place in the list.
int idOf(const Value& each, std::size_t place);
/// People of so many population points.
std::int64_t peopleOf(double points, double rate);

} // namespace campaign::transfer::azgaar
