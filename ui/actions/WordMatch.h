// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace campaign {

/// How well a title answers what was typed, 0 (not at all) to 100: every typed word must begin, or with one or two
/// slips nearly begin, some word of the title. Case and accents do not count.
int wordMatch(const QString& typed, const QString& title);

} // namespace campaign
