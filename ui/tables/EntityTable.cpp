// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/EntityTable.h"

#include "server/catalogue/Offering.h"
#include "server/core/Text.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {
constexpr int computedDelay = 120; // ms: rules are asked again when changes have come to rest
constexpr int typingDelay = 120;
constexpr int mostDeclarations = 500;
} // namespace

EntityTable::EntityTable(QObject* parent)
    : EntityRows(parent)
{
    m_computed.setSingleShot(true);
    m_computed.setInterval(computedDelay);
    connect(&m_computed, &QTimer::timeout, this, &EntityTable::refreshComputed);
    m_replan.setSingleShot(true);
    m_replan.setInterval(typingDelay);
    connect(&m_replan, &QTimer::timeout, this, &EntityTable::replan);
    connect(this, &EntityRows::completed, this, [this] {
        if (std::exchange(m_choosesAll, false))
            chooseAll();
    });
}

void EntityTable::setSession(Session* session)
{
    if (session == EntityRows::session())
        return;
    if (EntityRows::session())
        EntityRows::session()->selection()->disconnect(this);
    useSession(session);
    if (session) {
        connect(session->selection(), &Selection::changed, this, &EntityTable::followSelection);
        connect(&session->store(), &client::EntityStore::computedChanged, this, &EntityTable::staleComputed);
        connect(&session->store(), &client::EntityStore::datesChanged, this, [this] {
            if (loaded() > 0 && columnCount() > 0)
                emit dataChanged(index(0, 0), index(loaded() - 1, columnCount() - 1));
        });
    }
    emit sessionChanged();
    if (session && m_typeName.isEmpty())
        setTypeName(session->recall("table/type", "Settlement").toString());
    else
        rebuild();
}

QVariantList EntityTable::types() const
{
    QVariantList list;
    if (!session())
        return list;
    for (const catalogue::Type& one : session()->store().types().types()) {
        if (offeringOf(one) == catalogue::Offering::InLists)
            list.append(QVariantMap{
                {"type", toQString(one.name)}, {"label", wording::ofMany(one)}, {"icon", toQString(one.icon)}});
    }
    return list;
}

const catalogue::Type* EntityTable::type() const
{
    return session() ? session()->store().types().find(fromQString(m_typeName)) : nullptr;
}

bool EntityTable::isCreatable() const
{
    return type() && Session::isCreatable(*type());
}

void EntityTable::setTypeName(const QString& name)
{
    if (name == m_typeName)
        return;
    m_typeName = name;
    if (session())
        session()->remember("table/type", name);
    rebuild();
}

QString EntityTable::pluralLabel() const
{
    return type() ? wording::ofMany(*type()) : QString();
}

void EntityTable::rebuild()
{
    m_search.clear();
    m_filters.clear();
    m_problems.clear();
    m_asked.clear();
    m_current.clear();
    m_anchor.clear();
    m_order.clear();
    m_sortKey = session() ? session()->recall("table/" + m_typeName + "/sort", "name").toString() : "name";
    m_isDescending = session() && session()->recall("table/" + m_typeName + "/descending", false).toBool();
    beginResetModel();
    m_columns = type() ? columnsOf(*type()) : std::vector<TableColumn>();
    applyMemory();
    endResetModel();
    emit typeChanged();
    emit columnsChanged();
    replan();
    followSelection();
    if (!type() || !client::documents::hasComputedFields(*type()))
        return;
    askSchemas();
    askComputed();
}

// Declared variables become columns.
void EntityTable::askSchemas()
{
    const catalogue::Type* schema = session()->store().types().find("VariableSchema");
    if (!schema)
        return;
    Value::Object asked{{"first", mostDeclarations},
                        {"filter", client::documents::equals("entityType", type()->name)},
                        {"branch", session()->place().branch()}};
    session()->client().execute(client::documents::page(*schema, client::documents::fullSelection(*schema)), asked,
                                this, [this, of = m_typeName](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (of != m_typeName || !edges || !edges->isArray())
                                        return;
                                    for (const Value& edge : edges->asArray())
                                        addColumn(variableColumn(*edge.find("node")));
                                });
}

