// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type structureType()
{
    return {
        .name = "Structure",
        .plural = "structures",
        .label = "Structure",
        .icon = "structure",
        .scope = Scope::Branched,
        .description = "A building or work of a settlement.",
        .permission = "structure",
        .parentField = "settlementId",
        .fields = withCommonFields({
            reference("settlementId", "Settlement", "Settlement", "structures", "structuresBySettlement",
                      OnDelete::Cascade, true),
            field("type", FieldType::Text, "Type").required().sortable().searchable().atMost(64).byDefault("building"),
            field("level", FieldType::Integer, "Level").required().sortable().range(1, 5).byDefault(1),
        }),
        .uniques = {}};
}

} // namespace campaign::catalogue
