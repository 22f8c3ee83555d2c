// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Arithmetic.h"
#include "server/rules/Columns.h"
#include "server/rules/UnitText.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace campaign::rules::operations {

namespace {

double leadingNumberOf(Run& run, const Node& node)
{
    double number = 0;
    return isLeafNumber(run, node, number) ? number + 0.0 : toLeadingNumber(leafValue(run, node), run.workspace);
}

double add(Run& run, const Node& node)
{
    double total = 0;
    for (std::size_t i = 0; i < node.count; ++i)
        total += leadingNumberOf(run, run.child(node, i));
    return total;
}

/// A single factor comes back as it is, of no factors there is no product.
Operand multiply(Run& run, const Node& node)
{
    if (node.count == 0)
        run.workspace.fail(ErrorCode::Invalid, "Reduce of empty array with no initial value");
    if (node.count < 2)
        return argumentOf(run, node, 0);
    double total = 1;
    for (std::size_t i = 0; i < node.count; ++i) {
        const double factor = leadingNumberOf(run, run.child(node, i));
        // A running -0 reads back as 0, since it passes through text.
        total = i == 0 ? factor : (total + 0.0) * factor;
    }
    return Operand::number(total);
}

/// With one argument, or an undefined second, the negative.
double subtract(Run& run, const Node& node)
{
    const Operand left = argumentOf(run, node, 0);
    const Operand right = argumentOf(run, node, 1);
    const double number = toNumber(left, run.workspace);
    return right.isUndefined() ? -number : number - toNumber(right, run.workspace);
}

double numberOfArgument(Run& run, const Node& node, std::size_t index)
{
    if (index >= node.count)
        return std::numeric_limits<double>::quiet_NaN();
    double number = 0;
    const Node& argument = run.child(node, index);
    return isLeafNumber(run, argument, number) ? number : toNumber(leafValue(run, argument), run.workspace);
}

double divide(Run& run, const Node& node)
{
    const double left = numberOfArgument(run, node, 0);
    return left / numberOfArgument(run, node, 1);
}

double modulo(Run& run, const Node& node)
{
    const double left = numberOfArgument(run, node, 0);
    return arithmetic::Remainder::of(left, numberOfArgument(run, node, 1));
}

/// NaN wins over all, and -0 lies below 0.
double smallest(Run& run, const Node& node)
{
    double found = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < node.count; ++i) {
        const double number = toNumber(leafValue(run, run.child(node, i)), run.workspace);
        if (std::isnan(number) || number < found || (number == found && std::signbit(number)))
            found = number;
    }
    return found;
}

double largest(Run& run, const Node& node)
{
    double found = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < node.count; ++i) {
        const double number = toNumber(leafValue(run, run.child(node, i)), run.workspace);
        if (std::isnan(number) || number > found || (number == found && !std::signbit(number)))
            found = number;
    }
    return found;
}

Operand join(Run& run, const Node& node)
{
    TextBuilder builder(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i) {
        const Operand part = leafValue(run, run.child(node, i));
        if (!part.isNullish())
            appendString(builder.out(), part, run.workspace);
    }
    return builder.finish();
}

/// String.prototype.substr over the units [0, count): where to start and how many.
struct Cut
{
    std::size_t start = 0;
    std::size_t length = 0;
};

Cut cutOf(double count, double start, double length)
{
    start = toInteger(start);
    start = start < 0 ? std::max(count + start, 0.0) : std::min(start, count);
    length = std::clamp(toInteger(length), 0.0, count - start);
    return {static_cast<std::size_t>(start), static_cast<std::size_t>(length)};
}

/// How many units `substr` keeps when its length is negative: that many are dropped from the end. ECMAScript adds a
/// length that is a text as text, which never gives a number again.
double lengthWithoutEnd(double rest, const Operand& end, double dropped)
{
    return end.isNumber() ? rest + dropped : 0;
}

Operand cut(Run& run, const Node& node)
{
    const Operand source = argumentOf(run, node, 0);
    const Operand start = argumentOf(run, node, 1);
    const Operand end = argumentOf(run, node, 2);
    const std::string_view text = toText(source, run.workspace);
    const double from = start.isUndefined() ? 0 : toNumber(start, run.workspace);
    const double wanted = end.isUndefined() ? std::numeric_limits<double>::infinity() : toNumber(end, run.workspace);
    if (!run.workspace.charge(text.size() / 16))
        return {};
    const auto cutUnits = [&](std::size_t count) {
        const Cut rest = cutOf(static_cast<double>(count), from, std::numeric_limits<double>::infinity());
        const double length = wanted < 0 ? lengthWithoutEnd(static_cast<double>(rest.length), end, wanted) : wanted;
        return cutOf(static_cast<double>(count), from, length);
    };
    if (isAscii(text)) {
        const Cut part = cutUnits(text.size());
        return Operand::string(text.substr(part.start, part.length));
    }
    if (!run.workspace.hasRoom(3 * text.size()))
        return {};
    const std::u16string units = unitsOf(text);
    const Cut part = cutUnits(units.size());
    return run.workspace.text(textOf(std::u16string_view(units).substr(part.start, part.length)));
}

bool isIn(Run& run, const Node& node)
{
    const Operand needle = argumentOf(run, node, 0);
    const Operand haystack = argumentOf(run, node, 1);
    if (haystack.isString() && !haystack.asString().empty()) {
        const std::string_view part = toText(needle, run.workspace);
        return run.workspace.chargeBytes(haystack.asString().size()) && containsUnits(haystack.asString(), part);
    }
    if (haystack.isArray()) {
        for (std::size_t i = 0; i < haystack.itemCount() && run.workspace.step(); ++i) {
            if (strictlyEqual(haystack.item(i), needle, run.workspace))
                return true;
        }
    }
    // Any object with such a member counts as something to search, and then cannot be called.
    if (haystack.isObject() && haystack.members() && haystack.members()->find("indexOf"))
        run.workspace.fail(ErrorCode::Invalid, "b.indexOf is not a function");
    return false;
}

} // namespace

const Operation sum = withNumbers<columns::calculated<arithmetic::Sum, 1, 1'000'000>>(calculated<add>);
const Operation product = withNumbers<columns::calculated<arithmetic::Product, 2, 1'000'000>>(valued<multiply>);
const Operation difference = withNumbers<columns::calculated<arithmetic::Difference, 2, 2>>(calculated<subtract>);
const Operation quotient = calculated<divide>;
const Operation remainder = calculated<modulo>;
const Operation minimum = calculated<smallest>;
const Operation maximum = calculated<largest>;
const Operation concatenation = valued<join>;
const Operation substring = valued<cut>;
const Operation contains = decided<isIn>;

} // namespace campaign::rules::operations
