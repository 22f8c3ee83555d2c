// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/UndoSteps.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

namespace campaign {

namespace {

QString nameOfStep(const Value* step)
{
    if (!step || !step->isObject())
        return {};
    const QString reason = client::textOf(*step, "reason");
    return reason.isEmpty() ? UndoSteps::tr("last change") : reason;
}

} // namespace

UndoSteps::UndoSteps(client::GraphQLClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &UndoSteps::ask);
}

void UndoSteps::setPlace(const Id& campaign, const Id& branch)
{
    m_campaign = campaign;
    m_branch = branch;
    refresh();
}

Value::Object UndoSteps::place() const
{
    Value::Object variables;
    if (!m_branch.empty())
        variables.set("branch", m_branch);
    if (!m_campaign.empty())
        variables.set("campaign", m_campaign);
    return variables;
}

void UndoSteps::refresh()
{
    if (!m_branch.empty() || !m_campaign.empty())
        m_refresh.start();
}

void UndoSteps::ask()
{
    static const std::string query = "query Steps($campaign: ID, $branch: ID) { "
                                     "state: undoState(campaignId: $campaign, branchId: $branch) { "
                                     "undo { seq kind reason } redo { seq kind reason } } }";
    m_client.execute(query, place(), this, [this](const client::Reply& reply) {
        const Value* state = reply.data.find("state");
        const client::WorldDates& dates = m_client.store().dates();
        m_undoName = dates.inWords(nameOfStep(state ? state->find("undo") : nullptr));
        m_redoName = dates.inWords(nameOfStep(state ? state->find("redo") : nullptr));
        emit changed();
    });
}

void UndoSteps::undo()
{
    undoTimes(1);
}

void UndoSteps::redo()
{
    redoTimes(1);
}

void UndoSteps::undoTimes(int steps)
{
    if (!m_undoName.isEmpty())
        step("undo", steps, 0, true);
}

void UndoSteps::redoTimes(int steps)
{
    if (!m_redoName.isEmpty())
        step("redo", steps, 0, false);
}

void UndoSteps::undoChange(std::int64_t change, const QString& name)
{
    static const std::string query = "mutation Step($campaign: ID, $branch: ID, $change: Int) { result: "
                                     "undo(campaignId: $campaign, branchId: $branch, change: $change) { change } }";
    Value::Object variables = place();
    variables.set("change", change);
    m_client.execute(query, variables, this, [this, name](const client::Reply& reply) {
        if (reply.isGood())
            emit stepped(name, true);
        else
            tellRefusal(reply);
        refresh();
    });
}

void UndoSteps::tellRefusal(const client::Reply& reply)
{
    const client::WorldDates& dates = m_client.store().dates();
    const Value* later = reply.errors.front().facts.find("later");
    const Value* change = later ? later->find("change") : nullptr;
    emit refused(dates.inWords(wording::ofSentence(client::toQString(reply.sentence()))),
                 change && change->isInteger() ? change->asInteger() : 0, dates.inWords(nameOfStep(later)));
}

void UndoSteps::step(const std::string& mutation, int wanted, int done, bool isUndo)
{
    if (wanted < 1)
        return;
    const QString first = isUndo ? m_undoName : m_redoName;
    const std::string query = "mutation Step($campaign: ID, $branch: ID) { result: " + mutation +
                              "(campaignId: $campaign, branchId: $branch) { change } }";
    m_client.execute(query, place(), this, [this, mutation, wanted, done, first, isUndo](const client::Reply& reply) {
        const int after = reply.isGood() ? done + 1 : done;
        if (reply.isGood() && after < wanted)
            return step(mutation, wanted, after, isUndo);
        if (after > 0)
            emit stepped(after == 1 ? first : tr("%n steps", "", after), isUndo);
        // Where the steps end, as under a key held down, there is nothing to say.
        if (!reply.isGood() && reply.errors.front().code != "NOT_FOUND")
            tellRefusal(reply);
        refresh();
    });
}

} // namespace campaign
