// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Background.h"

#include "server/core/Json.h"
#include "server/geometry/Simplify.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace campaign::transfer::azgaar {

namespace {

using geometry::MultiPolygon;
using geometry::Point;

constexpr std::size_t mostBytes = 1000000;

struct Colour
{
    int red = 0;
    int green = 0;
    int blue = 0;
};

constexpr Colour paper{244, 238, 220};
constexpr std::string_view sea = "#c9d8dc", shallows = "#dbe5e4", coast = "#6f8288", lakeFill = "#bfd3da",
                           riverStroke = "#8fb0bd", relief = "#7a6a4f";

Colour parse(std::string_view text, Colour other)
{
    if (text.size() != 7)
        return other;
    unsigned number = 0;
    std::from_chars(text.data() + 1, text.data() + 7, number, 16);
    return {static_cast<int>(number >> 16), static_cast<int>(number >> 8 & 255), static_cast<int>(number & 255)};
}

/// A colour washed out towards the paper; `share` of it is left.
std::string wash(const Colour& colour, double share)
{
    const auto mix = [share](int from, int to) { return static_cast<unsigned>(std::lround(to + (from - to) * share)); };
    const unsigned number =
        mix(colour.red, paper.red) << 16 | mix(colour.green, paper.green) << 8 | mix(colour.blue, paper.blue);
    std::string text = "#000000";
    static constexpr std::string_view digits = "0123456789abcdef";
    for (unsigned i = 0; i < 6; ++i)
        text[6 - i] = digits[number >> 4 * i & 15];
    return text;
}

class Picture
{
public:
    Picture(const World& world, double tolerance)
        : m_world(world)
        , m_tolerance(tolerance)
    {
    }

    std::string paint()
    {
        const std::string width = numberToString(m_world.settings.width),
                          height = numberToString(m_world.settings.height);
        m_out = "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny\" width=\"" + width +
                "\" height=\"" + height + "\" viewBox=\"0 0 " + width + ' ' + height + "\">\n<rect width=\"" + width +
                "\" height=\"" + height + "\" fill=\"" + std::string(sea) + "\"/>\n";
        const std::string land = pathOf(m_world.land);
        stroke(land, shallows, 9, 0.5);
        stroke(land, shallows, 4.5, 0.8);
        fill(land, wash(paper, 1), 1);
        for (const Biome& biome : m_world.biomes)
            tint(pathOf(biome.area), wash(parse(biome.colour, paper), 0.3));
        for (const HeightBand& band : m_world.heights)
            fill(pathOf(band.area), relief, 0.07);
        paintRivers();
        for (const Lake& lake : m_world.lakes)
            m_out += "<path d=\"" + pathOf(lake.area) + "\" fill=\"" + std::string(lakeFill) + "\" stroke=\"" +
                     std::string(coast) + "\" stroke-width=\"0.5\"/>\n";
        stroke(land, coast, 0.8, 1);
        return m_out + "</svg>\n";
    }

private:
    /// Rivers in four strengths, so that a path holds many.
    void paintRivers()
    {
        constexpr std::array<double, 4> widths{0.5, 0.8, 1.2, 1.8};
        std::array<std::string, 4> paths;
        for (const River& river : m_world.rivers) {
            const double strength = std::log10(std::max(1.0, river.discharge)) - 1.5;
            const auto level = static_cast<std::size_t>(std::clamp(strength, 0.0, 3.0));
            addRun(paths[level], geometry::simplify(river.line.points, m_tolerance), false);
        }
        for (std::size_t i = 0; i < paths.size(); ++i)
            stroke(paths[i], riverStroke, widths[i], 1);
    }

    void fill(const std::string& path, std::string_view colour, double opacity)
    {
        if (!path.empty())
            m_out += "<path d=\"" + path + "\" fill=\"" + std::string(colour) +
                     "\" fill-rule=\"evenodd\" fill-opacity=\"" + numberToString(opacity) + "\"/>\n";
    }

    /// Fills and strokes in one colour, so that no gap shows between neighbours.
    void tint(const std::string& path, const std::string& colour)
    {
        if (!path.empty())
            m_out += "<path d=\"" + path + "\" fill=\"" + colour + "\" fill-rule=\"evenodd\" stroke=\"" + colour +
                     "\" stroke-width=\"0.4\"/>\n";
    }

    void stroke(const std::string& path, std::string_view colour, double width, double opacity)
    {
        if (!path.empty())
            m_out += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + std::string(colour) + "\" stroke-width=\"" +
                     numberToString(width) + "\" stroke-opacity=\"" + numberToString(opacity) +
                     "\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n";
    }

    std::string pathOf(const MultiPolygon& area) const
    {
        std::string path;
        for (const geometry::Polygon& polygon : area.polygons)
            for (const geometry::Ring& ring : polygon.rings) {
                auto kept = geometry::simplify(ring, m_tolerance);
                if (kept.size() < 4)
                    continue;
                kept.pop_back();
                addRun(path, kept, true);
            }
        return path;
    }

    static void addRun(std::string& path, const std::vector<Point>& run, bool isClosed)
    {
        // Whole steps of a tenth, relative, so that rounding does not add up.
        long lastX = 0, lastY = 0;
        for (std::size_t i = 0; i < run.size(); ++i) {
            const long x = std::lround(run[i].x * 10), y = std::lround(run[i].y * 10);
            path += i == 0 ? "M" : i == 1 ? "l" : " ";
            addTenths(path, x - lastX);
            path += ' ';
            addTenths(path, y - lastY);
            lastX = x;
            lastY = y;
        }
        if (isClosed)
            path += 'z';
    }

    static void addTenths(std::string& path, long tenths)
    {
        if (tenths < 0)
            path += '-';
        tenths = std::abs(tenths);
        path += std::to_string(tenths / 10);
        if (tenths % 10 != 0)
            path += '.' + std::to_string(tenths % 10);
    }

    const World& m_world;
    double m_tolerance;
    std::string m_out;
};

} // namespace

std::string backgroundSvg(const World& world)
{
    const double size = std::max(world.settings.width, world.settings.height);
    std::string picture = Picture(world, 0).paint();
    for (double tolerance = size / 8000; picture.size() >= mostBytes && tolerance < size; tolerance *= 2)
        picture = Picture(world, tolerance).paint();
    return picture;
}

} // namespace campaign::transfer::azgaar
