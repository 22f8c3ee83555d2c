// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/TableFilter.h"

#include "server/core/Text.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace campaign {

using catalogue::FieldType;
using client::toQString;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::TableFilter)
};

enum Applies { ToText = 1, ToNumbers = 2, ToChoices = 4, ToTags = 8, ToTimes = 16, ToAll = 31 };

struct Comparison
{
    const char* name;
    const char* label;
    int appliesTo;
    bool needsOperand;
};
constexpr Comparison comparisons[] = {
    {"contains", QT_TRANSLATE_NOOP("campaign::TableFilter", "contains"), ToText, true},
    {"hasTag", QT_TRANSLATE_NOOP("campaign::TableFilter", "include"), ToTags, true},
    {"gte", QT_TRANSLATE_NOOP("campaign::TableFilter", "at least"), ToNumbers, true},
    {"lte", QT_TRANSLATE_NOOP("campaign::TableFilter", "at most"), ToNumbers, true},
    {"eq", QT_TRANSLATE_NOOP("campaign::TableFilter", "is"), ToText | ToNumbers | ToChoices, true},
    {"ne", QT_TRANSLATE_NOOP("campaign::TableFilter", "is not"), ToText | ToNumbers | ToChoices, true},
    {"gte", QT_TRANSLATE_NOOP("campaign::TableFilter", "not before"), ToTimes, true},
    {"lt", QT_TRANSLATE_NOOP("campaign::TableFilter", "before"), ToTimes, true},
    {"gt", QT_TRANSLATE_NOOP("campaign::TableFilter", "more than"), ToNumbers, true},
    {"lt", QT_TRANSLATE_NOOP("campaign::TableFilter", "less than"), ToNumbers, true},
    {"isNull", QT_TRANSLATE_NOOP("campaign::TableFilter", "is empty"), ToAll, false},
    {"notNull", QT_TRANSLATE_NOOP("campaign::TableFilter", "is not empty"), ToAll, false},
};

int kindOf(const TableColumn& column)
{
    if (column.control == "tags")
        return ToTags;
    if (column.isNumber())
        return ToNumbers;
    if (column.isTime())
        return ToTimes;
    if (column.control == "switch" || column.control == "choice" || column.control == "reference")
        return ToChoices;
    // Rules give numbers as well as words.
    return column.kind == TableColumn::Kind::Computed ? ToText | ToNumbers : ToText;
}

const Comparison* find(const QString& name, const TableColumn& column)
{
    const auto found = std::find_if(std::begin(comparisons), std::end(comparisons), [&](const Comparison& one) {
        return name == one.name && (one.appliesTo & kindOf(column)) != 0;
    });
    return found == std::end(comparisons) ? nullptr : found;
}

Error cannot(const QString& sentence)
{
    return {ErrorCode::Invalid, client::fromQString(sentence), {}, {}, {}};
}

Result<Value> numberFrom(const QVariant& operand)
{
    bool isNumber = operand.typeId() != QMetaType::QString;
    const double number = isNumber ? operand.toDouble() : QLocale().toDouble(operand.toString(), &isNumber);
    return isNumber ? Result<Value>(client::fromVariant(number)) : cannot(Words::tr("Type a number."));
}

/// A word that reads as one of them becomes a boolean.
Value wordOrFlag(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == Words::tr("yes") || word == Words::tr("no"))
        return Value(word == Words::tr("yes"));
    return Value(client::fromQString(text));
}

bool containsText(const Value& value, const Value& part)
{
    return value.isString() && part.isString() &&
           foldCase(value.asString()).find(foldCase(part.asString())) != std::string::npos;
}

bool includes(const Value& list, const Value& one)
{
    return list.isArray() && std::find(list.asArray().begin(), list.asArray().end(), one) != list.asArray().end();
}

} // namespace

QVariantList comparisonsOf(const TableColumn& column)
{
    QVariantList list;
    for (const Comparison& one : comparisons) {
        if (one.appliesTo & kindOf(column))
            list.append(QVariantMap{{"value", one.name},
                                    {"label", QCoreApplication::translate("campaign::TableFilter", one.label)},
                                    {"needsOperand", one.needsOperand}});
    }
    return list;
}

QString wordsOf(const TableFilter& filter, const TableColumn& column, const client::EntityStore& store)
{
    const Comparison* comparison = find(filter.comparison, column);
    const QString label =
        comparison ? QCoreApplication::translate("campaign::TableFilter", comparison->label) : QString();
    if (comparison && !comparison->needsOperand)
        return column.label + ' ' + label;
    const QString operand =
        column.field ? presentation::shown(*column.field, filter.operand, store) : wording::ofValue(filter.operand);
    return column.label + ' ' + label + ' ' + operand;
}

Result<TableFilter> makeFilter(const TableColumn& column, const QString& comparison, const QVariant& operand,
                               const client::EntityStore& store)
{
    const Comparison* known = find(comparison, column);
    if (!known)
        return cannot(Words::tr("%1 cannot be compared like this.").arg(column.label));
    TableFilter filter{column.key, comparison, {}};
    if (!known->needsOperand)
        return filter;
    const bool isText = operand.typeId() == QMetaType::QString;
    if (!operand.isValid() || (isText && operand.toString().trimmed().isEmpty()))
        return cannot(Words::tr("Say what to compare with."));
    if (column.isNumber() || (known->appliesTo == ToNumbers)) {
        const Result<Value> number = numberFrom(operand);
        if (!number)
            return number.error();
        filter.operand = *number;
    } else if (isText && column.isTime()) {
        const Result<catalogue::WorldTime> time = store.dates().read(operand.toString());
        if (!time)
            return time.error();
        filter.operand = Value(catalogue::toIsoTime(*time));
    } else if (isText && column.kind == TableColumn::Kind::Computed) {
        const Result<Value> number = numberFrom(operand);
        filter.operand = number && comparison != "contains" ? *number : wordOrFlag(operand.toString());
    } else {
        filter.operand = client::fromVariant(operand);
    }
    return filter;
}

bool matches(const TableFilter& filter, const Value& value)
{
    if (filter.comparison == "isNull")
        return value.isNull() || (value.isArray() && value.asArray().empty());
    if (filter.comparison == "notNull")
        return !value.isNull() && !(value.isArray() && value.asArray().empty());
    if (filter.comparison == "ne")
        return compareValues(value, filter.operand) != 0;
    if (value.isNull())
        return false;
    if (filter.comparison == "contains")
        return containsText(value, filter.operand);
    if (filter.comparison == "hasTag")
        return includes(value, filter.operand);
    const int order = compareValues(value, filter.operand);
    if (filter.comparison == "eq")
        return order == 0;
    if (value.isNumber() != filter.operand.isNumber())
        return false;
    if (filter.comparison == "gt")
        return order > 0;
    if (filter.comparison == "gte")
        return order >= 0;
    return filter.comparison == "lt" ? order < 0 : order <= 0;
}

void addTo(Value::Object& filters, const TableFilter& filter, const TableColumn& column)
{
    const std::string name = column.field->name;
    Value::Object merged;
    if (const Value* present = filters.find(name))
        merged = present->asObject();
    if (filter.comparison == "isNull" || filter.comparison == "notNull")
        merged.set("isNull", filter.comparison == "isNull");
    else
        merged.set(client::fromQString(filter.comparison), filter.operand);
    filters.set(name, std::move(merged));
}

} // namespace campaign
