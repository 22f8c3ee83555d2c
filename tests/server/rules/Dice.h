// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <iterator>
#include <random>

/// Choices of a random test, the same for a seed.
class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }
    std::size_t below(std::size_t count) { return m_engine() % count; }
    template <typename List>
    auto oneOf(const List& list)
    {
        return list[below(std::size(list))];
    }

private:
    std::mt19937 m_engine;
};
