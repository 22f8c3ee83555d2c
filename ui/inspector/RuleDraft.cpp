// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleDraft.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/JsonLayout.h"
#include "ui/client/Wording.h"
#include "ui/rules/ExplainedRule.h"
#include "ui/rules/RuleWords.h"

#include <charconv>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int typingDelay = 150; // ms
const QString unfinished = QStringLiteral("unfinishedRule");
const QString cancelled = QStringLiteral("cancelledRule");

} // namespace

RuleDraft::RuleDraft(QObject* parent)
    : QObject(parent)
{
    m_try.setSingleShot(true);
    m_try.setInterval(typingDelay);
    connect(&m_try, &QTimer::timeout, this, &RuleDraft::tryOut);
    m_settled.setSingleShot(true);
    connect(&m_settled, &QTimer::timeout, this, &RuleDraft::subjectChanged);
    connect(&m_blocks, &RuleBlocks::edited, this, [this] { write(m_blocks.rule()); });
    connect(&m_names, &RuleNames::changed, this, &RuleDraft::takeNames);
    connect(this, &RuleDraft::edited, this, [this] {
        m_try.start();
        emit tried();
    });
}

void RuleDraft::setTypeName(const QString& name)
{
    if (m_typeName == name)
        return;
    m_typeName = name;
    m_settled.start(0);
    emit edited();
}

void RuleDraft::setEntityId(const QString& id)
{
    if (m_entityId == id)
        return;
    m_entityId = id;
    m_settled.start(0);
    emit edited();
}

bool RuleDraft::fits() const
{
    return m_typeName == typeName() && !m_entityId.isEmpty() && (!isOwn() || m_entityId == ownId());
}

QString RuleDraft::ownId() const
{
    if (!isOwn())
        return {};
    return m_ownId.isEmpty() ? m_entityId : m_ownId;
}

void RuleDraft::setOwn(bool own)
{
    if (m_isOwn == own)
        return;
    if (own && m_typeName == typeName())
        m_ownId = m_entityId;
    m_isOwn = own;
    emit edited();
}

ruletext::Names RuleDraft::names() const
{
    return {*type(), &m_session->store().types()};
}

void RuleDraft::write(const Value& rule)
{
    const std::optional<QString> formula =
        m_isJson || rule.isNull() || !type() ? std::nullopt : ruletext::write(rule, names());
    m_isJson = m_isJson || (!formula && !rule.isNull());
    m_text = formula ? *formula : rule.isNull() ? QString() : client::laidOut(rule);
    emit edited();
}

const catalogue::Type* RuleDraft::type() const
{
    return m_session ? m_session->store().types().find(fromQString(typeName())) : nullptr;
}

const catalogue::Type* RuleDraft::ruleType() const
{
    return m_session ? m_session->store().types().find(m_isCondition ? "Condition" : "FieldCondition") : nullptr;
}

std::optional<Value> RuleDraft::rule() const
{
    return m_expression && !m_expression->isNull() ? m_expression : std::nullopt;
}

void RuleDraft::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_expression.reset();
    emit edited();
}

void RuleDraft::setJson(bool json)
{
    if (m_isJson == json)
        return;
    const std::optional<Value> rule = m_text.trimmed().isEmpty() ? std::nullopt : expression();
    if (rule && type()) {
        const std::optional<QString> formula = json ? std::nullopt : ruletext::write(*rule, names());
        if (!json && !formula) {
            fail(tr("This rule has parts that a formula cannot say. It stays as JSON."));
            emit edited();
            return;
        }
        m_text = json ? client::laidOut(*rule) : *formula;
    }
    m_isJson = json;
    emit edited();
}

void RuleDraft::load(const QString& ruleId)
{
    m_ruleId = ruleId;
    m_isLoading = m_session && !ruleId.isEmpty();
    m_name.clear();
    m_field.clear();
    m_label.clear();
    m_priority = 0;
    m_isActive = true;
    m_isOwn = false;
    m_text.clear();
    m_isJson = false;
    m_reads.clear();
    m_result.clear();
    m_beganType = m_typeName;
    m_ownId = m_entityId;
    m_keptAs.clear();
    ++m_forms;
    m_blocks.setType(m_session ? &m_session->store().types() : nullptr, type());
    m_blocks.begin({});
    m_names.show(m_session, type());
    m_before = typed();
    fail({});
    emit loaded();
    emit edited();
    const catalogue::Type* rule = ruleType();
    if (!rule || ruleId.isEmpty())
        return;
    m_session->client().execute(client::documents::one(*rule),
                                {{"id", fromQString(ruleId)}, {"branch", m_session->place().branch()}}, this,
                                [this, ruleId](const client::Reply& reply) {
                                    if (ruleId == m_ruleId)
                                        takeStored(reply);
                                });
}

void RuleDraft::takeStored(const client::Reply& reply)
{
    m_isLoading = false;
    const Value* entity = reply.data.find("entity");
    if (entity && entity->isObject()) {
        take(*entity);
        return;
    }
    emit m_session->noticed(reply.isGood() ? tr("This rule is not there any more.") : toQString(reply.sentence()));
    emit edited();
}

