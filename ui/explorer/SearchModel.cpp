// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/SearchModel.h"

#include "ui/client/Conversion.h"

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {
constexpr int restMilliseconds = 80;
}

SearchModel::SearchModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &SearchModel::ask);
}

void SearchModel::setSession(Session* session)
{
    m_session = session;
    show({});
    emit sessionChanged();
}

void SearchModel::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_isAnswered = false;
    emit textChanged();
    if (text.trimmed().isEmpty())
        show({});
    else
        m_rest.start();
}

void SearchModel::ask()
{
    if (!m_session || m_text.trimmed().isEmpty())
        return;
    static const std::string query =
        "query Search($campaign: ID!, $text: String!, $branch: ID) { "
        "hits: search(campaignId: $campaign, text: $text, branchId: $branch) { type id name } }";
    Value::Object variables{{"campaign", m_session->place().campaignId},
                            {"text", fromQString(m_text.trimmed())},
                            {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, this, [this, asked = m_text](const client::Reply& reply) {
        if (asked != m_text)
            return;
        m_isAnswered = true;
        const Value* hits = reply.data.find("hits");
        show(hits ? *hits : Value());
    });
}

void SearchModel::show(const Value& hits)
{
    beginResetModel();
    m_hits.clear();
    if (hits.isArray()) {
        for (const Value& hit : hits.asArray()) {
            const std::string typeName = hit.stringOr("type", "");
            const catalogue::Type* type = m_session->store().types().find(typeName);
            m_hits.append({toQString(typeName), client::textOf(hit, "id"), client::textOf(hit, "name"),
                           type ? toQString(type->label) : QString(), type ? toQString(type->icon) : QString()});
        }
    }
    endResetModel();
    emit countChanged();
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    return {
        {NameRole, "name"}, {IconRole, "iconName"}, {DetailRole, "detail"}, {TypeRole, "type"}, {EntityIdRole, "entityId"}};
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Hit& hit = m_hits.at(index.row());
    switch (role) {
    case NameRole:
        return hit.name;
    case IconRole:
        return hit.icon;
    case DetailRole:
        return hit.detail;
    case TypeRole:
        return hit.type;
    case EntityIdRole:
        return hit.id;
    default:
        return {};
    }
}

void SearchModel::choose(int row)
{
    if (row >= 0 && row < count())
        m_session->selection()->select(m_hits.at(row).type, m_hits.at(row).id);
}

} // namespace campaign
