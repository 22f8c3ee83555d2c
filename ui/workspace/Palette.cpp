// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Palette.h"

#include "server/catalogue/Offering.h"
#include "ui/actions/WordMatch.h"
#include "ui/client/Conversion.h"

#include <QElapsedTimer>
#include <QSettings>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int restMilliseconds = 30;
constexpr qsizetype commandsBesideEntities = 6;
constexpr int strongMatch = 85;
const char* const latelyUsed = "palette/commands";

} // namespace

Palette::Palette(QObject* parent)
    : QAbstractListModel(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &Palette::ask);
}

void Palette::setWorkspace(Workspace* workspace)
{
    m_workspace = workspace;
    emit workspaceChanged();
}

void Palette::open(const QString& start)
{
    m_entities.clear();
    m_text = start;
    emit textChanged();
    readRecentNames();
    follow();
}

bool Palette::asksFor(QChar prefix) const
{
    return m_text.startsWith(prefix);
}

QString Palette::wanted() const
{
    const bool hasPrefix = asksFor('@') || asksFor('#') || asksFor('>');
    return m_text.mid(hasPrefix ? 1 : 0).trimmed();
}

void Palette::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    emit textChanged();
    follow();
}

void Palette::follow()
{
    const bool searches = session() && !wanted().isEmpty() && !asksFor('>');
    m_isWaiting = searches;
    if (searches) {
        m_rest.start();
    } else {
        m_rest.stop();
        m_entities.clear();
    }
    compose();
}

void Palette::ask()
{
    if (!session() || wanted().isEmpty())
        return;
    if (asksFor('#'))
        searchTag(wanted());
    else
        search(wanted());
}

void Palette::search(const QString& words)
{
    static const std::string query = "query Search($campaign: ID!, $text: String!, $branch: ID) { "
                                     "hits: search(campaignId: $campaign, text: $text, branchId: $branch) "
                                     "{ type id name passage } }";
    const Value::Object variables{{"campaign", session()->place().campaignId},
                                  {"text", fromQString(words)},
                                  {"branch", session()->place().branch()}};
    QElapsedTimer clock;
    clock.start();
    session()->client().execute(
        query, variables, this, [this, clock, words, asked = m_text](const client::Reply& reply) {
            m_lastAnswer = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            QList<Row> rows;
            const Value* hits = reply.data.find("hits");
            if (session() && hits && hits->isArray()) {
                for (const Value& hit : hits->asArray())
                    addHit(rows, hit, words);
            }
            tieToPlaces(rows);
            std::stable_sort(rows.begin(), rows.end(),
                             [](const Row& left, const Row& right) { return left.score > right.score; });
            answered(asked, std::move(rows));
        });
}

/// What is called so goes before what only mentions it, things before the rules and variables about them; a file is
/// found by what it belongs to.
void Palette::addHit(QList<Row>& rows, const Value& hit, const QString& words) const
{
    constexpr int behindThings = 40;
    constexpr int behindNamesakes = 1;
    const catalogue::Type* type = m_workspace->types().find(hit.stringOr("type", ""));
    if (!type || type->role == catalogue::Role::File)
        return;
    Row row = entityRow(toQString(type->name), client::textOf(hit, "id"), client::textOf(hit, "name"));
    row.score = wordMatch(words, row.name);
    if (type->parentField.empty() && type->role == catalogue::Role::Thing)
        row.score -= behindThings;
    if (catalogue::sharesName(*type))
        row.score -= behindNamesakes;
    row.passage = client::textOf(hit, "passage");
    rows.append(row);
}

void Palette::searchTag(const QString& tag)
{
    std::string query = "query Tagged($tag: String!, $branch: ID) { ";
    for (const catalogue::Type& type : m_workspace->types().types()) {
        if (type.scope == catalogue::Scope::Branched && type.writable)
            query += type.name + ": " + type.plural +
                     "Connection(first: 10, filter: { tags: { hasTag: $tag } }, branchId: $branch) "
                     "{ edges { node { __typename id version changeSeq name } } } ";
    }
    query += "}";
    const Value::Object variables{{"tag", fromQString(tag)}, {"branch", session()->place().branch()}};
    session()->client().execute(query, variables, this, [this, asked = m_text](const client::Reply& reply) {
        QList<Row> rows;
        if (session() && reply.data.isObject()) {
            for (const auto& [type, page] : reply.data.asObject()) {
                const Value* edges = page.find("edges");
                for (const Value& edge : edges && edges->isArray() ? edges->asArray() : Value::Array())
                    rows.append(entityRow(toQString(type), client::textOf(*edge.find("node"), "id"),
                                          client::textOf(*edge.find("node"), "name")));
            }
        }
        answered(asked, std::move(rows));
    });
}

