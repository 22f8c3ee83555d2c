// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

#include <algorithm>

namespace campaign::catalogue {

namespace {

constexpr const char* recurrenceUnits[] = {"second", "minute", "hour", "day", "week", "month", "year"};

/// {"every": 2, "unit": "week"}: units are those of the world's calendar.
Result<> checkEvent(const FieldValues& event)
{
    const Value& recurrence = event["recurrence"];
    if (recurrence.isNull())
        return {};
    const Value* every = recurrence.find("every");
    const std::string unit = recurrence.stringOr("unit", "");
    const bool isKnown =
        std::find(std::begin(recurrenceUnits), std::end(recurrenceUnits), unit) != std::end(recurrenceUnits);
    if (isKnown && every && every->isInteger() && every->asInteger() > 0)
        return {};
    return Error{ErrorCode::Invalid,
                 "Recurrence is written as {\"every\": 2, \"unit\": \"week\"}; units are second, minute, hour, day, "
                 "week, month and year.",
                 "recurrence",
                 {},
                 {}};
}

} // namespace

Type eventType()
{
    return {.name = "Event",
            .plural = "events",
            .label = "Event",
            .icon = "event",
            .scope = Scope::Branched,
            .description = "Something that happens at a time, whether the party is there or not.",
            .permission = "event",
            .parentField = "campaignId",
            .fields = withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "events", "eventsByCampaign", OnDelete::Cascade, true),
                reference("locationId", "Location", "Location", "events", "eventsByLocation", OnDelete::Clear, false),
                field("eventType", FieldType::Enum, "Kind")
                    .timeless()
                    .sortable()
                    .named("EventType")
                    .oneOf({"story", "kingdom", "party", "world"})
                    .byDefault("story"),
                field("scheduledAt", FieldType::WorldTime, "Planned for").sortable(),
                field("occurredAt", FieldType::WorldTime, "Happened at").sortable(),
                field("isCompleted", FieldType::Boolean, "Completed").filterable().byDefault(false),
                field("expired", FieldType::Boolean, "Expired").filterable().byDefault(false),
                field("recurrence", FieldType::Json, "Recurrence")
                    .timeless()
                    .describe("How it comes back: {every, unit}; absent: it happens once."),
            }),
            .uniques = {},
            .check = checkEvent};
}

} // namespace campaign::catalogue
