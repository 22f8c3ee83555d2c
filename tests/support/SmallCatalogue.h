// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"

namespace campaign::support {

/// A catalogue made up for tests, in which every kind of declaration occurs close together: World, Campaign and Branch
/// as in the product; Guild, Person (cascades from its guild, a tree of mentors, one person a place), Place (a tree,
/// a keeper that may be missing), Chest (keeps its place from being deleted), Season (campaign-wide).
catalogue::Catalogue smallCatalogue();

} // namespace campaign::support
