// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleReason.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleWords.h"

namespace campaign {

using client::fromQString;
using client::textOf;

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

/// The names of the items of a list, or the items themselves where they have none.
Value namesOf(const Value& list)
{
    const Value name = Value::Object{{"var", "name"}};
    const Value each = Value::Object{{"if", Value::Array{name, name, Value::Object{{"var", ""}}}}};
    return Value::Object{{"map", Value::Array{list, each}}};
}

/// "Old Market, Docks and 3 more"; "" for none.
QString enumerated(const Value* list)
{
    QStringList names;
    for (const Value& one : list && list->isArray() ? list->asArray() : Value::Array()) {
        if (!one.isObject() && !one.isNull())
            names.append(wording::ofValue(one));
    }
    if (names.size() <= mostNames)
        return names.join(", ");
    return RuleReason::tr("%1 and %L2 more").arg(names.mid(0, mostNames).join(", ")).arg(names.size() - mostNames);
}

/// What was read, each once: "Population: 1,200". Lists and whole things are told of otherwise.
QStringList readsOf(const Value& answer)
{
    QStringList lines;
    const Value* reads = answer.find("reads");
    for (const Value& read : reads && reads->isArray() ? reads->asArray() : Value::Array()) {
        const Value* value = read.find("value");
        if (!value || value->isArray() || value->isObject())
            continue;
        const QString shown = wording::ofValue(*value);
        const QString line = RuleReason::tr("%1: %2").arg(rulewords::ofPath(read.stringOr("path", "")),
                                                          shown.isEmpty() ? RuleReason::tr("nothing") : shown);
        if (!lines.contains(line))
            lines.append(line);
    }
    return lines;
}

const Value* valueOf(const Value& answers, const std::string& name)
{
    const Value* answer = answers.find(name);
    return answer && answer->isObject() ? answer->find("value") : nullptr;
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
    const std::optional<Value> rule = m_draft ? m_draft->rule() : std::nullopt;
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
    Value::Object variables{{"type", fromQString(m_draft->typeName())},
                            {"id", fromQString(m_draft->entityId())},
                            {"branch", m_session->place().branch()}};
    std::string declared;
    std::string fields;
    const auto tryOut = [&](const std::string& name, const Value& expression) {
        declared += ", $" + name + ": JSON!";
        fields += " " + name + ": tryRule(entityType: $type, entityId: $id, branchId: $branch, expression: $" + name +
                  ") { value problem reads }";
        variables.set(name, expression);
    };
    const std::vector<Value> nodes = m_blocks.nodes();
    for (int row = 0; row < std::min(m_blocks.rowCount(), mostLines); ++row) {
        const Value& node = nodes[static_cast<std::size_t>(row)];
        const std::string number = std::to_string(row);
        if (node.isNull())
            continue;
        tryOut("part" + number, node);
        if (!picksItems(node))
            continue;
        const std::vector<const Value*> arguments = ruletree::childrenOf(node);
        tryOut("all" + number, namesOf(*arguments[0]));
        tryOut("fit" + number, namesOf(Value::Object{{"filter", Value::Array{*arguments[0], *arguments[1]}}}));
    }
    m_session->client().execute("query Why($type: String!, $id: ID!, $branch: ID" + declared + ") {" + fields + " }",
                                variables, this, [this, asked](const client::Reply& reply) {
                                    if (asked == m_asked)
                                        take(reply.data);
                                });
}

void RuleReason::take(const Value& answers)
{
    m_lines.clear();
    for (int row = 0; answers.isObject() && row < std::min(m_blocks.rowCount(), mostLines); ++row)
        m_lines.append(line(row, answers));
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

QVariantMap RuleReason::line(int row, const Value& answers) const
{
    const std::string number = std::to_string(row);
    const Value* answer = answers.find("part" + number);
    const Value* value = valueOf(answers, "part" + number);
    QString result;
    QString truth;
    QStringList detail;
    if (answer && answer->isObject() && !textOf(*answer, "problem").isEmpty()) {
        result = textOf(*answer, "problem");
    } else if (value) {
        const bool isPlain = !value->isArray() && !value->isObject();
        result = isPlain ? wording::ofValue(*value) : enumerated(value);
        truth = value->isBoolean() ? (value->asBoolean() ? "true" : "false") : "";
        result = value->isNull() ? tr("Nothing") : result;
    }
    if (const Value* all = valueOf(answers, "all" + number)) {
        const QString fit = enumerated(valueOf(answers, "fit" + number));
        const QString of = enumerated(all);
        detail.append(!fit.isEmpty() ? tr("Fits: %1").arg(fit)
                      : of.isEmpty() ? tr("The list is empty")
                                     : tr("None of them fits: %1").arg(of));
    } else if (answer && m_blocks.data(m_blocks.index(row), RuleBlocks::KindRole) == "line") {
        detail = readsOf(*answer);
    }
    return {{"depth", m_blocks.data(m_blocks.index(row), RuleBlocks::DepthRole)},
            {"words", wordsOf(row)},
            {"result", result},
            {"truth", truth},
            {"detail", detail.join(" · ")}};
}

} // namespace campaign
