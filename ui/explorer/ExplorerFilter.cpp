// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerFilter.h"

#include "server/catalogue/Offering.h"
#include "ui/client/Conversion.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int restMilliseconds = 60;

/// What is listed in the explorer at all.
bool isListed(const catalogue::Type& type)
{
    return type.scope == catalogue::Scope::Branched && offeringOf(type) == catalogue::Offering::InLists;
}

} // namespace

ExplorerFilter::ExplorerFilter(QObject* parent)
    : QAbstractListModel(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &ExplorerFilter::ask);
}

void ExplorerFilter::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->selection()->disconnect(this);
    }
    m_session = session;
    reset();
    if (session) {
        connect(session, &Session::favouritesChanged, this, &ExplorerFilter::changed);
        connect(session->selection(), &Selection::changed, this, [this] {
            if (count() > 0)
                emit dataChanged(index(0), index(count() - 1), {IsSelectedRole});
        });
    }
    emit sessionChanged();
}

bool ExplorerFilter::isActive() const
{
    return !m_text.trimmed().isEmpty() || !m_type.isEmpty() || !m_tag.trimmed().isEmpty() || m_favouritesOnly;
}

void ExplorerFilter::changed()
{
    emit filterChanged();
    if (isActive())
        m_rest.start();
    else
        take(++m_question, {});
}

void ExplorerFilter::setText(const QString& text)
{
    if (m_text != text) {
        m_text = text;
        changed();
    }
}

void ExplorerFilter::setType(const QString& type)
{
    if (m_type != type) {
        m_type = type;
        changed();
    }
}

void ExplorerFilter::setTag(const QString& tag)
{
    if (m_tag != tag) {
        m_tag = tag;
        changed();
    }
}

void ExplorerFilter::setFavouritesOnly(bool only)
{
    if (m_favouritesOnly != only) {
        m_favouritesOnly = only;
        changed();
    }
}

void ExplorerFilter::reset()
{
    m_text.clear();
    m_type.clear();
    m_tag.clear();
    m_favouritesOnly = false;
    changed();
}

QVariantList ExplorerFilter::types() const
{
    QVariantList list{QVariantMap{{"type", ""}, {"label", tr("Every type")}, {"icon", "layers"}}};
    for (const catalogue::Type& type :
         m_session ? m_session->store().types().types() : std::vector<catalogue::Type>()) {
        if (isListed(type))
            list.append(QVariantMap{
                {"type", toQString(type.name)}, {"label", toQString(type.label)}, {"icon", toQString(type.icon)}});
    }
    return list;
}

std::vector<const catalogue::Type*> ExplorerFilter::shownTypes() const
{
    std::vector<const catalogue::Type*> shown;
    for (const catalogue::Type& type : m_session->store().types().types()) {
        if (isListed(type) && (m_type.isEmpty() || m_type == toQString(type.name)))
            shown.push_back(&type);
    }
    return shown;
}

void ExplorerFilter::ask()
{
    if (!m_session || !isActive())
        return;
    const int number = ++m_question;
    if (m_favouritesOnly)
        askFavourites(number);
    else if (!m_text.trimmed().isEmpty())
        askSearch(number);
    else
        askLists(number);
}

