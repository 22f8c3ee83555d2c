// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/LaidContext.h"

namespace campaign::worker {

using rules::Operand;

LaidContext::LaidContext(const Value& over, rules::ContextSource& under)
    : m_over(Operand::of(over))
    , m_under(under)
{
}

Operand LaidContext::resolve(const rules::Path& path, rules::Workspace& workspace)
{
    const Operand upper = rules::walk(m_over, path.steps(), workspace);
    if (!upper.isUndefined() && !upper.isObject())
        return upper;
    const Operand lower = m_under.resolve(path, workspace);
    if (upper.isUndefined())
        return lower;
    if (!lower.isObject())
        return upper;
    const auto merged = std::make_shared<const Value>(laidOver(rules::toValue(upper), rules::toValue(lower)));
    if (!workspace.charge(merged->asObject().size()))
        return Operand();
    workspace.keep(merged);
    return Operand::of(*merged);
}

Operand LaidContext::resolveFrom(std::string_view type, std::string_view id, const rules::Path& path,
                                 rules::Workspace& workspace)
{
    return m_under.resolveFrom(type, id, path, workspace);
}

Value laidOver(const Value& over, const Value& under)
{
    if (!over.isObject() || !under.isObject())
        return over;
    Value::Object merged;
    merged.reserve(over.asObject().size() + under.asObject().size());
    for (const auto& [key, value] : over.asObject()) {
        const Value* below = under.asObject().find(key);
        merged.append(key, below ? laidOver(value, *below) : value);
    }
    for (const auto& [key, value] : under.asObject()) {
        if (!over.asObject().find(key))
            merged.append(key, value);
    }
    return Value(std::move(merged));
}

} // namespace campaign::worker
