// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/ContextSource.h"

namespace campaign::worker {

/// A JSON object laid over another context: what a path finds in the object counts, what it does not find is read
/// below. Where both have an object they are merged member by member, the upper one's first. Refers to both. One
/// thread.
class LaidContext final : public rules::ContextSource
{
public:
    LaidContext(const Value& over, rules::ContextSource& under);
    rules::Operand resolve(const rules::Path& path, rules::Workspace& workspace) override;
    // Other entities and the clock are what they are below.
    rules::Operand resolveFrom(std::string_view type, std::string_view id, const rules::Path& path,
                               rules::Workspace& workspace) override;
    std::optional<std::int64_t> now() override { return m_under.now(); }
    std::int64_t secondsPerDay() override { return m_under.secondsPerDay(); }

private:
    const rules::Operand m_over;
    rules::ContextSource& m_under;
};

/// `over` laid over `under`, member by member all the way down; anything but two objects is `over`.
Value laidOver(const Value& over, const Value& under);

} // namespace campaign::worker
