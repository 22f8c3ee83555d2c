// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Query.h"

namespace campaign::history {

// A list's filter and order applied to entities in memory, for points in time that have no state tables. They agree
// with what ListSql says in SQL.

bool matches(const Entity& entity, const std::vector<Condition>& where);
bool comesBefore(const Entity& left, const Entity& right, const std::vector<Order>& order);
/// Below 0, 0 or above 0; null comes first.
int compareKeys(const Value& left, const Value& right);

} // namespace campaign::history
