// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type characterType()
{
    Field party = reference("partyId", "Party", "Party", "members", "charactersByParty", OnDelete::Clear, false);
    party.member = "PartyMember";
    return {.name = "Character",
            .plural = "characters",
            .label = "Character",
            .icon = "character",
            .scope = Scope::Branched,
            .description = "A person of the story, a player's or the game master's.",
            .permission = "character",
            .parentField = "campaignId",
            .fields = withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "characters", "charactersByCampaign", OnDelete::Cascade,
                          true),
                party,
                field("level", FieldType::Integer, "Level").required().sortable().range(1, 20).byDefault(1),
                field("race", FieldType::Text, "Race").sortable().searchable().atMost(64),
                field("class", FieldType::Text, "Class").sortable().searchable().atMost(64),
                field("isNPC", FieldType::Boolean, "Non-player character").timeless().filterable().byDefault(false),
                field("playedBy", FieldType::Text, "Played by")
                    .timeless()
                    .filterable()
                    .atMost(200)
                    .describe("The user whose character it is; absent for those the game master plays."),
            }),
            .uniques = {}};
}

} // namespace campaign::catalogue
