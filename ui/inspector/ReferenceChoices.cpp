// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ReferenceChoices.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

namespace campaign {

namespace {
constexpr int typingDelay = 60; // ms
constexpr int mostChoices = 100;
} // namespace

ReferenceChoices::ReferenceChoices(QObject* parent)
    : QObject(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(typingDelay);
    connect(&m_ask, &QTimer::timeout, this, &ReferenceChoices::ask);
    connect(this, &ReferenceChoices::wanted, &m_ask, qOverload<>(&QTimer::start));
}

void ReferenceChoices::ask()
{
    const catalogue::Type* target =
        m_session && m_isWanted ? m_session->store().types().find(client::fromQString(m_typeName)) : nullptr;
    if (!target)
        return;
    Value::Object variables{{"first", mostChoices}};
    if (target->scope == catalogue::Scope::Branched)
        variables.set("branch", m_session->place().branch());
    if (!m_search.trimmed().isEmpty())
        variables.set("search", client::fromQString(m_search.trimmed()));
    m_session->client().execute(client::documents::page(*target, "__typename id version changeSeq name "), variables,
                                this, [this, asked = m_search, of = m_typeName](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (asked != m_search || of != m_typeName || !edges || !edges->isArray())
                                        return;
                                    m_choices.clear();
                                    for (const Value& edge : edges->asArray()) {
                                        const Value& node = *edge.find("node");
                                        m_choices.append(QVariantMap{{"id", client::textOf(node, "id")},
                                                                     {"name", client::textOf(node, "name")}});
                                    }
                                    emit choicesChanged();
                                });
}

} // namespace campaign
