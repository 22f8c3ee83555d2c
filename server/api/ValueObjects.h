// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "server/graphql/execution/ExecutionContext.h"
#include "server/graphql/execution/Resolver.h"

namespace campaign::api {

// Objects of the schema whose values come as JSON from a service: the object behind them is a Value with the fields as
// members.

/// A leaf: the member as it is, null when there is none.
graphql::Property readMember(const char* name);
/// An object, or a list of them, that lies below.
graphql::Resolver memberObject(const char* name);
graphql::Resolver memberObjects(const char* name);

/// Answers with such an object; the operation keeps it.
void setValueObject(const graphql::FieldCall& call, graphql::FieldResult& out, Value value);

} // namespace campaign::api