void RuleDraft::take(const Value& rule)
{
    m_name = client::textOf(rule, "name");
    m_field = client::textOf(rule, "field");
    m_label = wording::ofName(m_field);
    const QString own = client::textOf(rule, "entityId");
    m_isOwn = !own.isEmpty();
    m_ownId = m_isOwn ? own : m_ownId;
    const Value* priority = rule.find("priority");
    m_priority = priority && priority->isInteger() ? static_cast<int>(priority->asInteger()) : 0;
    const Value* active = rule.find("isActive");
    m_isActive = !active || !active->isBoolean() || active->asBoolean();
    if (const Value* expression = rule.find("expression"); expression && type()) {
        m_isJson = false;
        m_blocks.begin(*expression);
        write(*expression);
    }
    m_before = typed();
    emit loaded();
    emit edited();
}

std::optional<Value> RuleDraft::expression()
{
    if (m_text.trimmed().isEmpty() || !type())
        return std::nullopt;
    if (m_isJson) {
        const Result<Value> parsed = parseJson(fromQString(m_text));
        if (parsed)
            return *parsed;
        fail(tr("This is no JSON: %1").arg(toQString(parsed.error().message)));
        return std::nullopt;
    }
    const Result<Value> parsed = ruletext::parse(m_text, names());
    if (parsed)
        return *parsed;
    int at = -1;
    const std::string& path = parsed.error().path;
    std::from_chars(path.data(), path.data() + path.size(), at);
    fail(toQString(parsed.error().message), at);
    return std::nullopt;
}

/// All that a person can change of it.
QStringList RuleDraft::typed() const
{
    return {m_name, m_field, m_text, QString::number(m_priority), m_isActive ? "1" : "", m_isOwn ? m_ownId : ""};
}

bool RuleDraft::isChanged() const
{
    return typed() != m_before;
}

QString RuleDraft::fieldLabel() const
{
    // Letter by letter as it was typed, as long as that is what it is called.
    return m_names.fieldCalled(m_label) == m_field ? m_label : wording::ofName(m_field);
}

void RuleDraft::setFieldLabel(const QString& label)
{
    if (m_label == label)
        return;
    m_label = label;
    m_field = m_names.fieldCalled(label);
    emit edited();
}

QString RuleDraft::doubt() const
{
    return m_expression && m_problem.isEmpty() ? m_names.doubt(*m_expression) : QString();
}

void RuleDraft::takeNames()
{
    QStringList keys;
    for (const std::string& name : m_names.variables())
        keys.append(toQString(name));
    m_blocks.setProperty("variableKeys", keys);
    m_blocks.setVariableStarts(m_names.starts());
    emit tried();
    m_try.start(); // a name may be unknown now, or known
}

void RuleDraft::fail(const QString& sentence, int at)
{
    m_problem = sentence;
    m_problemAt = at;
    if (!sentence.isEmpty())
        m_result.clear();
}

// With what each block gives: that explains what the whole gives.
void RuleDraft::tryOut()
{
    fail({});
    m_expression = expression();
    const int trial = ++m_trial;
    if (m_expression)
        m_blocks.setRule(*m_expression);
    emit tried();
    emit ruleChanged();
    if (!m_expression || m_expression->isNull() || !fits())
        return;
    Value::Object asked{{"type", fromQString(typeName())},
                        {"id", fromQString(m_entityId)},
                        {"branch", m_session->place().branch()},
                        {"rule", *m_expression}};
    m_session->client().execute(client::documents::tryRule(), asked, this, [this, trial](const client::Reply& reply) {
        const Value* answer = reply.data.find("trial");
        if (trial != m_trial)
            return;
        if (answer && answer->isObject()) {
            takeTrial(*answer);
            takeParts(*answer);
        } else {
            fail(toQString(reply.sentence()));
        }
        emit tried();
    });
}

void RuleDraft::takeParts(const Value& trial)
{
    const ExplainedRule explained(trial);
    std::vector<std::optional<Value>> results;
    for (const std::string& pointer : m_blocks.pointers()) {
        const Value* value = doubt().isEmpty() ? explained.valueOf(pointer) : nullptr;
        results.push_back(value && !explained.isEach(pointer) ? std::optional(*value) : std::nullopt);
    }
    m_blocks.setResults(std::move(results));
}

void RuleDraft::takeTrial(const Value& trial)
{
    m_reads.clear();
    if (const Value* reads = trial.find("reads"); reads && reads->isArray()) {
        for (const Value& read : reads->asArray()) {
            const Value* value = read.find("value");
            const QString shown = value ? wording::ofValue(*value) : QString();
            const QString line =
                m_blocks.wordsOf(-1, read.stringOr("path", "")) + ": " + (shown.isEmpty() ? tr("nothing") : shown);
            if (!m_reads.contains(line))
                m_reads.append(line);
        }
    }
    const QString problem = client::textOf(trial, "problem");
    if (!problem.isEmpty()) {
        fail(problem);
        return;
    }
    const Value* value = trial.find("value");
    const QString shown = value ? wording::ofValue(*value) : QString();
    m_result = shown.isEmpty() ? tr("Nothing") : shown;
}

