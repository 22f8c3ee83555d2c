// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace campaign {

/// What else people call a word of the window's commands, in lower case: "new", "add" and "make" for "create"; empty
/// for words with one name. Declared in Synonyms.cpp alone, read in the language of the first call. GUI
/// thread.
QStringList synonymsOf(const QString& word);

} // namespace campaign
