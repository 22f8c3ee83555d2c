// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/calendars/CalendarImport.h"

#include "server/calendar/CalendarForm.h"
#include "server/core/Json.h"

#include <algorithm>

namespace campaign::transfer::calendars {

namespace {

Error invalid(std::string message)
{
    return {ErrorCode::Invalid, std::move(message), {}, {}, {}};
}

Result<ReadCalendar> readAny(const Value& file, const std::string& title)
{
    if (file.find("static_data"))
        return readFantasyCalendar(file, title);
    if (file.find("calendar") || file.find("calendars"))
        return readSimpleCalendar(file, title);
    if (!file.find("months"))
        return invalid("This is JSON, but no calendar of Fantasy-Calendar, Simple Calendar or this program.");
    Result<calendar::CalendarParts> parts = calendar::partsFromValue(file);
    if (!parts)
        return parts.error();
    return ReadCalendar{"Campaign Manager", std::move(parts).value(), {}};
}

} // namespace

bool looksLikeCalendar(std::string_view text)
{
    const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    if (first == std::string_view::npos || text[first] != '{' || has("\"branches\""))
        return false;
    return (has("\"static_data\"") && has("\"timespans\"")) || (has("\"months\"") && has("\"numberOfDays\"")) ||
           (has("\"months\"") && has("\"days\"") && has("\"name\""));
}

Result<ReadCalendar> readCalendar(std::string_view text, const std::string& title)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const Result<Value> file = parseJson(text);
    if (!file)
        return file.error();
    if (!file->isObject())
        return invalid("This is JSON, but no calendar: it is not an object.");
    Result<ReadCalendar> read = readAny(*file, title);
    if (!read)
        return read;
    const Result<calendar::Calendar> sound = calendar::Calendar::make(read->parts);
    if (!sound)
        return Error{
            sound.error().code, "The calendar cannot reckon: " + sound.error().message, sound.error().path, {}, {}};
    return read;
}

Result<ImportPlan> planCalendar(const ReadCalendar& read, ImportTarget& target)
{
    const catalogue::Type& type = *target.types().find("World");
    const Result<Id> world = target.only(type);
    const Result<history::EntityPtr> there = world ? target.find(type, *world) : world.error();
    if (!there)
        return there.error();
    if (!*there)
        return Error{ErrorCode::Conflict,
                     "A calendar goes into a campaign that has a world; this file has none yet.",
                     {},
                     {},
                     {}};
    Value::Array calendars;
    const Value& before = (*there)->field("calendars");
    if (before.isArray())
        calendars = before.asArray();
    const Value made = calendar::toValue(read.parts);
    const auto same = std::find_if(calendars.begin(), calendars.end(),
                                   [&](const Value& one) { return one.stringOr("name", "") == read.parts.name; });
    if (same != calendars.end())
        *same = made;
    else
        calendars.insert(calendars.begin(), made);
    ImportPlan plan;
    plan.title = "Import the calendar " + read.parts.name;
    plan.branch = target.branch();
    plan.leftOut = read.leftOut;
    PlannedEntity planned{"World", "worlds", "id:" + *world, {{"calendars", Value(std::move(calendars))}},
                          {},      false,    *world};
    plan.entities.push_back(std::move(planned));
    return plan;
}

} // namespace campaign::transfer::calendars
