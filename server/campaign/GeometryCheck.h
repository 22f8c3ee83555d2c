// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"
#include "server/core/Result.h"

namespace campaign {

/// Checks every geometry among the fields of a write and brings it into the stored form (rings oriented as RFC 7946
/// asks, altitude dropped). Faults are errors that say where. A location's shape follows its geometry when it is not
/// given, and must agree with it when it is.
Result<Value::Object> checkGeometries(const catalogue::Type& type, Value::Object fields);

} // namespace campaign
