// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/azgaar/Cells.h"

#include <map>
#include <optional>

namespace campaign::transfer::azgaar {

/// The union of the cells as valid polygons. Cutting vertices to whole units can, rarely, make an outline touch or
/// cross itself; then the exact vertices are used. Nothing when neither gives valid polygons.
std::optional<geometry::MultiPolygon> unionOf(const Cells& cells, const std::vector<std::size_t>& members);

/// Cells by their number in the list, land only.
std::map<int, std::vector<std::size_t>> groupCells(const Cells& cells, const std::vector<int>& list);

/// Connected groups of lake cells.
std::vector<std::vector<std::size_t>> lakesOf(const Cells& cells);

} // namespace campaign::transfer::azgaar
