// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/Calendar.h"

#include <array>
#include <cmath>
#include <tuple>

// What a date looks like: moons, seasons, festivals.

namespace campaign::calendar {

std::vector<MoonPhase> Calendar::moonPhases(Seconds time) const
{
    constexpr std::array names{"New Moon",  "Waxing Crescent", "First Quarter", "Waxing Gibbous",
                               "Full Moon", "Waning Gibbous",  "Last Quarter",  "Waning Crescent"};
    std::vector<MoonPhase> phases;
    const double days =
        (static_cast<double>(time) - static_cast<double>(m_parts.start)) / static_cast<double>(m_secondsPerDay);
    for (const Moon& moon : m_parts.moons) {
        const double cycles = (days - moon.shift) / moon.cycle;
        MoonPhase phase{moon.name, {}, cycles - std::floor(cycles)};
        if (!(phase.fraction >= 0 && phase.fraction < 1))
            phase.fraction = 0;
        // Each name spans an eighth around its moment.
        phase.name = names[static_cast<std::size_t>(std::floor(phase.fraction * 8 + 0.5)) % names.size()];
        phases.push_back(std::move(phase));
    }
    return phases;
}

const Season* Calendar::season(const Date& date) const
{
    // The last to begin before the date, this year or the year before.
    const Season* found = nullptr;
    const Season* latest = nullptr;
    const auto begin = [](const Season& season) { return std::tuple(season.month, season.day); };
    for (const Season& season : m_parts.seasons) {
        if (!latest || begin(*latest) < begin(season))
            latest = &season;
        const bool hasBegun = begin(season) <= std::tuple(date.month, date.day);
        if (hasBegun && (!found || begin(*found) < begin(season)))
            found = &season;
    }
    return found ? found : latest;
}

std::vector<const Festival*> Calendar::festivalsOn(const Date& date) const
{
    std::vector<const Festival*> found;
    for (const Festival& festival : m_parts.festivals) {
        if (festival.month == date.month && festival.day == date.day && festival.year.value_or(date.year) == date.year)
            found.push_back(&festival);
    }
    return found;
}

} // namespace campaign::calendar
