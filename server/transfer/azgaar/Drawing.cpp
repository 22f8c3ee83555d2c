// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Drawing.h"

#include "server/geometry/Simplify.h"
#include "server/transfer/azgaar/Field.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace campaign::transfer::azgaar {

using geometry::LineString;
using geometry::Point;

namespace {

class PathReader
{
public:
    explicit PathReader(std::string_view path)
        : m_rest(path)
    {
    }

    Result<std::vector<LineString>> run()
    {
        char command = 0;
        for (skip(); !m_rest.empty(); skip()) {
            if (isLetter(m_rest.front())) {
                command = m_rest.front();
                m_rest.remove_prefix(1);
            } else if (command == 'M' || command == 'm') {
                command = command == 'M' ? 'L' : 'l'; // further pairs after a move are lines
            }
            if (!step(command))
                return Error{ErrorCode::Invalid, "The path cannot be read", {}, nullptr, {}};
            if (command == 'Z' || command == 'z')
                command = 0;
        }
        std::erase_if(m_lines, [](const LineString& line) { return line.points.size() < 2; });
        return std::move(m_lines);
    }

private:
    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    void skip()
    {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == ',' || m_rest.front() == '\n' ||
                                   m_rest.front() == '\r' || m_rest.front() == '\t'))
            m_rest.remove_prefix(1);
    }

    bool number(double& out)
    {
        skip();
        const auto result = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), out);
        if (result.ec != std::errc() || !std::isfinite(out) || std::abs(out) > 1e7)
            return false;
        m_rest.remove_prefix(static_cast<std::size_t>(result.ptr - m_rest.data()));
        return true;
    }

    bool point(Point& out, bool isRelative)
    {
        if (!number(out.x) || !number(out.y))
            return false;
        if (isRelative)
            out = {out.x + m_at.x, out.y + m_at.y};
        return true;
    }

    bool step(char command)
    {
        const bool isRelative = command >= 'a';
        switch (command & ~32) {
        case 'M':
            return move(isRelative);
        case 'L':
            return line(isRelative);
        case 'H':
            return alongAxis(isRelative, true);
        case 'V':
            return alongAxis(isRelative, false);
        case 'C':
            return cubic(isRelative, false);
        case 'S':
            return cubic(isRelative, true);
        case 'Q':
            return quadratic(isRelative);
        case 'Z':
            return close();
        default:
            return false;
        }
    }

    bool move(bool isRelative)
    {
        if (!point(m_at, isRelative))
            return false;
        m_start = m_control = m_at;
        m_lines.push_back({{m_at}});
        return true;
    }

    bool line(bool isRelative)
    {
        Point to;
        return point(to, isRelative) && lineTo(to);
    }

    bool alongAxis(bool isRelative, bool isX)
    {
        double value = 0;
        if (!number(value))
            return false;
        Point to = m_at;
        (isX ? to.x : to.y) = value + (isRelative ? (isX ? m_at.x : m_at.y) : 0);
        return lineTo(to);
    }

    bool lineTo(const Point& to)
    {
        if (m_lines.empty())
            return false;
        if (m_lines.back().points.back() != to)
            m_lines.back().points.push_back(to);
        m_at = m_control = to;
        return true;
    }

    bool cubic(bool isRelative, bool isSmooth)
    {
        std::array<Point, 3> p;
        p[0] = {2 * m_at.x - m_control.x, 2 * m_at.y - m_control.y};
        for (std::size_t i = isSmooth ? 1 : 0; i < 3; ++i)
            if (!point(p[i], isRelative))
                return false;
        return curve(p);
    }

    bool quadratic(bool isRelative)
    {
        Point control, end;
        if (!point(control, isRelative) || !point(end, isRelative))
            return false;
        const auto towards = [&control](const Point& from) {
            return Point{from.x + 2.0 / 3 * (control.x - from.x), from.y + 2.0 / 3 * (control.y - from.y)};
        };
        return curve({towards(m_at), towards(end), end});
    }

    bool curve(const std::array<Point, 3>& p)
    {
        if (m_lines.empty())
            return false;
        constexpr int pieces = 4;
        const Point from = m_at;
        for (int i = 1; i <= pieces; ++i) {
            const double t = static_cast<double>(i) / pieces, s = 1 - t;
            const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
            lineTo(i == pieces ? p[2]
                               : Point{a * from.x + b * p[0].x + c * p[1].x + d * p[2].x,
                                       a * from.y + b * p[0].y + c * p[1].y + d * p[2].y});
        }
        m_control = p[1];
        return true;
    }

    bool close() { return lineTo(m_start); }

    std::string_view m_rest;
    std::vector<LineString> m_lines;
    Point m_at;
    Point m_start;
    Point m_control;
};

/// What stands between <g … id="name" …> and its </g>; the groups asked for hold no groups.
std::string_view groupIn(std::string_view drawing, const std::string& name)
{
    const std::size_t id = drawing.find("<g id=\"" + name + '"');
    const std::size_t start = id == std::string_view::npos ? id : drawing.find('>', id);
    if (start == std::string_view::npos || drawing[start - 1] == '/')
        return {};
    const std::size_t end = drawing.find("</g>", start);
    return end == std::string_view::npos ? std::string_view() : drawing.substr(start + 1, end - start - 1);
}

std::string_view attribute(std::string_view tag, std::string_view name)
{
    const std::string start = ' ' + std::string(name) + "=\"";
    const std::size_t found = tag.find(start);
    if (found == std::string_view::npos)
        return {};
    const std::string_view rest = tag.substr(found + start.size());
    return rest.substr(0, rest.find('"'));
}

/// The number at the end of "road12".
int numberIn(std::string_view id)
{
    const std::size_t digits = id.find_first_of("0123456789");
    return digits == std::string_view::npos ? 0 : static_cast<int>(std::min(toNumber(id.substr(digits), 0), 1e9));
}

} // namespace

Result<std::vector<LineString>> linesOfPath(std::string_view path)
{
    return PathReader(path).run();
}

std::vector<Route> routesInDrawing(std::string_view drawing, int& unreadable)
{
    std::vector<Route> routes;
    for (const auto& [kind, group] : {std::pair{Route::Kind::Road, "roads"}, std::pair{Route::Kind::Trail, "trails"},
                                      std::pair{Route::Kind::Sea, "searoutes"}}) {
        const std::string_view content = groupIn(drawing, group);
        for (std::size_t at = content.find("<path"); at != std::string_view::npos; at = content.find("<path", at + 1)) {
            const std::string_view tag = content.substr(at, content.find('>', at) - at);
            const auto lines = linesOfPath(attribute(tag, "d"));
            if (!lines) {
                ++unreadable;
                continue;
            }
            for (const LineString& line : *lines)
                if (auto points = geometry::simplify(line.points, 0.1);
                    points.size() >= 2 && points.front() != points[1])
                    routes.push_back({kind, numberIn(attribute(tag, "id")), {}, {std::move(points)}});
        }
    }
    return routes;
}

int zonesInDrawing(std::string_view drawing)
{
    const std::size_t start = drawing.find("<g id=\"zones\"");
    const std::size_t end = drawing.find("<g id=\"borders\"", start == std::string_view::npos ? 0 : start);
    if (start == std::string_view::npos || end == std::string_view::npos)
        return 0;
    int count = 0;
    for (std::size_t at = drawing.find("data-description=", start); at < end;
         at = drawing.find("data-description=", at + 1))
        ++count;
    return count;
}

} // namespace campaign::transfer::azgaar
