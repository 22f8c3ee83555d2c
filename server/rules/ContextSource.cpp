// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/ContextSource.h"

#include <algorithm>

namespace campaign::rules {

Operand ValueContext::resolve(const Path& path, Workspace& workspace)
{
    return walk(m_data, path.steps(), workspace);
}

Operand RecordingContext::resolve(const Path& path, Workspace& workspace)
{
    const Operand operand = m_source.resolve(path, workspace);
    const bool isKnown =
        std::any_of(m_reads.begin(), m_reads.end(), [&](const Read& read) { return read.path == path.text(); });
    if (!isKnown)
        m_reads.push_back({path.text(), toValue(operand), !operand.isUndefined()});
    return operand;
}

} // namespace campaign::rules
