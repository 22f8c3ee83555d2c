// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type locationType()
{
    Field parent =
        reference("parentLocationId", "Lies in", "Location", "children", "locationsByParent", OnDelete::Clear, false);
    parent.tree = true;
    return {.name = "Location",
            .plural = "locations",
            .label = "Location",
            .icon = "location",
            .scope = Scope::Branched,
            .description = "A place: a point, a line or a region on a map.",
            .permission = "location",
            .parentField = "worldId",
            .fields = withCommonFields({
                reference("worldId", "World", "World", "locations", "locationsByWorld", OnDelete::Cascade, true),
                field("locationType", FieldType::Enum, "Shape")
                    .timeless()
                    .filterable()
                    .named("LocationType")
                    .oneOf({"point", "line", "region"})
                    .byDefault("point"),
                field("kind", FieldType::Text, "Kind")
                    .timeless()
                    .sortable()
                    .atMost(64)
                    .describe("What the place is: town, river, road, province, culture …"),
                field("geometry", FieldType::Geometry, "On the map"),
                parent,
                reference("mapId", "Map", "Map", "locations", "", OnDelete::Clear, false),
            }),
            .uniques = {},
            .role = Role::Place};
}

} // namespace campaign::catalogue
