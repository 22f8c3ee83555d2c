// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/GraphQLClient.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"

#include <QPointer>

namespace campaign::client {

GraphQLClient::GraphQLClient(Transport& transport, EntityStore& store, QObject* parent)
    : QObject(parent)
    , m_transport(transport)
    , m_store(store)
{
    connect(&transport, &Transport::changed, this,
            [this](const events::ChangeEventPtr& event) { m_store.apply(*event); });
    connect(&transport, &Transport::valuesChanged, this,
            [this](const events::ValuesEventPtr& event) { m_store.apply(*event); });
    connect(&transport, &Transport::resyncNeeded, &store, &EntityStore::reloadNeeded);
}

void GraphQLClient::answered(const Reply& reply)
{
    --m_pending;
    for (const events::ChangeEventPtr& change : reply.changes)
        m_store.apply(*change);
    m_store.absorb(reply.data);
    emit pendingChanged();
}

void GraphQLClient::execute(const std::string& query, const Value::Object& variables, QObject* context,
                            Transport::Callback callback)
{
    ++m_pending;
    emit pendingChanged();
    const int number = ++m_asked;
    const std::string question = query.starts_with("mutation") ? std::string() : query + toJson(Value(variables));
    if (!question.empty())
        ++m_flights[question].open;
    m_transport.execute(
        query, variables,
        [self = QPointer(this), guard = QPointer(context), callback, question, number](const Reply& came) {
            if (!self)
                return;
            const std::optional<Reply> newer = self->newerThan(question, number, came);
            const Reply& reply = newer ? *newer : came;
            self->answered(reply);
            if (guard && callback)
                callback(reply);
        });
}

std::optional<Reply> GraphQLClient::newerThan(const std::string& question, int number, const Reply& reply)
{
    const auto found = m_flights.find(question);
    if (found == m_flights.end())
        return std::nullopt;
    Flight& flight = found->second;
    std::optional<Reply> newer;
    if (number < flight.newest)
        newer = flight.answer;
    if (--flight.open == 0) {
        m_flights.erase(found);
    } else if (reply.isGood() && number > flight.newest) {
        flight.newest = number;
        flight.answer = reply;
    }
    return newer;
}

void GraphQLClient::mutate(const std::string& query, const Value::Object& variables, QObject* context,
                           Transport::Callback callback)
{
    execute(query, variables, this, [this, guard = QPointer(context), callback](const Reply& reply) {
        if (!reply.isGood())
            emit failed(toQString(reply.sentence()));
        if (guard && callback)
            callback(reply);
    });
}

void GraphQLClient::showBranch(const Id& branch, std::vector<Id> followed)
{
    m_store.setBranch(branch, std::move(followed));
    m_transport.watchValues(branch);
}

void GraphQLClient::fetchFile(const std::string& fileId, QObject* context,
                              std::function<void(const QByteArray&)> callback)
{
    m_transport.fetchFile(fileId, [guard = QPointer(context), callback](const QByteArray& bytes) {
        if (guard)
            callback(bytes);
    });
}

} // namespace campaign::client
