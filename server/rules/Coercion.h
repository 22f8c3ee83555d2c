// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Workspace.h"

namespace campaign::rules {

// ECMAScript's conversions and comparisons (https://tc39.es/ecma262/#sec-type-conversion), with JSONLogic's truth.
// Converting an object that has a member "toString" of its own fails, as it does there.

/// As in JavaScript, but an empty array is false.
inline bool isTruthy(const Operand& operand)
{
    if (operand.kind() <= Operand::Kind::Boolean) // undefined and null are as false is
        return operand.asBoolean();
    if (operand.isNumber())
        return operand.asNumber() < 0 || operand.asNumber() > 0;
    switch (operand.kind()) {
    case Operand::Kind::String:
        return !operand.asString().empty();
    case Operand::Kind::Array:
        return operand.itemCount() > 0;
    default:
        return true;
    }
}
/// Number(text): white space around it is ignored, "" is 0, 0x, 0o and 0b are known; NaN otherwise.
double numberFromText(std::string_view text);
/// parseFloat(text): the longest number at its start, NaN if there is none.
double leadingNumber(std::string_view text);
/// The two below for everything but numbers.
double convertedNumber(const Operand& operand, Workspace& workspace);
double convertedLeadingNumber(const Operand& operand, Workspace& workspace);
/// Number(operand).
inline double toNumber(const Operand& operand, Workspace& workspace)
{
    return operand.isNumber() ? operand.asNumber() : convertedNumber(operand, workspace);
}
/// parseFloat(operand).
inline double toLeadingNumber(const Operand& operand, Workspace& workspace)
{
    // "-0" is never written: it reads back as 0.
    return operand.isNumber() ? operand.asNumber() + 0.0 : convertedLeadingNumber(operand, workspace);
}
/// ToIntegerOrInfinity of a number.
double toInteger(double number);
/// Appends String(operand).
void appendString(std::string& out, const Operand& operand, Workspace& workspace);
/// String(operand); refers to it when it is a string, otherwise lives in the workspace.
std::string_view toText(const Operand& operand, Workspace& workspace);

bool strictlyEqual(const Operand& left, const Operand& right, Workspace& workspace);
bool looselyEqual(const Operand& left, const Operand& right, Workspace& workspace);

enum class Order { Less, Equal, Greater, None };
/// How the two compare under < and >: both texts by UTF-16 units, otherwise as numbers; None when one is NaN.
Order compare(const Operand& left, const Operand& right, Workspace& workspace);

} // namespace campaign::rules
