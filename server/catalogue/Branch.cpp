// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

namespace {

Result<> checkRemoval(const FieldValues& branch)
{
    if (!branch["cutSeq"].isNull())
        return {};
    return Error{ErrorCode::Conflict,
                 "A campaign's main branch and the world's root stay; archive the campaign instead.",
                 {},
                 {},
                 R"({"constraint":"mainBranch"})"};
}

} // namespace

// Branches are made by forking; their lineage is fixed from then on. `clock` is where the branch stands in world time.
Type branchType()
{
    return {.name = "Branch",
            .plural = "branches",
            .label = "Branch",
            .icon = "branch",
            .scope = Scope::Campaign,
            .description = "A course of events: the world's root, a campaign's main branch or a what-if.",
            .permission = "branch",
            .parentField = "campaignId",
            .fields = withCommonFields({
                reference("campaignId", "Campaign", "Campaign", "branches", "branches", OnDelete::Keep, false),
                reference("parentId", "Forked from", "Branch", "children", "", OnDelete::Keep, false),
                field("divergedAt", FieldType::WorldTime, "Forked at").timeless().readOnly(),
                field("cutSeq", FieldType::Integer, "Inherits changes up to").timeless().readOnly(),
                field("cutTime", FieldType::WorldTime, "Inherits times up to").timeless().readOnly(),
                field("clock", FieldType::WorldTime, "World time").timeless().readOnly(),
                field("isPinned", FieldType::Boolean, "Pinned").timeless().filterable().byDefault(false),
            }),
            .uniques = {},
            .creatable = false,
            .role = Role::Branch,
            .removalCheck = checkRemoval};
}

} // namespace campaign::catalogue
