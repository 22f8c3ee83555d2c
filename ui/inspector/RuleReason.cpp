// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleReason.h"

#include "server/rules/Coercion.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/rules/ExplainedRule.h"
#include "ui/rules/RuleWords.h"

namespace campaign {

using client::fromQString;

namespace {

constexpr int gatherTime = 120; // ms
constexpr int mostLines = 200;
constexpr qsizetype mostNames = 6;

/// Over a list, with a condition each item fits or does not.
bool picksItems(const Value& node)
{
    const std::string& name = ruletree::operatorOf(node);
    return (name == "some" || name == "all" || name == "none" || name == "filter") &&
           ruletree::childrenOf(node).size() == 2;
}

/// An item of a list as people call it: by its name, or as it is where it has none.
QString nameOf(const Value& item)
{
    const Value* name = item.find("name");
    return name && name->isString() ? client::toQString(name->asString()) : wording::ofValue(item);
}

/// "Old Market, Docks and 3 more"; "" for none.
QString enumerated(const QStringList& names, qsizetype further = 0)
{
    const qsizetype left = std::max<qsizetype>(0, names.size() - mostNames) + further;
    const QString shown = names.mid(0, mostNames).join(", ");
    return left == 0 ? shown : RuleReason::tr("%1 and %L2 more").arg(shown).arg(left);
}

QStringList namesOf(const Value* items)
{
    QStringList names;
    for (const Value& one : items && items->isArray() ? items->asArray() : Value::Array())
        names.append(nameOf(one));
    return names;
}

qsizetype furtherOf(const Value* part)
{
    const Value* further = part ? part->find("furtherItems") : nullptr;
    return further && further->isInteger() ? static_cast<qsizetype>(further->asInteger()) : 0;
}

/// What was read for a part, each once: "Population: 1,200". Lists and whole things are told of otherwise.
QStringList readsOf(const Value& part, const RuleBlocks& blocks, int row)
{
    const Value& node = *blocks.node(row);
    QStringList lines;
    const Value* parts = part.find("parts");
    const std::vector<const Value*> arguments = ruletree::childrenOf(node);
    for (std::size_t i = 0; parts && i < arguments.size(); ++i) {
        const std::optional<std::string> path = ruletree::variableOf(*arguments[i]);
        const std::string ending = "/" + std::to_string(i);
        for (const Value& one : path ? parts->asArray() : Value::Array()) {
            const Value* value = one.find("value");
            if (!QByteArray::fromStdString(one.stringOr("pointer", "")).endsWith(ending.c_str()) || !value ||
                value->isArray() || value->isObject())
                continue;
            const QString shown = wording::ofValue(*value);
            lines.append(RuleReason::tr("%1: %2").arg(blocks.wordsOf(row, *path),
                                                      shown.isEmpty() ? RuleReason::tr("nothing") : shown));
        }
    }
    lines.removeDuplicates();
    return lines;
}

/// For whom a part of a list's body is true, or what it gives for each: "Yes for Old Market · no for Docks".
QStringList forEach(const Value& values, const QStringList& names)
{
    QStringList yes, no, others;
    for (std::size_t i = 0; i < values.asArray().size(); ++i) {
        const Value& value = values.asArray()[i];
        const QString name = names.value(static_cast<qsizetype>(i));
        if (value.isBoolean())
            (value.asBoolean() ? yes : no).append(name);
        else if (!value.isArray() && !value.isObject())
            others.append(RuleReason::tr("%1: %2").arg(name, wording::ofValue(value)));
    }
    QStringList lines;
    if (!yes.isEmpty())
        lines.append(RuleReason::tr("Yes for %1").arg(enumerated(yes)));
    if (!no.isEmpty())
        lines.append(RuleReason::tr("No for %1").arg(enumerated(no)));
    if (!others.isEmpty())
        lines.append(enumerated(others));
    return lines;
}

} // namespace

RuleReason::RuleReason(QObject* parent)
    : QObject(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(gatherTime);
    connect(&m_ask, &QTimer::timeout, this, &RuleReason::ask);
    connect(this, &RuleReason::wanted, &m_ask, qOverload<>(&QTimer::start));
}

void RuleReason::setDraft(RuleDraft* draft)
{
    if (m_draft == draft)
        return;
    if (m_draft)
        m_draft->disconnect(this);
    m_draft = draft;
    if (draft) {
        connect(draft, &RuleDraft::ruleChanged, &m_ask, qOverload<>(&QTimer::start));
        connect(draft, &QObject::destroyed, this, [this] { m_draft = nullptr; });
    }
    emit wanted();
}

void RuleReason::ask()
{
    const std::optional<Value> rule = m_draft ? m_draft->answerable() : std::nullopt;
    if (!m_isWanted || !m_draft || !m_draft->session())
        return;
    const int asked = ++m_asked;
    if (!rule || m_draft->entityId().isEmpty()) {
        m_lines.clear();
        emit changed();
        return;
    }
    if (m_session != m_draft->session()) {
        m_session = m_draft->session();
        connect(&m_session->store(), &client::EntityStore::entitiesChanged, &m_ask, qOverload<>(&QTimer::start));
    }
    m_blocks.setType(&m_session->store().types(), m_draft->type());
    m_blocks.begin(*rule);
    const Value::Object variables{{"type", fromQString(m_draft->typeName())},
                                  {"id", fromQString(m_draft->entityId())},
                                  {"branch", m_session->place().branch()},
                                  {"rule", *rule}};
    m_session->client().execute(client::documents::tryRule(), variables, this,
                                [this, asked](const client::Reply& reply) {
                                    const Value* trial = reply.data.find("trial");
                                    if (asked == m_asked)
                                        take(trial ? *trial : Value());
                                });
}

void RuleReason::take(const Value& trial)
{
    m_lines.clear();
    const ExplainedRule explained(trial);
    const std::vector<std::string> pointers = m_blocks.pointers();
    for (int row = 0; trial.isObject() && row < std::min(m_blocks.rowCount(), mostLines); ++row)
        m_lines.append(line(row, explained, pointers[static_cast<std::size_t>(row)]));
    emit changed();
}

QString RuleReason::wordsOf(int row) const
{
    const QModelIndex at = m_blocks.index(row);
    const QString title = m_blocks.data(at, RuleBlocks::TitleRole).toString();
    const QString kind = m_blocks.data(at, RuleBlocks::KindRole).toString();
    const QString place = m_blocks.data(at, RuleBlocks::SlotRole).toString();
    QStringList parts;
    for (const QVariant& part : m_blocks.data(at, RuleBlocks::PartsRole).toList())
        parts.append(part.toMap()["shown"].toString());
    QString words = title;
    if (kind == "opaque")
        words = tr("A part that this editor does not know");
    else if (kind == "value")
        words = parts.join(", ");
    else if (kind == "line" && parts.size() == 1)
        words = title + ' ' + parts.first();
    else if (kind == "line")
        words = parts.join(' ' + title + ' ');
    return place.isEmpty() ? words : tr("%1: %2").arg(place, words);
}

QStringList RuleReason::detailOf(int row, const ExplainedRule& explained, const std::string& pointer) const
{
    const Value* part = explained.part(pointer);
    const Value* value = explained.valueOf(pointer);
    if (!value)
        return {};
    if (explained.isEach(pointer)) {
        const Value* items = explained.itemsAround(pointer);
        return items && value->isArray() ? forEach(*value, namesOf(items)) : QStringList();
    }
    const Value& node = *m_blocks.node(row);
    const std::string body = pointer + "/" + ruletree::operatorOf(node) + "/1";
    if (picksItems(node) && explained.valueOf(body) && explained.itemsAround(body)) {
        const QStringList names = namesOf(explained.itemsAround(body));
        QStringList fitting;
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (rules::isTruthy(rules::Operand::of(explained.valueOf(body)->asArray()[static_cast<std::size_t>(i)])))
                fitting.append(names[i]);
        }
        if (fitting.isEmpty() && furtherOf(explained.part(body)) > 0) // who fits may be among those not given
            return {};
        return {!fitting.isEmpty() ? tr("Fits: %1").arg(enumerated(fitting))
                : names.isEmpty()  ? tr("The list is empty")
                                   : tr("None of them fits: %1").arg(enumerated(names))};
    }
    const bool isLine = m_blocks.data(m_blocks.index(row), RuleBlocks::KindRole) == "line";
    return isLine ? readsOf(*part, m_blocks, row) : QStringList();
}

QVariantMap RuleReason::line(int row, const ExplainedRule& explained, const std::string& pointer) const
{
    const Value* part = explained.part(pointer);
    const Value* value = explained.valueOf(pointer);
    QString result;
    QString truth;
    if (!explained.isReached(pointer)) {
        result = tr("Not looked at");
    } else if (part && !value) {
        result = client::toQString(part->stringOr("problem", ""));
    } else if (value && !explained.isEach(pointer)) {
        const bool isPlain = !value->isArray() && !value->isObject();
        result = isPlain ? wording::ofValue(*value) : enumerated(namesOf(value), furtherOf(part));
        truth = value->isBoolean() ? (value->asBoolean() ? "true" : "false") : "";
        result = value->isNull() ? tr("Nothing") : result;
    }
    return {{"depth", m_blocks.data(m_blocks.index(row), RuleBlocks::DepthRole)},
            {"words", wordsOf(row)},
            {"result", result},
            {"truth", truth},
            {"detail", detailOf(row, explained, pointer).join(" · ")}};
}

} // namespace campaign