// And what rules compute.
void EntityTable::askComputed()
{
    const catalogue::Type* rule = session()->store().types().find("FieldCondition");
    if (!rule)
        return;
    Value::Object asked{{"first", mostDeclarations},
                        {"filter", client::documents::equals("entityType", type()->name)},
                        {"branch", session()->place().branch()}};
    session()->client().execute(client::documents::page(*rule, "__typename id version changeSeq name field "), asked,
                                this, [this, of = m_typeName](const client::Reply& reply) {
                                    const Value* page = reply.data.find("page");
                                    const Value* edges = page ? page->find("edges") : nullptr;
                                    if (of != m_typeName || !edges || !edges->isArray())
                                        return;
                                    for (const Value& edge : edges->asArray())
                                        addColumn(computedColumn(edge.find("node")->stringOr("field", "")));
                                    refreshComputed();
                                });
}

void EntityTable::addColumn(TableColumn column)
{
    if (!column.field && column.name.empty())
        return;
    const auto same = [&](const TableColumn& one) { return one.key == column.key; };
    const auto known = std::find_if(m_columns.begin(), m_columns.end(), same);
    if (known != m_columns.end() && known->looksLike(column))
        return;
    // A table sorted by it had to wait for it.
    if (column.key == m_sortKey)
        m_replan.start();
    beginResetModel();
    // Rows, declarations and rules answer in any order; the columns always stand in the same.
    if (known == m_columns.end())
        m_columns.insert(std::upper_bound(m_columns.begin(), m_columns.end(), column, standsBefore), std::move(column));
    else
        *known = std::move(column);
    applyMemory();
    endResetModel();
    emit columnsChanged();
}

// A column of tags is worth its room once something has one.
void EntityTable::showTagsInUse()
{
    const auto tags =
        std::find_if(m_columns.begin(), m_columns.end(), [](const TableColumn& one) { return one.key == "tags"; });
    if (tags == m_columns.end() || tags->isShown)
        return;
    for (int row = 0; row < loaded(); ++row) {
        const client::Record* record = recordAt(row);
        if (!record || tags->shownIn(*record, session()->store()).isEmpty())
            continue;
        TableColumn shown = *tags;
        shown.isShown = true;
        addColumn(std::move(shown));
        return;
    }
}

// Variables that nobody declared: to be chosen, not shown by themselves.
void EntityTable::addSeenVariables()
{
    constexpr int mostRows = 200;
    constexpr std::size_t mostColumns = 80;
    for (int row = 0; row < std::min(loaded(), mostRows) && m_columns.size() < mostColumns; ++row) {
        const client::Record* record = recordAt(row);
        const Value* all = record ? record->field("variables") : nullptr;
        if (!all || !all->isObject())
            continue;
        for (const auto& [key, value] : all->asObject()) {
            if (!value.isNull() && !find("variables." + toQString(key)))
                addColumn(variableColumn(key, value));
        }
    }
}

// Headings stand above their numbers.
void EntityTable::alignComputed()
{
    std::vector<TableColumn> numbers;
    for (const TableColumn& column : m_columns) {
        const auto holdsNumber = [&](const client::Record* record) {
            return record && column.valueIn(*record).isNumber();
        };
        bool holdsNumbers = false;
        for (int row = 0; row < std::min(loaded(), 50) && column.kind == TableColumn::Kind::Computed; ++row)
            holdsNumbers = holdsNumbers || holdsNumber(recordAt(row));
        if (holdsNumbers && !column.holdsNumbers)
            numbers.push_back(column);
    }
    for (TableColumn& column : numbers) {
        column.holdsNumbers = true;
        addColumn(std::move(column));
    }
}

