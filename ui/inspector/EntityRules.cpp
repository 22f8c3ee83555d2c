// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityRules.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleSentence.h"

#include <algorithm>
#include <tuple>

namespace campaign {

using client::toQString;

namespace {
constexpr int mostRules = 500;

/// The entities of a page, in its order.
std::vector<const Value*> nodesOf(const Value& data)
{
    std::vector<const Value*> nodes;
    const Value* page = data.find("page");
    const Value* edges = page ? page->find("edges") : nullptr;
    if (!edges || !edges->isArray())
        return nodes;
    for (const Value& edge : edges->asArray())
        nodes.push_back(edge.find("node"));
    return nodes;
}
} // namespace

void EntityRules::clear()
{
    m_rules.clear();
    m_conditions.clear();
}

bool EntityRules::takesConditions() const
{
    const catalogue::Type* condition = session() ? session()->store().types().find("Condition") : nullptr;
    const catalogue::Field* of = condition ? condition->field("entityType") : nullptr;
    return of && std::find(of->values.begin(), of->values.end(), client::fromQString(typeName())) != of->values.end();
}

bool EntityRules::concerns(const std::vector<client::EntityDelta>& deltas) const
{
    return std::any_of(deltas.begin(), deltas.end(), [](const client::EntityDelta& delta) {
        return delta.type == "FieldCondition" || delta.type == "Condition";
    });
}

void EntityRules::askConditions()
{
    const catalogue::Type& condition = *session()->store().types().find("Condition");
    const Value::Object asked{{"first", mostRules},
                              {"filter", client::documents::equals("entityId", id())},
                              {"branch", session()->place().branch()}};
    query(client::documents::page(condition, client::documents::fullSelection(condition)), asked,
          [this](const Value& data) {
              m_conditions.clear();
              for (const Value* node : nodesOf(data))
                  m_conditions.append(rowOf(*node));
          });
}

void EntityRules::ask()
{
    if (takesConditions())
        askConditions();
    const catalogue::Type* rule = session()->store().types().find("FieldCondition");
    if (!rule || !client::documents::hasComputedFields(*type()))
        return;
    const Value::Object asked{{"first", mostRules},
                              {"filter", client::documents::equals("entityType", type()->name)},
                              {"branch", session()->place().branch()}};
    query(client::documents::page(*rule, client::documents::fullSelection(*rule)), asked, [this](const Value& data) {
        m_rules.clear();
        for (const Value* node : nodesOf(data)) {
            const std::string owner = node->stringOr("entityId", "");
            if (owner.empty() || owner == id())
                m_rules.append(rowOf(*node));
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
    const bool isCondition = !rule.find("field");
    const QString subject = isCondition ? toQString(session()->store().nameOf(id())) : QString();
    const std::optional<QString> sentence =
        expression ? rulesentence::of(*expression, {type(), &session()->store().types(), subject})
                   : std::optional<QString>();
    return {{"id", client::textOf(rule, "id")},
            {"name", client::textOf(rule, "name")},
            {"field", wording::ofName(client::textOf(rule, "field"))},
            {"isCondition", isCondition},
            {"priority", priority && priority->isInteger() ? qlonglong{priority->asInteger()} : 0},
            {"isActive", !active || !active->isBoolean() || active->asBoolean()},
            {"subject", toQString(type()->label).toLower()},
            {"isOwn", !client::textOf(rule, "entityId").isEmpty()},
            {"sentence", sentence.value_or(QString())}};
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
