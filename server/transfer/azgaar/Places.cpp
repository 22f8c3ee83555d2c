// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"
#include "server/transfer/azgaar/Assembly.h"
#include "server/transfer/azgaar/Field.h"
#include "server/transfer/azgaar/PlainText.h"
#include "server/transfer/azgaar/Regions.h"
#include "server/transfer/azgaar/RiverLine.h"

#include <algorithm>
#include <array>

namespace campaign::transfer::azgaar {

namespace {

/// The array's entries, or none.
const Value::Array& entries(const Value& list)
{
    static const Value::Array none;
    return list.isArray() ? list.asArray() : none;
}

Regiment readRegiment(const Value& each, int state)
{
    Regiment regiment;
    regiment.id = "regiment" + std::to_string(state) + '-' + std::to_string(wholeField(each, "i"));
    regiment.state = state;
    regiment.name = plainText(textField(each, "name"));
    regiment.icon = textField(each, "icon");
    regiment.isNaval = flagField(each, "n");
    regiment.position = {numberField(each, "x"), numberField(each, "y")};
    if (const Value* units = each.find("u"); units && units->isObject())
        for (const auto& [name, count] : units->asObject())
            if (count.isNumber() && count.asNumber() > 0 && count.asNumber() < 1e12) {
                regiment.units.emplace_back(name, std::llround(count.asNumber()));
                regiment.total += regiment.units.back().second;
            }
    return regiment;
}

std::optional<geometry::LineString> routeLine(const Value& route)
{
    geometry::LineString line;
    const Value* points = route.find("points");
    if (!points)
        return std::nullopt;
    for (const Value& each : entries(*points)) {
        if (!each.isArray() || each.asArray().size() < 2 || !each.asArray()[0].isNumber() ||
            !each.asArray()[1].isNumber())
            return std::nullopt;
        line.points.push_back({each.asArray()[0].asNumber(), each.asArray()[1].asNumber()});
    }
    line.points.erase(std::unique(line.points.begin(), line.points.end()), line.points.end());
    if (!std::all_of(line.points.begin(), line.points.end(), isPlace))
        return std::nullopt;
    return line.points.size() < 2 ? std::nullopt : std::optional(std::move(line));
}

Note readNote(const Value& each)
{
    Note note;
    note.id = textField(each, "id");
    note.name = plainText(textField(each, "name"));
    note.legend = plainText(each.stringOr("legend", ""));
    const std::size_t digits = note.id.find_first_of("0123456789");
    const std::string kind = note.id.substr(0, digits);
    using Subject = Note::Subject;
    static constexpr std::array<std::pair<std::string_view, Subject>, 10> kinds{{{"burg", Subject::Burg},
                                                                                 {"burgLabel", Subject::Burg},
                                                                                 {"burgCOA", Subject::Burg},
                                                                                 {"state", Subject::State},
                                                                                 {"stateLabel", Subject::State},
                                                                                 {"province", Subject::Province},
                                                                                 {"provinceLabel", Subject::Province},
                                                                                 {"river", Subject::River},
                                                                                 {"marker", Subject::Marker},
                                                                                 {"regiment", Subject::Regiment}}};
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&kind](const auto& known) { return known.first == kind; });
    if (found != kinds.end() && digits != std::string::npos) {
        note.subject = found->second;
        note.subjectId = static_cast<int>(std::min(toNumber(note.id.substr(digits), 0), 1e9));
    }
    return note;
}

} // namespace

void addRegiments(const Source& source, World& world, Ledger& ledger)
{
    for (std::size_t i = 0; i < entries(source.states).size(); ++i) {
        const Value& state = entries(source.states)[i];
        const Value* military = state.find("military");
        if (!military || flagField(state, "removed"))
            continue;
        for (const Value& each : entries(*military)) {
            if (!each.isObject())
                continue;
            Regiment regiment = readRegiment(each, idOf(state, i));
            if (regiment.name.empty() || !isPlace(regiment.position))
                ledger.add("regiments", regiment.name.empty() ? "without a name" : "without a place");
            else
                world.regiments.push_back(std::move(regiment));
        }
    }
}