void Palette::answered(const QString& asked, QList<Row> entities)
{
    if (asked != m_text)
        return;
    m_isWaiting = false;
    m_entities = std::move(entities);
    compose();
}

Palette::Row Palette::entityRow(const QString& typeName, const QString& id, const QString& name) const
{
    const catalogue::Type* type = m_workspace->types().find(fromQString(typeName));
    Row row;
    row.entity = {typeName, id};
    row.name = name;
    row.icon = type ? toQString(type->icon) : QString();
    row.detail = type ? whereabouts(*type, id) : QString();
    return row;
}

/// "Settlement, Veldmark" as far as the window has seen what it hangs on.
QString Palette::whereabouts(const catalogue::Type& type, const QString& id) const
{
    const QString label = toQString(type.label);
    const client::Record* record = session()->store().find(fromQString(id));
    const catalogue::Field* parent = Session::ownerField(type);
    const Value* owner = record && parent ? record->field(parent->name) : nullptr;
    const QString name =
        owner && owner->isString() ? toQString(session()->store().nameOf(owner->asString())) : QString();
    return name.isEmpty() ? label : tr("%1, %2", "a type, and what it belongs to").arg(label, name);
}

/// A settlement and the point it stands on bear one name: the point says whose it is.
void Palette::tieToPlaces(QList<Row>& rows) const
{
    for (const Row& row : std::as_const(rows)) {
        const catalogue::Type* type = m_workspace->types().find(fromQString(row.entity.type));
        const client::Record* record = session() ? session()->store().find(fromQString(row.entity.id)) : nullptr;
        const Value* place = type && record ? record->field("locationId") : nullptr;
        if (!place || !place->isString())
            continue;
        const QString id = toQString(place->asString());
        for (Row& other : rows) {
            if (other.entity.id == id)
                other.detail = tr("Location of the %1").arg(toQString(type->label).toLower());
        }
    }
}

QList<Palette::Row> Palette::commands() const
{
    QList<Row> rows;
    const ActionRegistry& registry = *m_workspace->actions();
    for (const auto& action : registry.actions()) {
        const int score =
            wanted().isEmpty() ? 1 : commandMatch(wanted(), registry.sectionOf(*action) + ' ' + action->text());
        // One that cannot run now is found when it is asked for, if it can say what it waits for.
        const QString whyNot = wanted().isEmpty() ? QString() : action->whyNot();
        const bool isPossible = action->isEnabled() || !whyNot.isEmpty();
        if (score == 0 || !isPossible || action->actionId() == "edit.palette")
            continue;
        Row row;
        row.name = action->text();
        row.icon = action->iconName();
        row.detail = registry.sectionOf(*action);
        row.keys = action->shortcutText();
        row.actionId = action->actionId();
        row.whyNot = whyNot;
        row.score = score;
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
        return left.score != right.score ? left.score > right.score : left.whyNot.isEmpty() && !right.whyNot.isEmpty();
    });
    return rows;
}

QList<Palette::Row> Palette::lately() const
{
    QList<Row> rows;
    if (session() && !asksFor('#')) {
        for (const Selection::Entity& one : session()->recent()) {
            const QString name = toQString(session()->store().nameOf(fromQString(one.id)));
            if (!name.isEmpty())
                rows.append(entityRow(one.type, one.id, name));
        }
    }
    for (Row& row : rows)
        row.section = tr("Recent");
    if (asksFor('@') || asksFor('#'))
        return rows;
    const QList<Row> all = commands();
    for (const QString& id : QSettings().value(latelyUsed).toStringList()) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const Row& row) { return row.actionId == id; });
        if (found == all.end())
            continue;
        rows.append(*found);
        rows.last().section = tr("Recent commands");
    }
    return rows.isEmpty() ? all : rows;
}

