// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"
#include "ui/client/Transport.h"

#include <optional>
#include <unordered_map>

namespace campaign::client {

/// Sends operations and lets the store take in what they bring before the caller hears of it. GUI thread; transport and
/// store outlive it.
class GraphQLClient : public QObject
{
    Q_OBJECT

public:
    GraphQLClient(Transport& transport, EntityStore& store, QObject* parent = nullptr);

    /// The callback runs later, and only while `context` lives. Answers overtake each other on their way: of two
    /// answers to the same question the one asked for first is replaced by the other when it comes late, so that nobody
    /// shows what was over.
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
    /// The same question, asked again before it was answered.
    struct Flight
    {
        int open = 0;
        int newest = 0; ///< of the answers that came, the number of the one asked for last
        Reply answer;
    };
    void answered(const Reply& reply);
    /// The answer that shall stand in for this one, nothing where this is the newest.
    std::optional<Reply> newerThan(const std::string& question, int number, const Reply& reply);

    Transport& m_transport;
    EntityStore& m_store;
    int m_pending = 0;
    int m_asked = 0;
    std::unordered_map<std::string, Flight> m_flights; ///< by query and variables
};

} // namespace campaign::client
