// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/FieldForm.h"

#include "server/catalogue/Time.h"
#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/Wording.h"

#include <QLocale>

#include <algorithm>

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using client::toQString;

namespace {

// Shown elsewhere in the inspector (name, variables), or of no use to a person.
bool isShownAsRow(const Field& field)
{
    static const char* const elsewhere[] = {"name", "icon", "variables", "sourceId", "aboutType", "entityType"};
    const bool isElsewhere =
        std::any_of(std::begin(elsewhere), std::end(elsewhere), [&](const char* name) { return field.name == name; });
    return !isElsewhere && field.type != FieldType::Json && field.type != FieldType::RealTime;
}

// What a type is about comes before the fields every type has.
int rankOf(const Field& field)
{
    static const char* const common[] = {"description", "tags", "color", "visibility"};
    const auto found =
        std::find_if(std::begin(common), std::end(common), [&](const char* name) { return field.name == name; });
    return found == std::end(common) ? 0 : 1 + static_cast<int>(found - std::begin(common));
}

const char* controlOf(const Field& field)
{
    if (field.readOnly)
        return "fact";
    if (field.name == "color")
        return "colour";
    switch (field.type) {
    case FieldType::Text:
    case FieldType::WorldTime: // as ISO 8601, which the server reads
        return "text";
    case FieldType::LongText:
        return "longText";
    case FieldType::Integer:
    case FieldType::Number:
        return "number";
    case FieldType::Boolean:
        return "switch";
    case FieldType::Enum:
    case FieldType::TypeName:
    case FieldType::Audience:
        return "choice";
    case FieldType::Reference:
    case FieldType::AnyId:
        return "reference";
    case FieldType::Tags:
        return "tags";
    default:
        return "fact";
    }
}

} // namespace

FieldForm::FieldForm(QObject* parent)
    : QAbstractListModel(parent)
{
}

void FieldForm::show(Session* session, const Id& id)
{
    beginResetModel();
    m_session = session;
    m_id = id;
    m_fields.clear();
    const client::Record* entity = record();
    const catalogue::Type* type = entity ? session->store().types().find(entity->type) : nullptr;
    if (type) {
        for (const Field& field : type->fields) {
            if (isShownAsRow(field))
                m_fields.push_back(&field);
        }
        std::stable_sort(m_fields.begin(), m_fields.end(),
                         [](const Field* left, const Field* right) { return rankOf(*left) < rankOf(*right); });
    }
    endResetModel();
}

const client::Record* FieldForm::record() const
{
    return m_session && !m_id.empty() ? m_session->store().find(m_id) : nullptr;
}

void FieldForm::refresh(const std::vector<std::string>& fields)
{
    for (int row = 0; row < rowCount(); ++row) {
        const std::string& name = m_fields[static_cast<std::size_t>(row)]->name;
        if (std::find(fields.begin(), fields.end(), name) != fields.end())
            emit dataChanged(index(row), index(row), {ValueRole, ShownRole});
    }
}

void FieldForm::refreshReferences()
{
    for (int row = 0; row < rowCount(); ++row) {
        const FieldType type = m_fields[static_cast<std::size_t>(row)]->type;
        if (type == FieldType::Reference || type == FieldType::AnyId)
            emit dataChanged(index(row), index(row), {ShownRole, TargetTypeRole});
    }
}

Value FieldForm::valueOf(const Field& field) const
{
    const client::Record* entity = record();
    const Value* value = entity ? entity->field(field.name) : nullptr;
    if (value && value->isInteger() && field.type == FieldType::WorldTime)
        return catalogue::toIsoTime(value->asInteger()); // as changes carry it; replies have the text already
    return value ? *value : Value();
}

QString FieldForm::shownOf(const Field& field) const
{
    const Value value = valueOf(field);
    if (field.type == FieldType::Reference || field.type == FieldType::AnyId)
        return value.isString() ? toQString(m_session->store().nameOf(value.asString())) : QString();
    if (field.type == FieldType::Geometry)
        return wording::ofGeometry(value);
    if (field.type == FieldType::Rule)
        return value.isNull() ? QString() : toQString(toJson(value));
    for (const QVariant& choice : choicesOf(field)) {
        if (choice.toMap().value("value") == client::toVariant(value))
            return choice.toMap().value("label").toString();
    }
    return wording::ofValue(value);
}

QVariantList FieldForm::choicesOf(const Field& field) const
{
    if (field.type == FieldType::Audience)
        return {QVariantMap{{"value", 0}, {"label", tr("Game master only")}},
                QVariantMap{{"value", 1}, {"label", tr("Everyone")}}};
    QVariantList choices;
    for (const std::string& value : field.values)
        choices.append(QVariantMap{{"value", toQString(value)}, {"label", wording::ofName(toQString(value))}});
    return choices;
}

int FieldForm::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

QHash<int, QByteArray> FieldForm::roleNames() const
{
    return {{NameRole, "name"},
            {LabelRole, "label"},
            {HintRole, "hint"},
            {ControlRole, "control"},
            {ValueRole, "value"},
            {ShownRole, "shown"},
            {FromRole, "from"},
            {ToRole, "to"},
            {DecimalsRole, "decimals"},
            {ChoicesRole, "choices"},
            {TargetTypeRole, "targetType"}};
}

QVariant FieldForm::data(const QModelIndex& index, int role) const
{
    constexpr double farAway = 1e15;
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const Field& field = *m_fields[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return toQString(field.name);
    case LabelRole:
        return toQString(field.label);
    case HintRole:
        return toQString(field.description);
    case ControlRole:
        return controlOf(field);
    case ValueRole:
        return client::toVariant(valueOf(field));
    case ShownRole:
        return shownOf(field);
    case FromRole:
        return field.minimum.value_or(-farAway);
    case ToRole:
        return field.maximum.value_or(farAway);
    case DecimalsRole:
        return field.type == FieldType::Number ? 3 : 0;
    case ChoicesRole:
        return choicesOf(field);
    case TargetTypeRole: {
        if (field.type != FieldType::AnyId)
            return toQString(field.target);
        const client::Record* entity = record();
        const Value* type = entity ? entity->field(field.target) : nullptr;
        return type && type->isString() ? toQString(type->asString()) : QString();
    }
    default:
        return {};
    }
}

} // namespace campaign
