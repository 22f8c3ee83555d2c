// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectDraft.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/JsonLayout.h"
#include "ui/effects/EffectWords.h"
#include "ui/inspector/OutcomeLines.h"

#include <algorithm>
#include <array>

// What an effect's draft does with the server: loading, trying, storing. Its form is in EffectForm.cpp.

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

namespace {
constexpr int typingDelay = 150; // ms
const QString unfinished = QStringLiteral("unfinishedEffect");
} // namespace

EffectDraft::EffectDraft(QObject* parent)
    : QObject(parent)
{
    m_try.setSingleShot(true);
    m_try.setInterval(typingDelay);
    connect(&m_try, &QTimer::timeout, this, &EffectDraft::tryOut);
    connect(&m_changes, &EffectChanges::edited, this, &EffectDraft::takeSteps);
    connect(&m_changes, &EffectChanges::offersChanged, this, &EffectDraft::edited);
    connect(this, &EffectDraft::edited, this, [this] {
        m_isTried = false;
        m_try.start();
        emit tried();
    });
}

void EffectDraft::begin(int priority)
{
    m_effectId.clear();
    m_isLoading = false;
    m_effect = Value::Object{{"timing", "ON_RESOLVE"},    {"target", "self"}, {"action", "patch"},
                             {"payload", Value::Array()}, {"isActive", true}, {"priority", priority}};
    m_outcome.clear();
    m_problem.clear();
    readDelay();
    takeEffect();
    m_beganId = m_subjectId;
    m_before = m_effect;
}

void EffectDraft::load(const QString& effectId)
{
    begin(0);
    m_effectId = effectId;
    const catalogue::Type* type = m_session ? m_session->store().types().find("Effect") : nullptr;
    if (!type || effectId.isEmpty())
        return;
    m_isLoading = true;
    emit edited();
    m_session->client().execute(client::documents::one(*type),
                                {{"id", fromQString(effectId)}, {"branch", m_session->place().branch()}}, this,
                                [this, effectId](const client::Reply& reply) {
                                    if (effectId == m_effectId)
                                        takeStored(reply);
                                });
}

void EffectDraft::takeStored(const client::Reply& reply)
{
    m_isLoading = false;
    const Value* entity = reply.data.find("entity");
    if (!entity || !entity->isObject()) {
        emit m_session->noticed(reply.isGood() ? tr("This effect is not there any more.")
                                               : toQString(reply.sentence()));
        emit edited();
        return;
    }
    m_effect = *entity;
    readDelay();
    takeEffect();
    m_before = m_effect;
    askTargetName();
}

void EffectDraft::keep()
{
    if (m_session && !m_beganId.isEmpty() && !(m_effect == m_before))
        m_session->remember(
            unfinished,
            QVariantMap{{"subject", m_beganId}, {"effect", m_effectId}, {"written", toQString(toJson(m_effect))}});
}

bool EffectDraft::resume()
{
    const QVariantMap kept = m_session ? m_session->recall(unfinished, {}).toMap() : QVariantMap();
    const Result<Value> written = parseJson(fromQString(kept["written"].toString()));
    if (kept.isEmpty() || kept["subject"] != m_subjectId || !written || !written->isObject())
        return false;
    begin(0);
    m_effectId = kept["effect"].toString();
    m_effect = *written;
    readDelay();
    takeEffect();
    askTargetName();
    return true;
}

void EffectDraft::discard()
{
    m_before = m_effect;
    if (m_session)
        m_session->remember(unfinished, QVariantMap());
}

void EffectDraft::takeEffect()
{
    if (payload().isNull() && m_effect.stringOr("action", "patch") == "patch")
        m_effect.asObject().set("payload", Value::Array());
    writeSource();
    follow();
    giveSteps();
    emit edited();
}

/// The name of the thing it works on, of which only the id came.
void EffectDraft::askTargetName()
{
    const catalogue::Type* type = m_session->store().types().find(m_effect.stringOr("targetType", ""));
    const Id id = m_effect.stringOr("targetId", "");
    if (!type || id.empty() || !m_session->store().nameOf(id).empty())
        return;
    m_session->client().execute(client::documents::row(*type), {{"id", id}, {"branch", m_session->place().branch()}},
                                this, [this](const client::Reply&) { emit edited(); });
}

QString EffectDraft::usualName() const
{
    constexpr qsizetype longest = 80;
    const QString words = sentence();
    return words.size() > longest ? words.left(longest - 1) + QChar(0x2026) : words;
}

QString EffectDraft::sentence() const
{
    if (!m_session)
        return {};
    const bool isPatch = m_effect.stringOr("action", "patch") == "patch";
    return effectwords::ofEffect(m_effect,
                                 {m_session->store(), isPatch ? &m_changes.fields() : nullptr, m_subjectName});
}

