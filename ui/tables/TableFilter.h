// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tables/TableColumn.h"

#include <QVariant>

namespace campaign {

/// One chip: a column, a comparison and what to compare with. Plain value.
struct TableFilter
{
    QString key;        ///< of the column
    QString comparison; ///< eq, ne, lt, lte, gt, gte, contains, hasTag, isNull, notNull
    Value operand;

    bool operator==(const TableFilter&) const = default;
};

/// The comparisons that make sense for a column: a list of {value, label, needsOperand}.
QVariantList comparisonsOf(const TableColumn& column);
/// "Level at least 2"
QString wordsOf(const TableFilter& filter, const TableColumn& column, const client::EntityStore& store);
/// The operand as the column's values are; an error in a sentence.
Result<TableFilter> makeFilter(const TableColumn& column, const QString& comparison, const QVariant& operand,
                               const client::EntityStore& store);
/// Decides in the window, as the server would.
bool matches(const TableFilter& filter, const Value& value);
/// Adds the filter to those the server gets: {level: {gte: 2, lt: 5}}.
void addTo(Value::Object& filters, const TableFilter& filter, const TableColumn& column);

} // namespace campaign
