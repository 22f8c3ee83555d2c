// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

// Made by a resolution, run when the branch's clock (or the real one) passes its time, cancelled by a game master.
Type scheduledEffectType()
{
    AnyReference subject = anyReference("entity", "Of", {"Encounter", "Event"});
    subject.type.required = true;
    subject.id.required = true;
    subject.id.onDelete = OnDelete::Cascade;
    subject.id.listQuery = "getScheduledEffectsForEntity";
    return {.name = "ScheduledEffect",
            .plural = "scheduledEffects",
            .label = "Scheduled effect",
            .icon = "event",
            .scope = Scope::Branched,
            .description = "An effect that waits for its time, or a resolution that a link has put off.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                subject.type,
                subject.id,
                reference("effectId", "Effect", "Effect", "scheduled", "", OnDelete::Cascade, false),
                field("dueAt", FieldType::WorldTime, "Due").timeless().sortable(),
                field("dueAtRealTime", FieldType::Integer, "Due (real time)")
                    .timeless()
                    .sortable()
                    .describe("Microseconds since 1970 UTC."),
                field("status", FieldType::Enum, "Status")
                    .sortable()
                    .named("ScheduledStatus")
                    .oneOf({"PENDING", "DONE", "CANCELLED", "FAILED"})
                    .byDefault("PENDING"),
                field("error", FieldType::LongText, "Why it failed"),
            }),
            .uniques = {},
            .writable = false,
            .ownerField = "entityId",
            .nameTemplate = "Scheduled effect"};
}

} // namespace campaign::catalogue
