// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Reader.h"

#include "server/transfer/azgaar/Field.h"
#include "server/transfer/azgaar/Source.h"

#include <algorithm>

namespace campaign::transfer::azgaar {

namespace {

constexpr std::size_t mostBytes = std::size_t{256} << 20;

std::string_view withoutMark(std::string_view bytes)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

/// "1.71|File can be loaded in …": a version, then a bar.
bool startsLikeMap(std::string_view bytes)
{
    const std::string_view start = bytes.substr(0, 20);
    const std::size_t bar = start.find('|');
    return bar != std::string_view::npos && bar > 0 &&
           std::all_of(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(bar),
                       [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == 'v'; });
}

bool startsLikeJson(std::string_view bytes)
{
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '{';
}

Result<Source> readSource(std::string_view text, const Progress& progress)
{
    if (startsLikeMap(text))
        return readMapFile(text, progress);
    if (startsLikeJson(text))
        return readJsonExport(text, progress);
    if (text.starts_with("\x1F\x8B"))
        return Error{ErrorCode::Invalid, "This file is compressed with gzip; unpack it first", {}, nullptr, {}};
    return Error{ErrorCode::Invalid,
                 "This is neither a saved world (.map) nor a JSON export of Azgaar's Fantasy Map Generator",
                 {},
                 nullptr,
                 {}};
}

} // namespace

Error cancelled()
{
    return {ErrorCode::Cancelled, "Reading the world was cancelled", {}, nullptr, {}};
}

Error damaged(const std::string& what)
{
    return {ErrorCode::Invalid, "The world is damaged: " + what, {}, nullptr, {}};
}

void readOptions(const Value& options, Settings& settings)
{
    settings.era = textField(options, "era");
    settings.eraShort = textField(options, "eraShort");
    if (options.find("year"))
        settings.year = wholeField(options, "year");
}

Result<> checkLists(const Source& source)
{
    const std::size_t count = source.cells.size();
    for (const auto* list : {&source.lists.biome, &source.lists.culture, &source.lists.state, &source.lists.religion,
                             &source.lists.province})
        if (!list->empty() && list->size() != count)
            return damaged("it lists values for " + std::to_string(list->size()) + " cells, but its grid gives " +
                           std::to_string(count));
    return {};
}

bool looksLikeWorld(std::string_view bytes)
{
    bytes = withoutMark(bytes);
    const std::string_view start = bytes.substr(0, 2000);
    return startsLikeMap(bytes) || (startsLikeJson(bytes) && start.find("\"info\"") != std::string_view::npos &&
                                    start.find("Azgaar's Fantasy Map Generator") != std::string_view::npos);
}

Result<World> readWorld(std::string_view bytes, const Progress& progress)
{
    bytes = withoutMark(bytes);
    if (bytes.empty())
        return Error{ErrorCode::Invalid, "The file is empty", {}, nullptr, {}};
    if (bytes.size() > mostBytes)
        return Error{ErrorCode::Limit, "The file is larger than 256 MiB", {}, nullptr, {}};
    if (!goesOn(progress, 0))
        return cancelled();
    auto source = readSource(bytes, progress);
    if (!source)
        return source.error();
    auto world = assemble(std::move(*source), progress);
    if (world && !goesOn(progress, 100))
        return cancelled();
    return world;
}

} // namespace campaign::transfer::azgaar
