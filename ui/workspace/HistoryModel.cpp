// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/HistoryModel.h"

#include "ui/client/Conversion.h"
#include "ui/client/Moments.h"

#include <algorithm>

namespace campaign {

namespace {
constexpr std::int64_t longestList = 500;
}

void HistoryModel::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session) {
        m_session->steps()->disconnect(this);
        m_session->store().disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session->steps(), &UndoSteps::changed, this, &HistoryModel::read);
        connect(&session->store(), &client::EntityStore::datesChanged, this, &HistoryModel::read);
    }
    take({});
    read();
    emit sessionChanged();
}

void HistoryModel::read()
{
    if (!m_session || !m_session->isReady())
        return;
    static const std::string query = "query History($campaign: ID, $since: Int, $first: Int) { changes(campaignId: "
                                     "$campaign, since: $since, first: $first) "
                                     "{ seq kind branchId reason isUndone isOwn realTime } }";
    const std::int64_t since = std::max<std::int64_t>(0, m_session->store().lastSeq() - longestList);
    const Value::Object variables{
        {"campaign", m_session->place().campaignId}, {"since", since}, {"first", 2 * longestList}};
    m_session->client().execute(query, variables, this, [this](const client::Reply& reply) {
        const Value* changes = reply.data.find("changes");
        take(changes ? *changes : Value());
    });
}

void HistoryModel::take(const Value& changes)
{
    beginResetModel();
    m_steps.clear();
    for (const Value& change : changes.isArray() ? changes.asArray() : Value::Array()) {
        const std::string branch = change.stringOr("branchId", "");
        const std::string kind = change.stringOr("kind", "");
        const std::vector<Id>& followed = m_session->place().followed;
        const bool isHere = branch == m_session->place().branchId ||
                            std::find(followed.begin(), followed.end(), branch) != followed.end();
        if (!isHere || kind == "stream" || kind == "undo" || kind == "redo")
            continue;
        const Value* undone = change.find("isUndone");
        const Value* own = change.find("isOwn");
        const QString reason = client::textOf(change, "reason");
        const Value* seq = change.find("seq");
        m_steps.prepend({seq && seq->isInteger() ? seq->asInteger() : 0,
                         reason.isEmpty() ? tr("A change") : m_session->store().dates().inWords(reason),
                         QDateTime::fromString(client::textOf(change, "realTime"), Qt::ISODate).toLocalTime(),
                         undone && undone->isBoolean() && undone->asBoolean(), own && *own == Value(true)});
    }
    endResetModel();
    emit countChanged();
    emit chosenChanged();
}

int HistoryModel::chosenRow() const
{
    const auto chosen =
        std::find_if(m_steps.begin(), m_steps.end(), [this](const Step& step) { return step.seq == m_chosen; });
    const int row = chosen == m_steps.end() ? presentRow() : static_cast<int>(chosen - m_steps.begin());
    return std::min(row, count() - 1);
}

void HistoryModel::choose(int row)
{
    if (row < 0 || row >= count() || row == chosenRow())
        return;
    m_chosen = row == presentRow() ? 0 : m_steps[row].seq; // the present is followed
    emit chosenChanged();
}

double HistoryModel::chosenChange() const
{
    const int row = chosenRow();
    return row < 0 ? 0 : static_cast<double>(m_steps[row].seq);
}

QString HistoryModel::chosenReason() const
{
    const int row = chosenRow();
    return row < 0 ? QString() : m_steps[row].reason;
}

QString HistoryModel::chosenStanding() const
{
    const int row = chosenRow();
    if (row < 0)
        return {};
    const Step& step = m_steps[row];
    QString when = momentText(step.when);
    when.replace(0, 1, when.left(1).toUpper()); // a sentence of its own here
    if (row == presentRow())
        return tr("%1. The campaign stands here.").arg(when);
    if (step.isUndone && row > presentRow())
        return tr("%1. Undone, and newer work stands: it cannot be done again.").arg(when);
    return step.isUndone ? tr("%1. Undone.").arg(when) : when;
}

QString HistoryModel::wayThere() const
{
    const int row = chosenRow();
    const int present = presentRow();
    if (row < 0 || row == present)
        return {};
    const int steps = row < present ? countSteps(row, present, true) : countSteps(present, row, false);
    if (steps == 0 || (row > present && m_steps[row].isUndone))
        return {};
    if (row < present)
        return steps == 1 ? tr("Go forward to here: does one step again")
                          : tr("Go forward to here: does %L1 steps again").arg(steps);
    return steps == 1 ? tr("Go back to here: undoes one step") : tr("Go back to here: undoes %L1 steps").arg(steps);
}

int HistoryModel::presentRow() const
{
    const auto present =
        std::find_if(m_steps.begin(), m_steps.end(), [](const Step& step) { return step.isOwn && !step.isUndone; });
    return static_cast<int>(present - m_steps.begin());
}

int HistoryModel::countSteps(int from, int to, bool undone) const
{
    return static_cast<int>(std::count_if(m_steps.begin() + from, m_steps.begin() + to, [undone](const Step& step) {
        return step.isOwn && step.isUndone == undone;
    }));
}

void HistoryModel::goTo(int row)
{
    if (row < 0 || row >= count())
        return;
    const int present = presentRow();
    m_chosen = 0; // which is going to be this one
    if (row < present)
        m_session->steps()->redoTimes(countSteps(row, present, true));
    else if (!m_steps[row].isUndone)
        m_session->steps()->undoTimes(countSteps(present, row, false));
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Step& step = m_steps[index.row()];
    switch (role) {
    case ReasonRole:
        return step.reason;
    case ClockRole:
        return momentText(step.when);
    case IsUndoneRole:
        return step.isUndone;
    case IsPresentRole:
        return index.row() == presentRow();
    case IsOverwrittenRole:
        return step.isUndone && index.row() > presentRow();
    default:
        return {};
    }
}

QHash<int, QByteArray> HistoryModel::roleNames() const
{
    return {{ReasonRole, "reason"},
            {ClockRole, "clock"},
            {IsUndoneRole, "isUndone"},
            {IsPresentRole, "isPresent"},
            {IsOverwrittenRole, "isOverwritten"}};
}

} // namespace campaign
