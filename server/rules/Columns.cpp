// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

#include <algorithm>

namespace campaign::rules {

namespace columns {

namespace {

struct NotZero
{
    static constexpr bool numbers(double number, double zero) { return number < zero || number > zero; }
};

} // namespace

RowSet trueNumbers(const double* numbers, std::size_t padded)
{
    return whereNumbers<NotZero>(
        numbers, [](std::size_t) { return 0.0; }, padded);
}

void findAll(const Node& node, Rows& rows, RowSet wanted, Places& places)
{
    const Operand* items = rows.items();
    if (node.stepCount == 0) {
        std::fill_n(places.data(), rows.count(), nullptr);
        return;
    }
    const Path::Step& first = node.way().front();
    const Path::Step::KnownPlace known = first.knownPlace();
    eachRow(wanted, [&](std::uint32_t i) {
        const Operand& item = items[i];
        places[i] = nullptr;
        if (!item.isObject())
            return;
        if (const Value::Object* members = item.members())
            places[i] = known.in(*members);
        else if (const Record* record = item.record())
            places[i] = record->noted(first);
    });
    for (const Path::Step& step : node.way().subspan(1)) {
        const Path::Step::KnownPlace below = step.knownPlace();
        eachRow(wanted, [&](std::uint32_t i) {
            places[i] = places[i] && places[i]->isObject() ? below.in(places[i]->asObject()) : nullptr;
        });
    }
}

namespace {

/// Those of a kept column; false when a wanted one is none.
bool keptNumbers(const Column& column, const Node& node, const Rows& rows, RowSet wanted, double* out)
{
    const RowSet missing = wanted & column.missing(rows.listRows(), rows.word());
    if (missing != 0 && !node.constant.isNumber())
        return false;
    column.numbers(rows.listRows(), rows.word(), out);
    eachRow(missing, [&](std::uint32_t i) { out[i] = node.constant.asNumber(); });
    return true;
}

RowSet keptTruths(const Column& column, const Node& node, const Rows& rows)
{
    if (column.isFew())
        return column.where(rows.listRows(), rows.word(),
                            [&](const Operand& value) { return isTruthy(orDefault(node, value)); });
    const RowSet found = whereKept<NotZero>(column, 0, rows); // 0 where nothing is
    return isTruthy(node.constant) ? found | column.missing(rows.listRows(), rows.word()) : found;
}

} // namespace

bool itemTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    if (rows.numbers() && node.stepCount == 0) {
        out = wanted & trueNumbers(rows.numbers(), rows.padded());
        return true;
    }
    if (const Column* column = rows.column(run, node)) {
        out = wanted & keptTruths(*column, node, rows);
        return true;
    }
    Places places;
    findAll(node, rows, wanted, places);
    RowSet found = 0;
    eachRow(wanted,
            [&](std::uint32_t i) { found |= RowSet{isTruthy(itemAt(run, node, rows.items()[i], places[i]))} << i; });
    out = found;
    return true;
}

bool itemNumbers(Run& run, const Node& node, Rows& rows, RowSet wanted, double* out)
{
    if (rows.numbers() && node.stepCount == 0) {
        std::copy_n(rows.numbers(), rows.padded(), out);
        return true;
    }
    const Column* column = rows.column(run, node);
    if (column && column->isNumbers() && keptNumbers(*column, node, rows, wanted, out))
        return true;
    Places places;
    findAll(node, rows, wanted, places);
    std::fill_n(out, rows.padded(), 0.0);
    const Operand* items = rows.items();
    for (RowSet left = wanted; left != 0; left &= left - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(left));
        const Operand value = itemAt(run, node, items[i], places[i]);
        if (!value.isNumber())
            return false;
        out[i] = value.asNumber();
    }
    return true;
}

bool constantTruths(Run&, const Node& node, Rows&, RowSet wanted, RowSet& out)
{
    out = isTruthy(node.constant) ? wanted : 0;
    return true;
}

bool constantNumbers(Run&, const Node& node, Rows& rows, RowSet, double* out)
{
    if (!node.constant.isNumber())
        return false;
    std::fill_n(out, rows.padded(), node.constant.asNumber());
    return true;
}

bool sameTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    if (node.count == 0)
        return false;
    const Node& part = run.child(node, 0);
    return part.operation->truths(run, part, rows, wanted, out);
}

bool opposites(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    RowSet same = 0;
    if (!sameTruths(run, node, rows, wanted, same))
        return false;
    out = wanted & ~same;
    return true;
}

} // namespace columns

const Column* Rows::column(const Run& run, const Node& node) const
{
    return m_columns ? m_columns->find(run.itemPath(node), run.workspace) : nullptr;
}

const Operand* Rows::makeItems()
{
    Operand* items = m_room.operands();
    for (std::uint32_t i = 0; i < m_count; ++i)
        items[i] = m_numbers ? Operand::number(m_numbers[i]) : m_list.item(m_begin + i);
    m_hasItems = true;
    return items;
}

void markColumns(std::vector<Node>& nodes, std::uint32_t at)
{
    using Columns = Node::Columns;
    bool allTruths = true;
    bool allNumbers = true;
    for (std::uint32_t i = 0; i < nodes[at].count; ++i) {
        const std::uint32_t child = nodes[at].first + i;
        markColumns(nodes, child);
        allTruths = allTruths && nodes[child].columns != Columns::None;
        allNumbers = allNumbers && nodes[child].columns == Columns::Numbers;
    }
    Node& node = nodes[at];
    const Operation* operation = node.operation;
    const bool joins = operation == &operations::conjunction || operation == &operations::disjunction ||
                       operation == &operations::isTrue || operation == &operations::isFalse;
    if (node.scope == Program::Scope::Reduction || !(joins ? allTruths : allNumbers))
        node.columns = Columns::None;
    else if (operation->numbers)
        node.columns = Columns::Numbers;
    else
        node.columns = operation->truths ? Columns::Truths : Columns::None;
}

} // namespace campaign::rules
