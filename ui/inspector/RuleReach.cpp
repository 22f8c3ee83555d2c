// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleReach.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

namespace {

constexpr int gatherTime = 120; // ms, of typing and of changes
constexpr int pageSize = 12;

qlonglong numberOf(const Value& object, const char* member)
{
    const Value* number = object.find(member);
    return number && number->isInteger() ? number->asInteger() : 0;
}

} // namespace

RuleReach::RuleReach(QObject* parent)
    : QAbstractListModel(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(gatherTime);
    connect(&m_ask, &QTimer::timeout, this, [this] { ask({}); });
    connect(this, &RuleReach::wanted, &m_ask, qOverload<>(&QTimer::start));
}

void RuleReach::setDraft(RuleDraft* draft)
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

void RuleReach::follow(Session* session)
{
    if (m_session == session)
        return;
    m_session = session;
    connect(&session->store(), &client::EntityStore::entitiesChanged, &m_ask, qOverload<>(&QTimer::start));
    connect(&session->store(), &client::EntityStore::reloadNeeded, &m_ask, qOverload<>(&QTimer::start));
}

void RuleReach::more()
{
    if (m_hasMore)
        ask(m_end);
}

void RuleReach::ask(const std::string& after)
{
    static const std::string query =
        "query Reach($type: String!, $rule: JSON!, $id: ID, $only: RuleOutcome, $first: Int, $after: String, $branch: "
        "ID) { trials: tryRuleOnAll(entityType: $type, expression: $rule, entityId: $id, only: $only, first: $first, "
        "after: $after, branchId: $branch) { problem total checked trueCount falseCount valueCount failedCount hasMore "
        "endCursor results { id name outcome value problem } } }";
    const std::optional<Value> rule = m_draft ? m_draft->answerable() : std::nullopt;
    if (!m_isWanted || !m_draft || !m_draft->session())
        return;
    const int asked = ++m_asked;
    if (!rule) {
        take(Value::Object(), false);
        return;
    }
    follow(m_draft->session());
    // As many as are listed already, so that a change elsewhere does not fold the list.
    const int first = after.empty() ? std::max(pageSize, count()) : pageSize;
    const Value::Object variables{{"type", fromQString(m_draft->typeName())},
                                  {"rule", *rule},
                                  {"id", m_draft->isOwn() ? Value(fromQString(m_draft->ownId())) : Value()},
                                  {"only", m_only.isEmpty() ? Value() : Value(fromQString(m_only))},
                                  {"first", first},
                                  {"after", after.empty() ? Value() : Value(after)},
                                  {"branch", m_session->place().branch()}};
    const bool isNext = !after.empty();
    m_session->client().execute(query, variables, this, [this, asked, isNext](const client::Reply& reply) {
        const Value* trials = reply.data.find("trials");
        if (asked == m_asked)
            take(trials && trials->isObject() ? *trials : Value::Object(), isNext);
    });
}

void RuleReach::take(const Value& trials, bool isNext)
{
    std::vector<Row> rows = isNext ? m_rows : std::vector<Row>();
    const Value* results = trials.find("results");
    for (const Value& one : results && results->isArray() ? results->asArray() : Value::Array()) {
        const Value* value = one.find("value");
        const QString problem = textOf(one, "problem");
        const QString words = value ? wording::ofValue(*value) : QString();
        rows.push_back({textOf(one, "id"), textOf(one, "name"), textOf(one, "outcome"),
                        !problem.isEmpty() ? problem
                        : words.isEmpty()  ? tr("Nothing")
                                           : words});
    }
    const Value* more = trials.find("hasMore");
    m_hasMore = more && more->isBoolean() && more->asBoolean();
    m_end = trials.stringOr("endCursor", "");
    takeCounts(trials);
    show(std::move(rows));
    emit changed();
}

void RuleReach::takeCounts(const Value& trials)
{
    m_summary.clear();
    m_counts.clear();
    const qlonglong total = numberOf(trials, "total");
    const qlonglong checked = numberOf(trials, "checked");
    const catalogue::Type* type = m_draft ? m_draft->type() : nullptr;
    if (!trials.find("total") || !type || !textOf(trials, "problem").isEmpty())
        return;
    const std::tuple<const char*, const char*, QString> kinds[] = {{"TRUE", "trueCount", tr("True")},
                                                                   {"FALSE", "falseCount", tr("False")},
                                                                   {"VALUE", "valueCount", tr("Another value")},
                                                                   {"FAILED", "failedCount", tr("Fails")}};
    for (const auto& [outcome, member, label] : kinds) {
        if (const qlonglong number = numberOf(trials, member); number > 0 || m_only == outcome)
            m_counts.append(QVariantMap{{"outcome", outcome}, {"label", label}, {"count", number}});
    }
    const QString many = wording::ofMany(*type).toLower();
    const bool isTruth = numberOf(trials, "trueCount") + numberOf(trials, "falseCount") > 0 || checked == 0;
    const QString of =
        checked < total ? tr("the first %L1 %2").arg(checked).arg(many) : tr("%L1 %2").arg(total).arg(many);
    m_summary = m_draft->isOwn() ? tr("It holds for this one alone")
                : isTruth        ? tr("True of %L1 of %2").arg(numberOf(trials, "trueCount")).arg(of)
                                 : tr("Gives a value for %L1 of %2").arg(numberOf(trials, "valueCount")).arg(of);
}

// Rows that stay keep their places, so that a list under the pointer does not jump.
void RuleReach::show(std::vector<Row> rows)
{
    const std::size_t common = std::min(rows.size(), m_rows.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        emit dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
    if (rows.size() > common) {
        beginInsertRows({}, static_cast<int>(common), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    } else if (m_rows.size() > common) {
        beginRemoveRows({}, static_cast<int>(common), count() - 1);
        m_rows.resize(common);
        endRemoveRows();
    }
}

int RuleReach::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> RuleReach::roleNames() const
{
    return {{EntityIdRole, "entityId"}, {NameRole, "name"}, {OutcomeRole, "outcome"}, {ShownRole, "shown"}};
}

QVariant RuleReach::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case EntityIdRole:
        return row.id;
    case NameRole:
        return row.name;
    case OutcomeRole:
        return row.outcome;
    case ShownRole:
        return row.shown;
    default:
        return {};
    }
}

} // namespace campaign
