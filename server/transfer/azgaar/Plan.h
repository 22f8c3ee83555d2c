// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"
#include "server/transfer/azgaar/AzgaarImport.h"

#include <set>

namespace campaign::transfer::azgaar {

/// The plan while it grows, with what every part of the mapping needs. Names that are empty or too long are mended here
/// and said so once.
class Plan
{
public:
    explicit Plan(const World& world);

    /// "azgaar:<seed>:<kind>:<id>"
    std::string sourceId(std::string_view kind, const std::string& id) const;
    std::string sourceId(std::string_view kind, int id) const { return sourceId(kind, std::to_string(id)); }
    bool has(const std::string& sourceId) const { return m_sourceIds.count(sourceId) > 0; }

    /// Adds an entity of that name; `fallback` names it when the file does not. Null when the id is taken already.
    PlannedEntity* add(std::string type, std::string group, std::string sourceId, const std::string& name,
                       const std::string& fallback);
    /// A location on the map; lies in `parent` when that is a source id of the plan.
    PlannedEntity* addLocation(std::string group, std::string sourceId, const std::string& name,
                               const std::string& fallback, std::string_view kind, const geometry::Geometry& geometry,
                               const std::string& parent);
    void setText(PlannedEntity& entity, std::string_view field, std::string text);
    void leaveOut(std::string what, std::string reason);

    const World& world;
    ImportPlan result;

private:
    std::string fit(std::string text, std::size_t most, std::string_view what);

    std::set<std::string> m_sourceIds;
};

// The parts, in the order in which they refer to each other.
void planGround(Plan& plan); ///< world, campaign, map, the variables' declarations
void planStates(Plan& plan); ///< territories and kingdoms
void planProvinces(Plan& plan);
void planBurgs(Plan& plan);   ///< locations, settlements, structures
void planPeoples(Plan& plan); ///< cultures and religions
void planLines(Plan& plan);   ///< rivers and routes
void planPlaces(Plan& plan);  ///< markers and regiments
void planNotes(Plan& plan);

/// Sets a variable when there is something to say.
void setVariable(PlannedEntity& entity, std::string_view key, Value value);
/// The name of the state, culture … with that id, "" for 0 and for none.
template <typename List>
std::string nameOf(const List& list, int id)
{
    for (const auto& one : list) {
        if (one.id == id && id != 0)
            return one.name;
    }
    return {};
}

} // namespace campaign::transfer::azgaar
