// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/InProcessTransport.h"

#include "server/core/Json.h"
#include "server/history/Store.h"

#include <QMetaObject>

namespace campaign::desktop {

namespace {

client::ReplyError errorOf(const Value& error)
{
    client::ReplyError made;
    made.message = error.stringOr("message", "The operation failed.");
    if (const Value* extensions = error.find("extensions")) {
        made.code = extensions->stringOr("code", "");
        made.path = extensions->stringOr("inputPath", "");
        made.facts = *extensions;
    }
    return made;
}

client::Reply replyOf(const api::Response& response)
{
    client::Reply reply;
    reply.changes = response.changes;
    Result<Value> body = parseJson(response.json);
    if (!body) {
        reply.errors.push_back({body.error().message, "INTERNAL_SERVER_ERROR", {}});
        return reply;
    }
    if (const Value* errors = body->find("errors"); errors && errors->isArray()) {
        for (const Value& error : errors->asArray())
            reply.errors.push_back(errorOf(error));
    }
    if (Value::Object& members = body->asObject(); Value* data = members.find("data"))
        reply.data = std::move(*data);
    return reply;
}

QByteArray readFile(history::Store& store, const std::string& fileId)
{
    Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return {};
    const Result<std::optional<history::Snapshot::File>> file = (*snapshot)->file(fileId, Viewer::owner());
    return file && *file ? QByteArray::fromStdString((*file)->bytes) : QByteArray();
}

} // namespace

void InProcessTransport::Mailbox::post(std::function<void()> delivery)
{
    const std::lock_guard lock(m_mutex);
    if (!m_owner)
        return;
    m_waiting.push_back(std::move(delivery));
    if (!std::exchange(m_isAwake, true))
        QMetaObject::invokeMethod(m_owner, &InProcessTransport::deliver, Qt::QueuedConnection);
}

std::deque<std::function<void()>> InProcessTransport::Mailbox::takeAll()
{
    const std::lock_guard lock(m_mutex);
    m_isAwake = false;
    return std::exchange(m_waiting, {});
}

void InProcessTransport::Mailbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_owner = nullptr;
    m_waiting.clear();
}

InProcessTransport::InProcessTransport()
    : m_mailbox(std::make_shared<Mailbox>(*this))
{
}

InProcessTransport::~InProcessTransport()
{
    setHost(nullptr);
    m_mailbox->close();
}

void InProcessTransport::setHost(std::shared_ptr<host::Host> host)
{
    if (m_host)
        m_host->gateway().bus().unsubscribe(m_subscription);
    unwatch();
    ++m_generation;
    m_host = std::move(host);
    if (!m_host)
        return;
    m_subscription = m_host->gateway().bus().subscribe(
        [this, mailbox = m_mailbox, generation = m_generation](const events::ChangeEventPtr& event) {
            mailbox->post([this, generation, event] {
                if (generation == m_generation)
                    emit changed(event);
            });
        });
}

void InProcessTransport::unwatch()
{
    if (m_host && m_watch)
        m_host->gateway().values().unwatch(m_watch);
    m_watch = 0;
}

void InProcessTransport::watchValues(const std::string& branch)
{
    unwatch();
    if (!m_host || branch.empty())
        return;
    m_watch = m_host->gateway().values().watch(
        branch, [this, mailbox = m_mailbox, generation = m_generation](const events::ValuesEventPtr& event) {
            mailbox->post([this, generation, event] {
                if (generation == m_generation)
                    emit valuesChanged(event);
            });
        });
}

void InProcessTransport::deliver()
{
    for (const std::function<void()>& delivery : m_mailbox->takeAll())
        delivery();
}

void InProcessTransport::answerUnavailable(Callback callback)
{
    client::Reply reply;
    reply.errors.push_back({"No campaign is open.", "UNAVAILABLE", {}});
    m_mailbox->post([callback = std::move(callback), reply] { callback(reply); });
}

void InProcessTransport::execute(const std::string& query, const Value::Object& variables, Callback callback)
{
    if (!m_host) {
        answerUnavailable(std::move(callback));
        return;
    }
    api::Request request;
    request.query = query;
    request.variables = Value(variables);
    const bool isTaken = m_host->post([this, host = m_host.get(), mailbox = m_mailbox, generation = m_generation,
                                       request = std::move(request), callback] {
        client::Reply reply = replyOf(host->gateway().execute(request, Viewer::owner()));
        mailbox->post([this, generation, callback, reply = std::move(reply)] {
            if (generation == m_generation)
                callback(reply);
        });
    });
    if (!isTaken)
        answerUnavailable(std::move(callback));
}

void InProcessTransport::fetchFile(const std::string& fileId, std::function<void(const QByteArray&)> callback)
{
    if (!m_host)
        return;
    m_host->post([this, host = m_host.get(), mailbox = m_mailbox, generation = m_generation, fileId, callback] {
        mailbox->post([this, generation, callback, bytes = readFile(host->store(), fileId)] {
            if (generation == m_generation)
                callback(bytes);
        });
    });
}

} // namespace campaign::desktop
