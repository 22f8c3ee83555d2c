// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/OperatorRegistry.h"

namespace campaign::rules {

/// The operators about a campaign's things, in the order in which the reference shows them. An id that names nothing
/// (or nothing that the viewer may see) gives null, from operators that answer a question false.
std::vector<Operator> campaignOperators();
/// Those about space and time among them.
std::vector<Operator> spaceAndTimeOperators();

/// Where an operator reads: from the entity under evaluation or from another one of the type.
struct Reach
{
    Reach(std::string type, std::string_view path);

    std::string type; ///< "Settlement"
    Path here;        ///< "settlement.level", from whatever is under evaluation
    Path there;       ///< "level", from an entity of the type
};

/// Reads from the entity that the argument at `index` names. Where it was left out: in a list's body from the item if
/// that is an object, else from the entity under evaluation. Undefined when there is no such entity.
Operand readFrom(const OperatorCall& call, std::size_t index, const Reach& reach);
/// The id an argument stands for: the text itself, or that of the entity. Nothing for null.
std::optional<std::string_view> idOf(const Operand& argument, Workspace& workspace);

} // namespace campaign::rules
