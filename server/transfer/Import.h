// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/core/Viewer.h"
#include "server/history/Store.h"

#include <functional>
#include <string>
#include <vector>

namespace campaign::transfer {

/// Something of the source that does not come along, and why.
struct LeftOut
{
    std::string what;
    std::int64_t count = 0;
    std::string reason;
};

/// A field that will hold the id of another planned entity.
struct PlannedReference
{
    std::string field;
    std::string type;
    std::string sourceId;
};

/// An entity as the source has it. `sourceId` names it for good: the next import of the same source finds it by that.
struct PlannedEntity
{
    std::string type;  ///< of the catalogue
    std::string group; ///< what people call its kind, plural: "rivers"
    std::string sourceId;
    Value::Object fields; ///< all but those below
    std::vector<PlannedReference> references;
    /// When nothing has this source id yet, take the only entity of the type that has none: the world and the campaign
    /// of a file somebody has just begun. Its own fields stay as they are.
    bool mayAdopt = false;
    /// The very entity of the campaign that is meant, "" to look for the source id. Its own source id stays.
    Id existing;
};

/// A file's bytes and the text field that will hold its id.
struct PlannedFile
{
    std::string sourceId; ///< of the entity, which is in the plan
    std::string field;
    std::string mediaType;
    std::string bytes;
};

/// What an importer has read, ready to be applied; made without a store. Entities come after those they refer to.
struct ImportPlan
{
    std::string title; ///< "Import Comia": how undo names it
    Id branch;         ///< it is written to, "" is the world's root
    std::vector<PlannedEntity> entities;
    std::vector<PlannedFile> files;
    std::vector<LeftOut> leftOut;
    std::vector<std::string> warnings;
};

struct ImportCount
{
    std::string group;
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
};

struct ImportReport
{
    std::vector<ImportCount> counts; ///< in the order of the plan
    bool changed = false;            ///< whether a change was (or, in a dry run, would be) written
    std::int64_t seq = 0;            ///< the stream's sequence number afterwards
    events::ChangeEventPtr change;   ///< null when nothing was written
};

/// Told how far the work is (0…100) and at what; false cancels it.
using ImportProgress = std::function<bool(int percent, std::string_view step)>;

/// Writes the plan to its branch as one change of kind "import", which one undo takes back. Only what
/// differs is written, so importing the same source again appends nothing. Blocks; any thread but the store's own.
/// Errors leave no trace: Cancelled, Conflict (the file holds another world), and what the catalogue refuses, with
/// the source id as path.
Result<ImportReport> applyImport(history::Store& store, const ImportPlan& plan, const Viewer& author,
                                 const ImportProgress& progress = {});
/// The same without writing: what would be created and updated.
Result<ImportReport> previewImport(history::Store& store, const ImportPlan& plan, const Viewer& author,
                                   const ImportProgress& progress = {});
/// What a plan makes of an empty file.
ImportReport countPlan(const ImportPlan& plan);
/// For programs: {"counts":[…],"leftOut":[…],"warnings":[…],"changed","seq"}.
Value describeImport(const ImportPlan& plan, const ImportReport& report);

} // namespace campaign::transfer
