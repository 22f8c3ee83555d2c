// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type settlementType()
{
    return {
        .name = "Settlement",
        .plural = "settlements",
        .label = "Settlement",
        .icon = "settlement",
        .scope = Scope::Branched,
        .description = "A city, town or village of a kingdom, standing on a location.",
        .permission = "settlement",
        .parentField = "kingdomId",
        .fields = withCommonFields({
            reference("kingdomId", "Kingdom", "Kingdom", "settlements", "settlementsByKingdom", OnDelete::Cascade,
                      true),
            reference("locationId", "Location", "Location", "settlements", "", OnDelete::Clear, false),
            field("level", FieldType::Integer, "Level").required().sortable().range(1, 10).byDefault(1),
        }),
        .uniques = {{{"locationId"}, "{name} already stands on this location; choose another or move {name} first."}}};
}

} // namespace campaign::catalogue
