// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

// Not undone: that an effect ran (or failed) stays true when what it did is taken back.
Type effectExecutionType()
{
    AnyReference subject = anyReference("entity", "Of", {"Encounter", "Event"});
    subject.id.listQuery = "getExecutionsForEntity";
    return {.name = "EffectExecution",
            .plural = "effectExecutions",
            .label = "Executed effect",
            .icon = "time",
            .scope = Scope::Branched,
            .description = "What one effect did, or why it could not.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                subject.type,
                subject.id,
                field("effectId", FieldType::Text, "Effect").timeless().filterable().atMost(64),
                field("timing", FieldType::Enum, "When")
                    .timeless()
                    .sortable()
                    .named("EffectTiming")
                    .oneOf({"PRE", "ON_RESOLVE", "POST"}),
                field("action", FieldType::Enum, "Does")
                    .timeless()
                    .named("EffectAction")
                    .oneOf({"patch", "create", "advanceLevel", "log"}),
                field("place", FieldType::Integer, "Order")
                    .timeless()
                    .sortable()
                    .describe("Among the effects of its change."),
                field("executedAt", FieldType::WorldTime, "World time").timeless().sortable(),
                field("isSuccess", FieldType::Boolean, "Succeeded").timeless().filterable(),
                field("payload", FieldType::Json, "Patch").timeless(),
                field("targets", FieldType::Json, "Did")
                    .timeless()
                    .describe("[{type, id, name, before, after}]; before and after hold the fields that differ."),
                field("error", FieldType::LongText, "Why it failed").timeless(),
            }),
            .uniques = {},
            .writable = false,
            .undoable = false,
            .ownerField = "entityId",
            .nameTemplate = "Effect"};
}

} // namespace campaign::catalogue
