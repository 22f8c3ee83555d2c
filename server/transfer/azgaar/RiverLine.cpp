// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/RiverLine.h"

#include "server/transfer/azgaar/Field.h"

#include <algorithm>
#include <cmath>

namespace campaign::transfer::azgaar {

using geometry::Point;

namespace {

/// Where a river leaves the map: on the side nearest to its last cell.
Point borderPoint(const Point& from, const Settings& settings)
{
    const double top = from.y, bottom = settings.height - from.y, left = from.x;
    const double least = std::min({top, bottom, left, settings.width - from.x});
    if (least == top)
        return {from.x, 0};
    if (least == bottom)
        return {from.x, settings.height};
    return {least == left ? 0 : settings.width, from.y};
}

/// Positions drawn by hand, when there is one for each cell.
std::vector<Point> drawnPoints(const Value& river, std::size_t count)
{
    const Value* list = river.find("points");
    std::vector<Point> points;
    if (!list || !list->isArray() || list->asArray().size() != count)
        return points;
    for (const Value& each : list->asArray()) {
        if (!each.isArray() || each.asArray().size() < 2 || !each.asArray()[0].isNumber() ||
            !each.asArray()[1].isNumber())
            return {};
        points.push_back({each.asArray()[0].asNumber(), each.asArray()[1].asNumber()});
    }
    return points;
}

std::vector<Point> cellPoints(const std::vector<std::int64_t>& cells, const Source& source)
{
    std::vector<Point> points;
    for (const std::int64_t cell : cells) {
        if (cell >= 0)
            points.push_back(source.cells.points[static_cast<std::size_t>(cell)]);
        else if (!points.empty())
            points.push_back(borderPoint(points.back(), source.settings));
    }
    return points;
}

/// How far and how often the line leaves the straight way, as the generator chooses it.
void addBends(std::vector<Point>& line, const Point& from, const Point& to, int step, std::size_t cells)
{
    const double dx = to.x - from.x, dy = to.y - from.y, squared = dx * dx + dy * dy;
    if (squared <= 25 && cells >= 6)
        return;
    constexpr double wildness = 0.5;
    const double bend = wildness + 1.0 / step + std::max(wildness - step / 100.0, 0.0);
    const double away = std::sqrt(squared);
    const double side = away > 0 ? dy / away * bend : 0, ahead = away > 0 ? dx / away * bend : bend;
    if (step < 10 && (squared > 64 || (squared > 36 && cells < 5))) {
        line.push_back({(from.x * 2 + to.x) / 3 - side, (from.y * 2 + to.y) / 3 + ahead});
        line.push_back({(from.x + to.x * 2) / 3 + side / 2, (from.y + to.y * 2) / 3 - ahead / 2});
    } else if (squared > 25 || cells < 6) {
        line.push_back({(from.x + to.x) / 2 - side, (from.y + to.y) / 2 + ahead});
    }
}

double hundredths(double number)
{
    return std::round(number * 100) / 100;
}

} // namespace

std::optional<geometry::LineString> riverLine(const Value& river, const Source& source)
{
    const Value* list = river.find("cells");
    if (!list || !list->isArray())
        return std::nullopt;
    std::vector<std::int64_t> cells;
    for (const Value& each : list->asArray())
        if (each.isInteger() && each.asInteger() < static_cast<std::int64_t>(source.cells.size()))
            cells.push_back(each.asInteger());
    std::vector<Point> points = drawnPoints(river, cells.size());
    if (points.empty())
        points = cellPoints(cells, source);
    if (points.size() < 2 || cells.empty() || cells.front() < 0)
        return std::nullopt;
    geometry::LineString line;
    int step = source.cells.isLand(static_cast<std::size_t>(cells.front())) ? 10 : 1;
    for (std::size_t i = 0; i + 1 < points.size(); ++i, ++step) {
        line.points.push_back(points[i]);
        if (i + 1 < cells.size() && cells[i + 1] >= 0)
            addBends(line.points, points[i], points[i + 1], step, cells.size());
    }
    line.points.push_back(points.back());
    for (Point& point : line.points)
        point = {hundredths(point.x), hundredths(point.y)};
    if (!std::all_of(line.points.begin(), line.points.end(), isPlace))
        return std::nullopt;
    line.points.erase(std::unique(line.points.begin(), line.points.end()), line.points.end());
    return line.points.size() < 2 ? std::nullopt : std::optional(std::move(line));
}

} // namespace campaign::transfer::azgaar