void Palette::compose()
{
    QList<Row> rows;
    if (m_workspace && asksFor('>')) {
        rows = commands();
    } else if (m_workspace && wanted().isEmpty()) {
        rows = lately();
    } else if (m_workspace) {
        rows = m_entities;
        const QList<Row> found =
            asksFor('@') || asksFor('#') ? QList<Row>() : commands().mid(0, commandsBesideEntities);
        const bool isNamed = std::any_of(rows.begin(), rows.end(), [this](const Row& row) {
            return row.name.startsWith(wanted(), Qt::CaseInsensitive);
        });
        // A command that was typed out goes before entities that only resemble it.
        const auto weak = std::find_if(found.begin(), found.end(),
                                       [isNamed](const Row& row) { return isNamed || row.score < strongMatch; });
        const qsizetype strong = weak - found.begin();
        rows = found.mid(0, strong) + rows + found.mid(strong);
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    emit countChanged();
}

int Palette::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Palette::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case NameRole:
        return row.name;
    case IconRole:
        return row.icon;
    case DetailRole:
        return row.detail;
    case KeysRole:
        return row.keys;
    case IsCommandRole:
        return !row.actionId.isEmpty();
    case SectionRole:
        return row.section;
    case PassageRole:
        return row.passage;
    case WhyNotRole:
        return row.whyNot;
    default:
        return {};
    }
}

QHash<int, QByteArray> Palette::roleNames() const
{
    return {{NameRole, "name"},           {IconRole, "iconName"},   {DetailRole, "detail"},   {KeysRole, "keys"},
            {IsCommandRole, "isCommand"}, {SectionRole, "section"}, {PassageRole, "passage"}, {WhyNotRole, "whyNot"}};
}

void Palette::choose(int row)
{
    if (row < 0 || row >= count())
        return;
    const Row chosen = m_rows.at(row);
    if (!chosen.actionId.isEmpty()) {
        run(chosen.actionId);
    } else if (session()) {
        session()->selection()->select(chosen.entity.type, chosen.entity.id);
        m_workspace->panels()->showInspector(true);
    }
}

void Palette::run(const QString& actionId)
{
    Action* action = m_workspace->actions()->action(actionId);
    if (!action)
        return;
    action->refresh();
    const QString whyNot = action->whyNot();
    if (!whyNot.isEmpty()) {
        m_workspace->notifications()->warn(whyNot);
        return;
    }
    noteCommand(actionId);
    action->trigger();
}

void Palette::chooseOnMap(int row)
{
    if (row < 0 || row >= count())
        return;
    const bool isEntity = m_rows.at(row).actionId.isEmpty();
    choose(row);
    if (isEntity)
        m_workspace->showOnMap();
}

void Palette::chooseBeside(int row)
{
    if (row < 0 || row >= count())
        return;
    const Row chosen = m_rows.at(row);
    const QString view = chosen.actionId.startsWith("view.") ? chosen.actionId.mid(5) : QString();
    Action* beside = view.isEmpty() ? nullptr : m_workspace->actions()->action("beside." + view);
    if (beside) {
        noteCommand(chosen.actionId);
        beside->trigger();
        return;
    }
    choose(row);
    if (!chosen.actionId.isEmpty() || !session())
        return;
    const catalogue::Type* type = m_workspace->types().find(fromQString(chosen.entity.type));
    const bool hasPlace = type && (type->field("locationId") || type->field("geometry"));
    const bool isNote = chosen.entity.type == "Note";
    m_workspace->centre()->openBeside(isNote ? "notes" : hasPlace ? "map" : "tables");
    if (hasPlace)
        session()->askForMap();
}

void Palette::noteCommand(const QString& actionId) const
{
    constexpr qsizetype kept = 6;
    QSettings settings;
    QStringList ids = settings.value(latelyUsed).toStringList();
    ids.removeAll(actionId);
    ids.prepend(actionId);
    settings.setValue(latelyUsed, ids.mid(0, kept));
}

/// After opening a campaign nothing is known of what was used lately but the ids.
void Palette::readRecentNames()
{
    if (!session())
        return;
    std::string query;
    Value::Object variables{{"branch", session()->place().branch()}};
    std::string declared = "$branch: ID";
    for (const Selection::Entity& one : session()->recent()) {
        const catalogue::Type* type = m_workspace->types().find(fromQString(one.type));
        if (!type || session()->store().find(fromQString(one.id)))
            continue;
        const std::string number = std::to_string(variables.size());
        declared += ", $id" + number + ": ID!";
        variables.set("id" + number, fromQString(one.id));
        query += "e" + number + ": " + type->queryName() + "(id: $id" + number +
                 (type->scope == catalogue::Scope::Branched ? ", branchId: $branch" : "") +
                 ") { __typename id version changeSeq name } ";
    }
    if (!query.empty())
        session()->client().execute("query Recent(" + declared + ") { " + query + "}", variables, this,
                                    [this](const client::Reply&) { compose(); });
}

} // namespace campaign
