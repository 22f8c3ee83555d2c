// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/history/Query.h"

#include <span>

namespace campaign::history {

/// Reads entities of a store. What reads through it works on a snapshot as well as inside a change, which sees what it
/// has written so far (campaign/ChangeReading.h).
class Reading
{
public:
    virtual ~Reading() = default;

    /// One entry for each id, null where there is none.
    virtual Result<std::vector<EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                 const ReadPoint& at, const Viewer& viewer) = 0;
    /// For each parent the entities whose `reference` field names it, by name; one statement whatever their number. At
    /// most `limit` in all, else an error of code Limit.
    virtual Result<std::vector<std::vector<EntityPtr>>> byReference(const catalogue::Type& type,
                                                                    const catalogue::Field& reference,
                                                                    std::span<const Id> parents, const ReadPoint& at,
                                                                    const Viewer& viewer, int limit = 100'000) = 0;
    virtual Result<Page> list(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                              const Viewer& viewer) = 0;
    /// The world time looked at: that of the point, else the branch's clock; `always` while it has none.
    virtual Result<WorldTime> worldTime(const ReadPoint& at) = 0;
};

/// A reading view of the store at one fixed sequence number. Belongs to one thread at a time; short-lived (an
/// operation). Entities a viewer may not see are as if absent. Deleted entities are absent, archived ones appear by id
/// only unless a list asks for them.
class Snapshot : public Reading
{
public:
    /// The last change this view contains.
    virtual std::int64_t seq() const = 0;

    virtual Result<std::int64_t> count(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                                       const Viewer& viewer) = 0;

    /// Full text in the searchable fields, forgiving typos; current state only. `types` empty means all.
    virtual Result<std::vector<SearchHit>> search(const std::string& text, std::span<const std::string> types,
                                                  int limit, const Id& branch, const Viewer& viewer) = 0;

    /// Entities whose searchable texts contain the id of another, in no particular order: those that may mention it.
    virtual Result<std::vector<EntityPtr>> namingId(const Id& id, const Id& branch, const Viewer& viewer) = 0;

    // Space. Locations of the current state; an empty mapId means all maps of the world.
    virtual Result<std::vector<EntityPtr>> locationsInBox(const Box& box, const Id& mapId, const Id& branch,
                                                          const Viewer& viewer) = 0;
    /// Within `radius` of the point, nearest first.
    virtual Result<std::vector<Nearby>> locationsNear(double x, double y, double radius, const Id& mapId,
                                                      const Id& branch, const Viewer& viewer) = 0;
    virtual Result<std::vector<Nearby>> nearestLocations(double x, double y, int count, const Id& mapId,
                                                         const Id& branch, const Viewer& viewer) = 0;
    /// Locations other than the region itself whose geometry lies within the region's.
    virtual Result<std::vector<EntityPtr>> locationsInRegion(const Id& regionId, const Id& branch,
                                                             const Viewer& viewer) = 0;
    /// Whether the interiors of two regions share area.
    virtual Result<bool> regionsOverlap(const Id& first, const Id& second, const Id& branch, const Viewer& viewer) = 0;

    /// Changes after `since`, oldest first. The log as a whole is the game master's: for anybody else it is empty.
    virtual Result<std::vector<LoggedChange>> changes(std::int64_t since, int first, const Viewer& viewer) = 0;
    /// What changes before number `before` (0: all) did to one entity as the branch sees it, newest first. For game
    /// masters, as the log is.
    virtual Result<std::vector<EntityStep>> stepsOf(const catalogue::Type& type, const Id& id, const Id& branch,
                                                    std::int64_t before, int first, const Viewer& viewer) = 0;
    /// What a change did to the first so many entities it touched, as the branch it was made on sees them. Empty for
    /// anybody but game masters, and where there is no such change.
    virtual Result<ChangeContent> contentOf(std::int64_t change, int first, const Viewer& viewer) = 0;
    /// The caller's next steps back and forth on a branch (and the branches it follows), null when there is none.
    virtual Result<std::optional<LoggedChange>> nextUndo(const std::string& author, const Id& branch) = 0;
    virtual Result<std::optional<LoggedChange>> nextRedo(const std::string& author, const Id& branch) = 0;

    /// A stored file by its id ("sha256-…"); null when there is none or the viewer may not see it (files carry no
    /// audience of their own yet, so only a game master does).
    struct File
    {
        std::string mediaType;
        std::string bytes;
    };
    virtual Result<std::optional<File>> file(const Id& fileId, const Viewer& viewer) = 0;

    /// How many SQL statements this view has run, for tests that hold the number down.
    virtual int statementCount() const = 0;
};

} // namespace campaign::history
