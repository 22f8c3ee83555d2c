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
                                     "{ kind branchId reason isUndone realTime } }";
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
        const QString reason = client::textOf(change, "reason");
        m_steps.prepend({reason.isEmpty() ? tr("A change") : m_session->store().dates().inWords(reason),
                         QDateTime::fromString(client::textOf(change, "realTime"), Qt::ISODate).toLocalTime(),
                         undone && undone->isBoolean() && undone->asBoolean(), kind != "due"});
    }
    endResetModel();
    emit countChanged();
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
