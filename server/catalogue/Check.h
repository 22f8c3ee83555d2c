// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Result.h"

namespace campaign::catalogue {

/// Checks one field's value against its declaration and brings it into the stored form (an ISO time becomes seconds,
/// a whole double an integer, tags a sorted set). Null is accepted unless the field is required. The error's path is
/// the field's name. References are checked for form only; whether they exist is the store's to say.
Result<Value> checkField(const Field& field, const Value& value);

/// Checks the members given; unknown and read-only ones are refused. Defaults are not filled in.
Result<Value::Object> checkFields(const Type& type, const Value::Object& members);

/// The declared defaults of all fields that `members` does not have, put in front of them; a required field without
/// a value is an error.
Result<Value::Object> completeNew(const Type& type, const Value::Object& members);

} // namespace campaign::catalogue
