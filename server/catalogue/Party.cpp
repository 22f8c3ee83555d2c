// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type partyType()
{
    return {
        .name = "Party",
        .plural = "parties",
        .label = "Party",
        .icon = "party",
        .scope = Scope::Branched,
        .description = "A group of characters that travels and acts together.",
        .permission = "party",
        .parentField = "campaignId",
        .fields = withCommonFields({
            reference("campaignId", "Campaign", "Campaign", "parties", "partiesByCampaign", OnDelete::Cascade, true),
            field("averageLevel", FieldType::Number, "Average level")
                .describe("The mean level of its members; null while it has none.")
                .averageOf("members", "level"),
            field("manualLevelOverride", FieldType::Integer, "Level set by hand")
                .describe("Stands in for the average level where it is set.")
                .sortable()
                .range(1, 20)
                .setBy("setPartyLevel", "level"),
        }),
        .uniques = {}};
}

} // namespace campaign::catalogue
