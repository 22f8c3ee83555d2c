// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/server/api/Story.h"
#include "tests/support/FakeClock.h"

namespace campaign::test {

inline constexpr std::int64_t second = 1'000'000; // µs

/// A story whose real time the test moves, with effects put off by it.
struct TimedStory
{
    support::FakeClock clock;
    Client client{clock};
    Story story{client};
    TimedStory() { clock.advance(second); } // what made the campaign is not undone

    Id putOff(const std::string& name, Value payload, int seconds)
    {
        return story.effect(name, std::move(payload), {{"target", "settlement"}, {"runsAfterRealTime", seconds}});
    }
    std::int64_t population() { return at(story.settlementNow(), "variables.population").asInteger(); }
    std::int64_t lastChange()
    {
        const auto snapshot = client.store().read();
        return (*snapshot)->seq();
    }
    /// A payload that adds to the settlement's population, so that a second run would be seen.
    static Value addPeople(int count)
    {
        const Value sum = Value::Object{{"+", Value::Array{Value::Object{{"var", "variables.population"}}, count}}};
        return replace("/variables/population", Value::Object{{"$rule", sum}});
    }
};

} // namespace campaign::test
