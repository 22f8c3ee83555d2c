// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Writer.h"

// Some things are one with the place they stand on: a settlement and its location, a kingdom and its territory. To a
// game master they are one thing, so the place goes, comes back and is renamed with it. Which things these are, the
// catalogue says: those whose reference to a place no two may share.

namespace campaign {

/// That reference of the type, null when its things have no place of their own.
const catalogue::Field* ownPlaceField(const catalogue::Catalogue& types, const catalogue::Type& type);

/// Deletes an entity and all that hangs on it, together with the places of their own.
Result<> removeWithPlaces(history::Writer& writer, const catalogue::Catalogue& types, const catalogue::Type& type,
                          const Id& id, std::optional<std::int64_t> expectedVersion = {});

/// Brings back a deleted entity, what went because of it, and the places of their own.
Result<> restoreWithPlaces(history::Writer& writer, const catalogue::Catalogue& types, const catalogue::Type& type,
                           const Id& id);

/// Gives the entity's own place its new name, if the place bears the present one. `fields` are those of an update.
Result<> renameOwnPlace(history::Writer& writer, const catalogue::Catalogue& types, const history::Entity& current,
                        const Value::Object& fields);

} // namespace campaign
