// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/TableColumn.h"

#include "server/catalogue/Offering.h"
#include "server/core/Json.h"
#include "server/core/Text.h"
#include "ui/client/ColourWords.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <algorithm>

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using client::toQString;

namespace {

/// px: wide enough for the longest choice.
int widthOfChoices(const Field& field)
{
    constexpr int letter = 8;
    constexpr int margins = 32;
    qsizetype longest = 0;
    for (const QVariant& choice : presentation::choicesOf(field))
        longest = std::max(longest, choice.toMap().value("label").toString().size());
    return std::clamp(static_cast<int>(longest) * letter + margins, 96, 190);
}

int widthOf(const Field& field)
{
    if (field.name == "name")
        return 150;
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Number:
        return 72;
    case FieldType::Boolean:
        return 76;
    case FieldType::LongText:
        return 260;
    case FieldType::Reference:
    case FieldType::AnyId:
        return 112;
    case FieldType::Audience:
    case FieldType::Enum:
        return widthOfChoices(field);
    default:
        return 130;
    }
}

// What tells entities apart at a glance; the rest is a press away.
bool isShownAtFirst(const Field& field, const catalogue::Type& type)
{
    if (field.name == "name" || field.name == "visibility")
        return true;
    const bool isWorld = field.type == FieldType::Reference && (field.target == "World" || field.target == "Campaign");
    const bool isLong = field.type == FieldType::LongText || field.type == FieldType::Geometry ||
                        field.type == FieldType::Rule || field.name == "color";
    const bool isCommon = &field < &type.fields[catalogue::common::Count];
    return !isWorld && !isLong && !isCommon;
}

int rankOfColumn(const TableColumn& column)
{
    return column.field->name == "name" ? -1 : presentation::rankOf(*column.field);
}

int rankOfKind(const Value& value)
{
    if (value.isNull())
        return 0;
    if (value.isBoolean())
        return 1;
    return value.isNumber() ? 2 : 3;
}

std::string textForSorting(const Value& value)
{
    return sortName(value.isString() ? value.asString() : toJson(value));
}

} // namespace

bool TableColumn::looksLike(const TableColumn& other) const
{
    return control == other.control && choices == other.choices && isShown == other.isShown &&
           (holdsNumbers || !other.holdsNumbers);
}

Value TableColumn::valueIn(const client::Record& record) const
{
    static const char* const holders[] = {"", "variables", "computedFields"};
    if (kind == Kind::Field)
        return presentation::valueOf(*field, record);
    const Value* all = record.field(holders[static_cast<int>(kind)]);
    const Value* value = all ? all->find(name) : nullptr;
    return value ? *value : Value();
}

QString TableColumn::shownIn(const client::Record& record, const client::EntityStore& store) const
{
    const Value value = valueIn(record);
    if (field && field->type == FieldType::LongText)
        return presentation::shown(*field, value, store).simplified();
    if (isIdentifier && value.isString())
        return wording::ofName(toQString(value.asString()));
    if (field && field->name == "color" && value.isString())
        return wording::ofColour(toQString(value.asString()));
    return field ? presentation::shown(*field, value, store) : wording::ofValue(value);
}

std::vector<TableColumn> columnsOf(const catalogue::Type& type)
{
    std::vector<TableColumn> columns;
    for (const Field& field : type.fields) {
        if (!presentation::isForPeople(field))
            continue;
        TableColumn column;
        column.key = toQString(field.name);
        column.label = toQString(field.label);
        column.field = &field;
        column.control = presentation::controlOf(field);
        column.isShown = isShownAtFirst(field, type);
        column.width = widthOf(field);
        column.isIdentifier = catalogue::isIdentifier(type, field);
        columns.push_back(std::move(column));
    }
    std::stable_sort(columns.begin(), columns.end(), [](const TableColumn& left, const TableColumn& right) {
        return rankOfColumn(left) < rankOfColumn(right);
    });
    return columns;
}

TableColumn variableColumn(const Value& schema)
{
    TableColumn column;
    column.kind = TableColumn::Kind::Variable;
    column.name = schema.stringOr("name", "");
    column.key = "variables." + toQString(column.name);
    column.label = wording::ofName(toQString(column.name));
    column.control = presentation::controlOfDeclared(schema.stringOr("type", ""));
    if (const Value* choices = schema.find("enumValues"); choices && choices->isArray()) {
        for (const Value& choice : choices->asArray())
            column.choices.append(wording::ofValue(choice));
    }
    column.isShown = true;
    column.width = column.isNumber() ? 88 : 100;
    return column;
}

TableColumn variableColumn(const std::string& key, const Value& example)
{
    TableColumn column;
    column.kind = TableColumn::Kind::Variable;
    column.name = key;
    column.key = "variables." + toQString(key);
    column.label = wording::ofName(toQString(key));
    column.control = presentation::controlOfValue(example);
    column.width = column.isNumber() ? 88 : 100;
    return column;
}

TableColumn computedColumn(const std::string& field)
{
    TableColumn column;
    column.kind = TableColumn::Kind::Computed;
    column.name = field;
    column.key = "computed." + toQString(field);
    column.label = wording::ofName(toQString(field));
    column.control = "fact";
    column.isShown = true;
    column.width = 108;
    return column;
}

bool standsBefore(const TableColumn& left, const TableColumn& right)
{
    const bool isLeftLast = left.key == QLatin1String("visibility");
    const bool isRightLast = right.key == QLatin1String("visibility");
    if (isLeftLast || isRightLast)
        return isRightLast && !isLeftLast;
    if (left.kind != right.kind)
        return left.kind < right.kind;
    return left.kind != TableColumn::Kind::Field && left.label.compare(right.label, Qt::CaseInsensitive) < 0;
}

int compareValues(const Value& left, const Value& right)
{
    const int leftRank = rankOfKind(left);
    const int rightRank = rankOfKind(right);
    if (leftRank != rightRank || leftRank == 0)
        return leftRank - rightRank;
    if (left.isBoolean())
        return static_cast<int>(left.asBoolean()) - static_cast<int>(right.asBoolean());
    if (left.isNumber())
        return left.asNumber() < right.asNumber() ? -1 : left.asNumber() > right.asNumber() ? 1 : 0;
    return textForSorting(left).compare(textForSorting(right));
}

} // namespace campaign
