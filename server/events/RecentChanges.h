// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace campaign::events {

/// What the last changes touched, so that who knows the state after one of them can catch up by looking at the rest
/// alone. Without gaps: a number that does not follow the last one starts it anew. Whoever owns it guards it.
template <typename Named>
class RecentChanges
{
public:
    struct Step
    {
        std::int64_t seq = 0;
        bool reachesFar = false; ///< touched more than it names
        std::vector<Named> entities;
    };

    /// Remembers so many changes at most; further back one looks at everything anew.
    explicit RecentChanges(std::size_t most)
        : m_most(most)
    {
    }

    void note(Step step)
    {
        if (!m_steps.empty() && m_steps.back().seq + 1 != step.seq)
            m_steps.clear();
        m_steps.push_back(std::move(step));
        if (m_steps.size() > m_most)
            m_steps.pop_front();
    }

    /// What was touched after one number, up to and with another, in order, a thing as often as it was; nullopt: that
    /// is no longer known, or not yet, or reaches further than names can say.
    std::optional<std::vector<Named>> between(std::int64_t after, std::int64_t upTo) const
    {
        if (m_steps.empty() || after + 1 < m_steps.front().seq || upTo > m_steps.back().seq)
            return std::nullopt;
        std::vector<Named> touched;
        for (const Step& step : m_steps) {
            if (step.seq <= after || step.seq > upTo)
                continue;
            if (step.reachesFar)
                return std::nullopt;
            touched.insert(touched.end(), step.entities.begin(), step.entities.end());
        }
        return touched;
    }

private:
    std::size_t m_most;
    std::deque<Step> m_steps;
};

} // namespace campaign::events
