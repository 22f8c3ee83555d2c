// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::test {

/// A type that the product does not have. Nothing but this declaration knows it, so whatever a test finds of it was
/// derived from the catalogue.
inline catalogue::Type shipType()
{
    using catalogue::field;
    using catalogue::FieldType;
    using catalogue::OnDelete;
    using catalogue::reference;
    catalogue::Field captain =
        reference("captainId", "Captain", "Character", "ships", "shipsByCaptain", OnDelete::Clear, false);
    captain.member = "ShipCaptain";
    return {.name = "Ship",
            .plural = "ships",
            .label = "Ship",
            .icon = "map",
            .scope = catalogue::Scope::Branched,
            .description = "A vessel, made up for a test.",
            .permission = "location",
            .parentField = "campaignId",
            .fields = catalogue::withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "ships", "shipsByCampaign", OnDelete::Cascade, true),
                reference("portId", "Home port", "Location", "ships", "shipsByPort", OnDelete::Clear, false),
                captain,
                field("rig", FieldType::Enum, "Rig").required().sortable().oneOf({"sloop", "brig"}).byDefault("sloop"),
                field("crew", FieldType::Integer, "Crew").sortable().range(0, 500).describe("Heads aboard."),
                field("cargo", FieldType::LongText, "Cargo").searchable(),
                field("speed", FieldType::Number, "Speed").sortable().range(0, 40),
                field("launchedAt", FieldType::WorldTime, "Launched").timeless().sortable(),
                field("isActive", FieldType::Boolean, "Afloat").filterable().byDefault(true),
            }),
            .uniques = {{{"captainId"}, "{name} has this captain already."}}};
}

inline catalogue::Catalogue catalogueWithShips()
{
    std::vector<catalogue::Type> types = catalogue::standardTypes();
    types.push_back(shipType());
    return catalogue::Catalogue(std::move(types));
}

} // namespace campaign::test
