// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/VariableForm.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <algorithm>

namespace campaign {

using client::toQString;

VariableForm::VariableForm(QObject* parent)
    : QAbstractListModel(parent)
{
}

void VariableForm::show(Session* session, const Id& id)
{
    beginResetModel();
    m_session = session;
    m_id = id;
    m_declared.clear();
    m_problems.clear();
    m_rows = rowsNow();
    endResetModel();
    emit countChanged();
}

void VariableForm::declare(const Value::Array& schemas)
{
    m_declared.clear();
    for (const Value& schema : schemas) {
        const std::string owner = schema.stringOr("entityId", "");
        if (!owner.empty() && owner != m_id)
            continue;
        Row row;
        row.key = schema.stringOr("name", "");
        row.control = presentation::controlOfDeclared(schema.stringOr("type", ""));
        row.schemaId = schema.stringOr("id", "");
        row.hint = client::textOf(schema, "description");
        if (const Value* standard = schema.find("defaultValue"))
            row.usual = *standard;
        if (const Value* choices = schema.find("enumValues"); choices && choices->isArray()) {
            for (const Value& choice : choices->asArray())
                row.choices.append(wording::ofValue(choice));
        }
        m_declared.push_back(std::move(row));
    }
    refresh();
}

std::vector<VariableForm::Row> VariableForm::rowsNow() const
{
    std::vector<Row> rows = m_declared;
    const client::Record* record = m_session ? m_session->store().find(m_id) : nullptr;
    const Value* variables = record ? record->field("variables") : nullptr;
    if (!variables || !variables->isObject())
        return rows;
    for (const auto& [key, value] : variables->asObject()) {
        const auto declared =
            std::find_if(rows.begin(), rows.end(), [name = &key](const Row& row) { return row.key == *name; });
        if (value.isNull())
            continue;
        if (declared == rows.end()) {
            rows.push_back({key, presentation::controlOfValue(value), {}, value, {}, {}, {}, true});
        } else {
            declared->value = value;
            declared->isSet = true;
        }
    }
    return rows;
}

void VariableForm::refresh()
{
    std::vector<Row> rows = rowsNow();
    const bool isSameShape =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [](const Row& left, const Row& right) {
            return left.key == right.key && left.control == right.control;
        });
    if (!isSameShape) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        emit countChanged();
        return;
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (m_rows[at] == rows[at])
            continue;
        m_rows[at] = std::move(rows[at]);
        const QModelIndex changed = index(static_cast<int>(at));
        emit dataChanged(changed, changed);
    }
}

bool VariableForm::declares(const std::string& key) const
{
    return std::any_of(m_declared.begin(), m_declared.end(), [&](const Row& one) { return one.key == key; });
}

Result<Value> VariableForm::edited(const std::string& key, const QVariant& value) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& one) { return one.key == key; });
    const bool isText = value.typeId() == QMetaType::QString;
    if (row == m_rows.end() || !isText)
        return client::fromVariant(value);
    if (value.toString().trimmed().isEmpty())
        return Value();
    if (row->control == "text" && !row->schemaId.empty())
        return Value(client::fromQString(value.toString()));
    const Value typed =
        row->control == "choice" ? Value(client::fromQString(value.toString())) : wording::fromText(value.toString());
    if (row->control == "number" && !typed.isNumber())
        return Error{ErrorCode::Invalid, client::fromQString(tr("Type a number, such as 12 or 0.5.")), key, {}, {}};
    return typed;
}

void VariableForm::setProblem(const std::string& key, const QString& sentence, const QString& typed)
{
    if (sentence.isEmpty() && m_problems.erase(key) == 0)
        return;
    if (!sentence.isEmpty())
        m_problems[key] = {sentence, typed};
    for (int at = 0; at < count(); ++at) {
        if (m_rows[static_cast<std::size_t>(at)].key == key)
            emit dataChanged(index(at), index(at));
    }
}

QVariantMap VariableForm::declaration(const QString& schemaId) const
{
    const std::string id = client::fromQString(schemaId);
    const auto row = std::find_if(m_declared.begin(), m_declared.end(),
                                  [&](const Row& one) { return !id.empty() && one.schemaId == id; });
    if (row == m_declared.end())
        return {};
    const QString type = row->control == "choice"   ? "enum"
                         : row->control == "switch" ? "boolean"
                         : row->control == "number" ? "number"
                                                    : "string";
    return {{"id", schemaId},
            {"name", toQString(row->key)},
            {"type", type},
            {"choices", row->choices.join(", ")},
            {"usual", wording::ofValue(row->usual)},
            {"description", row->hint}};
}

QStringList VariableForm::keys() const
{
    QStringList keys;
    for (const Row& row : m_rows)
        keys.append(toQString(row.key));
    return keys;
}

int VariableForm::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> VariableForm::roleNames() const
{
    return {{KeyRole, "key"},           {LabelRole, "label"},     {ControlRole, "control"}, {ValueRole, "value"},
            {ShownRole, "shown"},       {ChoicesRole, "choices"}, {IsSetRole, "isSet"},     {UsualRole, "usual"},
            {SchemaIdRole, "schemaId"}, {HintRole, "hint"},       {ProblemRole, "problem"}, {RefusedRole, "refused"}};
}

QVariant VariableForm::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= count())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case KeyRole:
        return toQString(row.key);
    case LabelRole:
        return wording::ofName(toQString(row.key));
    case ControlRole:
        return row.control;
    case ValueRole:
        return client::toVariant(row.value);
    case ShownRole:
        return wording::ofValue(row.value);
    case ChoicesRole:
        return row.choices;
    case IsSetRole:
        return row.isSet;
    case UsualRole:
        return wording::ofValue(row.usual);
    case SchemaIdRole:
        return toQString(row.schemaId);
    case HintRole:
        return row.hint;
    case ProblemRole: {
        const auto found = m_problems.find(row.key);
        return found == m_problems.end() ? QString() : found->second.problem;
    }
    case RefusedRole: {
        const auto found = m_problems.find(row.key);
        return found == m_problems.end() ? QString() : found->second.typed;
    }
    default:
        return {};
    }
}

} // namespace campaign
