// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/EntityHistory.h"

#include "ui/client/ColourWords.h"
#include "ui/client/Conversion.h"
#include "ui/client/Moments.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

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

QVariantList EntityHistory::fieldsOf(const Value& version) const
{
    QVariantList list;
    const Value* fields = version.find("fields");
    const bool isCreation = version.stringOr("operation", "") == "CREATE";
    if (!fields || !fields->isArray())
        return list;
    for (const Value& one : fields->asArray()) {
        const std::string path = one.stringOr("path", "");
        const catalogue::Field* field = type()->field(path);
        if (path == "sourceId" || path == "archivedAt" ||
            (isCreation && field && field->type == catalogue::FieldType::Reference))
            continue;
        const auto shown = [&](const char* side) {
            const Value* value = one.find(side);
            if (!value)
                return QString();
            if (path == "color" && value->isString())
                return wording::ofColour(toQString(value->asString()));
            const bool isKey = type()->name == "StateVariable" && (path == "name" || path == "key");
            if (isKey && value->isString())
                return wording::ofName(toQString(value->asString()));
            const QString words =
                field ? presentation::shown(*field, *value, session()->store()) : wording::ofValue(*value);
            constexpr qsizetype longest = 160;
            return words.size() > longest ? words.left(longest) + "…" : words;
        };
        list.append(QVariantMap{
            {"label", presentation::labelOf(*type(), path)}, {"before", shown("before")}, {"after", shown("after")}});
    }
    return list;
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
        {"fields", fieldsOf(version)}};
}

void EntityHistory::undo(qlonglong seq)
{
    static const std::string text = "mutation TakeBack($campaign: ID, $branch: ID, $change: Int) { result: undo("
                                    "campaignId: $campaign, branchId: $branch, change: $change) { change } }";
    if (!session())
        return;
    Value::Object variables{{"change", std::int64_t{seq}}, {"branch", session()->place().branch()}};
    if (!session()->place().campaignId.empty())
        variables.set("campaign", session()->place().campaignId);
    session()->client().mutate(text, variables, this, [this](const client::Reply&) {
        refresh();
        session()->steps()->refresh();
    });
}

void EntityHistory::more()
{
    m_wanted += page;
    refresh();
}

} // namespace campaign
