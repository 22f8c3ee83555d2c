// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace campaign {

/// A moment of our own clock as one says it in a sentence: "today at 12:04", "yesterday at 23:10", "on 3/5/26 at 9:00".
QString momentText(const QDateTime& moment);

} // namespace campaign
