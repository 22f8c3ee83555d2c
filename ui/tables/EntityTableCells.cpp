// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/EntityTable.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/inspector/EntityEdits.h"
#include "ui/inspector/FieldPresentation.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

// Which columns are shown and what stands in their cells, which rows are chosen, and how cells are changed and copied.

namespace campaign {

using client::toQString;

namespace {
constexpr std::size_t mostRefreshed = 1'000; // rows in one query
} // namespace

QVariantList EntityTable::columns() const
{
    QVariantList list;
    for (std::size_t at = 0; at < m_columns.size(); ++at) {
        const TableColumn& column = m_columns[at];
        list.append(QVariantMap{{"key", column.key},
                                {"label", column.label},
                                {"isShown", std::find(m_shown.begin(), m_shown.end(), at) != m_shown.end()},
                                {"isComputed", column.kind == TableColumn::Kind::Computed},
                                {"isVariable", column.kind == TableColumn::Kind::Variable}});
    }
    return list;
}

QVariantList EntityTable::headers() const
{
    QVariantList list;
    for (const std::size_t at : m_shown)
        list.append(QVariantMap{{"key", m_columns[at].key},
                                {"label", m_columns[at].label},
                                {"isComputed", m_columns[at].kind == TableColumn::Kind::Computed},
                                {"isNumber", m_columns[at].isSetRight()}});
    return list;
}

void EntityTable::showColumn(const QString& key, bool shown)
{
    QStringList order;
    for (const std::size_t at : m_shown)
        order.append(m_columns[at].key);
    if (!find(key) || order.contains(key) == shown || (!shown && order.size() == 1))
        return;
    if (shown)
        order.append(key);
    else
        order.removeAll(key);
    beginResetModel();
    m_order = order;
    applyMemory();
    endResetModel();
    remember();
    emit columnsChanged();
    m_computed.start(); // it may have come into sight
}

void EntityTable::moveColumn(const QString& key, int by)
{
    QStringList order;
    for (const std::size_t at : m_shown)
        order.append(m_columns[at].key);
    const qsizetype from = order.indexOf(key);
    const qsizetype to = from + by;
    if (from < 0 || to < 0 || to >= order.size())
        return;
    order.move(from, to);
    beginResetModel();
    m_order = order;
    applyMemory();
    endResetModel();
    remember();
    emit columnsChanged();
}

int EntityTable::columnWidth(int column) const
{
    const TableColumn* shown = shownColumn(column);
    if (!shown)
        return 100;
    return session()->recall("table/" + m_typeName + "/width/" + shown->key, shown->width).toInt();
}

void EntityTable::setColumnWidth(int column, int width)
{
    constexpr int narrowest = 48;
    if (const TableColumn* shown = shownColumn(column))
        session()->remember("table/" + m_typeName + "/width/" + shown->key, std::max(narrowest, width));
}

int EntityTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QHash<int, QByteArray> EntityTable::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {ValueRole, "value"},
            {ControlRole, "control"},     {ChoicesRole, "choices"},
            {FromRole, "from"},           {ToRole, "to"},
            {DecimalsRole, "decimals"},   {TargetTypeRole, "targetType"},
            {IsNumberRole, "isNumber"},   {IsEditableRole, "isEditable"},
            {IsChosenRole, "isChosen"},   {ProblemRole, "problem"},
            {IsSharedRole, "isShared"}};
}

QVariant EntityTable::data(const QModelIndex& index, int role) const
{
    const TableColumn* column = shownColumn(index.column());
    const client::Record* record = recordAt(index.row());
    if (!column || !record)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return column->shownIn(*record, session()->store());
    case IsNumberRole:
        // An audience is a number that is shown as words.
        return column->isSetRight() || (!column->field && column->valueIn(*record).isNumber());
    case IsEditableRole:
        return column->control != "fact" && !column->control.isEmpty();
    case IsChosenRole:
        return m_chosen.contains(record->id);
    case IsSharedRole: {
        const Value* audience = record->field("visibility");
        return audience && audience->isInteger() && audience->asInteger() != 0;
    }
    case ProblemRole: {
        const auto found = m_problems.find({record->id, column->key});
        return found == m_problems.end() ? QString() : found->second;
    }
    default:
        return editorData(*column, *record, role);
    }
}

