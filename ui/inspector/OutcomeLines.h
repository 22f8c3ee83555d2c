// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"

#include <QStringList>

namespace campaign {

/// What an effect did, or would do, to one thing, a line for each field: "Harrowford · Level: 2 → 3". `target` is an
/// AffectedEntity of the API. GUI thread.
QStringList outcomeLines(const Value& target, const client::EntityStore& store);

} // namespace campaign
