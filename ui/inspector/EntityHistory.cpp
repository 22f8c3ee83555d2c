// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityHistory.h"

#include "ui/client/Conversion.h"
#include "ui/client/Moments.h"
#include "ui/client/Wording.h"
#include "ui/inspector/StepPresentation.h"

#include <QDateTime>

#include <algorithm>

namespace campaign {

using client::toQString;

namespace {

constexpr int page = 25;

QString whenOf(const QString& iso)
{
    return momentText(QDateTime::fromString(iso, Qt::ISODateWithMs));
}

} // namespace

void EntityHistory::clear()
{
    m_entries.clear();
    m_hasMore = false;
    m_wanted = page;
}

bool EntityHistory::concerns(const std::vector<client::EntityDelta>& deltas) const
{
    return std::any_of(deltas.begin(), deltas.end(),
                       [this](const client::EntityDelta& delta) { return delta.id == id(); });
}

void EntityHistory::ask()
{
    static const std::string text =
        "query Versions($type: String!, $id: ID!, $branch: ID, $first: Int) { versions: entityVersions(entityType: "
        "$type, entityId: $id, branchId: $branch, first: $first) { operation change { seq kind reason author realTime "
        "isUndone } fields { path before after } } }";
    Value::Object variables{{"type", type()->name}, {"id", id()}, {"first", m_wanted + 1}};
    if (type()->scope == catalogue::Scope::Branched)
        variables.set("branch", session()->place().branch());
    query(text, variables, [this](const Value& data) {
        const Value* versions = data.find("versions");
        m_entries.clear();
        if (!versions || !versions->isArray())
            return;
        m_hasMore = versions->asArray().size() > static_cast<std::size_t>(m_wanted);
        // What was undone stands struck out and what was done again stands, both where they were first done: that they
        // were taken back and done again is no step of its own.
        for (const Value& version : versions->asArray()) {
            const std::string kind = version.find("change")->stringOr("kind", "");
            if (m_entries.size() < m_wanted && kind != "undo" && kind != "redo")
                m_entries.append(entryOf(version));
        }
    });
}

QVariantMap EntityHistory::entryOf(const Value& version) const
{
    const Value& change = *version.find("change");
    const Value* seq = change.find("seq");
    const Value* undone = change.find("isUndone");
    const bool isUndone = undone && undone->isBoolean() && undone->asBoolean();
    const std::string kind = change.stringOr("kind", "");
    const QString reason = client::textOf(change, "reason");
    return {
        {"seq", seq && seq->isInteger() ? qlonglong{seq->asInteger()} : 0},
        {"when", whenOf(client::textOf(change, "realTime"))},
        {"reason", reason.isEmpty() ? wording::ofName(toQString(kind)) : session()->store().dates().inWords(reason)},
        {"author", client::textOf(change, "author")},
        {"isUndone", isUndone},
        {"canUndo", !isUndone && kind != "stream" && kind != "undo" && kind != "redo"},
        {"fields", presentation::settingsOf(*type(), version, session()->store())}};
}

void EntityHistory::undo(qlonglong seq)
{
    if (!session())
        return;
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [seq](const QVariant& one) { return one.toMap()["seq"].toLongLong() == seq; });
    connect(session()->steps(), &UndoSteps::stepped, this, &EntityHistory::refresh, Qt::SingleShotConnection);
    session()->steps()->undoChange(seq, entry == m_entries.end() ? QString() : entry->toMap()["reason"].toString());
}

void EntityHistory::more()
{
    m_wanted += page;
    refresh();
}

} // namespace campaign
