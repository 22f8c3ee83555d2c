// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

// Who takes part in a campaign and as what. Neither branched nor undone: taking back a deed never lets somebody in.
Type membershipType()
{
    return {.name = "Membership",
            .plural = "memberships",
            .label = "Member",
            .icon = "character",
            .scope = Scope::Campaign,
            .description = "A user's part in a campaign.",
            .permission = "member",
            .parentField = "campaignId",
            .fields = withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "memberships", "membershipsByCampaign",
                          OnDelete::Cascade, true),
                field("userId", FieldType::Text, "User").required().timeless().filterable().atMost(200),
                field("role", FieldType::Enum, "Role")
                    .required()
                    .timeless()
                    .sortable()
                    .named("CampaignRole")
                    .oneOf({"OWNER", "GM", "PLAYER", "VIEWER"})
                    .byDefault("PLAYER"),
            }),
            .uniques = {{{"campaignId", "userId"}, "This user takes part already (as {name})."}},
            .undoable = false,
            .nameTemplate = "{userId}"};
}

} // namespace campaign::catalogue
