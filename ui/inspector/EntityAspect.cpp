// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityAspect.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

namespace campaign {

namespace {
constexpr int gatherTime = 30; // ms
}

EntityAspect::EntityAspect(QObject* parent)
    : QObject(parent)
{
    m_ask.setSingleShot(true);
    connect(&m_ask, &QTimer::timeout, this, [this] {
        if (type())
            ask();
    });
}

void EntityAspect::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->store().disconnect(this);
    m_session = session;
    if (session) {
        connect(&session->store(), &client::EntityStore::entitiesChanged, this,
                [this](const std::vector<client::EntityDelta>& deltas) {
                    if (concerns(deltas))
                        refresh();
                });
        connect(&session->store(), &client::EntityStore::reloadNeeded, this, &EntityAspect::refresh);
        connect(&session->store(), &client::EntityStore::datesChanged, this, &EntityAspect::refresh);
    }
    begin();
}

void EntityAspect::setTypeName(const QString& name)
{
    if (m_typeName == name)
        return;
    m_typeName = name;
    begin();
}

void EntityAspect::setEntityId(const QString& id)
{
    if (m_entityId == id)
        return;
    m_entityId = id;
    begin();
}

void EntityAspect::begin()
{
    m_isKnown = false;
    clear();
    emit subjectChanged();
    emit changed();
    m_ask.start(0);
}

void EntityAspect::refresh()
{
    if (!m_ask.isActive())
        m_ask.start(gatherTime);
}

const catalogue::Type* EntityAspect::type() const
{
    const bool isSet = m_session && !m_entityId.isEmpty();
    return isSet ? m_session->store().types().find(client::fromQString(m_typeName)) : nullptr;
}

Id EntityAspect::id() const
{
    return client::fromQString(m_entityId);
}

void EntityAspect::query(const std::string& text, const Value::Object& variables,
                         std::function<void(const Value& data)> received)
{
    m_session->client().execute(text, variables, this, [this, received, of = m_entityId](const client::Reply& reply) {
        if (of != m_entityId || !reply.data.isObject())
            return;
        m_isKnown = true;
        received(reply.data);
        emit changed();
    });
}

void EntityAspect::askName(const std::string& typeName, const Id& id)
{
    const catalogue::Type* type = m_session->store().types().find(typeName);
    if (type && !id.empty() && m_session->store().nameOf(id).empty())
        query(client::documents::row(*type), {{"id", id}, {"branch", m_session->place().branch()}},
              [](const Value&) {}); // the store takes the name in
}

} // namespace campaign
