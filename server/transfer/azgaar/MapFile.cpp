// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/transfer/azgaar/Drawing.h"
#include "server/transfer/azgaar/Field.h"
#include "server/transfer/azgaar/Records.h"
#include "server/transfer/azgaar/Source.h"

namespace campaign::transfer::azgaar {

namespace {

constexpr std::size_t mostCells = 1000000;

// Numbers of records, as the generator's load.js uses them.
enum Record : std::size_t {
    FileRecord = 0,
    SettingsRecord = 1,
    BiomesRecord = 3,
    NotesRecord = 4,
    GridRecord = 6,
    GridHeights = 7,
    GridFeatures = 9,
    GridDistances = 10,
    FeaturesRecord = 12,
    CulturesRecord = 13,
    StatesRecord = 14,
    BurgsRecord = 15,
    CellBiomes = 16,
    CellCultures = 19,
    CellStates = 25,
    CellReligions = 26,
    CellProvinces = 27,
    ReligionsRecord = 29,
    ProvincesRecord = 30,
    RiversRecord = 32,
    RulersRecord = 33,
    MarkersRecord = 35,
    RoutesRecord = 37,
};

std::string_view field(const std::vector<std::string_view>& fields, std::size_t number)
{
    return number < fields.size() ? fields[number] : std::string_view();
}

Result<> readFileRecord(std::string_view record, Settings& settings)
{
    const auto fields = split(record, '|');
    settings.version = std::string(fields[0]);
    if (!settings.version.empty() && settings.version.front() == 'v')
        settings.version.erase(0, 1);
    const double version = toNumber(settings.version, 0);
    settings.seed = std::string(field(fields, 3));
    settings.width = toNumber(field(fields, 4), 0);
    settings.height = toNumber(field(fields, 5), 0);
    if (version <= 0 || fields.size() < 6)
        return Error{ErrorCode::Invalid,
                     "This is not a world of Azgaar's Fantasy Map Generator: its first line is another",
                     {},
                     nullptr,
                     {}};
    if (version < 1)
        return Error{ErrorCode::Invalid,
                     "This world was saved by version " + settings.version +
                         " of the generator; from 1.0 on they can be read. Open it in the generator and save it again",
                     {},
                     nullptr,
                     {}};
    if (!(settings.width >= 1 && settings.width <= 1e6 && settings.height >= 1 && settings.height <= 1e6))
        return damaged("its first line holds no size");
    return {};
}

Result<> readSettings(std::string_view record, Settings& settings)
{
    const auto fields = split(record, '|');
    if (fields.size() < 20)
        return damaged("its settings (line 2) have " + std::to_string(fields.size()) +
                       " fields instead of 20 and more");
    settings.distanceUnit = std::string(fields[0]);
    settings.distanceScale = toNumber(fields[1], 1);
    settings.areaUnit = std::string(fields[2]);
    settings.heightUnit = std::string(fields[3]);
    settings.populationRate = toNumber(fields[12], 1000);
    settings.urbanizationRate = toNumber(fields[13], 1);
    settings.name = std::string(field(fields, 20));
    if (auto options = parseJson(fields[19]))
        readOptions(*options, settings);
    return {};
}

/// A record that holds JSON; null when the file ends before it or it is empty.
Result<Value> json(const Records& records, Record number, const char* what)
{
    const std::string_view text = records.at(number);
    if (text.empty())
        return Value();
    auto value = parseJson(text);
    if (!value)
        value = parseJson(withoutLoneSurrogates(text));
    if (!value)
        return Error{ErrorCode::Invalid,
                     "The world is damaged: its " + std::string(what) + " cannot be read",
                     {},
                     std::make_shared<Error>(value.error()),
                     {}};
    return value;
}

/// The lists of things; burgs and states must be there, others came with later versions.
Result<> readLists(const Records& records, Source& source)
{
    struct Part
    {
        Record number;
        const char* what;
        Value* into;
        bool isNeeded;
    };
    for (const Part& part : {Part{FeaturesRecord, "list of lands and lakes", &source.features, false},
                             Part{CulturesRecord, "list of cultures", &source.cultures, false},
                             Part{StatesRecord, "list of states", &source.states, true},
                             Part{BurgsRecord, "list of burgs", &source.burgs, true},
                             Part{ReligionsRecord, "list of religions", &source.religions, false},
                             Part{ProvincesRecord, "list of provinces", &source.provinces, false},
                             Part{RiversRecord, "list of rivers", &source.rivers, false},
                             Part{MarkersRecord, "list of markers", &source.markers, false},
                             Part{RoutesRecord, "list of routes", &source.routes, false},
                             Part{NotesRecord, "list of notes", &source.notes, false}}) {
        auto value = json(records, part.number, part.what);
        if (!value)
            return value.error();
        if (!value->isArray() && (part.isNeeded || !value->isNull()))
            return damaged((value->isNull() ? "it ends before its " : "another thing stands in place of its ") +
                           std::string(part.what));
        *part.into = std::move(*value);
    }
    return {};
}

Result<std::vector<geometry::Point>> readPoints(const Value& grid, std::string_view key)
{
    const Value* list = grid.find(key);
    if (!list || !list->isArray())
        return damaged("its grid has no " + std::string(key));
    if (list->asArray().size() > mostCells)
        return Error{
            ErrorCode::Limit, "The world has more than " + std::to_string(mostCells) + " cells", {}, nullptr, {}};
    std::vector<geometry::Point> points;
    points.reserve(list->asArray().size());
    for (const Value& each : list->asArray()) {
        if (!each.isArray() || each.asArray().size() < 2 || !each.asArray()[0].isNumber() ||
            !each.asArray()[1].isNumber())
            return damaged("its grid's " + std::string(key) + " hold something that is no position");
        points.push_back({each.asArray()[0].asNumber(), each.asArray()[1].asNumber()});
    }
    return points;
}

Result<Grid> readGrid(const Records& records)
{
    const auto value = json(records, GridRecord, "grid");
    if (!value)
        return value.error();
    if (!value->isObject())
        return damaged("it ends before its grid");
    auto points = readPoints(*value, "points"), boundary = readPoints(*value, "boundary");
    auto heights = readNumbers(records.at(GridHeights), mostCells);
    auto features = readNumbers(records.at(GridFeatures), mostCells);
    auto distances = readNumbers(records.at(GridDistances), mostCells);
    for (const Error* error : {points ? nullptr : &points.error(), boundary ? nullptr : &boundary.error(),
                               heights ? nullptr : &heights.error(), features ? nullptr : &features.error(),
                               distances ? nullptr : &distances.error()})
        if (error)
            return *error;
    Grid grid;
    grid.spacing = numberField(*value, "spacing");
    grid.points = std::move(*points);
    grid.boundary = std::move(*boundary);
    grid.height = std::move(*heights);
    grid.feature = std::move(*features);
    grid.coastDistance = std::move(*distances);
    if (const Value* list = value->find("features"); list && list->isArray())
        for (const Value& feature : list->asArray())
            grid.isLake.push_back(feature.stringOr("type", "") == "lake");
    return grid;
}

Result<> readCells(const Records& records, Source& source)
{
    const auto grid = readGrid(records);
    if (!grid)
        return grid.error();
    auto cells = rebuildCells(*grid);
    if (!cells)
        return cells.error();
    source.cells = std::move(*cells);
    for (const auto& [number, list] :
         {std::pair{CellBiomes, &source.lists.biome}, std::pair{CellCultures, &source.lists.culture},
          std::pair{CellStates, &source.lists.state}, std::pair{CellReligions, &source.lists.religion},
          std::pair{CellProvinces, &source.lists.province}}) {
        auto numbers = readNumbers(records.at(number), mostCells);
        if (!numbers)
            return numbers.error();
        *list = std::move(*numbers);
    }
    if (source.lists.state.empty())
        return damaged("it ends before the states of its cells");
    return checkLists(source);
}

void readBiomes(std::string_view record, Source& source)
{
    const auto fields = split(record, '|');
    for (const std::string_view colour : split(field(fields, 0), ','))
        source.biomeColours.emplace_back(colour);
    for (const std::string_view name : split(field(fields, 2), ','))
        source.biomeNames.emplace_back(name);
}

void readDrawing(std::string_view drawing, Source& source)
{
    int unreadable = 0;
    if (!source.routes.isArray() || source.routes.asArray().empty())
        source.drawnRoutes = routesInDrawing(drawing, unreadable);
    if (unreadable > 0)
        source.leftOut.push_back({"routes", unreadable, "drawn with curves of an unknown kind"});
    if (const int zones = zonesInDrawing(drawing); zones > 0)
        source.leftOut.push_back({"zones", zones, "passing events drawn over the map; not a thing of their own here"});
}

} // namespace

Result<Source> readMapFile(std::string_view text, const Progress& progress)
{
    Source source;
    const Result<> first =
        readFileRecord(text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 1000)), source.settings);
    if (!first)
        return first.error();
    const auto records = splitRecords(text);
    if (!records)
        return records.error();
    if (const Result<> read = readSettings(records->at(SettingsRecord), source.settings); !read)
        return read.error();
    if (!goesOn(progress, 5))
        return cancelled();
    if (const Result<> read = readLists(*records, source); !read)
        return read.error();
    if (!goesOn(progress, 20))
        return cancelled();
    if (const Result<> read = readCells(*records, source); !read)
        return read.error();
    readBiomes(records->at(BiomesRecord), source);
    readDrawing(records->drawing, source);
    if (const std::string_view rulers = records->at(RulersRecord); !rulers.empty())
        source.leftOut.push_back(
            {"rulers", static_cast<int>(split(rulers, ';').size()), "measuring lines of the generator's window"});
    return source;
}

} // namespace campaign::transfer::azgaar