QVariant EntityTable::editorData(const TableColumn& column, const client::Record& record, int role) const
{
    constexpr double farAway = 1e15;
    constexpr int fractionDigits = 6;
    switch (role) {
    case ValueRole:
        return client::toVariant(column.valueIn(record));
    case ControlRole:
        return column.control == "longText" || column.control == "colour" ? QString("text") : column.control;
    case ChoicesRole:
        return column.field ? QVariant(presentation::choicesOf(*column.field)) : QVariant(column.choices);
    case FromRole:
        return column.field ? column.field->minimum.value_or(-farAway) : -farAway;
    case ToRole:
        return column.field ? column.field->maximum.value_or(farAway) : farAway;
    case DecimalsRole:
        return column.field && column.field->type == catalogue::FieldType::Integer ? 0 : fractionDigits;
    case TargetTypeRole:
        return column.field ? toQString(presentation::targetOf(*column.field, &record)) : QString();
    default:
        return {};
    }
}

QVariant EntityTable::cell(int row, int column, const QString& role) const
{
    return data(index(row, column), roleNames().key(role.toUtf8(), -1));
}

QString EntityTable::idAt(int row) const
{
    const client::Record* record = recordAt(row);
    return record ? toQString(record->id) : QString();
}

QString EntityTable::nameAt(int row) const
{
    const client::Record* record = recordAt(row);
    return record ? toQString(record->name()) : QString();
}

void EntityTable::followSelection()
{
    std::set<Id> chosen;
    if (session()) {
        for (const Selection::Entity& one : session()->selection()->entities()) {
            if (one.type == m_typeName)
                chosen.insert(client::fromQString(one.id));
        }
    }
    if (chosen == m_chosen)
        return;
    m_chosen = std::move(chosen);
    const Id last = session() ? client::fromQString(session()->selection()->entityId()) : Id();
    if (m_chosen.contains(last) && last != m_current) {
        m_current = last;
        m_anchor = last;
        emit currentRowChanged();
    }
    if (loaded() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(loaded() - 1, columnCount() - 1), {IsChosenRole});
}

void EntityTable::chooseRow(int row, bool extend, bool toggle)
{
    const client::Record* record = recordAt(row);
    if (!record)
        return;
    Selection& selection = *session()->selection();
    const Id id = record->id;
    const int anchor = rowOf(m_anchor);
    if (toggle) {
        selection.toggle(m_typeName, toQString(id));
    } else if (extend && anchor >= 0) {
        QList<Selection::Entity> range;
        const int step = row >= anchor ? 1 : -1;
        for (int at = anchor; at != row + step; at += step)
            range.append({m_typeName, idAt(at)});
        const Id kept = m_anchor;
        selection.selectAll(range);
        m_anchor = kept;
    } else {
        selection.select(m_typeName, toQString(id));
    }
    if (!extend)
        m_anchor = id;
    m_current = id;
    emit currentRowChanged();
}

void EntityTable::chooseAll()
{
    if (!session() || !type())
        return;
    if (!isComplete() && loaded() < total()) {
        m_choosesAll = true;
        loadAll();
        return;
    }
    QList<Selection::Entity> all;
    for (const Id& id : ids())
        all.append({m_typeName, toQString(id)});
    session()->selection()->selectAll(all);
}

