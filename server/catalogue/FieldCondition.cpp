// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type fieldConditionType()
{
    Field entity = field("entityId", FieldType::AnyId, "Entity")
                       .timeless()
                       .filterable()
                       .describe("Absent: all entities of the type.");
    entity.target = "entityType";
    return {.name = "FieldCondition",
            .plural = "fieldConditions",
            .label = "Rule",
            .icon = "rule",
            .scope = Scope::Branched,
            .description = "A rule that computes a field of one entity or of all entities of a type.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                field("entityType", FieldType::Text, "Applies to").required().timeless().sortable().atMost(64),
                entity,
                field("field", FieldType::Text, "Computes").required().timeless().sortable().atMost(200),
                field("expression", FieldType::Rule, "Expression").required().timeless(),
                field("priority", FieldType::Integer, "Priority")
                    .timeless()
                    .sortable()
                    .range(-1000000, 1000000)
                    .byDefault(0),
                field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
            }),
            .uniques = {}};
}

} // namespace campaign::catalogue
