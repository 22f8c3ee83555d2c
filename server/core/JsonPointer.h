// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace campaign {

/// Appends one step to a JSON pointer: a slash and the key, its own slashes and tildes escaped
/// (https://www.rfc-editor.org/rfc/rfc6901#section-3).
void appendPointerStep(std::string& pointer, std::string_view key);

} // namespace campaign