QString EntityTable::edit(int row, int column, const QVariant& value)
{
    const TableColumn* shown = shownColumn(column);
    const client::Record* record = recordAt(row);
    if (!shown || !record || shown->control == "fact")
        return tr("This cannot be changed here.");
    const Result<Value> wanted = shown->field ? presentation::edited(*shown->field, value, session()->store())
                                              : Result<Value>(client::fromVariant(value));
    const std::pair<Id, QString> cell{record->id, shown->key};
    m_problems.erase(cell);
    if (!wanted) {
        m_problems[cell] = toQString(wanted.error().message);
        rowChanged(row);
        return m_problems[cell];
    }
    if (*wanted == shown->valueIn(*record))
        return {};
    EntityEdits edits(tr("Change %1 of %2").arg(shown->label.toLower(), toQString(record->name())));
    if (shown->field)
        edits.setField(record->type, record->id, shown->field->name, *wanted);
    else
        edits.setVariable(record->type, record->id, shown->name,
                          wanted->isString() && wanted->asString().empty() ? Value() : *wanted);
    edits.send(*session(), this, [this, cell](const QString& problem, int) {
        if (!problem.isEmpty())
            m_problems[cell] = problem;
        rowChanged(rowOf(cell.first));
    });
    return {};
}

namespace {

QString quoted(const QString& text)
{
    const bool needsQuotes = text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r');
    return needsQuotes ? '"' + QString(text).replace('"', "\"\"") + '"' : text;
}

/// As another program reads it: no separators in numbers.
QString plain(const Value& value, const QString& shown)
{
    if (value.isInteger())
        return QString::number(value.asInteger());
    return value.isNumber() ? QString::number(value.asNumber(), 'g', 15) : shown;
}

} // namespace

QString EntityTable::csv() const
{
    QStringList lines;
    QStringList cells;
    for (const std::size_t at : m_shown)
        cells.append(quoted(m_columns[at].label));
    lines.append(cells.join(','));
    for (int row = 0; row < loaded(); ++row) {
        const client::Record* record = recordAt(row);
        if (!record || !m_chosen.contains(record->id))
            continue;
        cells.clear();
        for (const std::size_t at : m_shown)
            cells.append(
                quoted(plain(m_columns[at].valueIn(*record), m_columns[at].shownIn(*record, session()->store()))));
        lines.append(cells.join(','));
    }
    return lines.join("\r\n") + "\r\n";
}

void EntityTable::copy() const
{
    if (m_chosen.empty())
        return;
    auto* content = new QMimeData;
    content->setText(csv());
    content->setData("text/csv", csv().toUtf8());
    QGuiApplication::clipboard()->setMimeData(content);
}

void EntityTable::staleComputed(const std::set<Id>& entities, bool everything)
{
    m_isAllStale = m_isAllStale || everything;
    m_stale.insert(entities.begin(), entities.end());
    m_computed.start();
}

// Of rows that are out of sight what the rules make is asked for when they come into it.
void EntityTable::refreshComputed()
{
    const bool isShown = std::any_of(m_shown.begin(), m_shown.end(), [this](std::size_t at) {
        return m_columns[at].kind == TableColumn::Kind::Computed;
    });
    if (!isShown || !type())
        return;
    std::vector<Id> rows(ids().begin(), ids().begin() + loaded());
    if (!std::exchange(m_isAllStale, false))
        std::erase_if(rows, [this](const Id& id) { return !m_stale.contains(id); });
    m_stale.clear();
    for (std::size_t begin = 0; begin < rows.size(); begin += mostRefreshed)
        askComputedOf({rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), begin + mostRefreshed))});
}

void EntityTable::askComputedOf(const std::vector<Id>& rows)
{
    Value::Object asked{
        {"first", static_cast<std::int64_t>(rows.size())},
        {"filter", Value::Object{{"id", Value::Object{{"in", Value::Array(rows.begin(), rows.end())}}}}},
        {"branch", session()->place().branch()}};
    session()->client().execute(client::documents::page(*type(), "__typename id version changeSeq computedFields "),
                                asked, this, [this](const client::Reply&) {
                                    if (loaded() > 0)
                                        emit dataChanged(index(0, 0),
                                                         index(loaded() - 1, std::max(0, columnCount() - 1)));
                                    alignComputed();
                                });
}

} // namespace campaign