void EntityTable::applyMemory()
{
    if (session() && m_order.isEmpty() && type())
        m_order = session()->recall("table/" + m_typeName + "/columns", {}).toStringList();
    m_shown.clear();
    const auto placeOf = [this](const QString& key) {
        const auto found =
            std::find_if(m_columns.begin(), m_columns.end(), [&](const TableColumn& one) { return one.key == key; });
        return static_cast<std::size_t>(found - m_columns.begin());
    };
    if (m_order.isEmpty()) {
        for (std::size_t at = 0; at < m_columns.size(); ++at) {
            if (m_columns[at].isShown)
                m_shown.push_back(at);
        }
        return;
    }
    for (const QString& key : m_order) {
        if (placeOf(key) < m_columns.size())
            m_shown.push_back(placeOf(key));
    }
}

void EntityTable::remember() const
{
    session()->remember("table/" + m_typeName + "/columns", m_order);
    session()->remember("table/" + m_typeName + "/sort", m_sortKey);
    session()->remember("table/" + m_typeName + "/descending", m_isDescending);
}

const TableColumn* EntityTable::find(const QString& key) const
{
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const TableColumn& one) { return one.key == key; });
    return found == m_columns.end() ? nullptr : &*found;
}

const TableColumn* EntityTable::shownColumn(int column) const
{
    return column >= 0 && column < columnCount() ? &m_columns[m_shown[static_cast<std::size_t>(column)]] : nullptr;
}

void EntityTable::setSearch(const QString& text)
{
    if (text == m_search)
        return;
    m_search = text;
    emit viewChanged();
    m_replan.start();
}

void EntityTable::sortBy(const QString& key)
{
    if (!find(key))
        return;
    m_isDescending = key == m_sortKey && !m_isDescending;
    m_sortKey = key;
    remember();
    replan();
}

void EntityTable::replan()
{
    emit viewChanged();
    setPlan(makePlan());
}

std::string EntityTable::selectionText() const
{
    std::string selection = "__typename id version changeSeq ";
    for (const catalogue::Field& field : type()->fields) {
        const bool isHeavy = field.type == catalogue::FieldType::Geometry || field.type == catalogue::FieldType::Json;
        if (!isHeavy)
            selection += field.name + ' ';
    }
    return selection + (client::documents::hasComputedFields(*type()) ? "computedFields" : "");
}

RowPlan EntityTable::makePlan() const
{
    RowPlan made;
    if (!type())
        return made;
    made.type = type();
    made.selection = selectionText();
    made.search = fromQString(m_search.trimmed());
    made.decisive = {"name"};
    std::vector<std::pair<TableFilter, TableColumn>> ours;
    for (const TableFilter& filter : m_filters) {
        const TableColumn* column = find(filter.key);
        made.decisive.insert(column->field ? column->field->name : "variables");
        if (column->isFilteredByServer())
            addTo(made.filter, filter, *column);
        else
            ours.emplace_back(filter, *column);
    }
    const TableColumn* sorted = find(m_sortKey);
    const TableColumn column = sorted ? *sorted : *find("name");
    made.decisive.insert(column.field ? column.field->name : "variables");
    made.needsAll = !ours.empty() || !column.isSortedByServer();
    if (column.isSortedByServer()) {
        const QString order = toQString(column.field->column()).toUpper() + (m_isDescending ? "_DESC" : "_ASC");
        made.orderBy = fromQString(order);
    }
    if (!ours.empty())
        made.passes = [ours](const client::Record& record) {
            return std::all_of(ours.begin(), ours.end(),
                               [&](const auto& one) { return matches(one.first, one.second.valueIn(record)); });
        };
    // References are ordered by the names they show.
    const bool byName = column.control == "reference";
    made.compare = [column, byName, store = &session()->store(),
                    descending = m_isDescending](const client::Record& left, const client::Record& right) {
        const auto value = [&](const client::Record& record) {
            return byName ? Value(fromQString(column.shownIn(record, *store))) : column.valueIn(record);
        };
        const int order = compareValues(value(left), value(right));
        if (order != 0)
            return descending ? -order : order;
        const int names = sortName(left.name()).compare(sortName(right.name()));
        return names != 0 ? names : left.id.compare(right.id);
    };
    return made;
}

