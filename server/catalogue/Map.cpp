// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type mapType()
{
    return {
        .name = "Map",
        .plural = "maps",
        .label = "Map",
        .icon = "map",
        .scope = Scope::Branched,
        .description = "A planar map: a background picture with an extent in map units and a scale.",
        .permission = "location",
        .parentField = "worldId",
        .fields = withCommonFields({
            reference("worldId", "World", "World", "maps", "mapsByWorld", OnDelete::Cascade, true),
            field("backgroundImage", FieldType::Text, "Background picture")
                .timeless()
                .describe("Id of a stored file: sha256- and 64 hexadecimal digits."),
            field("extent", FieldType::Json, "Extent")
                .timeless()
                .describe("{west, south, east, north} in map units; y grows to the north."),
            field("scale", FieldType::Number, "Scale").timeless().range(0, 1e12).describe("Distance units a map unit."),
            field("distanceUnit", FieldType::Text, "Distance unit").timeless().atMost(32),
            field("crs", FieldType::Enum, "Coordinates")
                .timeless()
                .oneOf({"planar", "EPSG4326", "EPSG3857"})
                .byDefault("planar"),
        }),
        .uniques = {}};
}

} // namespace campaign::catalogue