/// As the server takes it; what is null is left out of something new.
Value::Object EffectDraft::input() const
{
    const QString given = name().trimmed();
    Value::Object input{{"name", fromQString(given.isEmpty() ? usualName() : given)},
                        {"entityType", fromQString(m_subjectType)},
                        {"entityId", fromQString(m_subjectId)}};
    for (const char* field : {"timing", "priority", "target", "targetType", "targetId", "targetTag", "action",
                              "payload", "runsAt", "runsAfter", "runsAfterRealTime", "isActive"}) {
        const Value* value = m_effect.find(field);
        if (value && (!value->isNull() || !m_effectId.isEmpty()))
            input.set(field, *value);
    }
    return input;
}

// The server's own checks and a run that leaves no trace: what is refused here is refused when it is stored.
void EffectDraft::tryOut()
{
    static const std::string query = "query TryEffect($effect: JSON!, $branch: ID) { trial: tryEffect(effect: $effect, "
                                     "branchId: $branch) { problem path result { targets { type id name before after "
                                     "} } } }";
    if (!m_session || m_subjectId.isEmpty() || !m_sourceProblem.isEmpty())
        return;
    if (!missing().isEmpty()) {
        ++m_asked;
        take(Value::Object());
        return;
    }
    Value::Object effect = input();
    for (const char* field : {"targetType", "targetId", "targetTag", "runsAt", "runsAfter", "runsAfterRealTime"}) {
        if (const Value* value = effect.find(field); value && value->isNull())
            effect.erase(field);
    }
    m_session->client().execute(
        query, {{"effect", std::move(effect)}, {"branch", m_session->place().branch()}}, this,
        [this, asked = ++m_asked](const client::Reply& reply) {
            if (asked != m_asked)
                return;
            const Value* trial = reply.data.find("trial");
            const bool hasAnswer = trial && trial->isObject();
            take(hasAnswer ? *trial : Value(Value::Object{{"problem", reply.sentence()}, {"path", ""}}));
        });
}

void EffectDraft::take(const Value& trial)
{
    const Value* path = trial.find("path");
    m_isTried = true;
    m_problem = textOf(trial, "problem");
    // What fails as the world stands now may be right when its time comes.
    m_isRefused = !m_problem.isEmpty() && path && path->isString();
    const Value* result = trial.find("result");
    m_outcome = result ? effectLines(*result, m_session->store()) : QStringList();
    emit tried();
}

QString EffectDraft::missing() const
{
    const std::string action = m_effect.stringOr("action", "patch");
    const std::string target = m_effect.stringOr("target", "self");
    if (!m_sourceProblem.isEmpty())
        return {}; // that comes first
    if (action == "log")
        return logText().trimmed().isEmpty() ? tr("Say what goes into the log.") : QString();
    if (target == "entity" && targetId().isEmpty())
        return tr("Choose what it works on.");
    if (target == "tag" && targetTag().isEmpty())
        return tr("Say by which tag it finds what it works on.");
    if (action == "create")
        return madeType().isEmpty() ? tr("Choose what it makes.") : QString();
    return action == "advanceLevel" && levels() == 0 ? tr("Say by how many levels.") : QString();
}

bool EffectDraft::canSave() const
{
    const bool isEmpty = m_effect.stringOr("action", "patch") == "patch" && payload() == Value(Value::Array());
    return m_isTried && !m_isRefused && !isEmpty && missing().isEmpty() && m_changes.isFinished() &&
           m_sourceProblem.isEmpty() && m_delayProblem.isEmpty();
}

void EffectDraft::save()
{
    const catalogue::Type* type = m_session ? m_session->store().types().find("Effect") : nullptr;
    if (!type || !canSave())
        return;
    Value::Object made = input();
    const QString called = toQString(made.find("name")->asString());
    made.set("reason", fromQString(m_effectId.isEmpty() ? tr("Add the effect “%1” to %2").arg(called, m_subjectName)
                                                        : tr("Change the effect “%1”").arg(called)));
    if (!m_session->place().branchId.empty())
        made.set("branchId", m_session->place().branchId);
    Value::Object variables{{"input", std::move(made)}};
    if (!m_effectId.isEmpty())
        variables.set("id", fromQString(m_effectId));
    m_session->client().execute(m_effectId.isEmpty() ? client::documents::create(*type)
                                                     : client::documents::update(*type),
                                variables, this, [this](const client::Reply& reply) {
                                    if (reply.isGood()) {
                                        discard();
                                        emit saved();
                                        return;
                                    }
                                    m_problem = toQString(reply.sentence());
                                    m_isRefused = true;
                                    emit tried();
                                });
}

} // namespace campaign
