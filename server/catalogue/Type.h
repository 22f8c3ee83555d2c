// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"

#include <optional>
#include <span>
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
    TypeName,  ///< the name of an entity type, one of `values`; the catalogue fills in all where none are declared
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

/// What the machinery itself knows a type as; everything else is a thing among others.
enum class Role { Thing, World, Campaign, Branch, Place, File };

/// A field that is not stored but reckoned when it is read: the mean of a field over one of the entity's lists.
struct Average
{
    std::string list; ///< the `inverse` of the reference that makes the list; "" for an ordinary field
    std::string of;   ///< a number field of the list's type
};

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

    std::string target;                   ///< Reference: the type; AnyId: the field that names the type
    std::string inverse;                  ///< Reference: the list's name on the target ("structures")
    std::string listQuery;                ///< Reference, AnyId: the root query of that list ("structuresBySettlement")
    std::string listArgument;             ///< AnyId: what that query calls the id, "" for the field's name
    std::vector<std::string> listFilters; ///< AnyId: fields by which that query may be narrowed
    OnDelete onDelete = OnDelete::Keep;   ///< an AnyId that is not kept must name something that is there
    bool tree = false;                    ///< Reference to the own type: cycles are refused

    std::string enumName;       ///< Enum: its name in the API, "" for type and field together
    std::string setter;         ///< the mutation that sets this field alone ("setPartyLevel"), "" for none
    std::string setterArgument; ///< what that mutation calls the value
    std::string member;         ///< Reference: `add…` and `remove…` of this name set and clear it ("PartyMember")
    Average average;

    std::string column() const;
};

/// Whether the field names an entity that must be there: a reference, or an AnyId that is not kept.
bool holdsOn(const Field& field);

/// No two live entities of a branch may agree on all these fields; entities with a null among them are free.
struct Unique
{
    std::vector<std::string> fields;
    std::string message; ///< "{name}" is replaced by the name of the entity that is in the way
};

/// The entities of the type whose `field` is `value` are edges; they must not lead in a circle.
struct Acyclic
{
    std::string from, to; ///< the fields that hold the ids
    std::string field;
    Value value;
    std::string message;
};

struct Type;

/// An entity's values together with their declarations, for the checks of a type.
class FieldValues
{
public:
    FieldValues(const Type& type, std::span<const Value> values)
        : m_type(type)
        , m_values(values)
    {
    }
    /// Null when there is no such field.
    const Value& operator[](std::string_view field) const;

private:
    const Type& m_type;
    std::span<const Value> m_values;
};

/// Says what is wrong with an entity as a whole; the error's path is the field's name.
using EntityCheck = Result<> (*)(const FieldValues& entity);

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
    bool writable = true;  ///< false: only the server makes them, no create/update/delete in the API
    bool creatable = true; ///< false: made by an operation of their own, such as a fork
    bool undoable = true;  ///< false: a change that touches one is not offered for undo
    Role role = Role::Thing;
    std::string ownerField = {};   ///< the AnyId it hangs on, where its parent may be of several types
    std::string nameTemplate = {}; ///< the name when none is given: "{field}" stands for a field's value
    std::vector<Acyclic> acyclics = {};
    EntityCheck check = nullptr;        ///< of every live entity that a change touches
    EntityCheck removalCheck = nullptr; ///< asked before one is deleted on purpose
    bool hasGetQueries = false;         ///< getEffect(id) and listEffects(where, orderBy, skip, take) beside the rest

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