/// Words are looked for as everywhere, forgiving typos; a tag beside them is checked on what they find.
void ExplorerFilter::askSearch(int number)
{
    static const std::string query = "query Filter($campaign: ID, $text: String!, $types: [String!], $branch: ID) { "
                                     "hits: search(campaignId: $campaign, text: $text, types: $types, first: 200, "
                                     "branchId: $branch) { type id name } }";
    Value::Array types;
    for (const catalogue::Type* type : shownTypes())
        types.push_back(type->name);
    const Value::Object variables{{"campaign", m_session->place().campaignId},
                                  {"text", fromQString(m_text.trimmed())},
                                  {"types", std::move(types)},
                                  {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, this, [this, number](const client::Reply& reply) {
        QList<Found> found;
        const Value* hits = reply.data.find("hits");
        for (const Value& hit : hits && hits->isArray() ? hits->asArray() : Value::Array())
            found.append({{client::textOf(hit, "type"), client::textOf(hit, "id")}, client::textOf(hit, "name")});
        take(number, std::move(found));
    });
}

void ExplorerFilter::askLists(int number)
{
    std::string query = "query Filter($branch: ID, $tags: TagsFilter) { ";
    for (const catalogue::Type* type : shownTypes())
        query += type->name + ": " + type->plural +
                 "Connection(first: 200, filter: { tags: $tags }, branchId: $branch) "
                 "{ edges { node { __typename id version changeSeq name } } } ";
    query += "}";
    Value::Object variables{{"branch", m_session->place().branch()}};
    if (!m_tag.trimmed().isEmpty())
        variables.set("tags", Value::Object{{"hasTag", fromQString(m_tag.trimmed())}});
    m_session->client().execute(query, variables, this, [this, number](const client::Reply& reply) {
        QList<Found> found;
        for (const auto& [type, page] : reply.data.isObject() ? reply.data.asObject() : Value::Object()) {
            const Value* edges = page.find("edges");
            for (const Value& edge : edges && edges->isArray() ? edges->asArray() : Value::Array()) {
                const Value& node = *edge.find("node");
                found.append({{toQString(type), client::textOf(node, "id")}, client::textOf(node, "name")});
            }
        }
        take(number, std::move(found));
    });
}

void ExplorerFilter::askFavourites(int number)
{
    std::string query;
    std::string declared = "$branch: ID";
    Value::Object variables{{"branch", m_session->place().branch()}};
    for (const Selection::Entity& one : m_session->favourites()) {
        const catalogue::Type* type = m_session->store().types().find(fromQString(one.type));
        if (!type || (!m_type.isEmpty() && m_type != one.type))
            continue;
        const std::string place = std::to_string(variables.size());
        declared += ", $id" + place + ": ID!";
        variables.set("id" + place, fromQString(one.id));
        query += "e" + place + ": " + type->queryName() + "(id: $id" + place +
                 (type->scope == catalogue::Scope::Branched ? ", branchId: $branch" : "") +
                 ") { __typename id version changeSeq name } ";
    }
    if (query.empty()) {
        take(number, {});
        return;
    }
    m_session->client().execute(
        "query Favourites(" + declared + ") { " + query + "}", variables, this,
        [this, number](const client::Reply& reply) {
            QList<Found> found;
            for (const auto& [alias, one] : reply.data.isObject() ? reply.data.asObject() : Value::Object()) {
                if (one.isObject())
                    found.append(
                        {{client::textOf(one, "__typename"), client::textOf(one, "id")}, client::textOf(one, "name")});
            }
            take(number, std::move(found));
        });
}

bool ExplorerFilter::matches(const Found& found) const
{
    const QString words = m_text.trimmed();
    return !m_favouritesOnly || words.isEmpty() || found.name.contains(words, Qt::CaseInsensitive);
}

void ExplorerFilter::take(int number, QList<Found> found)
{
    if (number != m_question)
        return;
    found.removeIf([this](const Found& one) { return !matches(one); });
    beginResetModel();
    m_found = std::move(found);
    endResetModel();
    emit foundChanged();
    if (!m_session || !isActive())
        return;
    std::string query = "query Counts($branch: ID) { ";
    for (const catalogue::Type& type : m_session->store().types().types()) {
        if (isListed(type))
            query += type.name + ": " + type.plural + "Connection(first: 1, branchId: $branch) { totalCount } ";
    }
    m_session->client().execute(query + "}", {{"branch", m_session->place().branch()}}, this,
                                [this](const client::Reply& reply) { count(reply.data); });
}

void ExplorerFilter::count(const Value& data)
{
    m_total = 0;
    for (const auto& [type, page] : data.isObject() ? data.asObject() : Value::Object()) {
        const Value* total = page.find("totalCount");
        m_total += total && total->isInteger() ? static_cast<int>(total->asInteger()) : 0;
    }
    emit foundChanged();
}

int ExplorerFilter::hidden() const
{
    return isActive() ? std::max(0, m_total - count()) : 0;
}

void ExplorerFilter::choose(int row, bool adds)
{
    if (row < 0 || row >= count())
        return;
    const Selection::Entity& entity = m_found[row].entity;
    if (adds)
        m_session->selection()->toggle(entity.type, entity.id);
    else
        m_session->selection()->select(entity.type, entity.id);
}

QString ExplorerFilter::dragText(int row) const
{
    return row < 0 || row >= count() ? QString() : m_found[row].entity.type + ' ' + m_found[row].entity.id;
}

int ExplorerFilter::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ExplorerFilter::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Found& one = m_found[index.row()];
    const catalogue::Type* type = m_session->store().types().find(fromQString(one.entity.type));
    switch (role) {
    case NameRole:
        return one.name;
    case IconRole:
        return type ? toQString(type->icon) : QString();
    case DetailRole:
        return type ? toQString(type->label) : QString();
    case EntityIdRole:
        return one.entity.id;
    case IsSelectedRole:
        return m_session->selection()->contains(one.entity.id);
    default:
        return {};
    }
}

QHash<int, QByteArray> ExplorerFilter::roleNames() const
{
    return {{NameRole, "name"},
            {IconRole, "iconName"},
            {DetailRole, "detail"},
            {EntityIdRole, "entityId"},
            {IsSelectedRole, "isSelected"}};
}

} // namespace campaign
