// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

namespace {

Result<> checkLink(const FieldValues& link)
{
    if (link["source"] == link["target"])
        return Error{ErrorCode::Invalid, "A link leads from one thing to another one.", "target", {}, {}};
    return {};
}

/// What goes with its end: a link without one of them means nothing.
/// The common `sourceId` is where an import found the link, so its ends are called `source` and `target` alone.
AnyReference endOfLink(const std::string& stem, const std::string& label, const std::string& listQuery)
{
    AnyReference end = anyReference(stem, label, {"Encounter", "Event"});
    end.id.listArgument = end.id.name;
    end.id.name = stem;
    end.type.required = true;
    end.id.required = true;
    end.id.onDelete = OnDelete::Cascade;
    end.id.listQuery = listQuery;
    return end;
}

} // namespace

Type linkType()
{
    AnyReference source = endOfLink("source", "From", "linksBySource");
    AnyReference target = endOfLink("target", "To", "linksByTarget");
    return {.name = "Link",
            .plural = "links",
            .label = "Link",
            .icon = "branch",
            .scope = Scope::Branched,
            .description = "How one encounter or event bears on another.",
            .permission = "event",
            .parentField = "",
            .fields = withCommonFields({
                source.type,
                source.id,
                target.type,
                target.id,
                field("linkType", FieldType::Enum, "Kind")
                    .required()
                    .timeless()
                    .sortable()
                    .named("LinkType")
                    .oneOf({"prerequisite", "blocks", "triggers", "related"})
                    .byDefault("related")
                    .describe("What the first is to the second."),
                field("trigger", FieldType::Enum, "When the first is done")
                    .timeless()
                    .named("TriggerMode")
                    .oneOf({"schedule", "resolve"})
                    .byDefault("schedule")
                    .describe("Of a link that triggers: the second is planned for that moment, or resolved, too."),
                field("triggerDelay", FieldType::Integer, "Put off by")
                    .timeless()
                    .range(0, 1e15)
                    .describe("World time between the first and what it triggers; the API counts it in seconds."),
            }),
            .uniques = {},
            .ownerField = "source",
            .nameTemplate = "{linkType}",
            .acyclics = {{"source", "target", "linkType", "prerequisite",
                          "Prerequisites would run in a circle: each would wait for the others."}},
            .check = checkLink};
}

} // namespace campaign::catalogue
