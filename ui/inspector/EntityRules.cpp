// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityRules.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleText.h"

#include <algorithm>
#include <tuple>

namespace campaign {

using client::toQString;

namespace {
constexpr int mostRules = 500;
} // namespace

bool EntityRules::concerns(const std::vector<client::EntityDelta>& deltas) const
{
    return std::any_of(deltas.begin(), deltas.end(),
                       [](const client::EntityDelta& delta) { return delta.type == "FieldCondition"; });
}

void EntityRules::ask()
{
    const catalogue::Type* rule = session()->store().types().find("FieldCondition");
    if (!rule || !client::documents::hasComputedFields(*type()))
        return;
    const Value::Object asked{{"first", mostRules},
                              {"filter", client::documents::equals("entityType", type()->name)},
                              {"branch", session()->place().branch()}};
    query(client::documents::page(*rule, client::documents::fullSelection(*rule)), asked, [this](const Value& data) {
        const Value* page = data.find("page");
        const Value* edges = page ? page->find("edges") : nullptr;
        m_rules.clear();
        if (!edges || !edges->isArray())
            return;
        for (const Value& edge : edges->asArray()) {
            const Value& node = *edge.find("node");
            const std::string owner = node.stringOr("entityId", "");
            if (owner.empty() || owner == id())
                m_rules.append(rowOf(node));
        }
        std::stable_sort(m_rules.begin(), m_rules.end(), [](const QVariant& left, const QVariant& right) {
            const auto key = [](const QVariantMap& row) {
                return std::tuple(row["field"].toString(), !row["isOwn"].toBool(), -row["priority"].toLongLong());
            };
            return key(left.toMap()) < key(right.toMap());
        });
    });
}

QVariantMap EntityRules::rowOf(const Value& rule) const
{
    const Value* expression = rule.find("expression");
    const Value* priority = rule.find("priority");
    const Value* active = rule.find("isActive");
    const std::optional<QString> formula =
        expression ? ruletext::write(*expression, {*type(), &session()->store().types()}) : std::optional<QString>();
    return {{"id", client::textOf(rule, "id")},
            {"name", client::textOf(rule, "name")},
            {"field", wording::ofName(client::textOf(rule, "field"))},
            {"priority", priority && priority->isInteger() ? qlonglong{priority->asInteger()} : 0},
            {"isActive", !active || !active->isBoolean() || active->asBoolean()},
            {"isOwn", !client::textOf(rule, "entityId").isEmpty()},
            {"isFormula", formula.has_value()},
            {"formula", formula      ? *formula
                        : expression ? toQString(toJson(*expression))
                                     : QString()}};
}

void EntityRules::setActive(const QString& ruleId, bool active)
{
    if (session())
        session()->commands().setField(client::fromQString(ruleId), "isActive", Value(active));
}

void EntityRules::remove(const QString& ruleId)
{
    if (session())
        session()->commands().remove({client::fromQString(ruleId)});
}

} // namespace campaign
