// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace campaign::transfer {

/// RFC 4648 §4, padded, without line breaks.
std::string toBase64(std::string_view bytes);
/// Nothing for anything else than toBase64 writes.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace campaign::transfer
