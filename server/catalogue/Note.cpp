// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::catalogue {

Type noteType()
{
    const AnyReference about = anyReference("about", "About", {});
    return {.name = "Note",
            .plural = "notes",
            .label = "Note",
            .icon = "note",
            .scope = Scope::Branched,
            .description = "Something written down: lore, a handout, a session's notes.",
            .permission = "campaign",
            .parentField = "worldId",
            .fields = withCommonFields({
                reference("worldId", "World", "World", "notes", "notesByWorld", OnDelete::Cascade, true),
                field("kind", FieldType::Text, "Kind").timeless().sortable().atMost(64),
                field("text", FieldType::LongText, "Text").timeless().searchable(),
                about.type,
                about.id,
            }),
            .uniques = {}};
}

} // namespace campaign::catalogue
