// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Path.h"

#include <optional>
#include <unordered_set>

namespace campaign::rules {

constexpr std::int64_t usualSecondsPerDay = 86400;

/// What a rule reads. Asked for a path only when a rule gets to it, and once for each path of a rule in one evaluation.
class ContextSource
{
public:
    virtual ~ContextSource() = default;
    /// The value under the path, or undefined. It must stay where it is until the evaluation's result was taken; what
    /// is computed for the occasion can be put into the workspace.
    virtual Operand resolve(const Path& path, Workspace& workspace) = 0;
    /// The same from another entity: the one of that type ("Settlement") with that id. Undefined when there is none.
    virtual Operand resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace) = 0;
    /// World time in seconds; nothing while the clock was never set.
    virtual std::optional<std::int64_t> now() = 0;
    /// Of the world's calendar.
    virtual std::int64_t secondsPerDay() = 0;

    /// What all paths start from, when they are no more than the way down from there: then nobody needs to be asked.
    /// Undefined for contexts that want to be.
    const Operand& whole() const { return m_whole; }

protected:
    void setWhole(const Operand& whole) { m_whole = whole; }

private:
    Operand m_whole;
};

/// A plain JSON value as context. Refers to the value.
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

private:
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