QStringList EntityTable::filters() const
{
    QStringList words;
    for (const TableFilter& filter : m_filters) {
        if (const TableColumn* column = find(filter.key))
            words.append(wordsOf(filter, *column, session()->store()));
    }
    return words;
}

QVariantList EntityTable::comparisons(const QString& key) const
{
    const TableColumn* column = find(key);
    return column ? comparisonsOf(*column) : QVariantList();
}

QVariantMap EntityTable::operandOf(const QString& key) const
{
    const TableColumn* column = find(key);
    if (!column)
        return {};
    QVariantList choices;
    if (column->control == "switch")
        choices = presentation::yesAndNo();
    else if (column->field)
        choices = presentation::choicesOf(*column->field);
    for (const QString& choice : column->choices)
        choices.append(QVariantMap{{"value", choice}, {"label", choice}});
    const bool isReference = column->control == "reference" && !column->field->target.empty();
    return {{"control", isReference         ? "reference"
                        : choices.isEmpty() ? "text"
                                            : "choice"},
            {"choices", choices},
            {"targetType", column->field ? toQString(column->field->target) : QString()}};
}

QString EntityTable::addFilter(const QString& key, const QString& comparison, const QVariant& operand)
{
    const TableColumn* column = find(key);
    if (!column)
        return tr("There is no such column.");
    const Result<TableFilter> made = makeFilter(*column, comparison, operand, session()->store());
    if (!made)
        return toQString(made.error().message);
    if (std::find(m_filters.begin(), m_filters.end(), *made) == m_filters.end())
        m_filters.push_back(*made);
    replan();
    return {};
}

void EntityTable::removeFilter(int index)
{
    if (index < 0 || index >= static_cast<int>(m_filters.size()))
        return;
    m_filters.erase(m_filters.begin() + index);
    replan();
}

void EntityTable::reset()
{
    m_filters.clear();
    m_search.clear();
    replan();
}

void EntityTable::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    EntityRows::followChanges(deltas);
    showTagsInUse();
    const bool newRules = std::any_of(deltas.begin(), deltas.end(), [](const client::EntityDelta& delta) {
        return delta.type == "FieldCondition" || delta.type == "VariableSchema";
    });
    if (newRules && type() && client::documents::hasComputedFields(*type())) {
        askSchemas();
        askComputed();
    }
    if (!session()->store().hearsOfValues())
        staleComputed({}, true);
}

void EntityTable::rowsRead()
{
    addSeenVariables();
    showTagsInUse();
    askNames();
}

// References show names: those of entities not seen yet are asked for, a type at a time.
void EntityTable::askNames()
{
    std::map<std::string, std::set<Id>> wanted;
    for (const TableColumn& column : m_columns) {
        if (column.control != "reference")
            continue;
        for (int row = 0; row < loaded(); ++row) {
            const client::Record* record = recordAt(row);
            const Value value = record ? column.valueIn(*record) : Value();
            const std::string target = record ? presentation::targetOf(*column.field, record) : std::string();
            if (value.isString() && session()->store().nameOf(value.asString()).empty() &&
                m_asked.insert(value.asString()).second)
                wanted[target].insert(value.asString());
        }
    }
    for (const auto& [name, named] : wanted) {
        const catalogue::Type* target = session()->store().types().find(name);
        if (!target)
            continue;
        Value::Object asked{
            {"first", static_cast<std::int64_t>(named.size())},
            {"filter", Value::Object{{"id", Value::Object{{"in", Value::Array(named.begin(), named.end())}}}}}};
        if (target->scope == catalogue::Scope::Branched)
            asked.set("branch", session()->place().branch());
        session()->client().execute(client::documents::page(*target, "__typename id version changeSeq name "), asked,
                                    this, [this](const client::Reply&) {
                                        if (loaded() > 0)
                                            emit dataChanged(index(0, 0), index(loaded() - 1, columnCount() - 1));
                                        emit viewChanged();
                                    });
    }
}

} // namespace campaign
