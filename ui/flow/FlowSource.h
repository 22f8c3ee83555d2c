// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowGraph.h"
#include "ui/session/Session.h"

#include <QFuture>
#include <QPointer>
#include <QTimer>

namespace campaign::flow {

/// Reads the graph of the open campaign, and again whenever something changed: what is available may hang on anything.
/// While nobody looks it only remembers to. GUI thread; the graph is made on a worker.
class FlowSource : public QObject
{
    Q_OBJECT

public:
    explicit FlowSource(QObject* parent = nullptr);
    ~FlowSource() override;

    Session* session() const { return m_session; }
    /// Null reads nothing.
    void setSession(Session* session);
    void setWatched(bool watched);

signals:
    void read(const campaign::flow::Graph& graph);
    void failed(const QString& sentence);

private:
    void ask();
    void take(const client::Reply& reply, int question);
    void make(int question);

    QPointer<Session> m_session;
    bool m_isWatched = true;
    bool m_isAsking = false;
    bool m_isStale = false;
    int m_question = 0; // answers for an earlier session are dropped
    Value::Object m_answers;
    int m_left = 0; // answers to come
    QString m_problem;
    QFuture<Graph> m_making;
    QTimer m_gather;
};

} // namespace campaign::flow
