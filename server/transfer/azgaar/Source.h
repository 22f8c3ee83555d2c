// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/transfer/azgaar/Cells.h"
#include "server/transfer/azgaar/Reader.h"
#include "server/transfer/azgaar/World.h"

namespace campaign::transfer::azgaar {

/// One number per cell; empty when the file has none.
struct CellLists
{
    std::vector<int> biome;
    std::vector<int> culture;
    std::vector<int> state;
    std::vector<int> religion;
    std::vector<int> province;
};

/// What both file formats come down to before names, people and regions are made of it. Lists are arrays or null.
struct Source
{
    Settings settings;
    Cells cells;
    CellLists lists;
    Value features;
    Value cultures;
    Value states;
    Value burgs;
    Value religions;
    Value provinces;
    Value rivers;
    Value markers;
    Value notes;
    Value routes; ///< from 1.99 on; before, they are in drawnRoutes
    std::vector<std::string> biomeNames;
    std::vector<std::string> biomeColours;
    std::vector<Route> drawnRoutes;
    std::vector<LeftOut> leftOut;
};

Result<Source> readMapFile(std::string_view text, const Progress& progress);
Result<Source> readJsonExport(std::string_view text, const Progress& progress);

/// Names, people, lines and regions; fills World and counts what it had to leave out.
Result<World> assemble(Source source, const Progress& progress);

/// True unless the progress says stop.
inline bool goesOn(const Progress& progress, int percent)
{
    return !progress || progress(percent);
}
Error cancelled();
Error damaged(const std::string& what);

/// The options object and the loose settings around it, the same in both formats.
void readOptions(const Value& options, Settings& settings);
/// All lists present must have one entry per cell.
Result<> checkLists(const Source& source);

} // namespace campaign::transfer::azgaar
