// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/transfer/AzgaarFixture.h"

#include "server/core/Json.h"
#include "server/transfer/azgaar/Cells.h"

#include <algorithm>
#include <cmath>

namespace campaign::tests {

using geometry::Point;
using transfer::azgaar::Cells;
using transfer::azgaar::Grid;

namespace {

constexpr int columns = 30, rows = 20;
constexpr double spacing = 10, width = columns * spacing, height = rows * spacing;

constexpr const char* statesJson =
    R"([{"i":0,"name":"Neutrals","rural":1,"urban":0.5},)"
    R"({"i":1,"name":"Aldor","fullName":"Kingdom of Aldor","form":"Monarchy","formName":"Kingdom","color":"#66C2A5","capital":1,"culture":1,"rural":12.5,"urban":3,"coa":{"t1":"or"},)"
    R"("military":[{"i":0,"a":30,"cell":5,"x":100.5,"y":90,"u":{"archers":10,"infantry":20,"fleet":0},"n":0,"name":"1st Regiment","state":1,"icon":"⚔️"}]},)"
    R"~({"i":2,"name":"Brenn","color":"url(#hatch1)","capital":2,"culture":1},{"i":3,"name":"Gone","removed":true}])~";

std::string burgsJson(const Cells& cells)
{
    const auto at = [&cells](double x, double y) {
        std::size_t best = 0;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (std::hypot(cells.points[i].x - x, cells.points[i].y - y) <
                std::hypot(cells.points[best].x - x, cells.points[best].y - y))
                best = i;
        return R"("cell":)" + std::to_string(best) + R"(,"x":)" + numberToString(cells.points[best].x) + R"(,"y":)" +
               numberToString(cells.points[best].y);
    };
    return R"([{},{"i":1,"name":"Alby","state":1,"culture":1,)" + at(100, 90) +
           R"(,"population":2.927,"capital":1,"port":3,"citadel":1,"walls":1,"plaza":0,"temple":1,"shanty":0,"type":"Naval"},)" +
           R"({"i":2,"name":"Bram &amp; Co","state":2,"culture":1,)" + at(200, 100) +
           R"(,"population":"0.5","capital":"1","port":0,"walls":0,"plaza":1},)" +
           R"({"i":3,"name":"Nowhere","state":3,"culture":1,)" + at(150, 60) +
           R"(,"population":0.1},{"i":4,"name":"Old","state":1,"removed":true,)" + at(120, 120) +
           R"(},{"i":5,"name":"  ","state":1,)" + at(110, 110) + R"(,"population":1}])";
}

Grid makeGrid()
{
    Grid grid;
    grid.spacing = spacing;
    unsigned state = 42;
    const auto jitter = [&state] {
        state = state * 1664525 + 1013904223;
        return std::round(((state >> 16) / 65536.0 - 0.5) * 900) / 100;
    };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            grid.points.push_back({x * spacing + 5 + jitter(), y * spacing + 5 + jitter()});
    for (double x = 0; x <= width; x += 2 * spacing)
        grid.boundary.insert(grid.boundary.end(), {{x + 1, -spacing}, {x + 1, height + spacing}});
    for (double y = 0; y <= height; y += 2 * spacing)
        grid.boundary.insert(grid.boundary.end(), {{-spacing, y + 1}, {width + spacing, y + 1}});
    grid.isLake = {false, false, false, true};
    for (const Point& point : grid.points) {
        const double shore = std::hypot((point.x - 150) / 110, (point.y - 100) / 75);
        const double lake = std::hypot(point.x - 160, point.y - 110);
        const bool isLake = lake < 22;
        grid.height.push_back(isLake ? 18 : shore < 1 ? 20 + static_cast<int>(60 * (1 - shore)) : 5);
        grid.feature.push_back(isLake ? 3 : shore < 1 ? 2 : 1);
    }
    return grid;
}

/// Steps from the coast over the eight neighbours of the lattice, as the generator counts them over its cells.
void measureCoast(Grid& grid)
{
    const auto isLand = [&grid](int x, int y) { return grid.height[static_cast<std::size_t>(y * columns + x)] >= 20; };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            int nearest = 4;
            for (int dy = -3; dy <= 3; ++dy)
                for (int dx = -3; dx <= 3; ++dx)
                    if (x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows &&
                        isLand(x, y) != isLand(x + dx, y + dy))
                        nearest = std::min(nearest, std::max(std::abs(dx), std::abs(dy)));
            grid.coastDistance.push_back(isLand(x, y) ? nearest : -nearest);
        }
}

template <typename List, typename Text>
std::string joined(const List& list, Text text)
{
    std::string out;
    for (std::size_t i = 0; i < list.size(); ++i)
        out += (i == 0 ? "" : ",") + text(list[i]);
    return out;
}

std::string numbers(const std::vector<int>& list)
{
    return joined(list, [](int number) { return std::to_string(number); });
}

std::string pointText(const Point& point)
{
    return '[' + numberToString(point.x) + ',' + numberToString(point.y) + ']';
}

std::string gridJson(const Grid& grid)
{
    return R"({"spacing":10,"cellsX":30,"cellsY":20,"boundary":[)" + joined(grid.boundary, pointText) +
           R"(],"points":[)" + joined(grid.points, pointText) +
           R"(],"features":[0,{"i":1,"land":false,"type":"ocean"},{"i":2,"land":true,"type":"island"},{"i":3,"land":false,"type":"lake"}]})";
}

/// Values of each cell that the lists of the file hold.
struct Lists
{
    std::vector<int> zero, biome, state, province, culture;
};

Lists makeLists(const Cells& cells)
{
    Lists lists;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool isLand = cells.height[i] >= 20;
        const double x = cells.points[i].x;
        lists.zero.push_back(0);
        lists.biome.push_back(!isLand ? 0 : x < 150 ? 1 : 2);
        lists.state.push_back(!isLand || (x > 130 && x < 170) ? 0 : x < 150 ? 1 : 2);
        lists.province.push_back(isLand && x < 90 ? 1 : 0);
        lists.culture.push_back(isLand ? 1 : 0);
    }
    return lists;
}

std::string riverJson(const Cells& cells)
{
    // Downhill from the middle to the west.
    std::vector<int> course;
    for (double x = 120; x > 70; x -= 12) {
        std::size_t best = 0;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (std::hypot(cells.points[i].x - x, cells.points[i].y - 90) <
                std::hypot(cells.points[best].x - x, cells.points[best].y - 90))
                best = i;
        course.push_back(static_cast<int>(best));
    }
    return R"([{"i":1,"name":"Silver","type":"River","parent":0,"basin":1,"discharge":500,"width":0.4,"cells":[)" +
           numbers(course) + R"(]},{"i":2,"name":"Dry"}])";
}

constexpr const char* drawing =
    "<svg id=\"map\" width=\"300\" height=\"200\">\n<defs>\n<svg x=\"1\"></svg>\n</defs>\n<g id=\"routes\">"
    "<g id=\"roads\"><path id=\"road0\" d=\"M100,90C110,90,120,95,130,100L200,100\"/></g><g id=\"trails\"/>"
    "<g id=\"searoutes\"><path id=\"searoute4\" d=\"M10 10l20 0 0 20\"/><path id=\"x\" "
    "d=\"M0,0A5,5,0,0,0,1,1\"/></g></g>"
    "<g id=\"zones\"><g data-description=\"Flood\"/></g><g id=\"borders\"/>\n</svg>";

constexpr const char* featuresJson =
    R"([0,{"i":1,"type":"ocean"},{"i":2,"type":"island"},{"i":3,"type":"lake","group":"salt","name":"Mere","firstCell":LAKE}])";
constexpr const char* culturesJson =
    R"([{"i":0,"name":"Wildlands"},{"i":1,"name":"Fenfolk","type":"River","code":"Fe","color":"#112233"}])";
constexpr const char* religionsJson = R"([{"i":0,"name":"No religion"}])";
constexpr const char* provincesJson =
    R"([0,{"i":1,"name":"Westmark","fullName":"March of Westmark","state":1,"burg":1,"color":"#abcdef"}])";
constexpr const char* markersJson =
    R"([{"i":0,"icon":"🌋","type":"volcanoes","x":90.5,"y":80.25,"cell":1},{"i":1,"icon":"?","type":"lost"}])";
constexpr const char* notesJson =
    R"([{"id":"marker0","name":"Mount Ash","legend":"<p>It <b>smokes</b> &amp; rumbles.</p><p>Beware\ud802!</p>"},{"id":"burg1","name":"Alby","legend":""},{"id":"x","name":"","legend":" "}])";
constexpr const char* optionsJson = R"({"year":612,"era":"Second Era","eraShort":"SE","military":[]})";

} // namespace

