// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/OperationScope.h"

namespace campaign::api {

/// The clock of a branch in seconds: its own, or that of the nearest it descends from which has one; null while none
/// has.
Result<Value> clockOf(OperationScope& scope, const ReadView& view);

} // namespace campaign::api
