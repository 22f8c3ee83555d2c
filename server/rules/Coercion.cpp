// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Coercion.h"

#include "server/core/Json.h"
#include "server/rules/UnitText.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace campaign::rules {

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bytes of the white space or line end the text starts with, 0 if there is none.
std::size_t leadingBlank(std::string_view text)
{
    if (text.empty())
        return 0;
    if ((text[0] >= '\t' && text[0] <= '\r') || text[0] == ' ')
        return 1;
    if (text.starts_with("\u00A0"))
        return 2;
    for (const std::string_view blank : {"\u1680", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"}) {
        if (text.starts_with(blank))
            return 3;
    }
    const bool isEnQuadAndFollowing = text.size() >= 3 && text.starts_with("\xE2\x80") && text[2] <= '\x8A';
    return isEnQuadAndFollowing ? 3 : 0;
}

std::string_view withoutLeadingBlanks(std::string_view text)
{
    while (const std::size_t blank = leadingBlank(text))
        text.remove_prefix(blank);
    return text;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end - at;
}

/// The literal's power of ten, to tell too large from too small.
bool isBelowOne(std::string_view literal)
{
    const std::size_t e = std::min(literal.find_first_of("eE"), literal.size());
    const std::string_view mantissa = literal.substr(0, e);
    const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<std::int64_t>(std::min(mantissa.find_first_not_of("0."), mantissa.size()));
    const std::string_view exponentText = literal.substr(std::min(e + 1, literal.size()));
    std::int64_t exponent = 0;
    const std::size_t sign = exponentText.starts_with('+') ? 1 : 0;
    const auto read = std::from_chars(exponentText.data() + sign, exponentText.data() + exponentText.size(), exponent);
    if (read.ec == std::errc::result_out_of_range)
        return exponentText.starts_with('-');
    return point - first + exponent <= 0;
}

double convertDecimal(std::string_view literal)
{
    double number = 0;
    const auto read = std::from_chars(literal.data(), literal.data() + literal.size(), number);
    if (read.ec == std::errc::result_out_of_range)
        return isBelowOne(literal) ? 0 : infinity;
    return number;
}

/// Reads the longest StrDecimalLiteral at the start; `length` is 0 when there is none.
double decimalLiteral(std::string_view text, std::size_t& length)
{
    const bool isSigned = !text.empty() && (text[0] == '+' || text[0] == '-');
    const bool isNegative = isSigned && text[0] == '-';
    const std::size_t start = isSigned ? 1 : 0;
    length = 0;
    if (text.substr(start).starts_with("Infinity")) {
        length = start + 8;
        return isNegative ? -infinity : infinity;
    }
    const std::size_t whole = digitsAt(text, start);
    std::size_t end = start + whole;
    std::size_t fraction = 0;
    if (end < text.size() && text[end] == '.') {
        fraction = digitsAt(text, end + 1);
        end += whole + fraction > 0 ? 1 + fraction : 0;
    }
    if (whole + fraction == 0)
        return notANumber;
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        std::size_t exponent = end + 1;
        exponent += exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-') ? 1 : 0;
        if (const std::size_t digits = digitsAt(text, exponent))
            end = exponent + digits;
    }
    length = end;
    const double number = convertDecimal(text.substr(start, end - start));
    return isNegative ? -number : number;
}

/// The digits after 0x, 0o or 0b.
double radixLiteral(std::string_view digits, int radix)
{
    double number = 0;
    for (const char c : digits) {
        const int lower = c | 0x20;
        const int digit = isDigit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : radix;
        if (digit >= radix)
            return notANumber;
        number = number * radix + digit; // exact up to 2^53
    }
    return digits.empty() ? notANumber : number;
}

/// Fails for an object whose own member "toString" hides the inherited function.
bool isConvertible(const Operand& object, Workspace& workspace)
{
    if (!object.members() || !object.members()->find("toString"))
        return true;
    workspace.fail(ErrorCode::Invalid, "Cannot convert object to primitive value");
    return false;
}

void appendItems(std::string& out, const Operand& array, Workspace& workspace)
{
    for (std::size_t i = 0; i < array.itemCount() && workspace.step(); ++i) {
        if (i > 0)
            out += ',';
        const Operand item = array.item(i);
        if (!item.isNullish())
            appendString(out, item, workspace);
    }
}

} // namespace

double numberFromText(std::string_view text)
{
    text = withoutLeadingBlanks(text);
    if (text.empty())
        return 0;
    double number = 0;
    if (text.size() > 1 && text[0] == '0' && !isDigit(text[1]) &&
        std::string_view("xXoObB").find(text[1]) != std::string_view::npos) {
        const char kind = static_cast<char>(text[1] | 0x20);
        std::size_t end = 2;
        while (end < text.size() && leadingBlank(text.substr(end)) == 0)
            ++end;
        number = radixLiteral(text.substr(2, end - 2), kind == 'x' ? 16 : kind == 'o' ? 8 : 2);
        text.remove_prefix(end);
    } else {
        std::size_t length = 0;
        number = decimalLiteral(text, length);
        text.remove_prefix(length);
    }
    return withoutLeadingBlanks(text).empty() ? number : notANumber;
}

