// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace campaign {

/// 32 raw bytes.
std::string sha256(std::string_view bytes);
std::string toHex(std::string_view bytes);

} // namespace campaign
