// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"

namespace campaign::catalogue {

// One function, one file, one type. standardTypes() gathers them.
Type worldType();
Type campaignType();
Type branchType();
Type mapType();
Type locationType();
Type kingdomType();
Type settlementType();
Type structureType();
Type partyType();
Type characterType();
Type encounterType();
Type eventType();
Type linkType();
Type noteType();
Type variableSchemaType();
Type stateVariableType();
Type fieldConditionType();
Type conditionType();
Type effectType();
Type scheduledEffectType();
Type effectExecutionType();
Type membershipType();
Type fileType();

/// All of them, in the order in which lists of types show them; for catalogues that add one.
std::vector<Type> standardTypes();

} // namespace campaign::catalogue
