// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type fieldConditionType()
{
    AnyReference entity = anyReference("entity", "Applies to", {});
    entity.type.label = "Applies to (kind)";
    entity.type.required = true;
    entity.id.description = "Absent: all entities of the type.";
    entity.id.onDelete = OnDelete::Cascade;
    entity.id.listQuery = "getConditionsForEntity";
    entity.id.listFilters = {"field"};
    return {.name = "FieldCondition",
            .plural = "fieldConditions",
            .label = "Rule",
            .icon = "rule",
            .scope = Scope::Branched,
            .description = "A rule that computes a field of one entity or of all entities of a type.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                entity.type,
                entity.id,
                field("field", FieldType::Text, "Computes").required().timeless().sortable().atMost(200),
                field("expression", FieldType::Rule, "Expression").required().timeless(),
                field("priority", FieldType::Integer, "Priority")
                    .timeless()
                    .sortable()
                    .range(-1000000, 1000000)
                    .byDefault(0),
                field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
            }),
            .uniques = {},
            .ownerField = "entityId",
            .nameTemplate = "{field}",
            .hasGetQueries = true};
}

} // namespace campaign::catalogue
