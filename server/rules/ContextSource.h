// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Path.h"

namespace campaign::rules {

/// What a rule reads. Asked for a path only when a rule gets to it, and once for each path of a rule in one evaluation.
class ContextSource
{
public:
    virtual ~ContextSource() = default;
    /// The value under the path, or undefined. It must stay where it is until the evaluation's result was taken; what
    /// is computed for the occasion can be put into the workspace.
    virtual Operand resolve(const Path& path, Workspace& workspace) = 0;
};

/// A plain JSON value as context. Refers to the value.
class ValueContext final : public ContextSource
{
public:
    /// No data at all: every path is undefined, and so is the whole.
    ValueContext() = default;
    explicit ValueContext(const Value& data)
        : m_data(Operand::of(data))
    {
    }

    Operand resolve(const Path& path, Workspace& workspace) override;

private:
    Operand m_data;
};

/// Notes every path an evaluation reads, with the value it got, in the order of first reading.
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
    const std::vector<Read>& reads() const { return m_reads; }

private:
    ContextSource& m_source;
    std::vector<Read> m_reads;
};

} // namespace campaign::rules