AzgaarFixture::AzgaarFixture()
{
    Grid grid = makeGrid();
    measureCoast(grid);
    const Cells cells = transfer::azgaar::rebuildCells(grid).value();
    cellCount = static_cast<int>(cells.size());
    const Lists lists = makeLists(cells);
    const auto lake =
        static_cast<std::size_t>(std::find(cells.isLake.begin(), cells.isLake.end(), true) - cells.isLake.begin());
    std::string features = featuresJson;
    features.replace(features.find("LAKE"), 4, std::to_string(lake));
    const std::string zeros = numbers(lists.zero), gridZeros = numbers(std::vector<int>(grid.points.size(), 0));
    const std::string burgs = burgsJson(cells), rivers = riverJson(cells);
    records = {"1.71|File can be loaded in azgaar.github.io/Fantasy-Map-Generator|2026-8-1|7|300|200|1",
               "km|3|square|m|2|°C||||||| 2000|0.5|4|37|26|-11|191|" + std::string(optionsJson) +
                   "|Testland|1|styleDefault|1",
               R"({"latT":7.2})",
               "#466eab,#fbe79f,#b5b887|0,1,2|Marine,Desert,Meadow",
               notesJson,
               drawing,
               gridJson(grid),
               numbers(grid.height),
               gridZeros,
               numbers(grid.feature),
               numbers(grid.coastDistance),
               gridZeros,
               features,
               culturesJson,
               statesJson,
               burgs,
               numbers(lists.biome),
               zeros,
               zeros,
               numbers(lists.culture),
               zeros,
               zeros,
               zeros,
               zeros,
               zeros,
               numbers(lists.state),
               zeros,
               numbers(lists.province),
               zeros,
               religionsJson,
               provincesJson,
               "German|5|12|lt|0|",
               rivers,
               "Ruler: 1,2 3,4",
               "[]",
               markersJson};
    std::string cellsJson, verticesJson;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto text = [](std::uint32_t number) { return std::to_string(number); };
        const std::size_t parent = cells.gridCell[i];
        cellsJson += (i == 0 ? "" : ",") + (R"({"i":)" + std::to_string(i)) + R"(,"v":[)" +
                     joined(cells.outlines[i], text) + R"(],"c":[)" + joined(cells.neighbours[i], text) + R"(],"p":)" +
                     pointText(cells.points[i]) + R"(,"h":)" + std::to_string(cells.height[i]) + R"(,"f":)" +
                     std::to_string(grid.feature[parent]) + R"(,"biome":)" + std::to_string(lists.biome[i]) +
                     R"(,"state":)" + std::to_string(lists.state[i]) + R"(,"province":)" +
                     std::to_string(lists.province[i]) + R"(,"culture":)" + std::to_string(lists.culture[i]) +
                     R"(,"religion":0})";
    }
    for (std::size_t i = 0; i < cells.vertices.size(); ++i)
        verticesJson +=
            (i == 0 ? "" : ",") + (R"({"i":)" + std::to_string(i)) + R"(,"p":)" + pointText(cells.vertices[i]) + '}';
    m_json =
        R"({"info":{"version":"1.97","description":"Azgaar's Fantasy Map Generator output","mapName":"Testland","seed":"7","width":300,"height":200},)"
        R"("settings":{"distanceUnit":"km","distanceScale":"3","areaUnit":"square","heightUnit":"m","populationRate":"2000","urbanization":0.5,"options":)" +
        std::string(optionsJson) + R"(},"pack":{"cells":[)" + cellsJson + R"(],"vertices":[)" + verticesJson +
        R"(],"features":)" + features + R"(,"cultures":)" + culturesJson + R"(,"states":)" + statesJson +
        R"(,"burgs":)" + burgs + R"(,"religions":)" + religionsJson + R"(,"provinces":)" + provincesJson +
        R"(,"rivers":)" + rivers + R"(,"markers":)" + markersJson +
        R"(,"routes":[{"i":8,"group":"trails","points":[[10,10,1],[20,10,2],[20,30,3]]}]},"biomesData":{"i":[0,1,2],"name":["Marine","Desert","Meadow"],"color":["#466eab","#fbe79f","#b5b887"]},"notes":)" +
        notesJson + '}';
}

std::string AzgaarFixture::join(const std::vector<std::string>& records, const std::string& lineEnd)
{
    std::string text;
    for (std::size_t i = 0; i < records.size(); ++i)
        text += (i == 0 ? "" : lineEnd) + records[i];
    return text;
}

std::string AzgaarFixture::map(const std::string& lineEnd) const
{
    return join(records, lineEnd);
}

std::string AzgaarFixture::json() const
{
    return m_json;
}

} // namespace campaign::tests
