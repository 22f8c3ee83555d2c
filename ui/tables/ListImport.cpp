// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/ListImport.h"

#include "ui/client/CampaignFiles.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;

namespace {

constexpr qint64 largestFile = 32 * 1024 * 1024; // bytes
constexpr qsizetype mostFaults = 200;
constexpr qsizetype mostSamples = 3;
const char* const variablePrefix = "variables.";

int integerOf(const Value& object, std::string_view key)
{
    const Value* member = object.find(key);
    return member && member->isInteger() ? static_cast<int>(member->asInteger()) : 0;
}

const Value::Array& listIn(const Value& object, std::string_view key)
{
    static const Value::Array none;
    const Value* member = object.find(key);
    return member && member->isArray() ? member->asArray() : none;
}

/// The first few different values of a column.
QStringList samplesOf(const Value& table, std::size_t column)
{
    QStringList samples;
    for (const Value& row : listIn(table, "rows")) {
        if (!row.isArray() || column >= row.asArray().size() || samples.size() >= mostSamples)
            continue;
        const QString text = toQString(row.asArray()[column].asString()).simplified();
        if (!text.isEmpty() && !samples.contains(text))
            samples.append(text);
    }
    return samples;
}

/// Bytes in base64, or why there are none.
using Content = std::pair<QByteArray, QString>;

Content contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, ListImport::tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString())};
    if (file.size() > largestFile)
        return {{},
                ListImport::tr("%1 is larger than %2; split it into smaller files.")
                    .arg(QFileInfo(path).fileName(), QLocale().formattedDataSize(largestFile, 0))};
    return {file.readAll().toBase64(), {}};
}

} // namespace

std::vector<const catalogue::Type*> ListImport::listable() const
{
    std::vector<const catalogue::Type*> types;
    if (!m_session)
        return types;
    for (const catalogue::Type& type : m_session->store().types().types()) {
        if (type.writable && type.creatable && type.scope != catalogue::Scope::Store && type.name != "World")
            types.push_back(&type);
    }
    return types;
}

QStringList ListImport::types() const
{
    QStringList labels;
    for (const catalogue::Type* type : listable())
        labels.append(wording::ofName(toQString(type->plural)));
    return labels;
}

int ListImport::typeIndex() const
{
    const std::vector<const catalogue::Type*> types = listable();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const auto* type) { return toQString(type->name) == m_type; });
    return found == types.end() ? -1 : static_cast<int>(found - types.begin());
}

void ListImport::setTypeIndex(int index)
{
    const std::vector<const catalogue::Type*> types = listable();
    if (index < 0 || index >= static_cast<int>(types.size()) || index == typeIndex())
        return;
    m_type = toQString(types[static_cast<std::size_t>(index)]->name);
    // Other fields: the columns are guessed anew.
    beginResetModel();
    m_columns.clear();
    endResetModel();
    tryIt();
}

void ListImport::forget()
{
    beginResetModel();
    m_columns.clear();
    m_choices.clear();
    endResetModel();
    m_type.clear();
    m_content.clear();
    m_outcome.clear();
    m_faults.clear();
    m_problem.clear();
    m_rowCount = 0;
    m_faultCount = 0;
    m_isChanging = false;
    ++m_trial;
}

void ListImport::read(const QUrl& source)
{
    forget();
    m_source = source;
    m_isWorking = true;
    emit changed();
    QtConcurrent::run(contentOf, source.toLocalFile()).then(this, [this, source](const Content& content) {
        if (m_source == source)
            take(content.first, content.second);
    });
}

void ListImport::take(const QByteArray& bytes, const QString& problem)
{
    m_isWorking = false;
    m_problem = problem;
    m_content = bytes.toStdString();
    if (problem.isEmpty())
        tryIt();
    else
        emit changed();
}

