// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/geometry/Rings.h"
#include "server/transfer/azgaar/Field.h"
#include "server/transfer/azgaar/Records.h"
#include "server/transfer/azgaar/Source.h"

#include <algorithm>

namespace campaign::transfer::azgaar {

namespace {

constexpr std::size_t mostCells = 1000000;

const Value& member(const Value& object, std::string_view key)
{
    static const Value none;
    const Value* found = object.find(key);
    return found ? *found : none;
}

void readSettings(const Value& info, const Value& settings, Settings& out)
{
    const Value* version = info.find("version");
    out.version = version && version->isNumber() ? toJson(*version) : textField(info, "version");
    const Value* seed = info.find("seed");
    out.seed = seed && seed->isNumber() ? toJson(*seed) : textField(info, "seed");
    out.name = textField(info, "mapName");
    if (out.name.empty())
        out.name = textField(settings, "mapName");
    out.width = numberField(info, "width");
    out.height = numberField(info, "height");
    out.distanceUnit = textField(settings, "distanceUnit");
    out.distanceScale = numberField(settings, "distanceScale", 1);
    out.areaUnit = textField(settings, "areaUnit");
    out.heightUnit = textField(settings, "heightUnit");
    out.populationRate = numberField(settings, "populationRate", 1000);
    out.urbanizationRate = numberField(settings, "urbanization", 1);
    readOptions(member(settings, "options"), out);
}

Result<geometry::Point> readPosition(const Value& object, const char* what)
{
    const Value& p = member(object, "p");
    if (!p.isArray() || p.asArray().size() < 2 || !p.asArray()[0].isNumber() || !p.asArray()[1].isNumber() ||
        !(std::abs(p.asArray()[0].asNumber()) < 1e7 && std::abs(p.asArray()[1].asNumber()) < 1e7))
        return damaged(std::string("one of its ") + what + " has no position");
    return geometry::Point{p.asArray()[0].asNumber(), p.asArray()[1].asNumber()};
}

std::vector<std::uint32_t> readIndexes(const Value& list, std::size_t count)
{
    std::vector<std::uint32_t> indexes;
    if (list.isArray())
        for (const Value& each : list.asArray())
            if (each.isInteger() && each.asInteger() >= 0 && static_cast<std::size_t>(each.asInteger()) < count)
                indexes.push_back(static_cast<std::uint32_t>(each.asInteger()));
    return indexes;
}

Result<> readVertices(const Value& list, Cells& cells)
{
    for (const Value& each : list.asArray()) {
        const auto position = readPosition(each, "vertices");
        if (!position)
            return position.error();
        cells.vertices.push_back(*position);
    }
    return {};
}

/// Lakes are water cells of a feature that is one.
std::vector<bool> lakeFeatures(const Value& features)
{
    std::vector<bool> isLake;
    if (features.isArray())
        for (const Value& feature : features.asArray())
            isLake.push_back(feature.stringOr("type", "") == "lake");
    return isLake;
}

Result<> readCell(const Value& each, const std::vector<bool>& isLake, std::size_t count, Source& source)
{
    Cells& cells = source.cells;
    const auto position = readPosition(each, "cells");
    if (!position)
        return position.error();
    cells.points.push_back(*position);
    cells.gridCell.push_back(static_cast<std::uint32_t>(std::max(0, wholeField(each, "g"))));
    cells.height.push_back(wholeField(each, "h"));
    const int feature = wholeField(each, "f");
    cells.isLake.push_back(cells.height.back() < 20 && feature >= 0 &&
                           static_cast<std::size_t>(feature) < isLake.size() &&
                           isLake[static_cast<std::size_t>(feature)]);
    cells.outlines.push_back(readIndexes(member(each, "v"), cells.vertices.size()));
    cells.neighbours.push_back(readIndexes(member(each, "c"), count));
    source.lists.biome.push_back(wholeField(each, "biome"));
    source.lists.culture.push_back(wholeField(each, "culture"));
    source.lists.state.push_back(wholeField(each, "state"));
    source.lists.religion.push_back(wholeField(each, "religion"));
    source.lists.province.push_back(wholeField(each, "province"));
    return {};
}

Result<> readCells(const Value& pack, Source& source)
{
    const Value &list = member(pack, "cells"), &vertices = member(pack, "vertices");
    if (!list.isArray() || !vertices.isArray())
        return Error{
            ErrorCode::Invalid,
            "This export of Azgaar's Fantasy Map Generator has no cells; choose the full JSON export (\"Full\")",
            {},
            nullptr,
            {}};
    if (list.asArray().size() > mostCells || vertices.asArray().size() > 4 * mostCells)
        return Error{
            ErrorCode::Limit, "The world has more than " + std::to_string(mostCells) + " cells", {}, nullptr, {}};
    if (const Result<> read = readVertices(vertices, source.cells); !read)
        return read;
    const std::vector<bool> isLake = lakeFeatures(source.features);
    for (std::size_t i = 0; i < list.asArray().size(); ++i) {
        const Value& each = list.asArray()[i];
        if (each.find("i") && wholeField(each, "i", -1) != static_cast<int>(i))
            return damaged("its cells are not in order");
        if (const Result<> read = readCell(each, isLake, list.asArray().size(), source); !read)
            return read;
    }
    shareEqualVertices(source.cells);
    return {};
}

void readSize(Source& source)
{
    if (source.settings.width > 0 && source.settings.height > 0)
        return;
    // Exports before 1.87 do not state the size; the outermost seeds lie less than a cell from the edge.
    const geometry::Bounds bounds = geometry::boundsOf(source.cells.points);
    source.settings.width = std::ceil(std::max(1.0, bounds.maxX + std::max(0.0, bounds.minX)));
    source.settings.height = std::ceil(std::max(1.0, bounds.maxY + std::max(0.0, bounds.minY)));
}

void readBiomes(const Value& biomes, Source& source)
{
    const auto texts = [](const Value& list, std::vector<std::string>& out) {
        if (list.isArray())
            for (const Value& each : list.asArray())
                out.push_back(each.isString() ? each.asString() : std::string());
    };
    texts(member(biomes, "name"), source.biomeNames);
    texts(member(biomes, "color"), source.biomeColours);
}

} // namespace

Result<Source> readJsonExport(std::string_view text, const Progress& progress)
{
    auto root = parseJson(text, {64, text.size()});
    if (!root)
        root = parseJson(withoutLoneSurrogates(text), {64, text.size()});
    if (!root)
        return Error{ErrorCode::Invalid,
                     "This JSON cannot be read; it may be cut off",
                     {},
                     std::make_shared<Error>(root.error()),
                     {}};
    const Value &info = member(*root, "info"), &pack = member(*root, "pack");
    if (!info.isObject() || !pack.isObject() || !member(pack, "states").isArray() || !member(pack, "burgs").isArray())
        return Error{ErrorCode::Invalid,
                     "This JSON is not a full export of Azgaar's Fantasy Map Generator: it has no \"info\" and "
                     "\"pack\" with states and burgs",
                     {},
                     nullptr,
                     {}};
    if (!goesOn(progress, 15))
        return cancelled();
    Source source;
    readSettings(info, member(*root, "settings"), source.settings);
    for (const auto& [key, into] : {std::pair{"features", &source.features}, std::pair{"cultures", &source.cultures},
                                    std::pair{"states", &source.states}, std::pair{"burgs", &source.burgs},
                                    std::pair{"religions", &source.religions},
                                    std::pair{"provinces", &source.provinces}, std::pair{"rivers", &source.rivers},
                                    std::pair{"markers", &source.markers}, std::pair{"routes", &source.routes}})
        if (const Value& list = member(pack, key); list.isArray())
            *into = list;
    if (const Value& notes = member(*root, "notes"); notes.isArray())
        source.notes = notes;
    if (const Result<> read = readCells(pack, source); !read)
        return read.error();
    readBiomes(member(*root, "biomesData"), source);
    readSize(source);
    return source;
}

} // namespace campaign::transfer::azgaar
