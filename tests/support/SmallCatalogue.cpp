// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SmallCatalogue.h"

#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

namespace campaign::support {

using catalogue::field;
using catalogue::FieldType;
using catalogue::OnDelete;
using catalogue::reference;
using catalogue::Type;

namespace {

Type named(std::string name, std::string plural, std::vector<catalogue::Field> own)
{
    Type type;
    type.label = name;
    type.name = std::move(name);
    type.plural = std::move(plural);
    type.icon = "note";
    type.description = "Made up for tests.";
    type.permission = "world";
    type.fields = catalogue::withCommonFields(std::move(own));
    return type;
}

Type guildType()
{
    return named("Guild", "guilds",
                 {
                     field("level", FieldType::Integer, "Level").required().sortable().range(1, 10).byDefault(1),
                     field("motto", FieldType::Text, "Motto").timeless().filterable().searchable(),
                     reference("seatId", "Seat", "Place", "guilds", "", OnDelete::Clear, false),
                 });
}

Type personType()
{
    catalogue::Field mentor = reference("mentorId", "Mentor", "Person", "pupils", "", OnDelete::Clear, false);
    mentor.tree = true;
    Type type = named("Person", "people",
                      {
                          reference("guildId", "Guild", "Guild", "members", "", OnDelete::Cascade, true),
                          mentor,
                          reference("placeId", "Place", "Place", "people", "", OnDelete::Clear, false),
                          field("rank", FieldType::Number, "Rank").sortable(),
                          field("title", FieldType::Text, "Title").sortable(),
                          field("born", FieldType::WorldTime, "Born").timeless().sortable(),
                          field("notes", FieldType::LongText, "Notes").timeless().searchable(),
                      });
    type.uniques = {{{"placeId"}, "{name} is there already."}};
    return type;
}

Type placeType()
{
    catalogue::Field parent = reference("parentId", "Lies in", "Place", "places", "", OnDelete::Cascade, false);
    parent.tree = true;
    return named(
        "Place", "places",
        {
            parent,
            reference("keeperId", "Keeper", "Person", "kept", "", OnDelete::Keep, false),
            field("isOpen", FieldType::Boolean, "Open").filterable().byDefault(true),
            field("shape", FieldType::Enum, "Shape").filterable().oneOf({"square", "round"}).byDefault("round"),
        });
}

Type chestType()
{
    return named("Chest", "chests",
                 {
                     reference("placeId", "Place", "Place", "chests", "", OnDelete::Keep, true),
                     field("coins", FieldType::Integer, "Coins").sortable(),
                     field("content", FieldType::Json, "Content"),
                 });
}

Type seasonType()
{
    Type type = named("Season", "seasons",
                      {
                          field("length", FieldType::Integer, "Length").sortable().byDefault(90),
                          reference("afterId", "After", "Season", "", "", OnDelete::Clear, false),
                      });
    type.scope = catalogue::Scope::Campaign;
    return type;
}

} // namespace

catalogue::Catalogue smallCatalogue()
{
    return catalogue::Catalogue({catalogue::worldType(), catalogue::campaignType(), catalogue::branchType(),
                                 guildType(), placeType(), personType(), chestType(), seasonType()});
}

} // namespace campaign::support
