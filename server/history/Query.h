// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"

#include <string>
#include <vector>

namespace campaign::history {

/// One condition of a filter; a list of them holds when all hold. A null field fails all but IsNull and NotEqual.
struct Condition
{
    enum class Operator {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        In,
        IsNull,
        IsNotNull,
        Contains,
        HasTag
    };

    std::string field; ///< a filterable field, "id" or "name"
    Operator comparison = Operator::Equal;
    Value operand; ///< In: an array; Contains: text to find in a text, without regard to case
};

struct Order
{
    std::string field; ///< a sortable field; "name" sorts by its normalised form
    bool descending = false;
};

/// A page of a list. Order is completed by name and id, so it is total.
struct ListQuery
{
    std::vector<Condition> where;
    std::vector<Order> orderBy; ///< at most one field beside the name
    int first = 100;            ///< how many at most; ≤ 10,000
    std::string after;          ///< a cursor of an earlier page, "" for the beginning
    bool includeArchived = false;
};

struct Page
{
    std::vector<EntityPtr> entities;
    std::vector<std::string> cursors; ///< one for each entity
    bool hasNext = false;
};

struct SearchHit
{
    EntityPtr entity;
    double score = 0; ///< 0..1, best first
};

/// In map units (or degrees on a geographic map).
struct Box
{
    double west = 0, south = 0, east = 0, north = 0;
};

struct Nearby
{
    EntityPtr location;
    double distance = 0; ///< planar, map units
};

/// A change as the log holds it.
struct LoggedChange
{
    std::int64_t seq = 0;
    Id changeId;
    Id branchId; ///< "" for the campaign-wide part of the stream
    std::string author, kind, reason;
    std::int64_t realTime = 0;
    std::int64_t undoes = 0;
    bool isUndone = false; ///< an undo of it stands
    std::string hash;      ///< hexadecimal
};

/// What one change did to one entity: the paths it set (fields, "variables.<key>", "exists") with the values before and
/// after, at the world time it set them for.
struct EntityStep
{
    struct Setting
    {
        std::string path;
        Value before;
        Value after;
        WorldTime worldTime = catalogue::always;
    };
    LoggedChange change;
    std::vector<Setting> settings;
};

/// The same seen from the change: one of the entities it touched, named as it is called now (or was last).
struct TouchedEntity
{
    const catalogue::Type* type = nullptr;
    Id id;
    std::string name;
    std::vector<EntityStep::Setting> settings;
};

struct ChangeContent
{
    std::vector<TouchedEntity> entities;
    std::int64_t total = 0; ///< of all it touched
};

} // namespace campaign::history
