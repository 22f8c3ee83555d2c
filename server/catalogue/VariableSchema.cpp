// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type variableSchemaType()
{
    Field entity = field("entityId", FieldType::AnyId, "Entity")
                       .timeless()
                       .filterable()
                       .describe("Absent: all entities of the type.");
    entity.target = "entityType";
    return {.name = "VariableSchema",
            .plural = "variableSchemas",
            .label = "Variable",
            .icon = "rule",
            .scope = Scope::Branched,
            .description = "A typed variable that the entities of a type (or one of them) carry; `name` is its key.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                field("entityType", FieldType::Text, "Applies to").required().timeless().sortable().atMost(64),
                entity,
                field("type", FieldType::Enum, "Type")
                    .required()
                    .timeless()
                    .oneOf({"string", "number", "boolean", "enum"})
                    .byDefault("string"),
                field("enumValues", FieldType::Json, "Choices").timeless(),
                field("defaultValue", FieldType::Json, "Default").timeless(),
            }),
            .uniques = {}};
}

} // namespace campaign::catalogue
