// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type worldType()
{
    return {.name = "World",
            .plural = "worlds",
            .label = "World",
            .icon = "world",
            .scope = Scope::Branched,
            .description = "A world: the ground on which maps, places and campaigns stand.",
            .permission = "world",
            .parentField = "",
            .fields = withCommonFields({
                field("calendars", FieldType::Json, "Calendars").timeless(),
                field("settings", FieldType::Json, "Settings").timeless(),
            }),
            .uniques = {},
            .role = Role::World};
}

} // namespace campaign::catalogue