bool RuleDraft::canSave() const
{
    return m_expression && m_problem.isEmpty() && !m_name.trimmed().isEmpty() &&
           (m_isCondition || !m_field.trimmed().isEmpty());
}

Value::Object RuleDraft::input() const
{
    const QString name = m_name.trimmed();
    const QString reason = m_ruleId.isEmpty()
                               ? (m_isCondition ? tr("Add the condition %1") : tr("Create the rule %1"))
                               : (m_isCondition ? tr("Change the condition %1") : tr("Change the rule %1"));
    Value::Object made{{"name", fromQString(name)},
                       {"entityType", fromQString(typeName())},
                       {"entityId", isOwn() ? Value(fromQString(ownId())) : Value()},
                       {"expression", *m_expression},
                       {"isActive", m_isActive},
                       {"reason", fromQString(reason.arg(name))}};
    if (!m_isCondition) {
        made.set("field", fromQString(m_field.trimmed()));
        made.set("priority", m_priority);
    }
    if (!m_session->place().branchId.empty())
        made.set("branchId", m_session->place().branchId);
    return made;
}

void RuleDraft::save()
{
    const catalogue::Type* rule = ruleType();
    if (!rule || !canSave())
        return;
    Value::Object variables{{"input", input()}};
    if (!m_ruleId.isEmpty())
        variables.set("id", fromQString(m_ruleId));
    m_session->client().execute(m_ruleId.isEmpty() ? client::documents::create(*rule)
                                                   : client::documents::update(*rule),
                                variables, this, [this, form = m_forms](const client::Reply& reply) {
                                    if (form != m_forms)
                                        return;
                                    if (!reply.isGood()) {
                                        fail(toQString(reply.sentence()));
                                        emit tried();
                                        return;
                                    }
                                    const Value* result = reply.data.find("result");
                                    m_ruleId = result ? client::textOf(*result, "id") : m_ruleId;
                                    discard();
                                    forget(cancelled);
                                    emit loaded();
                                    emit saved();
                                });
}

QVariantMap RuleDraft::form() const
{
    return {{"type", m_beganType}, {"entity", m_ownId},  {"rule", m_ruleId},       {"isCondition", m_isCondition},
            {"name", m_name},      {"field", m_field},   {"priority", m_priority}, {"isActive", m_isActive},
            {"isOwn", m_isOwn},    {"isJson", m_isJson}, {"text", m_text}};
}

/// One for every type, and one for every entity that has rules of its own.
QString RuleDraft::keptAs() const
{
    return isOwn() ? unfinished + '-' + m_beganType + '-' + ownId() : unfinished + '-' + m_beganType;
}

void RuleDraft::forget(const QString& key)
{
    if (m_session && !key.isEmpty())
        m_session->remember(key, QVariantMap());
}

void RuleDraft::keep()
{
    if (!m_session || m_beganType.isEmpty() || m_isLoading || !isChanged())
        return;
    if (m_keptAs != keptAs())
        forget(m_keptAs);
    m_keptAs = keptAs();
    m_session->remember(m_keptAs, form());
}

void RuleDraft::putAway()
{
    keep();
    load({});
}

bool RuleDraft::resume()
{
    if (!m_session || m_typeName.isEmpty())
        return false;
    const QString ofType = unfinished + '-' + m_typeName;
    for (const QString& key : {ofType + '-' + m_entityId, ofType}) {
        const QVariantMap kept = m_session->recall(key, {}).toMap();
        if (kept.isEmpty())
            continue;
        takeForm(kept);
        m_keptAs = key;
        return true;
    }
    return false;
}

void RuleDraft::takeForm(const QVariantMap& form)
{
    m_isCondition = form["isCondition"].toBool();
    load({});
    m_ruleId = form["rule"].toString();
    m_name = form["name"].toString();
    m_field = form["field"].toString();
    m_priority = form["priority"].toInt();
    m_isActive = form["isActive"].toBool();
    m_isOwn = form["isOwn"].toBool();
    m_ownId = form["entity"].toString();
    m_isJson = form["isJson"].toBool();
    m_text = form["text"].toString();
    emit loaded();
    emit edited();
}

void RuleDraft::discard()
{
    m_before = typed();
    forget(m_keptAs);
    m_keptAs.clear();
}

QVariantMap RuleDraft::givenUp() const
{
    const QVariantMap form = m_session ? m_session->recall(cancelled, {}).toMap() : QVariantMap();
    const bool isOfOne = form["isCondition"].toBool() || form["isOwn"].toBool();
    return form["type"] == m_typeName && (!isOfOne || form["entity"] == m_entityId) ? form : QVariantMap();
}

void RuleDraft::giveUp()
{
    if (m_session && isChanged())
        m_session->remember(cancelled, form());
    discard();
    emit edited();
}

bool RuleDraft::bringBack()
{
    const QVariantMap form = givenUp();
    if (form.isEmpty())
        return false;
    takeForm(form);
    forget(cancelled);
    emit edited();
    return true;
}

} // namespace campaign
