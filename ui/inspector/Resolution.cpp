// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/Resolution.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/OutcomeLines.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

namespace {

constexpr int typingDelay = 200; // ms

bool isTrue(const Value& object, const char* member)
{
    const Value* value = object.find(member);
    return value && value->isBoolean() && value->asBoolean();
}

const Value::Array& listOf(const Value& object, const char* member)
{
    static const Value::Array none;
    const Value* list = object.isObject() ? object.find(member) : nullptr;
    return list && list->isArray() ? list->asArray() : none;
}

} // namespace

Resolution::Resolution(QObject* parent)
    : EntityAspect(parent)
{
    m_preview.setSingleShot(true);
    m_preview.setInterval(typingDelay);
    connect(&m_preview, &QTimer::timeout, this, &Resolution::preview);
    connect(this, &Resolution::wanted, &m_preview, qOverload<>(&QTimer::start));
}

bool Resolution::canHappen() const
{
    const catalogue::Type* condition = session() ? session()->store().types().find("Condition") : nullptr;
    const catalogue::Field* subject = condition ? condition->field("entityType") : nullptr;
    return subject &&
           std::find(subject->values.begin(), subject->values.end(), fromQString(typeName())) != subject->values.end();
}

void Resolution::clear()
{
    m_isDone = false;
    m_isAvailable = false;
    m_reasons.clear();
}

void Resolution::ask()
{
    if (!canHappen())
        return;
    const std::string text = "query Availability($id: ID!, $branch: ID) { subject: " + type()->queryName() +
                             "(id: $id, branchId: $branch) { availability { available isDone reasons { message } } } }";
    query(text, {{"id", id()}, {"branch", session()->place().branch()}}, [this](const Value& data) {
        const Value* subject = data.find("subject");
        const Value* availability = subject && subject->isObject() ? subject->find("availability") : nullptr;
        clear();
        if (!availability || !availability->isObject())
            return;
        m_isDone = isTrue(*availability, "isDone");
        m_isAvailable = isTrue(*availability, "available");
        for (const Value& reason : listOf(*availability, "reasons"))
            m_reasons.append(session()->store().dates().inWords(textOf(reason, "message")));
    });
}

void Resolution::begin()
{
    m_isOverridden = false;
    m_outcome.clear();
    m_isPreviewed = false;
    m_phases.clear();
    m_triggered.clear();
    m_computed.clear();
    m_failingEffect.clear();
    m_problem.clear();
    emit wanted();
    emit previewed();
    m_preview.start(0);
}

void Resolution::preview()
{
    static const std::string text = "query Preview($id: ID!, $outcome: String, $override: Boolean, $branch: ID) { "
                                    "preview: previewResolution(id: $id, outcome: $outcome, override: $override, "
                                    "branchId: $branch) { problem " +
                                    phasesSelection +
                                    "triggered { outcome name reason } computed { type name before after } } }";
    if (!session() || id().empty())
        return;
    m_preview.setInterval(typingDelay);
    const Value::Object variables{{"id", id()},
                                  {"outcome", fromQString(m_outcome)},
                                  {"override", m_isOverridden},
                                  {"branch", session()->place().branch()}};
    session()->client().execute(text, variables, this, [this, asked = ++m_asked](const client::Reply& reply) {
        if (asked != m_asked)
            return;
        const Value* preview = reply.data.find("preview");
        m_isPreviewed = preview && preview->isObject();
        m_problem = m_isPreviewed ? textOf(*preview, "problem") : toQString(reply.sentence());
        if (m_isPreviewed)
            takePreview(*preview);
        emit previewed();
    });
}

void Resolution::takePreview(const Value& preview)
{
    const std::pair<const char*, QString> phases[] = {{"pre", wording::ofChoice("EffectTiming", "PRE")},
                                                      {"onResolve", wording::ofChoice("EffectTiming", "ON_RESOLVE")},
                                                      {"post", wording::ofChoice("EffectTiming", "POST")}};
    m_phases.clear();
    m_failingEffect.clear();
    for (const auto& [member, label] : phases) {
        QVariantList effects;
        const Value* summary = preview.find(member);
        for (const Value& result : summary ? listOf(*summary, "results") : Value::Array()) {
            effects.append(effectOf(result));
            if (!textOf(result, "error").isEmpty())
                m_failingEffect = textOf(result, "effectId");
        }
        if (!effects.isEmpty())
            m_phases.append(QVariantMap{{"phase", label}, {"effects", effects}});
    }
    m_computed.clear();
    for (const Value& one : listOf(preview, "computed"))
        m_computed.append(outcomeLines(one, session()->store()));
    m_triggered.clear();
    for (const Value& one : listOf(preview, "triggered")) {
        const QString reason = textOf(one, "reason");
        m_triggered.append(reason.isEmpty() ? textOf(one, "name")
                                            : textOf(one, "name") + ": " + session()->store().dates().inWords(reason));
    }
}

QVariantMap Resolution::effectOf(const Value& result) const
{
    QStringList lines = effectLines(result, session()->store());
    const QString due = textOf(result, "dueAt");
    if (!due.isEmpty())
        lines.append(tr("Later: %1").arg(session()->store().dates().inWords(due)));
    if (const Value* seconds = result.find("dueAfterRealTime"); seconds && seconds->isInteger()) {
        const QDateTime when = QDateTime::currentDateTime().addSecs(seconds->asInteger());
        lines.append(tr("Later: %1, by the clock on the wall").arg(QLocale().toString(when, QLocale::ShortFormat)));
    }
    return {{"name", textOf(result, "name")}, {"problem", textOf(result, "error")}, {"lines", lines}};
}

void Resolution::resolve()
{
    static const std::string text = "mutation Resolve($id: ID!, $input: ResolutionInput) { result: resolve(id: $id, "
                                    "input: $input) { entityId } }";
    if (!session() || !isReady())
        return;
    Value::Object input{{"override", m_isOverridden}, {"branchId", session()->place().branch()}};
    if (!m_outcome.trimmed().isEmpty())
        input.set("outcome", fromQString(m_outcome.trimmed()));
    session()->client().mutate(text, {{"id", id()}, {"input", std::move(input)}}, this,
                               [this](const client::Reply& reply) {
                                   m_problem = reply.isGood() ? QString() : toQString(reply.sentence());
                                   emit previewed();
                                   session()->steps()->refresh();
                                   if (reply.isGood())
                                       emit resolved();
                               });
}

} // namespace campaign
