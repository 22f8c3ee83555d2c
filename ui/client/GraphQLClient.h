// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"
#include "ui/client/Transport.h"

namespace campaign::client {

/// Sends operations and lets the store take in what they bring before the caller hears of it. GUI thread; transport and
/// store outlive it.
class GraphQLClient : public QObject
{
    Q_OBJECT

public:
    GraphQLClient(Transport& transport, EntityStore& store, QObject* parent = nullptr);

    /// The callback runs later, and only while `context` lives.
    void execute(const std::string& query, const Value::Object& variables, QObject* context,
                 Transport::Callback callback);
    /// As execute(); a failure is announced by failed() as well.
    void mutate(const std::string& query, const Value::Object& variables, QObject* context,
                Transport::Callback callback = {});
    void fetchFile(const std::string& fileId, QObject* context, std::function<void(const QByteArray&)> callback);

    /// The branch that the store shows from now on, and those whose changes show through on it.
    void showBranch(const Id& branch, std::vector<Id> followed);

    EntityStore& store() { return m_store; }
    /// How many operations are on their way.
    int pending() const { return m_pending; }

signals:
    void pendingChanged();
    /// A mutation was refused; the sentence is the server's.
    void failed(const QString& sentence);

private:
    void answered(const Reply& reply);

    Transport& m_transport;
    EntityStore& m_store;
    int m_pending = 0;
};

} // namespace campaign::client
