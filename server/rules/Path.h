// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Workspace.h"

#include <atomic>
#include <cstring>

namespace campaign::rules {

/// A dotted path into the context ("settlement.variables.population", "structures.0.level"), split once. Immutable but
/// for a hint where each key was last found, which any thread may update.
class Path
{
public:
    /// One key of a path.
    class Step
    {
    public:
        explicit Step(std::string_view key);
        Step(const Step& other);
        Step& operator=(const Step& other) = delete;

        const std::string& key() const { return m_key; }
        /// The member of that name, or null.
        const Value* findIn(const Value::Object& object) const
        {
            // Objects of one kind mostly have their members in the same order, so the last place is the best guess.
            const std::size_t guess = m_place.load(std::memory_order_relaxed);
            if (guess < object.size()) {
                const auto& [key, value] = *(object.begin() + static_cast<std::ptrdiff_t>(guess));
                if (isKey(key))
                    return &value;
            }
            return searchIn(object);
        }
        /// The item an array has under this key, or undefined; "length" is the number of items.
        Operand findIn(const Operand& array) const;
        /// One UTF-16 unit of the text, its "length", or undefined.
        Operand findIn(std::string_view text, Workspace& workspace) const;

    private:
        const Value* searchIn(const Value::Object& object) const;
        /// Keys are short: two words that may overlap tell them apart sooner than a call.
        bool isKey(const std::string& other) const
        {
            const std::size_t size = m_key.size();
            if (other.size() != size)
                return false;
            if (size < 8 || size > 16)
                return std::memcmp(other.data(), m_key.data(), size) == 0;
            const auto word = [](const char* from) {
                std::uint64_t bytes;
                std::memcpy(&bytes, from, sizeof bytes);
                return bytes;
            };
            return word(other.data()) == word(m_key.data()) &&
                   word(other.data() + size - 8) == word(m_key.data() + size - 8);
        }

        std::string m_key;
        std::uint32_t m_index; // the key as an array index, notAnIndex if it is none
        mutable std::atomic<std::uint32_t> m_place = 0;
    };
    static constexpr std::uint32_t notAnIndex = 0xFFFFFFFF;

    /// The whole context.
    Path() = default;
    /// Splits at the dots; every text has at least one key, which may be empty.
    explicit Path(std::string_view text);

    const std::string& text() const { return m_text; }
    bool isWhole() const { return m_steps.empty(); }
    std::span<const Step> steps() const { return m_steps; }

private:
    std::string m_text;
    std::vector<Step> m_steps;
};

/// What lies under one key of anything but an object of the data.
Operand memberOf(const Operand& from, const Path::Step& step, Workspace& workspace);

/// What lies below `from`; undefined when a key is absent or the way leads through null.
inline Operand walk(Operand from, std::span<const Path::Step> steps, Workspace& workspace)
{
    for (const Path::Step& step : steps) {
        if (const Value::Object* members = from.isObject() ? from.members() : nullptr) {
            const Value* found = step.findIn(*members);
            from = found ? Operand::of(*found) : Operand();
        } else {
            from = memberOf(from, step, workspace);
        }
    }
    return from;
}

} // namespace campaign::rules
