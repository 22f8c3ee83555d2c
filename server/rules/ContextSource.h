// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/ListColumns.h"

#include <optional>
#include <unordered_set>

namespace campaign::rules {

constexpr std::int64_t usualSecondsPerDay = 86400;

/// What a rule reads. Asked for a path only when a rule gets to it, and once for each path of a rule in one evaluation.
/// What it refers to does not change while it lives, so that one made for a thing serves all rules about it, and what
/// one rule found out about a list another may lean on.
class alignas(64) ContextSource // what simple rules need of it lies in one line of the cache
{
public:
    ContextSource() = default;
    virtual ~ContextSource() = default;
    ContextSource(const ContextSource&) = delete;
    ContextSource& operator=(const ContextSource&) = delete;
    /// The value under the path, or undefined. It must stay where it is until the evaluation's result was taken; what
    /// is computed for the occasion can be put into the workspace.
    virtual Operand resolve(const Path& path, Workspace& workspace) = 0;
    /// The same from another entity: the one of that type ("Settlement") with that id. Undefined when there is none.
    virtual Operand resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace) = 0;
    /// World time in seconds; nothing while the clock was never set.
    virtual std::optional<std::int64_t> now() = 0;
    /// Of the world's calendar.
    virtual std::int64_t secondsPerDay() = 0;
    /// Where columns of the arrays it answers are kept, if those arrays stay where they are as long as it lives.
    virtual KeptColumns* keptColumns() { return nullptr; }

    /// What all paths start from, when they are no more than the way down from there: then nobody needs to be asked.
    /// Undefined for contexts that want to be.
    const Operand& whole() const { return m_whole; }

    /// The whole's members where they lie in a row; the key tells rows of one layout from all others and is 0 where
    /// there is no row.
    const Value* row() const { return m_row; }
    std::uint64_t rowKey() const { return m_rowKey; }
    /// A member of the row that is an object itself, the one that most rules read in.
    struct Inner
    {
        std::uint64_t place = ~std::uint64_t{0}; ///< the row's key with the member's place in it; no such key: none
        const Value* row = nullptr;              ///< its own members, and
        std::uint64_t key = 0;                   ///< the key of their row
    };
    const Inner& inner() const { return m_inner; }
    /// Asks the memory for its rows ahead.
    void fetch() const
    {
        constexpr std::size_t valuesOfALine = 4;
        __builtin_prefetch(m_row);
        __builtin_prefetch(m_row + valuesOfALine);
        __builtin_prefetch(m_inner.row);
    }
    static std::uint64_t rowKeyOf(const ObjectShape* shape)
    {
        return std::uint64_t{reinterpret_cast<std::uintptr_t>(shape)} << 16; // addresses have 48 bits
    }

protected:
    void setWhole(const Operand& whole);
    void setWhole(const Record& record)
    {
        m_whole = Operand::of(record);
        m_row = record.members().data();
        m_rowKey = record.rowKey();
        m_inner = {};
    }
    /// With the place of the inner member.
    void setWhole(const Record& record, std::size_t inner)
    {
        setWhole(record);
        setInner(inner);
    }

private:
    void setInner(std::size_t place)
    {
        const Value& member = m_row[place];
        if (const ObjectShape* shape = member.isObject() ? member.asObject().shapeAddress() : nullptr)
            m_inner = {m_rowKey | place, member.asObject().values(), rowKeyOf(shape)};
    }

    Operand m_whole;
    const Value* m_row = nullptr;
    std::uint64_t m_rowKey = 0;
    Inner m_inner;
};

/// A plain JSON value as context. Refers to the value, which stays as it is for as long as the context lives; its lists
/// are gone through faster when the context is asked often, so keep it rather than making one for each rule.
class ValueContext final : public ContextSource
{
public:
    /// No data at all: every path is undefined, and so is the whole.
    ValueContext() = default;
    explicit ValueContext(const Value& data) { setWhole(Operand::of(data)); }
    /// With other entities as JSON, {"Settlement": {"id": {…}}}, and where the world's clock stands.
    ValueContext(const Value& data, const Value& entities, std::optional<std::int64_t> now, std::int64_t secondsPerDay)
        : m_entities(&entities)
        , m_now(now)
        , m_secondsPerDay(secondsPerDay)
    {
        setWhole(Operand::of(data));
    }

    Operand resolve(const Path& path, Workspace& workspace) override;
    Operand resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace) override;
    std::optional<std::int64_t> now() override { return m_now; }
    std::int64_t secondsPerDay() override { return m_secondsPerDay; }
    KeptColumns* keptColumns() override { return &m_columns; }

private:
    KeptColumns m_columns;
    const Value* m_entities = nullptr;
    std::optional<std::int64_t> m_now;
    std::int64_t m_secondsPerDay = usualSecondsPerDay;
};

/// Notes every path an evaluation reads, with the value it got, in the order of first reading. What is read of another
/// entity reads "Settlement s1: level", the clock "now".
class RecordingContext final : public ContextSource
{
public:
    struct Read
    {
        std::string path;
        Value value;
        bool isDefined = false;
    };

    explicit RecordingContext(ContextSource& source)
        : m_source(source)
    {
    }

    Operand resolve(const Path& path, Workspace& workspace) override;
    Operand resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace) override;
    std::optional<std::int64_t> now() override;
    std::int64_t secondsPerDay() override { return m_source.secondsPerDay(); }
    const std::vector<Read>& reads() const { return m_reads; }

private:
    void note(const std::string& path, const Operand& operand);

    ContextSource& m_source;
    std::vector<Read> m_reads;
    std::unordered_set<std::string> m_known;
};

} // namespace campaign::rules
