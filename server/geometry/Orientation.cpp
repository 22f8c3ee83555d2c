// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Predicates.h"

#include <array>
#include <cmath>
#include <utility>

namespace campaign::geometry {

namespace {

/// A product or sum as rounded value and exact rest.
struct Exact
{
    double value;
    double rest;
};

Exact multiply(double a, double b)
{
    const double value = a * b;
    return {value, std::fma(a, b, -value)};
}

Exact add(double a, double b)
{
    const double value = a + b;
    const double part = value - a;
    return {value, (a - (value - part)) + (b - part)};
}

/// Adds numbers to an expansion of non-overlapping parts, smallest first; its last part that is not 0 has the sign of
/// the sum.
class Expansion
{
public:
    void add(double number)
    {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_count; ++i) {
            const Exact sum = geometry::add(number, m_parts[i]);
            number = sum.value;
            if (sum.rest != 0)
                m_parts[kept++] = sum.rest;
        }
        m_parts[kept++] = number;
        m_count = kept;
    }
    int sign() const
    {
        for (std::size_t i = m_count; i-- > 0;)
            if (m_parts[i] != 0)
                return m_parts[i] > 0 ? 1 : -1;
        return 0;
    }

private:
    std::array<double, 16> m_parts{};
    std::size_t m_count = 0;
};

int exactOrientation(const Point& a, const Point& b, const Point& c)
{
    // (ax - cx)(by - cy) - (ay - cy)(bx - cx), multiplied out so that each product is exact.
    const std::array<std::pair<double, double>, 6> products{
        {{a.x, b.y}, {-a.x, c.y}, {-c.x, b.y}, {-a.y, b.x}, {a.y, c.x}, {c.y, b.x}}};
    Expansion sum;
    for (const auto& [left, right] : products) {
        const Exact product = multiply(left, right);
        sum.add(product.rest);
        sum.add(product.value);
    }
    return sum.sign();
}

} // namespace

int orientation(const Point& a, const Point& b, const Point& c)
{
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double turn = left - right;
    // Shewchuk's first bound: (3 + 16 u) u with u = 2^-53.
    constexpr double bound = 3.3306690738754716e-16;
    if (std::abs(turn) > bound * (std::abs(left) + std::abs(right)))
        return turn > 0 ? 1 : -1;
    return exactOrientation(a, b, c);
}

} // namespace campaign::geometry