Value ListImport::inputFor(bool dryRun) const
{
    Value::Object input{{"content", m_content},
                        {"isBase64", true},
                        {"title", fromQString(fileName())},
                        {"branchId", m_session->place().branch()},
                        {"dryRun", dryRun}};
    if (client::CampaignFiles::isList(fileName()))
        input.set("format", "csv");
    if (!m_type.isEmpty())
        input.set("type", fromQString(m_type));
    if (isTable()) {
        Value::Array targets;
        for (const Column& column : m_columns)
            targets.push_back(column.target.isEmpty() ? Value() : Value(fromQString(column.target)));
        input.set("targets", std::move(targets));
    }
    return Value(std::move(input));
}

void ListImport::tryIt()
{
    if (!m_session)
        return;
    static const std::string query =
        "mutation Try($input: ImportContentInput!) { trial: importContent(input: $input) }";
    m_isWorking = true;
    emit changed();
    m_session->client().execute(query, {{"input", inputFor(true)}}, this,
                                [this, trial = ++m_trial](const client::Reply& reply) {
                                    if (trial == m_trial)
                                        takeTrial(reply);
                                });
}

void ListImport::takeTrial(const client::Reply& reply)
{
    m_isWorking = false;
    m_isChanging = false;
    m_outcome.clear();
    m_faults.clear();
    m_faultCount = 0;
    const Value* trial = reply.data.find("trial");
    const bool isUntyped = !reply.isGood() && m_type.isEmpty() && reply.errors.front().path.ends_with("type");
    m_problem =
        isUntyped ? tr("The columns do not say what the rows are: choose it above.") : toQString(reply.sentence());
    if (reply.isGood() && trial && trial->isObject()) {
        if (const Value* table = trial->find("table"); table && table->isObject())
            takeTable(*table);
        takeCounts(*trial);
        takeLeftOut(*trial);
        const Value* isChanging = trial->find("changed");
        m_isChanging = isChanging && isChanging->isBoolean() && isChanging->asBoolean();
    }
    emit changed();
}

