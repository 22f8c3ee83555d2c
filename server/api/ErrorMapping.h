// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"
#include "server/core/Value.h"

namespace campaign::api {

/// The one table from our error codes to what clients are told (api.md): NOT_FOUND, BAD_USER_INPUT, …
std::string_view extensionCode(ErrorCode code);

/// Fills the `extensions` of a GraphQL error: code, the path into the input as `inputPath`, and the members of
/// Error::details (expectedVersion, constraint, …).
void errorExtensions(const Error& error, ValueObject& extensions);

} // namespace campaign::api
