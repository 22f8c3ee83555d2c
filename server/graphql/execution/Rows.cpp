// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/Rows.h"

namespace campaign::graphql {

namespace {

void appendItem(std::string& out, const Column& column, const ItemPlace& place)
{
    if (place.group == ItemPlace::none || column.groups[place.group]->nulled[place.row])
        out += "null";
    else
        appendRow(out, *column.groups[place.group], place.row);
}

void appendComposite(std::string& out, const Column& column, bool isList, std::size_t row)
{
    if (column.isNull[row]) {
        out += "null";
        return;
    }
    if (!isList)
        return appendItem(out, column, column.items[column.firsts[row]]);
    char separator = '[';
    for (std::uint32_t i = column.firsts[row]; i < column.firsts[row + 1]; ++i) {
        out += std::exchange(separator, ',');
        appendItem(out, column, column.items[i]);
    }
    if (separator == '[')
        out += '[';
    out += ']';
}

} // namespace

void appendRow(std::string& out, const Rows& rows, std::size_t row)
{
    char separator = '{';
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const PlannedField& field = rows.plan->fields[i];
        const Column& column = rows.columns[i];
        out += std::exchange(separator, ',');
        out += field.keyText;
        if (column.firsts.empty()) {
            const std::uint32_t begin = row == 0 ? 0 : column.ends[row - 1];
            out.append(column.text, begin, column.ends[row] - begin);
        } else {
            appendComposite(out, column, field.field->type.isList(), row);
        }
    }
    if (separator == '{')
        out += '{';
    out += '}';
}

} // namespace campaign::graphql
