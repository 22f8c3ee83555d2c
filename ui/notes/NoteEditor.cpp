// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/NoteEditor.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int typingDelay = 40;         // ms
constexpr qsizetype longestPrefix = 40; // of a name being typed
constexpr int mostCompletions = 8;
constexpr int keepingDelay = 1'000; // ms of typing that may be lost
const QString unfinished = QStringLiteral("noteUnfinished/");

/// Where the @ of the mention being typed stands, −1 when there is none: it begins a word and no bracket follows.
qsizetype startOfMention(const QString& text, qsizetype cursor)
{
    const qsizetype at = cursor > 0 ? text.lastIndexOf('@', cursor - 1) : -1;
    if (at < 0 || cursor - at > longestPrefix || (at > 0 && text[at - 1].isLetterOrNumber()))
        return -1;
    const QStringView typed = QStringView(text).mid(at + 1, cursor - at - 1);
    const bool isBroken = typed.contains('\n') || typed.contains('[') || typed.contains(']') || typed.startsWith(' ');
    return isBroken ? -1 : at;
}

/// What a text calls an entity.
QString nameIn(const std::string& text, const Id& id)
{
    for (const catalogue::Mention& one : catalogue::mentionsIn(text)) {
        if (one.id == id)
            return toQString(one.shownName);
    }
    return {};
}

} // namespace

NoteEditor::NoteEditor(QObject* parent)
    : QObject(parent)
{
    m_complete.setSingleShot(true);
    m_complete.setInterval(typingDelay);
    connect(&m_complete, &QTimer::timeout, this, &NoteEditor::askCompletions);
    m_keep.setSingleShot(true);
    m_keep.setInterval(keepingDelay);
    connect(&m_keep, &QTimer::timeout, this, &NoteEditor::keep);
}

void NoteEditor::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->store().disconnect(this);
    m_session = session;
    if (session) {
        connect(&session->store(), &client::EntityStore::entitiesChanged, this, &NoteEditor::followChanges);
        connect(&session->store(), &client::EntityStore::reloadNeeded, this, &NoteEditor::load);
    }
    readUnfinished();
    emit noteChanged();
    load();
}

void NoteEditor::setNoteId(const QString& id)
{
    if (m_noteId == id)
        return;
    keep();
    m_noteId = id;
    readUnfinished();
    m_mentions = {};
    m_asked.clear();
    m_gone.clear();
    stopCompleting();
    emit noteChanged();
    show();
    load();
}

void NoteEditor::load()
{
    const catalogue::Type* note = m_session ? m_session->store().types().find("Note") : nullptr;
    if (!note || m_noteId.isEmpty())
        return;
    m_session->client().execute(client::documents::one(*note),
                                {{"id", fromQString(m_noteId)}, {"branch", m_session->place().branch()}}, this,
                                [this, id = m_noteId](const client::Reply&) {
                                    if (id == m_noteId)
                                        show();
                                });
}

const client::Record* NoteEditor::record() const
{
    const client::Record* found = m_session ? m_session->store().find(fromQString(m_noteId)) : nullptr;
    return found && !found->isGone && found->type == "Note" ? found : nullptr;
}

std::string NoteEditor::stored() const
{
    const Value* text = record() ? record()->field("text") : nullptr;
    return text && text->isString() ? text->asString() : std::string();
}

MentionText::NameOf NoteEditor::names() const
{
    return [this](const std::string&, const Id& id) { return toQString(m_session->store().nameOf(id)); };
}

void NoteEditor::show()
{
    m_shown =
        m_session ? MentionText::toShown(stored(), names(), [this](const Id& id) { return isGone(id); }) : QString();
    if (m_unfinished && record() && *m_unfinished == stored()) {
        forget();
        m_before = MentionText().toEditable(stored(), names());
        emit unsavedChanged();
    }
    emit shownChanged();
    if (m_session)
        askNames();
}

