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
    if (!m_session || !m_isWanted)
        return;
    if (!m_typeNames.isEmpty())
        askTypes();
    else if (const catalogue::Type* target = m_session->store().types().find(client::fromQString(m_typeName)))
        askOneType(*target);
    else if (m_typeName.isEmpty() && m_search.trimmed().isEmpty())
        offerRecent();
    else if (m_typeName.isEmpty())
        searchAll();
}

QVariantMap ReferenceChoices::choice(const QString& typeName, const QString& id, const QString& name) const
{
    const catalogue::Type* type = m_session->store().types().find(client::fromQString(typeName));
    // Which type it is goes without saying where there is only one.
    return {{"type", typeName},
            {"id", id},
            {"name", name},
            {"icon", m_session->iconOf(typeName)},
            {"detail", type && m_typeName.isEmpty() ? client::toQString(type->label) : QString()}};
}

void ReferenceChoices::take(const QString& asked, const QString& of, QVariantList found)
{
    if (asked != m_search || of != m_typeName)
        return;
    m_choices = std::move(found);
    emit choicesChanged();
}

void ReferenceChoices::askOneType(const catalogue::Type& target)
{
    Value::Object variables{{"first", mostChoices}};
    if (target.scope == catalogue::Scope::Branched)
        variables.set("branch", m_session->place().branch());
    if (!m_search.trimmed().isEmpty())
        variables.set("search", client::fromQString(m_search.trimmed()));
    m_session->client().execute(client::documents::page(target, "__typename id version changeSeq name "), variables,
                                this, [this, asked = m_search, of = m_typeName](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (!edges || !edges->isArray())
                                        return;
                                    QVariantList found;
                                    for (const Value& edge : edges->asArray()) {
                                        const Value& node = *edge.find("node");
                                        found.append(
                                            choice(of, client::textOf(node, "id"), client::textOf(node, "name")));
                                    }
                                    take(asked, of, std::move(found));
                                });
}

void ReferenceChoices::askTypes()
{
    std::vector<const catalogue::Type*> targets;
    for (const QString& name : m_typeNames) {
        if (const catalogue::Type* target = m_session->store().types().find(client::fromQString(name)))
            targets.push_back(target);
    }
    ++m_asked;
    m_coming.clear();
    m_waiting = static_cast<int>(targets.size());
    for (const catalogue::Type* target : targets)
        askOneOfTypes(*target);
}

void ReferenceChoices::askOneOfTypes(const catalogue::Type& target)
{
    Value::Object variables{{"first", mostChoices}};
    if (target.scope == catalogue::Scope::Branched)
        variables.set("branch", m_session->place().branch());
    if (!m_search.trimmed().isEmpty())
        variables.set("search", client::fromQString(m_search.trimmed()));
    m_session->client().execute(
        client::documents::page(target, "__typename id version changeSeq name "), variables, this,
        [this, asked = m_asked, type = &target](const client::Reply& reply) {
            const Value* page = reply.data.find("page");
            const Value* edges = page ? page->find("edges") : nullptr;
            if (asked != m_asked)
                return;
            for (const Value& edge : edges && edges->isArray() ? edges->asArray() : Value::Array()) {
                const Value& node = *edge.find("node");
                m_coming.append(
                    choice(client::toQString(type->name), client::textOf(node, "id"), client::textOf(node, "name")));
            }
            if (--m_waiting > 0)
                return;
            m_choices = m_coming;
            emit choicesChanged();
        });
}

void ReferenceChoices::searchAll()
{
    static const std::string query = "query Choices($text: String!, $branch: ID) { list: search(text: $text, branchId: "
                                     "$branch) { type id name } }";
    const Value::Object variables{{"text", client::fromQString(m_search.trimmed())},
                                  {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, this,
                                [this, asked = m_search, of = m_typeName](const client::Reply& reply) {
                                    const Value* list = reply.data.find("list");
                                    if (!list || !list->isArray())
                                        return;
                                    QVariantList found;
                                    for (const Value& one : list->asArray())
                                        found.append(choice(client::textOf(one, "type"), client::textOf(one, "id"),
                                                            client::textOf(one, "name")));
                                    take(asked, of, std::move(found));
                                });
}

void ReferenceChoices::offerRecent()
{
    QVariantList found;
    for (const Selection::Entity& one : m_session->recent()) {
        const QString name = client::toQString(m_session->store().nameOf(client::fromQString(one.id)));
        if (!name.isEmpty())
            found.append(choice(one.type, one.id, name));
    }
    take(m_search, m_typeName, std::move(found));
}

} // namespace campaign
