// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Workspace.h"

#include <atomic>
#include <iterator>
#include <optional>

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
            // Objects of one kind have one shape: what was found in the last one mostly holds for the next.
            const std::uint64_t place = m_place.load(std::memory_order_relaxed) ^ placeOf(object.shapeAddress(), 0);
            if (place < absent)
                return object.values() + place;
            return place == absent ? nullptr : searchIn(object);
        }
        /// The same without searching: null, too, when the place is not known.
        const Value* knownIn(const Value::Object& object) const { return knownPlace().in(object); }
        /// What is known of the place, for many objects in a row.
        class KnownPlace
        {
        public:
            const Value* in(const Value::Object& object) const
            {
                const std::uint64_t place = m_place ^ placeOf(object.shapeAddress(), 0);
                return place < absent ? object.values() + place : nullptr;
            }

        private:
            friend class Step;
            explicit KnownPlace(std::uint64_t place)
                : m_place(place)
            {
            }
            std::uint64_t m_place;
        };
        KnownPlace knownPlace() const { return KnownPlace(m_place.load(std::memory_order_relaxed)); }
        /// The item an array has under this key, or undefined; "length" is the number of items.
        Operand findIn(const Operand& array) const;
        /// One UTF-16 unit of the text, its "length", or undefined.
        Operand findIn(std::string_view text, Workspace& workspace) const;

        /// What a Record remembers here of the key's meaning; 0 at first. Any thread may overwrite it.
        std::uint64_t note() const { return m_note.load(std::memory_order_relaxed); }
        void setNote(std::uint64_t note) const { m_note.store(note, std::memory_order_relaxed); }

    private:
        const Value* searchIn(const Value::Object& object) const;
        /// A shape and the place of the key in it. Addresses have 48 bits.
        static std::uint64_t placeOf(const ObjectShape* shape, std::uint64_t place)
        {
            return std::uint64_t{reinterpret_cast<std::uintptr_t>(shape)} << 16 | place;
        }
        static constexpr std::uint64_t absent = 0xFFFF;

        std::string m_key;
        std::uint32_t m_index;                               // the key as an array index, notAnIndex if it is none
        mutable std::atomic<std::uint64_t> m_place = absent; // where it was last, or that it was nowhere
        mutable std::atomic<std::uint64_t> m_note = 0;
    };
    static constexpr std::uint32_t notAnIndex = 0xFFFFFFFF;

    /// The whole context.
    Path() = default;
    /// Splits at the dots; every text has at least one key, which may be empty.
    explicit Path(std::string_view text);

    const std::string& text() const { return m_text; }
    /// Different marks, different paths.
    std::uint32_t mark() const { return m_mark; }
    bool isWhole() const { return m_steps.empty(); }
    std::span<const Step> steps() const { return m_steps; }

private:
    std::string m_text;
    std::uint32_t m_mark = 0;
    std::vector<Step> m_steps;
};

/// An object that is no JSON: one of the context's own things, whose members lie in a row or are found over relations.
/// Owned by the context, stays where it is while the context lives. Asked by one thread.
class Record
{
public:
    virtual ~Record() = default;

    /// What lies below; `steps` are not empty.
    inline Operand read(std::span<const Path::Step> steps, Workspace& workspace) const;
    /// All of it as JSON, as a result shows it.
    virtual Value toValue() const = 0;

    /// Those of its members that lie in a row. Reading them and what is below is nothing that anybody notes.
    std::span<const Value> members() const { return {m_members, m_memberCount}; }
    /// What a note says: the member's place among those in a row, for records of that layout. What is beyond the row is
    /// the record's own business.
    static constexpr std::uint64_t noteOf(std::uint32_t layout, std::uint32_t place)
    {
        return std::uint64_t{layout} << 32 | place;
    }

    /// The row's member that a key means, when that is noted; null otherwise.
    const Value* noted(const Path::Step& step) const
    {
        const std::uint64_t note = step.note();
        const auto place = static_cast<std::uint32_t>(note);
        return note >> 32 == m_layout && place < m_memberCount ? m_members + place : nullptr;
    }

    /// What a note of this layout says of the key; nothing when there is none.
    std::optional<std::uint32_t> notedPlace(const Path::Step& step) const
    {
        const std::uint64_t note = step.note();
        return note >> 32 == m_layout ? std::optional(static_cast<std::uint32_t>(note)) : std::nullopt;
    }
    /// The record that a place beyond the row led to before; null when nobody knows, and while it must be told to
    /// others each time.
    const Record* reached(std::uint32_t place) const
    {
        const Way& way = m_ways[place % std::size(m_ways)];
        return way.place == place && !*m_isWatched ? way.there : nullptr;
    }

    /// Tells rows of one layout and length from all others and from objects' shapes, whose addresses are even. The
    /// lowest 16 bits are free for a place.
    std::uint64_t rowKey() const { return m_rowKey; }

protected:
    /// A layout is a number, not 0, that no other kind of record has while the process lives; `members` is the row.
    /// While it is watched, what is beyond the row is found anew each time.
    Record(std::uint32_t layout, std::span<const Value> members, const bool& isWatched = never)
        : m_members(members.data())
        , m_rowKey((std::uint64_t{layout & 0x7FFF'FFFF} << 17 | (members.size() & 0xFFFF) << 1 | 1) << 16)
        , m_layout(layout)
        , m_memberCount(static_cast<std::uint32_t>(members.size()))
        , m_isWatched(&isWatched)
    {
    }
    Record(const Record&) = default;
    Record& operator=(const Record&) = default;

    std::uint32_t layout() const { return m_layout; }
    /// Notes where a place beyond the row leads. The other stays where it is while this one lives.
    void remember(std::uint32_t place, const Record& there) const
    {
        m_ways[place % std::size(m_ways)] = {place, &there};
    }
    /// What `read` did not find in the row: no note, another layout's, or nothing under the further steps.
    virtual Operand find(std::span<const Path::Step> steps, Workspace& workspace) const = 0;

private:
    struct Way
    {
        std::uint32_t place = 0;
        const Record* there = nullptr;
    };
    static constexpr bool never = false;

    const Value* m_members;
    std::uint64_t m_rowKey;
    std::uint32_t m_layout;
    std::uint32_t m_memberCount;
    const bool* m_isWatched;
    mutable Way m_ways[2];
};

/// What lies under one key of anything but an object of the data or a record.
Operand memberOf(const Operand& from, const Path::Step& step, Workspace& workspace);

/// What lies below `from`; undefined when a key is absent or the way leads through null.
inline Operand walk(Operand from, std::span<const Path::Step> steps, Workspace& workspace)
{
    for (; !steps.empty(); steps = steps.subspan(1)) {
        if (!from.isObject()) {
            from = memberOf(from, steps.front(), workspace);
        } else if (const Value::Object* members = from.members()) {
            const Value* found = steps.front().findIn(*members);
            from = found ? Operand::of(*found) : Operand();
        } else if (const Record* record = from.record()) {
            return record->read(steps, workspace);
        } else {
            from = memberOf(from, steps.front(), workspace);
        }
    }
    return from;
}

Operand Record::read(std::span<const Path::Step> steps, Workspace& workspace) const
{
    if (const Value* member = noted(steps.front())) {
        const Operand found = walk(Operand::of(*member), steps.subspan(1), workspace);
        if (!found.isUndefined())
            return found;
    }
    return find(steps, workspace);
}

} // namespace campaign::rules
