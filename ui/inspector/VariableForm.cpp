// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/VariableForm.h"

#include "ui/client/Conversion.h"
#include "ui/inspector/Wording.h"

#include <algorithm>
#include <cmath>

namespace campaign {

using client::toQString;

namespace {

QString controlOfSchema(const std::string& type)
{
    if (type == "number")
        return "number";
    if (type == "boolean")
        return "switch";
    return type == "enum" ? "choice" : "text";
}

QString controlOfValue(const Value& value)
{
    if (value.isBoolean())
        return "switch";
    if (value.isNumber())
        return "number";
    return value.isString() || value.isNull() ? "text" : "fact";
}

} // namespace

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
        Row row{schema.stringOr("name", ""), controlOfSchema(schema.stringOr("type", "")), {}, {}, false};
        if (const Value* standard = schema.find("defaultValue"))
            row.value = *standard;
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
            rows.push_back({key, controlOfValue(value), {}, value, true});
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

int VariableForm::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> VariableForm::roleNames() const
{
    return {{KeyRole, "key"},     {LabelRole, "label"},     {ControlRole, "control"}, {ValueRole, "value"},
            {ShownRole, "shown"}, {ChoicesRole, "choices"}, {IsSetRole, "isSet"},     {DecimalsRole, "decimals"}};
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
    case DecimalsRole: {
        const double number = row.value.isNumber() ? row.value.asNumber() : 0;
        return number == std::floor(number) ? 0 : 3;
    }
    default:
        return {};
    }
}

} // namespace campaign