void ListImport::takeTable(const Value& table)
{
    m_type = textOf(table, "type");
    m_rowCount = integerOf(table, "rowCount");
    m_choices.clear();
    for (const Value& choice : listIn(table, "choices"))
        m_choices.append({textOf(choice, "target"), textOf(choice, "label")});
    QList<Column> columns;
    for (const Value& column : listIn(table, "columns"))
        columns.append({textOf(column, "name"), textOf(column, "target"),
                        samplesOf(table, static_cast<std::size_t>(columns.size())), 0});
    for (const Value& fault : listIn(table, "faults")) {
        const int column = integerOf(fault, "column");
        const bool isOfCell = column >= 0 && column < columns.size();
        if (isOfCell)
            ++columns[column].faults;
        if (++m_faultCount > mostFaults)
            continue;
        const QString line = QLocale().toString(integerOf(fault, "line"));
        const QString sentence = wording::ofSentence(textOf(fault, "message"));
        // Many a sentence begins with the column's name by itself.
        const bool namesColumn = isOfCell && !sentence.startsWith(columns.at(column).name);
        m_faults.append(namesColumn ? tr("Line %1, %2: %3").arg(line, columns.at(column).name, sentence)
                                    : tr("Line %1: %2").arg(line, sentence));
    }
    // The same columns stay where they are, and so does the keyboard in them.
    if (columns.size() == m_columns.size()) {
        m_columns = columns;
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_columns = columns;
    endResetModel();
}

void ListImport::takeCounts(const Value& trial)
{
    const auto number = [](const Value& count, const char* key) { return QLocale().toString(integerOf(count, key)); };
    for (const Value& count : listIn(trial, "counts")) {
        QStringList parts;
        if (integerOf(count, "created") > 0)
            parts.append(tr("%1 new").arg(number(count, "created")));
        if (integerOf(count, "updated") > 0)
            parts.append(tr("%1 changed").arg(number(count, "updated")));
        if (integerOf(count, "unchanged") > 0)
            parts.append(tr("%1 as before").arg(number(count, "unchanged")));
        if (!parts.isEmpty())
            m_outcome.append(tr("%1: %2").arg(wording::ofName(textOf(count, "group")), parts.join(", ")));
    }
    const Value::Array& warnings = listIn(trial, "warnings");
    for (const Value& warning : warnings)
        m_outcome.append(toQString(warning.asString()));
    // A mapping that is not right yet: the warning says what is missing.
    if (m_outcome.size() == static_cast<qsizetype>(warnings.size()) && !warnings.empty() && m_faultCount == 0) {
        m_problem = m_outcome.constFirst();
        m_outcome.clear();
    }
}

void ListImport::takeLeftOut(const Value& trial)
{
    if (isTable())
        return; // told by cell already
    for (const Value& left : listIn(trial, "leftOut")) {
        if (++m_faultCount <= mostFaults)
            m_faults.append(
                tr("%1 %2: %3")
                    .arg(QLocale().toString(integerOf(left, "count")), textOf(left, "what"), textOf(left, "reason")));
    }
}

QString ListImport::faultTitle() const
{
    if (m_faultCount == 0)
        return {};
    const QString count = QLocale().toString(m_faultCount);
    return isTable() ? tr("Cells that cannot come in: %1. Their rows stay out.").arg(count)
                     : tr("What stays out: %1").arg(count);
}

QList<ListImport::Choice> ListImport::choicesOf(const Column& column) const
{
    QList<Choice> choices = m_choices;
    const QString target = column.target.startsWith(variablePrefix)
                               ? column.target
                               : variablePrefix + QString(column.name).replace('.', ' ');
    choices.append({target, tr("Variable “%1”").arg(target.mid(qstrlen(variablePrefix)))});
    return choices;
}

int ListImport::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ListImport::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const Column& column = m_columns.at(index.row());
    const QList<Choice> choices = choicesOf(column);
    switch (role) {
    case NameRole:
        return column.name;
    case SamplesRole:
        return column.samples.join(" · ");
    case ChoicesRole: {
        QStringList labels;
        for (const Choice& choice : choices)
            labels.append(choice.label);
        return labels;
    }
    case ChoiceRole: {
        const auto held = std::find_if(choices.begin(), choices.end(),
                                       [&](const Choice& one) { return one.target == column.target; });
        return static_cast<int>(held - choices.begin());
    }
    case FaultsRole:
        return column.faults;
    default:
        return {};
    }
}

QHash<int, QByteArray> ListImport::roleNames() const
{
    return {{NameRole, "name"},
            {SamplesRole, "samples"},
            {ChoicesRole, "choices"},
            {ChoiceRole, "choice"},
            {FaultsRole, "faults"}};
}

void ListImport::choose(int column, int choice)
{
    if (column < 0 || column >= rowCount())
        return;
    const QList<Choice> choices = choicesOf(m_columns.at(column));
    if (choice < 0 || choice >= choices.size() || choices.at(choice).target == m_columns.at(column).target)
        return;
    const QString target = choices.at(choice).target;
    for (Column& other : m_columns) {
        if (other.target == target)
            other.target.clear();
    }
    m_columns[column].target = target;
    emit dataChanged(index(0), index(rowCount() - 1));
    tryIt();
}

void ListImport::apply()
{
    if (!canApply())
        return;
    static const std::string query =
        "mutation Import($input: ImportContentInput!) { result: importContent(input: $input) }";
    m_isWorking = true;
    emit changed();
    const QString told = m_outcome.join("; ");
    m_session->client().mutate(query, {{"input", inputFor(false)}}, this, [this, told](const client::Reply& reply) {
        m_isWorking = false;
        m_problem = toQString(reply.sentence());
        emit changed();
        if (!reply.isGood())
            return;
        emit m_session->commands().done(tr("Imported %1. %2").arg(fileName(), told), 1);
        emit finished();
    });
}

} // namespace campaign
