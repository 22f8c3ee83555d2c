// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/ContextSource.h"

namespace campaign::rules {

void ContextSource::setWhole(const Operand& whole)
{
    m_whole = whole;
    const Value::Object* members = whole.plainMembers();
    m_inner = {};
    m_rowKey = members ? rowKeyOf(members->shapeAddress()) : 0;
    m_row = m_rowKey != 0 ? members->values() : nullptr;
    if (m_rowKey == 0)
        return;
    const std::uint32_t inner = members->shape().find("variables"); // contexts are mostly written as entities are
    if (inner < members->size())
        setInner(inner);
}

Operand ValueContext::resolve(const Path& path, Workspace& workspace)
{
    return walk(whole(), path.steps(), workspace);
}

Operand ValueContext::resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace)
{
    const Value* ofType = m_entities ? m_entities->find(type) : nullptr;
    const Value* entity = ofType ? ofType->find(id) : nullptr;
    return entity ? walk(Operand::of(*entity), path.steps(), workspace) : Operand();
}

void RecordingContext::note(const std::string& path, const Operand& operand)
{
    constexpr std::size_t most = 10'000; // more than anybody looks through
    if (m_reads.size() < most && m_known.insert(path).second)
        m_reads.push_back({path, toValue(operand), !operand.isUndefined()});
}

Operand RecordingContext::resolve(const Path& path, Workspace& workspace)
{
    const Operand operand = m_source.resolve(path, workspace);
    note(path.text(), operand);
    return operand;
}

Operand RecordingContext::resolveFrom(std::string_view type, std::string_view id, const Path& path,
                                      Workspace& workspace)
{
    const Operand operand = m_source.resolveFrom(type, id, path, workspace);
    std::string from(type);
    note(from.append(" ").append(id).append(": ").append(path.text()), operand);
    return operand;
}

std::optional<std::int64_t> RecordingContext::now()
{
    const std::optional<std::int64_t> now = m_source.now();
    note("now", now ? Operand::number(static_cast<double>(*now)) : Operand());
    return now;
}

} // namespace campaign::rules
