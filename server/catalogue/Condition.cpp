// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type conditionType()
{
    AnyReference subject = anyReference("entity", "Decides on", {"Encounter", "Event"});
    subject.type.required = true;
    subject.id.required = true;
    subject.id.onDelete = OnDelete::Cascade;
    subject.id.listQuery = "availabilityConditions";
    return {.name = "Condition",
            .plural = "conditions",
            .label = "Condition",
            .icon = "check",
            .scope = Scope::Branched,
            .description = "What must hold before an event or encounter is available.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                subject.type,
                subject.id,
                field("expression", FieldType::Rule, "Expression").required().timeless(),
                field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
            }),
            .uniques = {},
            .ownerField = "entityId",
            .nameTemplate = "Condition"};
}

} // namespace campaign::catalogue
