// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type campaignType()
{
    return {.name = "Campaign",
            .plural = "campaigns",
            .label = "Campaign",
            .icon = "campaign",
            .scope = Scope::Campaign,
            .description = "One run of play in a world, with branches of its own.",
            .permission = "campaign",
            .parentField = "worldId",
            .fields = withCommonFields({
                reference("worldId", "World", "World", "campaigns", "campaignsByWorld", OnDelete::Keep, true),
                field("ownerId", FieldType::Text, "Owner").timeless().readOnly(),
                field("settings", FieldType::Json, "Settings").timeless(),
                field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
            }),
            .uniques = {},
            .role = Role::Campaign};
}

} // namespace campaign::catalogue
