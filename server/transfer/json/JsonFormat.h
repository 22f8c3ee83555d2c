// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"

#include <string_view>

namespace campaign::transfer {

// The canonical JSON form of a campaign file's content, version 1:
//
//   {"branches": [{"entities": {"<Type>": [{"id", "archived"?, <fields>}, …], …}, "fields": {…}, "key": "root"}, …],
//    "files": [{"base64", "id", "mediaType"}, …], "format": "campaign-manager", "version": 1}
//
// Objects have their members in the order of RFC 8785, entities and files stand by id, one a line; fields that are null
// are absent unless the catalogue has a default for them. The first branch is the world's root with everything in it;
// each other one is the main branch of the campaign its key names ("campaign:<id>"), or forked off the branch that
// "parent" names (keys "fork:1", "fork:2", …; "at" is the world time of a fork in the past), with what differs from its
// parent there, and with "removed": [{"id", "type"}] for what it lacks. Parents stand before what inherits from them.
// "clock" is where a branch stands in world time. Versions, authors and
// real times are not content and stay out, so equal content gives equal bytes.

inline constexpr std::string_view formatName = "campaign-manager";
inline constexpr int formatVersion = 1;
inline constexpr std::string_view rootKey = "root";
inline constexpr std::string_view campaignKey = "campaign:";
inline constexpr std::string_view forkKey = "fork:";

/// Whether the field is content that an export carries.
inline bool isExported(const catalogue::Field& field)
{
    return !field.readOnly && field.type != catalogue::FieldType::RealTime;
}

} // namespace campaign::transfer
