// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ExplainedRule.h"

namespace campaign {

ExplainedRule::ExplainedRule(const Value& trial)
{
    if (const Value* tree = trial.find("tree"); tree && tree->isObject())
        note(*tree);
}

void ExplainedRule::note(const Value& part)
{
    m_parts[part.stringOr("pointer", "")] = &part;
    const Value* parts = part.find("parts");
    for (std::size_t i = 0; parts && i < parts->asArray().size(); ++i)
        note(parts->asArray()[i]);
}

const Value* ExplainedRule::part(const std::string& pointer) const
{
    const auto found = m_parts.find(pointer);
    return found == m_parts.end() ? nullptr : found->second;
}

const Value* ExplainedRule::valueOf(const std::string& pointer) const
{
    const Value* found = part(pointer);
    return found ? found->find("value") : nullptr;
}

bool ExplainedRule::isReached(const std::string& pointer) const
{
    const Value* found = part(pointer);
    const Value* reached = found ? found->find("isReached") : nullptr;
    return !reached || *reached != Value(false);
}

bool ExplainedRule::isEach(const std::string& pointer) const
{
    const Value* found = part(pointer);
    return found && found->find("each");
}

const Value* ExplainedRule::itemsAround(const std::string& pointer) const
{
    const Value* found = part(pointer);
    const std::string list = found ? found->stringOr("each", "") : std::string();
    return list.empty() || isEach(list) ? nullptr : valueOf(list);
}

} // namespace campaign
