// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/NotesModel.h"

#include "server/catalogue/Mentions.h"
#include "server/core/Text.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <algorithm>
#include <map>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int mostNotes = 5'000;
constexpr int gatherTime = 20; // ms

std::string textOf(const client::Record& record, std::string_view field)
{
    const Value* value = record.field(field);
    return value && value->isString() ? value->asString() : std::string();
}

bool hasTag(const client::Record& record, const std::string& tag)
{
    const Value* tags = record.field("tags");
    return tags && tags->isArray() &&
           std::find(tags->asArray().begin(), tags->asArray().end(), Value(tag)) != tags->asArray().end();
}

} // namespace

NotesModel::NotesModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(gatherTime);
    connect(&m_ask, &QTimer::timeout, this, &NotesModel::ask);
}

void NotesModel::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->store().disconnect(this);
    m_session = session;
    m_all.clear();
    arrange();
    if (session) {
        connect(&session->store(), &client::EntityStore::entitiesChanged, this,
                [this](const std::vector<client::EntityDelta>& deltas) {
                    if (std::any_of(deltas.begin(), deltas.end(),
                                    [](const client::EntityDelta& delta) { return delta.type == "Note"; }))
                        m_ask.start();
                });
        connect(&session->store(), &client::EntityStore::reloadNeeded, &m_ask, qOverload<>(&QTimer::start));
        ask();
    }
    emit sessionChanged();
}

const catalogue::Type* NotesModel::type() const
{
    return m_session ? m_session->store().types().find("Note") : nullptr;
}

void NotesModel::setSearch(const QString& text)
{
    if (m_search == text)
        return;
    m_search = text;
    emit searchChanged();
    arrange();
}

void NotesModel::setTag(const QString& tag)
{
    if (m_tag == tag)
        return;
    m_tag = tag;
    emit searchChanged();
    arrange();
}

void NotesModel::ask()
{
    if (!type())
        return;
    const Value::Object asked{{"first", mostNotes}, {"branch", m_session->place().branch()}};
    m_session->client().execute(client::documents::page(*type(), client::documents::fullSelection(*type())), asked,
                                this, [this](const client::Reply& reply) { take(reply.data); });
}

void NotesModel::take(const Value& data)
{
    const Value* page = data.find("page");
    const Value* edges = page ? page->find("edges") : nullptr;
    if (!edges || !edges->isArray())
        return;
    m_isKnown = true;
    m_all.clear();
    for (const Value& edge : edges->asArray())
        m_all.push_back(edge.find("node")->stringOr("id", ""));
    arrange();
    askNames();
}

// What notes are about, of entities not seen yet.
void NotesModel::askNames()
{
    std::map<std::string, Value::Array> wanted;
    for (const Id& id : m_all) {
        const client::Record* note = m_session->store().find(id);
        const Id about = note ? textOf(*note, "aboutId") : Id();
        if (!about.empty() && m_session->store().nameOf(about).empty())
            wanted[textOf(*note, "aboutType")].push_back(about);
    }
    for (const auto& [name, ids] : wanted) {
        const catalogue::Type* target = m_session->store().types().find(name);
        if (!target)
            continue;
        Value::Object asked{{"first", static_cast<std::int64_t>(ids.size())},
                            {"filter", Value::Object{{"id", Value::Object{{"in", ids}}}}}};
        if (target->scope == catalogue::Scope::Branched)
            asked.set("branch", m_session->place().branch());
        m_session->client().execute(client::documents::page(*target, "__typename id version changeSeq name "), asked,
                                    this, [this](const client::Reply&) {
                                        if (count() > 0)
                                            emit dataChanged(index(0), index(count() - 1), {AboutRole});
                                    });
    }
}

bool NotesModel::isWanted(const client::Record& note) const
{
    if (note.isGone || (!m_tag.isEmpty() && !hasTag(note, fromQString(m_tag))))
        return false;
    const std::string wanted = foldCase(fromQString(m_search.trimmed()));
    return wanted.empty() || foldCase(note.name()).find(wanted) != std::string::npos ||
           foldCase(catalogue::withoutMentions(textOf(note, "text"))).find(wanted) != std::string::npos;
}

void NotesModel::arrange()
{
    std::vector<Id> shown;
    for (const Id& id : m_all) {
        const client::Record* note = m_session ? m_session->store().find(id) : nullptr;
        if (note && isWanted(*note))
            shown.push_back(id);
    }
    std::stable_sort(shown.begin(), shown.end(), [this](const Id& left, const Id& right) {
        return sortName(m_session->store().nameOf(left)) < sortName(m_session->store().nameOf(right));
    });
    if (shown == m_shown) {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    } else {
        beginResetModel();
        m_shown = std::move(shown);
        endResetModel();
    }
    emit countsChanged();
}

QStringList NotesModel::tags() const
{
    std::map<std::string, int> uses;
    for (const Id& id : m_all) {
        const client::Record* note = m_session->store().find(id);
        const Value* tags = note ? note->field("tags") : nullptr;
        if (!tags || !tags->isArray())
            continue;
        for (const Value& tag : tags->asArray())
            ++uses[tag.asString()];
    }
    std::vector<std::pair<std::string, int>> sorted(uses.begin(), uses.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& left, const auto& right) { return left.second > right.second; });
    QStringList list;
    for (const auto& [tag, count] : sorted)
        list.append(toQString(tag));
    return list;
}

QString NotesModel::idAt(int row) const
{
    return row >= 0 && row < count() ? toQString(m_shown[static_cast<std::size_t>(row)]) : QString();
}

int NotesModel::rowOf(const QString& noteId) const
{
    const auto found = std::find(m_shown.begin(), m_shown.end(), fromQString(noteId));
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

void NotesModel::create(const QString& title)
{
    if (!type() || title.trimmed().isEmpty())
        return;
    m_session->commands().create("Note",
                                 {{"name", fromQString(title.trimmed())}, {"worldId", m_session->place().worldId}},
                                 [this, self = QPointer(this)](const Id& id) {
                                     if (!self)
                                         return;
                                     ask();
                                     emit created(toQString(id));
                                 });
}

int NotesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> NotesModel::roleNames() const
{
    return {{IdRole, "noteId"},   {NameRole, "name"},         {ExcerptRole, "excerpt"},
            {AboutRole, "about"}, {IsSharedRole, "isShared"}, {TagsRole, "tags"}};
}

QVariant NotesModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestExcerpt = 140;
    const client::Record* note = m_session ? m_session->store().find(fromQString(idAt(index.row()))) : nullptr;
    if (!note)
        return {};
    switch (role) {
    case IdRole:
        return toQString(note->id);
    case NameRole:
        return toQString(note->name());
    case ExcerptRole:
        return toQString(catalogue::withoutMentions(textOf(*note, "text"))).simplified().left(longestExcerpt);
    case AboutRole:
        return toQString(m_session->store().nameOf(textOf(*note, "aboutId")));
    case IsSharedRole: {
        const Value* audience = note->field("visibility");
        return audience && audience->isInteger() && audience->asInteger() != 0;
    }
    case TagsRole: {
        const Value* tags = note->field("tags");
        return tags ? client::toVariant(*tags) : QVariant();
    }
    default:
        return {};
    }
}

} // namespace campaign
