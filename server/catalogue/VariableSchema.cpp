// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type variableSchemaType()
{
    AnyReference entity = anyReference("entity", "Applies to", {});
    entity.type.label = "Applies to (kind)";
    entity.type.required = true;
    entity.id.description = "Absent: all entities of the type.";
    entity.id.onDelete = OnDelete::Cascade;
    return {.name = "VariableSchema",
            .plural = "variableSchemas",
            .label = "Variable",
            .icon = "rule",
            .scope = Scope::Branched,
            .description = "A typed variable that the entities of a type (or one of them) carry; `name` is its key.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                entity.type,
                entity.id,
                field("type", FieldType::Enum, "Type")
                    .required()
                    .timeless()
                    .oneOf({"string", "number", "boolean", "enum"})
                    .byDefault("string"),
                field("enumValues", FieldType::Json, "Choices").timeless(),
                field("defaultValue", FieldType::Json, "Default").timeless(),
            }),
            .uniques = {},
            .ownerField = "entityId"};
}

} // namespace campaign::catalogue
