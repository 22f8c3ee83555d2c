// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

#include <algorithm>

namespace campaign::rules {

namespace columns {

namespace {

bool childNumbers(Run& run, const Node& node, std::size_t child, const Rows& rows, double* out)
{
    const Node& part = run.child(node, child);
    return part.operation->numbers(run, part, rows, out);
}

} // namespace

void findAll(const Node& node, const Rows& rows, Places& places)
{
    if (node.stepCount == 0) {
        std::fill_n(places.data(), rows.count, nullptr);
        return;
    }
    const Path::Step& first = node.way().front();
    const Path::Step::KnownPlace known = first.knownPlace();
    for (std::uint32_t i = 0; i < rows.count; ++i) {
        const Operand& item = rows.items[rows.chosen[i]];
        places[i] = nullptr;
        if (!item.isObject())
            continue;
        if (const Value::Object* members = item.members())
            places[i] = known.in(*members);
        else if (const Record* record = item.record())
            places[i] = record->noted(first);
    }
    for (const Path::Step& step : node.way().subspan(1)) {
        const Path::Step::KnownPlace below = step.knownPlace();
        for (std::uint32_t i = 0; i < rows.count; ++i)
            places[i] = places[i] && places[i]->isObject() ? below.in(places[i]->asObject()) : nullptr;
    }
}

bool itemTruths(Run& run, const Node& node, const Rows& rows, bool* out)
{
    Places places;
    findAll(node, rows, places);
    for (std::uint32_t i = 0; i < rows.count; ++i)
        out[i] = isTruthy(itemAt(run, node, rows.items[rows.chosen[i]], places[i]));
    return true;
}

bool itemNumbers(Run& run, const Node& node, const Rows& rows, double* out)
{
    Places places;
    findAll(node, rows, places);
    for (std::uint32_t i = 0; i < rows.count; ++i) {
        const Operand value = itemAt(run, node, rows.items[rows.chosen[i]], places[i]);
        if (!value.isNumber())
            return false;
        out[i] = value.asNumber();
    }
    return true;
}

bool constantTruths(Run&, const Node& node, const Rows& rows, bool* out)
{
    std::fill_n(out, rows.count, isTruthy(node.constant));
    return true;
}

bool constantNumbers(Run&, const Node& node, const Rows& rows, double* out)
{
    if (!node.constant.isNumber())
        return false;
    std::fill_n(out, rows.count, node.constant.asNumber());
    return true;
}

bool sums(Run& run, const Node& node, const Rows& rows, double* out)
{
    if (!run.workspace.charge(rows.count))
        return false;
    std::fill_n(out, rows.count, 0.0);
    for (std::size_t child = 0; child < node.count; ++child) {
        double values[Rows::most];
        if (!childNumbers(run, node, child, rows, values))
            return false;
        for (std::uint32_t i = 0; i < rows.count; ++i)
            out[i] += values[i] + 0.0;
    }
    return true;
}

bool products(Run& run, const Node& node, const Rows& rows, double* out)
{
    if (node.count < 2 || !run.workspace.charge(rows.count))
        return false;
    for (std::size_t child = 0; child < node.count; ++child) {
        double values[Rows::most];
        if (!childNumbers(run, node, child, rows, values))
            return false;
        for (std::uint32_t i = 0; i < rows.count; ++i)
            out[i] = child == 0 ? values[i] + 0.0 : (out[i] + 0.0) * (values[i] + 0.0);
    }
    return true;
}

bool differences(Run& run, const Node& node, const Rows& rows, double* out)
{
    double values[Rows::most];
    if (!run.workspace.charge(rows.count) || node.count != 2 || !childNumbers(run, node, 0, rows, out) ||
        !childNumbers(run, node, 1, rows, values))
        return false;
    for (std::uint32_t i = 0; i < rows.count; ++i)
        out[i] -= values[i];
    return true;
}

bool sameTruths(Run& run, const Node& node, const Rows& rows, bool* out)
{
    if (node.count == 0)
        return false;
    const Node& part = run.child(node, 0);
    return part.operation->truths(run, part, rows, out);
}

bool opposites(Run& run, const Node& node, const Rows& rows, bool* out)
{
    if (!sameTruths(run, node, rows, out))
        return false;
    for (std::uint32_t i = 0; i < rows.count; ++i)
        out[i] = !out[i];
    return true;
}

} // namespace columns

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