// Present names of what is mentioned: the text may carry older ones.
void NoteEditor::askNames()
{
    std::vector<std::pair<std::string, Id>> wanted;
    for (const catalogue::Mention& one : catalogue::mentionsIn(stored()))
        wanted.emplace_back(one.type, one.id);
    const Value* aboutId = record() ? record()->field("aboutId") : nullptr;
    const Value* aboutType = record() ? record()->field("aboutType") : nullptr;
    if (aboutId && aboutId->isString() && aboutType && aboutType->isString())
        wanted.emplace_back(aboutType->asString(), aboutId->asString());
    for (const auto& [name, id] : wanted) {
        const catalogue::Type* type = m_session->store().types().find(name);
        if (!type || !m_session->store().nameOf(id).empty() || !m_asked.insert(id).second)
            continue;
        Value::Object asked{{"id", id}};
        if (type->scope == catalogue::Scope::Branched)
            asked.set("branch", m_session->place().branch());
        m_session->client().execute(client::documents::row(*type), asked, this,
                                    [this, id = id](const client::Reply& reply) {
                                        if (reply.errors.empty() && m_session->store().nameOf(id).empty())
                                            m_gone.insert(id);
                                        show();
                                    });
    }
}

bool NoteEditor::isGone(const Id& id) const
{
    const client::Record* known = m_session->store().find(id);
    return known ? known->isGone : m_gone.contains(id);
}

void NoteEditor::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    const std::vector<catalogue::Mention> mentions = catalogue::mentionsIn(stored());
    const std::string id = fromQString(m_noteId);
    const Value* aboutId = record() ? record()->field("aboutId") : nullptr;
    const Id about = aboutId && aboutId->isString() ? aboutId->asString() : Id();
    const bool concerns = std::any_of(deltas.begin(), deltas.end(), [&](const client::EntityDelta& delta) {
        return delta.id == id || delta.id == about ||
               std::any_of(mentions.begin(), mentions.end(),
                           [&](const catalogue::Mention& one) { return one.id == delta.id; });
    });
    if (concerns)
        show();
}

QString NoteEditor::title() const
{
    return record() ? toQString(record()->name()) : QString();
}

QString NoteEditor::tags() const
{
    QStringList list;
    const Value* tags = record() ? record()->field("tags") : nullptr;
    if (tags && tags->isArray()) {
        for (const Value& tag : tags->asArray())
            list.append(toQString(tag.asString()));
    }
    return list.join(", ");
}

bool NoteEditor::isShared() const
{
    const Value* audience = record() ? record()->field("visibility") : nullptr;
    return audience && audience->isInteger() && audience->asInteger() != 0;
}

QVariantMap NoteEditor::about() const
{
    const Value* id = record() ? record()->field("aboutId") : nullptr;
    const Value* type = record() ? record()->field("aboutType") : nullptr;
    if (!id || !id->isString() || !type || !type->isString())
        return {};
    return {{"type", toQString(type->asString())},
            {"id", toQString(id->asString())},
            {"name", toQString(m_session->store().nameOf(id->asString()))},
            {"isGone", isGone(id->asString())}};
}

QString NoteEditor::begin()
{
    m_mentions = {};
    if (!m_session)
        return {};
    readUnfinished();
    m_before = m_mentions.toEditable(stored(), names());
    m_typed = m_unfinished ? m_mentions.toEditable(*m_unfinished, names()) : m_before;
    emit unsavedChanged();
    return m_typed;
}

void NoteEditor::typed(const QString& edited)
{
    if (m_typed == edited)
        return;
    m_typed = edited;
    if (!m_keep.isActive())
        m_keep.start();
    emit unsavedChanged();
}

void NoteEditor::keep()
{
    m_keep.stop();
    if (record() && isUnsaved())
        putAway(m_mentions.toStored(m_typed));
}

void NoteEditor::discard()
{
    m_keep.stop();
    m_before = m_typed;
    forget();
}

void NoteEditor::save(const QString& edited)
{
    stopCompleting();
    typed(edited);
    keep();
    if (!record())
        return;
    const std::string text = m_mentions.toStored(edited);
    // A rename alone is no edit: the names in the text are only how it was written.
    if (MentionText().toEditable(stored(), names()) == edited) {
        discard();
        return;
    }
    m_before = edited;
    m_session->commands().setField(record()->id, "text", text.empty() ? Value() : Value(text));
    emit unsavedChanged();
}

void NoteEditor::readUnfinished()
{
    m_unfinished.reset();
    m_before.clear();
    m_typed.clear();
    const QVariant kept = m_session && !m_noteId.isEmpty() ? m_session->recall(unfinished + m_noteId, {}) : QVariant();
    if (kept.isValid())
        m_unfinished = fromQString(kept.toString());
    emit unsavedChanged();
}