double leadingNumber(std::string_view text)
{
    std::size_t length = 0;
    return decimalLiteral(withoutLeadingBlanks(text), length);
}

double convertedNumber(const Operand& operand, Workspace& workspace)
{
    switch (operand.kind()) {
    case Operand::Kind::Undefined:
        return notANumber;
    case Operand::Kind::Null:
        return 0;
    case Operand::Kind::Boolean:
        return operand.asBoolean() ? 1 : 0;
    case Operand::Kind::Number:
        return operand.asNumber();
    case Operand::Kind::String:
        workspace.chargeBytes(operand.asString().size());
        return numberFromText(operand.asString());
    case Operand::Kind::Array:
        return numberFromText(toText(operand, workspace));
    case Operand::Kind::Object:
        isConvertible(operand, workspace);
        break;
    }
    return notANumber;
}

double convertedLeadingNumber(const Operand& operand, Workspace& workspace)
{
    switch (operand.kind()) {
    case Operand::Kind::String:
        workspace.chargeBytes(operand.asString().size());
        return leadingNumber(operand.asString());
    case Operand::Kind::Array:
        return leadingNumber(toText(operand, workspace));
    case Operand::Kind::Object:
        isConvertible(operand, workspace);
        break;
    default:
        break;
    }
    return notANumber;
}

double toInteger(double number)
{
    return std::isnan(number) ? 0 : std::trunc(number);
}

void appendString(std::string& out, const Operand& operand, Workspace& workspace)
{
    switch (operand.kind()) {
    case Operand::Kind::Undefined:
        out += "undefined";
        break;
    case Operand::Kind::Null:
        out += "null";
        break;
    case Operand::Kind::Boolean:
        out += operand.asBoolean() ? "true" : "false";
        break;
    case Operand::Kind::Number:
        if (workspace.charge(4))
            appendNumber(out, operand.asNumber());
        break;
    case Operand::Kind::String:
        if (workspace.chargeBytes(operand.asString().size()) && workspace.hasRoom(operand.asString().size()))
            appendText(out, operand.asString());
        break;
    case Operand::Kind::Array:
        appendItems(out, operand, workspace);
        break;
    case Operand::Kind::Object:
        if (isConvertible(operand, workspace))
            out += "[object Object]";
        break;
    }
}

std::string_view toText(const Operand& operand, Workspace& workspace)
{
    if (operand.isString())
        return operand.asString();
    TextBuilder builder(workspace);
    appendString(builder.out(), operand, workspace);
    const Operand made = builder.finish();
    return made.isString() ? made.asString() : std::string_view();
}

bool strictlyEqual(const Operand& left, const Operand& right, Workspace& workspace)
{
    if (left.kind() != right.kind())
        return false;
    switch (left.kind()) {
    case Operand::Kind::Undefined:
    case Operand::Kind::Null:
        return true;
    case Operand::Kind::Boolean:
        return left.asBoolean() == right.asBoolean();
    case Operand::Kind::Number:
        return left.asNumber() == right.asNumber();
    case Operand::Kind::String:
        return left.asString().size() == right.asString().size() && workspace.chargeBytes(left.asString().size()) &&
               left.asString() == right.asString();
    case Operand::Kind::Array:
    case Operand::Kind::Object:
        return left.sameReference(right);
    }
    return false;
}

bool looselyEqual(const Operand& left, const Operand& right, Workspace& workspace)
{
    const auto isReference = [](const Operand& operand) { return operand.isArray() || operand.isObject(); };
    if (left.kind() == right.kind() || (isReference(left) && isReference(right)))
        return strictlyEqual(left, right, workspace);
    if (left.isNullish() || right.isNullish())
        return left.isNullish() && right.isNullish();
    if (left.isString() && isReference(right))
        return left.asString() == toText(right, workspace);
    if (right.isString() && isReference(left))
        return right.asString() == toText(left, workspace);
    return toNumber(left, workspace) == toNumber(right, workspace);
}

Order compare(const Operand& left, const Operand& right, Workspace& workspace)
{
    const auto isText = [](const Operand& o) { return o.isString() || o.isArray() || o.isObject(); };
    if (isText(left) && isText(right)) {
        const std::string_view leftText = toText(left, workspace);
        const std::string_view rightText = toText(right, workspace);
        if (!workspace.chargeBytes(std::min(leftText.size(), rightText.size())))
            return Order::None;
        const int order = compareUnits(leftText, rightText);
        return order < 0 ? Order::Less : order > 0 ? Order::Greater : Order::Equal;
    }
    const double l = toNumber(left, workspace);
    const double r = toNumber(right, workspace);
    return l < r ? Order::Less : l > r ? Order::Greater : l == r ? Order::Equal : Order::None;
}

} // namespace campaign::rules
