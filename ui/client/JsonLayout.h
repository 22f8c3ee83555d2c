// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <QString>

namespace campaign::client {

/// JSON over as many lines as a person needs to follow it: what is short stays on one.
QString laidOut(const Value& value);

} // namespace campaign::client
