// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleSubject.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleSentence.h"

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

void RuleSubject::clear()
{
    m_field.clear();
    m_expression = {};
    m_forType.clear();
    m_isOfOne = false;
    m_exampleId.clear();
    m_exampleName.clear();
}

void RuleSubject::ask()
{
    if (!isRule() && !isCondition())
        return;
    query(client::documents::one(*type()), {{"id", id()}, {"branch", session()->place().branch()}},
          [this](const Value& data) {
              const Value* rule = data.find("entity");
              if (rule && rule->isObject())
                  take(*rule);
          });
}

void RuleSubject::take(const Value& rule)
{
    m_field = wording::ofName(textOf(rule, "field"));
    m_forType = textOf(rule, "entityType");
    const catalogue::Type* subject = session()->store().types().find(fromQString(m_forType));
    const Value* expression = rule.find("expression");
    m_expression = expression ? std::optional(*expression) : std::nullopt;
    const Id owner = rule.stringOr("entityId", "");
    m_isOfOne = !owner.empty();
    if (subject)
        askExample(owner);
}

/// The one it is for, or the first of its type.
void RuleSubject::askExample(const Id& owner)
{
    const catalogue::Type& subject = *session()->store().types().find(fromQString(m_forType));
    const auto show = [this](const Value& node) {
        m_exampleId = textOf(node, "id");
        m_exampleName = textOf(node, "name");
    };
    Value::Object variables{{"branch", session()->place().branch()}};
    if (!owner.empty()) {
        variables.set("id", owner);
        query(client::documents::row(subject), variables, [show](const Value& data) {
            if (const Value* entity = data.find("entity"); entity && entity->isObject())
                show(*entity);
        });
        return;
    }
    variables.set("first", 1);
    query(client::documents::page(subject, "__typename id version changeSeq name "), variables,
          [show](const Value& data) {
              const Value* page = data.find("page");
              const Value* edges = page && page->isObject() ? page->find("edges") : nullptr;
              if (edges && edges->isArray() && !edges->asArray().empty())
                  show(*edges->asArray().front().find("node"));
          });
}

QString RuleSubject::sentence() const
{
    if (!m_expression || !session())
        return {};
    const catalogue::Catalogue& types = session()->store().types();
    const QString subject = isCondition() ? m_exampleName : QString();
    return rulesentence::of(*m_expression, {types.find(fromQString(m_forType)), &types, subject}).value_or(QString());
}

QString RuleSubject::forLabel() const
{
    const catalogue::Type* subject = session() ? session()->store().types().find(fromQString(m_forType)) : nullptr;
    return subject ? toQString(subject->label) : QString();
}

QString RuleSubject::heading() const
{
    if (m_forType.isEmpty())
        return {};
    if (isCondition())
        return tr("%1 can happen when").arg(m_exampleName);
    return m_isOfOne ? tr("%1 of %2 alone").arg(m_field, m_exampleName)
                     : tr("%1 of every %2").arg(m_field, forLabel().toLower());
}

} // namespace campaign
