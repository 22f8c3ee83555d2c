// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type encounterType()
{
    return {.name = "Encounter",
            .plural = "encounters",
            .label = "Encounter",
            .icon = "encounter",
            .scope = Scope::Branched,
            .description = "A scene that the party plays through: a fight, a puzzle, a talk.",
            .permission = "encounter",
            .parentField = "campaignId",
            .fields = withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "encounters", "encountersByCampaign", OnDelete::Cascade,
                          true),
                reference("locationId", "Location", "Location", "encounters", "encountersByLocation", OnDelete::Clear,
                          false),
                field("difficulty", FieldType::Integer, "Difficulty")
                    .sortable()
                    .range(0, 30)
                    .describe("A challenge rating from 0 (harmless) to 30."),
                field("scheduledAt", FieldType::WorldTime, "Planned for").sortable(),
                field("isResolved", FieldType::Boolean, "Resolved").filterable().byDefault(false),
                field("resolvedAt", FieldType::WorldTime, "Resolved at").sortable(),
                field("outcome", FieldType::LongText, "Outcome").searchable(),
            }),
            .uniques = {}};
}

} // namespace campaign::catalogue
