// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/ScheduledEffects.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::textOf;

namespace {

constexpr int mostRows = 500;

std::int64_t realTimeOf(const Value& scheduled)
{
    const Value* due = scheduled.find("dueAtRealTime");
    return due && due->isInteger() ? due->asInteger() : 0;
}

/// Its time has passed without it: it waits for the user. For a moment that is so of each that is about to run.
bool isHeld(const Value& scheduled)
{
    return scheduled.stringOr("dueAt", "").empty() &&
           QDateTime::fromMSecsSinceEpoch(realTimeOf(scheduled) / 1'000) <= QDateTime::currentDateTime();
}

/// Those of the world's time first: that is one clock, the other one is another.
bool comesFirst(const Value& left, const Value& right)
{
    const auto key = [](const Value& one) {
        return std::tuple(realTimeOf(one), one.stringOr("dueAt", ""), one.stringOr("name", ""), one.stringOr("id", ""));
    };
    return key(left) < key(right);
}

} // namespace

void ScheduledEffects::clear()
{
    m_shown.clear();
}

QVariantList ScheduledEffects::rows() const
{
    QVariantList rows;
    for (const Value& one : m_shown) {
        const Id of = one.stringOr("entityId", "");
        rows.append(QVariantMap{{"id", textOf(one, "id")},
                                {"name", textOf(one, "name")},
                                {"when", whenOf(one)},
                                {"waits", isHeld(one)},
                                {"problem", textOf(one, "error")},
                                {"ofType", textOf(one, "entityType")},
                                {"ofId", client::toQString(of)},
                                {"ofName", client::toQString(session()->store().nameOf(of))}});
    }
    return rows;
}

bool ScheduledEffects::concerns(const std::vector<client::EntityDelta>& deltas) const
{
    return std::any_of(deltas.begin(), deltas.end(),
                       [](const client::EntityDelta& delta) { return delta.type == "ScheduledEffect"; });
}

void ScheduledEffects::ask()
{
    const catalogue::Type* scheduled = session()->store().types().find("ScheduledEffect");
    if (!scheduled)
        return;
    Value::Object asked{{"first", mostRows}, {"branch", session()->place().branch()}};
    if (type()->role != catalogue::Role::World)
        asked.set("filter", client::documents::equals("entityId", id()));
    query(client::documents::page(*scheduled, client::documents::fullSelection(*scheduled)), asked,
          [this](const Value& data) { take(data); });
}

void ScheduledEffects::take(const Value& data)
{
    std::vector<Value> shown;
    const Value* page = data.find("page");
    const Value* edges = page && page->isObject() ? page->find("edges") : nullptr;
    for (const Value& edge : edges && edges->isArray() ? edges->asArray() : Value::Array()) {
        const std::string status = edge.find("node")->stringOr("status", "");
        if (status == "PENDING" || status == "FAILED")
            shown.push_back(*edge.find("node"));
    }
    std::sort(shown.begin(), shown.end(), comesFirst);
    m_shown = std::move(shown);
    if (type()->role != catalogue::Role::World)
        return;
    for (const Value& one : m_shown)
        askName(one.stringOr("entityType", ""), one.stringOr("entityId", ""));
}

QString ScheduledEffects::whenOf(const Value& scheduled) const
{
    const QString due = textOf(scheduled, "dueAt");
    if (!due.isEmpty())
        return session()->store().dates().inWords(due);
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(realTimeOf(scheduled) / 1'000);
    const QString time = QLocale().toString(when, QLocale::ShortFormat);
    return !isHeld(scheduled)
               ? tr("%1, by the clock on the wall").arg(time)
               : tr("Its time was %1. It does not run by itself any more: run it or call it off.").arg(time);
}

void ScheduledEffects::cancel(const QString& scheduledId)
{
    change("cancelScheduledEffect", scheduledId, tr("%1 is called off"));
}

void ScheduledEffects::runNow(const QString& scheduledId)
{
    change("runScheduledEffect", scheduledId, tr("%1 ran"));
}

void ScheduledEffects::change(const std::string& mutation, const QString& scheduledId, const QString& told)
{
    if (!session())
        return;
    const Value::Object variables{{"id", fromQString(scheduledId)}, {"branch", session()->place().branch()}};
    session()->client().mutate("mutation Change($id: ID!, $branch: ID) { result: " + mutation +
                                   "(id: $id, branchId: $branch) { name status error } }",
                               variables, this, [this, told](const client::Reply& reply) {
                                   const Value* result = reply.data.find("result");
                                   if (!session() || !reply.isGood() || !result || !result->isObject())
                                       return;
                                   const QString name = textOf(*result, "name");
                                   const QString error = textOf(*result, "error");
                                   emit session()->commands().done(
                                       error.isEmpty() ? told.arg(name) : tr("%1 failed: %2").arg(name, error), 1);
                               });
}

} // namespace campaign
