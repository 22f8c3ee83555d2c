// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Problems.h"

#include "ui/client/Conversion.h"

namespace campaign {

using client::toQString;

namespace {
constexpr int restMilliseconds = 1'500;
}

Problems::Problems(QObject* parent)
    : QAbstractListModel(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &Problems::ask);
}

void Problems::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->steps()->disconnect(this);
    m_session = session;
    take({});
    if (session) {
        connect(session->steps(), &UndoSteps::changed, &m_rest, qOverload<>(&QTimer::start));
        m_rest.start();
    }
}

void Problems::ask()
{
    if (!m_session || !m_session->isReady())
        return;
    static const std::string query = "query Problems($campaign: ID, $branch: ID) { problems(campaignId: $campaign, "
                                     "branchId: $branch) { type id name message } }";
    const Value::Object variables{{"campaign", m_session->place().campaignId}, {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, m_session, [this, asked = m_session](const client::Reply& reply) {
        const Value* problems = reply.data.find("problems");
        if (asked == m_session && problems && problems->isArray())
            take(*problems);
    });
}

void Problems::take(const Value& problems)
{
    beginResetModel();
    m_found.clear();
    for (const Value& one : problems.isArray() ? problems.asArray() : Value::Array()) {
        const catalogue::Type* type = m_session->store().types().find(one.stringOr("type", ""));
        m_found.append({{client::textOf(one, "type"), client::textOf(one, "id")},
                        client::textOf(one, "name"),
                        client::textOf(one, "message"),
                        type ? toQString(type->label) : QString()});
    }
    endResetModel();
    emit countChanged();
}

void Problems::choose(int row)
{
    if (m_session && row >= 0 && row < count())
        m_session->selection()->select(m_found[row].entity.type, m_found[row].entity.id);
}

int Problems::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Problems::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Problem& one = m_found[index.row()];
    switch (role) {
    case NameRole:
        return one.name;
    case MessageRole:
        return one.message;
    case TypeLabelRole:
        return one.typeLabel;
    default:
        return {};
    }
}

QHash<int, QByteArray> Problems::roleNames() const
{
    return {{NameRole, "name"}, {MessageRole, "message"}, {TypeLabelRole, "typeLabel"}};
}

} // namespace campaign
