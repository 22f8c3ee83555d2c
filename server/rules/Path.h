// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Workspace.h"

#include <atomic>

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
        const Value* findIn(const Value::Object& object) const;
        /// The item an array has under this key, or undefined; "length" is the number of items.
        Operand findIn(const Operand& array) const;
        /// One UTF-16 unit of the text, its "length", or undefined.
        Operand findIn(std::string_view text, Workspace& workspace) const;

    private:
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

/// What lies below `from`; undefined when a key is absent or the way leads through null.
Operand walk(Operand from, std::span<const Path::Step> steps, Workspace& workspace);

} // namespace campaign::rules
