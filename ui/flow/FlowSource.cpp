// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowSource.h"

#include "ui/client/Conversion.h"
#include "ui/flow/FlowReading.h"

#include <QtConcurrentRun>

namespace campaign::flow {

namespace {

constexpr int gatherTime = 60; // ms in which changes are gathered

} // namespace

FlowSource::FlowSource(QObject* parent)
    : QObject(parent)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherTime);
    connect(&m_gather, &QTimer::timeout, this, &FlowSource::ask);
}

FlowSource::~FlowSource()
{
    m_making.waitForFinished(); // it reads the catalogue
}

void FlowSource::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->store().disconnect(this);
    }
    m_session = session;
    m_isAsking = false;
    m_problem.clear();
    ++m_question;
    if (!session)
        return;
    const auto again = [this] { m_gather.start(); };
    connect(session, &Session::placeChanged, this, again);
    connect(&session->store(), &client::EntityStore::entitiesChanged, this, again);
    connect(&session->store(), &client::EntityStore::reloadNeeded, this, again);
    ask();
}

void FlowSource::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched && m_isStale)
        ask();
}

void FlowSource::ask()
{
    if (!m_session || !m_session->isReady())
        return;
    m_isStale = m_isAsking || !m_isWatched;
    if (m_isStale)
        return;
    m_isAsking = true;
    m_answers = Value::Object();
    const Place& place = m_session->place();
    const std::vector<std::string> all = questions(m_session->store().types());
    m_left = static_cast<int>(all.size());
    for (const std::string& one : all)
        m_session->client().execute(one, {{"campaign", place.campaignId}, {"branch", place.branch()}}, this,
                                    [this, asked = m_question](const client::Reply& reply) { take(reply, asked); });
}

void FlowSource::take(const client::Reply& reply, int question)
{
    if (question != m_question)
        return;
    if (reply.data.isObject()) {
        for (const auto& [name, value] : reply.data.asObject())
            m_answers.set(name, value);
    } else {
        m_problem = client::toQString(reply.sentence());
    }
    if (--m_left > 0)
        return;
    if (m_problem.isEmpty())
        return make(question);
    m_isAsking = false;
    emit failed(std::exchange(m_problem, {}));
}

void FlowSource::make(int question)
{
    const Value data(std::move(m_answers));
    std::map<Id, std::string> names;
    for (const Id& owner : ownersIn(data)) {
        if (const std::string name = m_session->store().nameOf(owner); !name.empty())
            names[owner] = name;
    }
    m_making =
        QtConcurrent::run([data, names, &types = m_session->store().types()] { return graphOf(data, types, names); });
    m_making.then(this, [this, question](const Graph& graph) {
        if (question != m_question)
            return;
        m_isAsking = false;
        emit read(graph);
        if (m_isStale)
            ask();
    });
}

} // namespace campaign::flow
