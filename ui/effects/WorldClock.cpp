// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/WorldClock.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

namespace campaign {

using client::textOf;
using client::toQString;

namespace {
constexpr int typingDelay = 250; // ms
}

WorldClock::WorldClock(QObject* parent)
    : QObject(parent)
{
    m_preview.setSingleShot(true);
    m_preview.setInterval(typingDelay);
    connect(&m_preview, &QTimer::timeout, this, &WorldClock::preview);
}

QString WorldClock::example() const
{
    return m_session ? m_session->store().dates().example() : QString();
}

void WorldClock::begin()
{
    static const std::string query = "query Clock($campaign: ID!, $branch: ID) { now: getCurrentWorldTime(campaignId: "
                                     "$campaign, branchId: $branch) }";
    setText({});
    m_present.clear();
    emit tried();
    if (!m_session)
        return;
    const Value::Object variables{{"campaign", m_session->place().campaignId}, {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, this, [this](const client::Reply& reply) {
        const Value* now = reply.data.find("now");
        m_present = now && now->isString() ? m_session->store().dates().shown(*now) : QString();
        emit tried();
    });
}

void WorldClock::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    ++m_asked;
    m_isReady = false;
    m_due.clear();
    m_problem.clear();
    m_preview.stop();
    if (m_session && !text.trimmed().isEmpty()) {
        const Result<catalogue::WorldTime> read = m_session->store().dates().read(text);
        if (read) {
            m_to = *read;
            m_preview.start();
        } else {
            m_problem = wording::ofSentence(toQString(read.error().message));
        }
    }
    emit edited();
    emit tried();
}

Value::Object WorldClock::input() const
{
    return {{"campaignId", m_session->place().campaignId},
            {"branchId", m_session->place().branch()},
            {"to", catalogue::toIsoTime(m_to)}};
}

void WorldClock::preview()
{
    static const std::string query = "query Preview($input: AdvanceWorldTimeInput!) { step: "
                                     "previewAdvanceWorldTime(input: $input) { due { name dueAt error } } }";
    m_session->client().execute(
        query, {{"input", input()}}, this, [this, asked = ++m_asked](const client::Reply& reply) {
            if (asked != m_asked)
                return;
            const Value* step = reply.data.find("step");
            m_isReady = step && step->isObject();
            m_problem = m_isReady
                            ? QString()
                            : m_session->store().dates().inWords(wording::ofSentence(toQString(reply.sentence())));
            if (m_isReady)
                take(*step);
            emit tried();
        });
}

void WorldClock::take(const Value& step)
{
    m_due.clear();
    for (const Value& one : step.find("due")->asArray()) {
        const QString when = m_session->store().dates().inWords(textOf(one, "dueAt"));
        const QString name = when.isEmpty() ? textOf(one, "name") : tr("%1, %2").arg(textOf(one, "name"), when);
        const QString error = wording::ofSentence(textOf(one, "error"));
        m_due.append(error.isEmpty() ? name : tr("%1: fails. %2").arg(name, error));
    }
}

void WorldClock::set()
{
    static const std::string query = "mutation Set($input: AdvanceWorldTimeInput!) { step: advanceWorldTime(input: "
                                     "$input) { worldTime } }";
    if (!m_session || !m_isReady)
        return;
    Value::Object wanted = input();
    wanted.set("reason", "Set the clock to " + catalogue::toIsoTime(m_to));
    m_session->client().mutate(query, {{"input", std::move(wanted)}}, this, {});
}

} // namespace campaign
