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
    m_rows.clear();
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
    const Value::Object asked{{"first", mostRows},
                              {"filter", client::documents::equals("entityId", id())},
                              {"branch", session()->place().branch()}};
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
    m_rows.clear();
    for (const Value& one : shown)
        m_rows.append(QVariantMap{{"id", textOf(one, "id")},
                                  {"name", textOf(one, "name")},
                                  {"when", whenOf(one)},
                                  {"problem", textOf(one, "error")}});
}

QString ScheduledEffects::whenOf(const Value& scheduled) const
{
    const QString due = textOf(scheduled, "dueAt");
    if (!due.isEmpty())
        return session()->store().dates().inWords(due);
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(realTimeOf(scheduled) / 1'000);
    const QString time = QLocale().toString(when, QLocale::ShortFormat);
    return when > QDateTime::currentDateTime() ? tr("%1, by the clock on the wall").arg(time)
                                               : tr("was due %1").arg(time);
}

void ScheduledEffects::cancel(const QString& scheduledId)
{
    static const std::string text = "mutation Cancel($id: ID!, $branch: ID) { result: cancelScheduledEffect(id: $id, "
                                    "branchId: $branch) { id } }";
    if (!session())
        return;
    const Value::Object variables{{"id", fromQString(scheduledId)}, {"branch", session()->place().branch()}};
    session()->client().mutate(text, variables, this, {});
}

} // namespace campaign
