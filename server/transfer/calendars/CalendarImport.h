// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/calendar/Calendar.h"
#include "server/transfer/Import.h"
#include "server/transfer/ImportTarget.h"

namespace campaign::transfer::calendars {

/// A calendar as another program wrote it, with what has no place in ours.
struct ReadCalendar
{
    std::string format; ///< "Fantasy-Calendar", "Simple Calendar" or "Campaign Manager"
    calendar::CalendarParts parts;
    std::vector<LeftOut> leftOut;
};

/// Whether the text starts like a calendar of one of the programs, without reading it.
bool looksLikeCalendar(std::string_view text);

/// Reads an export of https://fantasy-calendar.com, of Foundry's Simple Calendar module
/// (https://github.com/vigoren/foundryvtt-simple-calendar), or a calendar in our own stored form. `title` names the
/// calendar where the file does not. What was read can reckon. Errors: Invalid with a path into the file, Limit.
Result<ReadCalendar> readCalendar(std::string_view text, const std::string& title);

// One file each.
Result<ReadCalendar> readFantasyCalendar(const Value& file, const std::string& title);
Result<ReadCalendar> readSimpleCalendar(const Value& file, const std::string& title);

/// Makes it the calendar in use in the only world there is: it takes the place of one of its name, else it comes
/// first. Conflict where there is no world.
Result<ImportPlan> planCalendar(const ReadCalendar& read, ImportTarget& target);

} // namespace campaign::transfer::calendars
