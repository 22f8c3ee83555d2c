// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace campaign::dependencies {

/// Puts everything that can be reached from some keys in order: the strongly connected components, each after all that
/// its members lead to (R. Tarjan, "Depth-first search and linear graph algorithms", 1972). Without recursion, so
/// chains may be of any length. A component of several, or of one that leads to itself, is a circle.
template <typename Key>
class Ordering
{
public:
    /// `next(key)` returns the keys it leads to.
    template <typename Next>
    Ordering(std::span<const Key> from, Next next)
    {
        for (const Key& key : from)
            walk(key, next);
    }

    const std::vector<std::vector<Key>>& components() const { return m_components; }

private:
    struct Place
    {
        std::size_t number = 0, lowest = 0;
        bool isOpen = true;
    };
    struct Frame
    {
        Key key;
        std::vector<Key> next;
        std::size_t at = 0;
    };

    template <typename Next>
    void walk(const Key& from, Next& next)
    {
        if (m_places.contains(from))
            return;
        enter(from, next);
        while (!m_frames.empty()) {
            Frame& frame = m_frames.back();
            if (frame.at == frame.next.size()) {
                leave();
                continue;
            }
            const Key to = frame.next[frame.at++];
            const auto known = m_places.find(to);
            if (known == m_places.end()) {
                enter(to, next);
            } else if (known->second.isOpen) {
                Place& place = m_places[frame.key];
                place.lowest = std::min(place.lowest, known->second.number);
            }
        }
    }
    template <typename Next>
    void enter(const Key& key, Next& next)
    {
        const std::size_t number = m_places.size();
        m_places.emplace(key, Place{number, number, true});
        m_open.push_back(key);
        m_frames.push_back({key, next(key), 0});
    }
    void leave()
    {
        const Key key = m_frames.back().key;
        const Place place = m_places[key];
        m_frames.pop_back();
        if (!m_frames.empty()) {
            Place& above = m_places[m_frames.back().key];
            above.lowest = std::min(above.lowest, place.lowest);
        }
        if (place.lowest != place.number)
            return;
        std::vector<Key> component;
        for (bool isLast = false; !isLast;) {
            component.push_back(m_open.back());
            m_open.pop_back();
            m_places[component.back()].isOpen = false;
            isLast = component.back() == key;
        }
        m_components.push_back(std::move(component));
    }

    std::unordered_map<Key, Place> m_places;
    std::vector<Key> m_open;
    std::vector<Frame> m_frames;
    std::vector<std::vector<Key>> m_components;
};

/// The shortest way from a key back to itself, the key first and last; empty when there is none.
template <typename Key, typename Next>
std::vector<Key> circleThrough(const Key& key, Next next)
{
    std::unordered_map<Key, Key> cameFrom;
    std::deque<Key> waiting{key};
    while (!waiting.empty()) {
        const Key at = waiting.front();
        waiting.pop_front();
        for (const Key& to : next(at)) {
            if (to == key) {
                std::vector<Key> way{key};
                for (Key back = at; back != key; back = cameFrom.at(back))
                    way.push_back(back);
                way.push_back(key);
                std::reverse(way.begin(), way.end());
                return way;
            }
            if (cameFrom.emplace(to, at).second)
                waiting.push_back(to);
        }
    }
    return {};
}

} // namespace campaign::dependencies
