// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace campaign {

/// How well a title answers what was typed, 0 (not at all) to 100: every typed word must begin, or with one or two
/// slips nearly begin, some word of the title. Case and accents do not count.
int wordMatch(const QString& typed, const QString& title);

/// The same for a command, whose words may also be called otherwise (Synonyms.h): "add town" answers "Create
/// Settlement". A command's own words go before others for them.
int commandMatch(const QString& typed, const QString& title);

} // namespace campaign
