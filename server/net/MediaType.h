// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::net {

/// The two forms of a GraphQL answer (https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types).
enum class GraphqlMedia { Json, GraphqlResponse };

std::string_view contentType(GraphqlMedia media);

/// Which form an Accept header asks for, by quality, the first named among equals (RFC 9110 §12.5.1). A missing header
/// (empty text) and */* mean JSON; nothing when it names neither.
std::optional<GraphqlMedia> negotiate(std::string_view accept);

/// Whether a Content-Type is application/json in UTF-8.
bool isJsonInUtf8(std::string_view contentType);

} // namespace campaign::net
