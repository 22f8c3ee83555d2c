// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type kingdomType()
{
    return {
        .name = "Kingdom",
        .plural = "kingdoms",
        .label = "Kingdom",
        .icon = "kingdom",
        .scope = Scope::Branched,
        .description = "A realm; a neutral kingdom holds the places that belong to none.",
        .permission = "kingdom",
        .parentField = "campaignId",
        .fields = withCommonFields({
            reference("campaignId", "Campaign", "Campaign", "kingdoms", "kingdomsByCampaign", OnDelete::Cascade, true),
            field("level", FieldType::Integer, "Level").required().sortable().range(1, 10).byDefault(1),
            field("isNeutral", FieldType::Boolean, "Neutral").filterable().byDefault(false),
            reference("locationId", "Territory", "Location", "kingdoms", "", OnDelete::Clear, false),
        }),
        .uniques = {{{"locationId"}, "{name} has this territory already; choose another or draw one."}}};
}

} // namespace campaign::catalogue