void addRivers(const Source& source, World& world, Ledger& ledger)
{
    for (std::size_t i = 0; i < entries(source.rivers).size(); ++i) {
        const Value& each = entries(source.rivers)[i];
        if (!isThere(each, "rivers", ledger))
            continue;
        auto line = riverLine(each, source);
        if (!line) {
            ledger.add("rivers", "the file does not say where they run");
            continue;
        }
        River river{idOf(each, i),
                    plainText(textField(each, "name")),
                    textField(each, "type"),
                    wholeField(each, "parent"),
                    wholeField(each, "basin"),
                    numberField(each, "discharge"),
                    numberField(each, "width"),
                    std::move(*line)};
        if (river.name.empty())
            ledger.add("rivers", "without a name");
        else
            world.rivers.push_back(std::move(river));
    }
}

void addRoutes(const Source& source, World& world, Ledger& ledger)
{
    world.routes = source.drawnRoutes;
    for (std::size_t i = 0; i < entries(source.routes).size(); ++i) {
        const Value& each = entries(source.routes)[i];
        if (!isThere(each, "routes", ledger))
            continue;
        auto line = routeLine(each);
        const std::string group = textField(each, "group");
        const auto kind = group == "searoutes" ? Route::Kind::Sea
                          : group == "trails"  ? Route::Kind::Trail
                                               : Route::Kind::Road;
        if (line)
            world.routes.push_back({kind, idOf(each, i), plainText(textField(each, "name")), std::move(*line)});
        else
            ledger.add("routes", "the file does not say where they run");
    }
}

void addMarkers(const Source& source, World& world, Ledger& ledger)
{
    for (std::size_t i = 0; i < entries(source.markers).size(); ++i) {
        const Value& each = entries(source.markers)[i];
        if (!isThere(each, "markers", ledger))
            continue;
        Marker marker{idOf(each, i),
                      textField(each, "type"),
                      textField(each, "icon"),
                      {numberField(each, "x"), numberField(each, "y")}};
        const int cell = wholeField(each, "cell", -1);
        const bool isPlaced = each.find("x") && each.find("y") && isPlace(marker.position);
        if (!isPlaced && cell >= 0 && static_cast<std::size_t>(cell) < source.cells.size())
            marker.position = source.cells.points[static_cast<std::size_t>(cell)];
        else if (!isPlaced) {
            ledger.add("markers", "without a place");
            continue;
        }
        world.markers.push_back(std::move(marker));
    }
}

void addNotes(const Source& source, World& world, Ledger& ledger)
{
    for (const Value& each : entries(source.notes)) {
        if (!each.isObject())
            continue;
        Note note = readNote(each);
        if (note.name.empty() && note.legend.empty())
            ledger.add("notes", "empty");
        else
            world.notes.push_back(std::move(note));
    }
}

void addBiomes(const Source& source, World& world, Ledger& ledger)
{
    for (const auto& [id, members] : groupCells(source.cells, source.lists.biome)) {
        const auto index = static_cast<std::size_t>(id);
        Biome biome{id, id >= 0 && index < source.biomeNames.size() ? source.biomeNames[index] : std::string(), {}, {}};
        if (id >= 0 && index < source.biomeColours.size())
            biome.colour = colourField(Value(Value::Object{{"color", source.biomeColours[index]}}), "color");
        if (auto area = unionOf(source.cells, members))
            biome.area = std::move(*area);
        else
            ledger.add("areas of biomes", "no valid outline could be made of the cells");
        world.biomes.push_back(std::move(biome));
    }
}

void addLandAndLakes(const Source& source, World& world, Ledger& ledger)
{
    const Cells& cells = source.cells;
    const auto above = [&cells](int from) {
        std::vector<std::size_t> members;
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
            if (cells.height[cell] >= from)
                members.push_back(cell);
        return unionOf(cells, members);
    };
    if (auto land = above(20))
        world.land = std::move(*land);
    else
        ledger.add("coastlines", "no valid outline could be made of the cells");
    for (const int from : {40, 55, 70, 85})
        if (auto area = above(from); area && !area->polygons.empty())
            world.heights.push_back({from, std::move(*area)});
    for (const auto& members : lakesOf(cells)) {
        Lake lake;
        for (const Value& each : entries(source.features))
            if (each.stringOr("type", "") == "lake" &&
                std::find(members.begin(), members.end(),
                          static_cast<std::size_t>(wholeField(each, "firstCell", -1))) != members.end())
                lake = {wholeField(each, "i"), plainText(textField(each, "name")), textField(each, "group"), {}};
        if (auto area = unionOf(cells, members))
            lake.area = std::move(*area);
        world.lakes.push_back(std::move(lake));
    }
}

} // namespace campaign::transfer::azgaar
