// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::catalogue {

/// Where a type's changes live (semantics §2). Branched: forked and time-travelled. Campaign: in the log, but the same
/// on every branch and at every time. Store: outside the log.
enum class Scope { Branched, Campaign, Store };

enum class FieldType {
    Text,     ///< one line
    LongText, ///< several lines, searched, merged by lines
    Integer,  ///< 64 bits
    Number,   ///< finite double
    Boolean,
    Enum,      ///< one of `values`
    Reference, ///< the id of an entity of type `target`
    AnyId,     ///< the id of an entity whose type another field (`target` names that field) holds
    WorldTime, ///< seconds from the world's epoch, see Time.h
    RealTime,  ///< microseconds since 1970 UTC; left out of canonical exports
    Geometry,  ///< a GeoJSON geometry object
    Tags,      ///< a set of texts
    Variables, ///< an object whose members are versioned one by one
    Rule,      ///< a JSONLogic expression
    Json,
    Audience ///< who may see the entity, see core/Viewer.h
};

/// What happens to the entity that holds a reference when the referenced entity is deleted.
enum class OnDelete { Cascade, Clear, Keep };

struct Field
{
    std::string name; ///< as in GraphQL, camelCase; the column is its snake_case form
    FieldType type = FieldType::Text;
    std::string label;       ///< on forms and in table headings
    std::string description; ///< one sentence: API documentation and tooltips
    bool required = false;
    bool timeless = false; ///< patches at −∞ always (semantics §3)
    bool readOnly = false; ///< set by the server, absent from inputs
    bool sortable = false;
    bool filterable = false;
    bool searchable = false;
    std::optional<double> minimum;
    std::optional<double> maximum; ///< of a number; of a text: its length in bytes
    std::vector<std::string> values;
    Value defaultValue;

    std::string target;    ///< Reference: the type; AnyId: the field that names the type
    std::string inverse;   ///< Reference: the list's name on the target ("structures")
    std::string listQuery; ///< Reference: the root query of that list ("structuresBySettlement")
    OnDelete onDelete = OnDelete::Keep;
    bool tree = false; ///< Reference to the own type: cycles are refused

    std::string column() const;
};

/// No two live entities of a branch may agree on all these fields; entities with a null among them are free.
struct Unique
{
    std::vector<std::string> fields;
    std::string message; ///< "{name}" is replaced by the name of the entity that is in the way
};

struct Type
{
    std::string name;   ///< "Settlement"
    std::string plural; ///< "settlements"
    std::string label;  ///< "Settlement", for people
    std::string icon;   ///< name of the icon in resources/icons
    Scope scope = Scope::Branched;
    std::string description;
    std::string permission;    ///< resource of the permission `<resource>:<action>`
    std::string parentField;   ///< the reference by which it hangs in the tree of things, "" for none
    std::vector<Field> fields; ///< own and common ones
    std::vector<Unique> uniques;
    bool writable = true; ///< false: only the server makes them, no create/update/delete in the API

    const Field* field(std::string_view fieldName) const;
    int fieldIndex(std::string_view fieldName) const; ///< −1 when there is none
    std::string table() const;                        ///< snake_case, singular
    std::string queryName() const;                    ///< "settlement"
};

std::string toSnakeCase(std::string_view camelCase);

/// Indices of the common fields, the same in every type.
namespace common {
enum Index { Name, Description, Tags, Color, Icon, Visibility, Variables, ArchivedAt, SourceId, Count };
}

} // namespace campaign::catalogue
