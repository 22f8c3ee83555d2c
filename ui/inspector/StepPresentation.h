// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"

#include <QVariant>

namespace campaign::presentation {

/// What one change set in an entity of the type, as entityVersions and changeContent give it ({operation, fields:
/// [{path before after}]}): a list of {label, before, after} in words. What goes without saying is left out.
QVariantList settingsOf(const catalogue::Type& type, const Value& version, const client::EntityStore& store);

} // namespace campaign::presentation
