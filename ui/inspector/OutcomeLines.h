// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"

#include <QStringList>

namespace campaign {

/// What effectLines() needs to have been asked of an EffectResult, and resolutionLines() of a ResolutionPreview.
extern const std::string targetsSelection;
extern const std::string phasesSelection;

/// What an effect did, or would do, to one thing, a line for each field: "Harrowford · Level: 2 → 3". `target` is an
/// AffectedEntity of the API. GUI thread.
QStringList outcomeLines(const Value& target, const client::EntityStore& store);
/// The same of all an effect works on; of an EffectResult, or null.
QStringList effectLines(const Value& result, const client::EntityStore& store);
/// The same of all effects of a resolution, as they run; of a ResolutionPreview, or null.
QStringList resolutionLines(const Value& resolution, const client::EntityStore& store);

} // namespace campaign