void NoteEditor::putAway(const std::string& text)
{
    m_unfinished = text;
    m_session->remember(unfinished + m_noteId, toQString(text));
    emit unsavedChanged();
}

void NoteEditor::forget()
{
    if (m_unfinished)
        m_session->remember(unfinished + m_noteId, {});
    m_unfinished.reset();
    emit unsavedChanged();
}

void NoteEditor::rename(const QString& title)
{
    if (record() && !title.trimmed().isEmpty())
        m_session->rename(m_noteId, title);
}

void NoteEditor::setTags(const QString& text)
{
    if (!record())
        return;
    std::set<std::string> tags;
    for (const QString& tag : text.split(',', Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty())
            tags.insert(fromQString(tag.trimmed()));
    }
    m_session->commands().setField(record()->id, "tags", Value(Value::Array(tags.begin(), tags.end())));
}

void NoteEditor::setShared(bool shared)
{
    if (record())
        m_session->commands().setField(record()->id, "visibility", Value(shared ? 1 : 0));
}

void NoteEditor::setAbout(const QString& type, const QString& id)
{
    if (record())
        m_session->commands().refer(record()->id, "aboutId", fromQString(type), fromQString(id));
}

void NoteEditor::complete(const QString& edited, int cursor)
{
    const qsizetype at = startOfMention(edited, cursor);
    if (at < 0 || !m_session) {
        stopCompleting();
        return;
    }
    m_prefix = edited.mid(at + 1, cursor - at - 1);
    m_complete.start();
}

void NoteEditor::stopCompleting()
{
    m_complete.stop();
    m_prefix.clear();
    if (m_completions.isEmpty())
        return;
    m_completions.clear();
    emit completionsChanged();
}

void NoteEditor::askCompletions()
{
    if (m_prefix.trimmed().isEmpty())
        return;
    static const std::string query = "query Complete($text: String!, $branch: ID, $first: Int) { list: search(text: "
                                     "$text, branchId: $branch, first: $first) { type id name } }";
    const Value::Object asked{
        {"text", fromQString(m_prefix.trimmed())}, {"branch", m_session->place().branch()}, {"first", mostCompletions}};
    m_session->client().execute(query, asked, this, [this, prefix = m_prefix](const client::Reply& reply) {
        const Value* list = reply.data.find("list");
        if (prefix != m_prefix || !list || !list->isArray())
            return;
        m_completions.clear();
        for (const Value& one : list->asArray()) {
            const catalogue::Type* type = m_session->store().types().find(one.stringOr("type", ""));
            // The bare place under a town of that name is not what is meant.
            const bool isTwin = type && type->role == catalogue::Role::Place &&
                                std::any_of(m_completions.begin(), m_completions.end(), [&](const QVariant& other) {
                                    return other.toMap().value("name") == client::textOf(one, "name");
                                });
            if (type && !isTwin && client::textOf(one, "id") != m_noteId)
                m_completions.append(QVariantMap{{"type", toQString(type->name)},
                                                 {"id", client::textOf(one, "id")},
                                                 {"name", client::textOf(one, "name")},
                                                 {"icon", toQString(type->icon)},
                                                 {"detail", toQString(type->label)}});
        }
        emit completionsChanged();
    });
}

QVariantMap NoteEditor::accept(const QString& edited, int cursor, int completion)
{
    const qsizetype at = startOfMention(edited, cursor);
    if (at < 0 || completion < 0 || completion >= m_completions.size())
        return {{"text", edited}, {"cursor", cursor}};
    const QVariantMap chosen = m_completions.at(completion).toMap();
    const QString mention = m_mentions.mention(fromQString(chosen["type"].toString()),
                                               fromQString(chosen["id"].toString()), chosen["name"].toString());
    stopCompleting();
    return {{"text", edited.left(at) + mention + edited.mid(cursor)}, {"cursor", at + mention.size()}};
}

void NoteEditor::follow(const QString& link)
{
    const auto [type, id] = MentionText::target(link);
    if (!m_session || id.isEmpty())
        return;
    if (!MentionText::isGoneLink(link)) {
        m_session->selection()->select(type, id);
        return;
    }
    const QString name = nameIn(stored(), fromQString(id));
    emit m_session->noticed(tr("%1 was deleted. Undo brings it back, or take the mention out of the note.").arg(name));
}

} // namespace campaign
