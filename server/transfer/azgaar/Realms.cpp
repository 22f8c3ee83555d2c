// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Plan.h"

#include <array>

// The world itself, its states and provinces, and the towns with what stands in them.

namespace campaign::transfer::azgaar {

namespace {

struct Variable
{
    const char* entityType;
    const char* key;
    const char* type;
};

constexpr std::array<Variable, 21> declared{{
    {"Settlement", "population", "number"},
    {"Settlement", "capital", "boolean"},
    {"Settlement", "port", "boolean"},
    {"Settlement", "culture", "string"},
    {"Settlement", "religion", "string"},
    {"Settlement", "province", "string"},
    {"Settlement", "terrain", "string"},
    {"Kingdom", "fullName", "string"},
    {"Kingdom", "form", "string"},
    {"Kingdom", "culture", "string"},
    {"Kingdom", "capital", "string"},
    {"Kingdom", "ruralPopulation", "number"},
    {"Kingdom", "urbanPopulation", "number"},
    {"Kingdom", "area", "number"},
    {"Location", "discharge", "number"},
    {"Location", "mouthWidth", "number"},
    {"Location", "flowsInto", "string"},
    {"Location", "soldiers", "number"},
    {"Location", "owner", "string"},
    {"Location", "deity", "string"},
    {"Location", "seat", "string"},
}};

/// 1 plus the number of steps that `people` reaches.
template <std::size_t Count>
std::int64_t levelOf(std::int64_t people, const std::array<std::int64_t, Count>& steps)
{
    std::int64_t level = 1;
    for (const std::int64_t step : steps)
        level += people >= step ? 1 : 0;
    return level;
}

// Steps of a settlement from thorp to metropolis, and of a realm from a barony to an empire.
constexpr std::array<std::int64_t, 9> settlementSteps{100, 400, 900, 2000, 5000, 12'000, 25'000, 50'000, 100'000};
constexpr std::array<std::int64_t, 9> kingdomSteps{10'000,    50'000,    100'000,   250'000,   500'000,
                                                   1'000'000, 2'500'000, 5'000'000, 10'000'000};

const char* kindOfTown(std::int64_t people)
{
    constexpr std::int64_t city = 10'000;
    constexpr std::int64_t town = 1000;
    return people >= city ? "city" : people >= town ? "town" : "village";
}

void planMap(Plan& plan)
{
    const Settings& settings = plan.world.settings;
    PlannedEntity* map = plan.add("Map", "maps", plan.sourceId("map", ""), settings.name, "Map");
    map->fields.set("extent", Value(Value::Object{
                                  {"west", 0}, {"north", 0}, {"east", settings.width}, {"south", settings.height}}));
    map->fields.set("scale", settings.distanceScale);
    map->fields.set("distanceUnit", settings.distanceUnit);
    map->fields.set("crs", "planar");
    map->references = {{"worldId", "World", plan.sourceId("world", "")}};
}

void planVariables(Plan& plan)
{
    for (const Variable& one : declared) {
        const std::string id = std::string(one.entityType) + "." + one.key;
        PlannedEntity* schema =
            plan.add("VariableSchema", "variables", plan.sourceId("variable", id), one.key, one.key);
        schema->fields.set("entityType", one.entityType);
        schema->fields.set("type", one.type);
    }
}

void planTerritory(Plan& plan, const State& state)
{
    if (state.area.polygons.empty())
        return;
    PlannedEntity* territory = plan.addLocation("territories", plan.sourceId("territory", state.id),
                                                state.fullName.empty() ? state.name : state.fullName,
                                                "State " + std::to_string(state.id), "state", state.area, {});
    if (territory && !state.colour.empty())
        territory->fields.set("color", state.colour);
}

void describeKingdom(const Plan& plan, const State& state, PlannedEntity& kingdom)
{
    const double scale = plan.world.settings.distanceScale;
    setVariable(kingdom, "fullName", state.fullName);
    setVariable(kingdom, "form", state.form);
    setVariable(kingdom, "culture", nameOf(plan.world.cultures, state.culture));
    setVariable(kingdom, "capital", nameOf(plan.world.burgs, state.capital));
    setVariable(kingdom, "ruralPopulation", state.ruralPeople);
    setVariable(kingdom, "urbanPopulation", state.urbanPeople);
    setVariable(kingdom, "area", state.cellArea * scale * scale);
}

void planStructures(Plan& plan, const Burg& burg)
{
    struct Work
    {
        bool stands;
        const char* type;
        const char* name;
    };
    const std::array<Work, 5> works{{{burg.hasWalls, "walls", "Town walls"},
                                     {burg.hasCitadel, "citadel", "Citadel"},
                                     {burg.hasTemple, "temple", "Temple"},
                                     {burg.hasPlaza, "plaza", "Plaza"},
                                     {burg.hasShanty, "shanty", "Shanty town"}}};
    for (const Work& work : works) {
        if (!work.stands)
            continue;
        const std::string id = std::to_string(burg.id) + ":" + work.type;
        PlannedEntity* structure = plan.add("Structure", "structures", plan.sourceId("burg", id), work.name, work.name);
        if (!structure)
            continue;
        structure->fields.set("type", work.type);
        structure->references = {{"settlementId", "Settlement", plan.sourceId("burg", burg.id)}};
    }
}

void describeSettlement(const World& world, const Burg& burg, PlannedEntity& settlement)
{
    setVariable(settlement, "population", burg.people);
    setVariable(settlement, "capital", burg.isCapital);
    setVariable(settlement, "port", burg.isPort);
    setVariable(settlement, "culture", nameOf(world.cultures, burg.culture));
    setVariable(settlement, "religion", nameOf(world.religions, burg.religion));
    setVariable(settlement, "province", nameOf(world.provinces, burg.province));
    setVariable(settlement, "terrain", burg.type);
}

void planBurg(Plan& plan, const Burg& burg)
{
    const std::string fallback = "Burg " + std::to_string(burg.id);
    const std::string province = plan.sourceId("province", burg.province);
    const std::string parent = plan.has(province) ? province : plan.sourceId("territory", burg.state);
    const std::string place = plan.sourceId("place", burg.id);
    if (!plan.addLocation("places", place, burg.name, fallback, kindOfTown(burg.people), burg.position, parent))
        return;
    PlannedEntity* settlement =
        plan.add("Settlement", "settlements", plan.sourceId("burg", burg.id), burg.name, fallback);
    if (!settlement)
        return;
    const std::string kingdom = plan.sourceId("state", burg.state);
    settlement->fields.set("level", levelOf(burg.people, settlementSteps));
    settlement->references = {{"kingdomId", "Kingdom", plan.has(kingdom) ? kingdom : plan.sourceId("state", 0)},
                              {"locationId", "Location", place}};
    describeSettlement(plan.world, burg, *settlement);
    planStructures(plan, burg);
}

} // namespace

void planGround(Plan& plan)
{
    const Settings& settings = plan.world.settings;
    PlannedEntity* world = plan.add("World", "worlds", plan.sourceId("world", ""), settings.name, "World");
    world->mayAdopt = true;
    Value::Object origin{
        {"generator", "Azgaar's Fantasy Map Generator"}, {"version", settings.version}, {"seed", settings.seed}};
    if (settings.year)
        origin.set("year", *settings.year);
    if (!settings.era.empty())
        origin.set("era", settings.era);
    world->fields.set("settings", Value(Value::Object{{"source", Value(std::move(origin))}}));
    PlannedEntity* campaign =
        plan.add("Campaign", "campaigns", plan.sourceId("campaign", ""), settings.name, "Campaign");
    campaign->mayAdopt = true;
    campaign->references = {{"worldId", "World", plan.sourceId("world", "")}};
    planMap(plan);
    planVariables(plan);
}

void planStates(Plan& plan)
{
    for (const State& state : plan.world.states) {
        if (!state.isNeutral())
            planTerritory(plan, state);
        PlannedEntity* kingdom = plan.add("Kingdom", "kingdoms", plan.sourceId("state", state.id), state.name,
                                          state.isNeutral() ? "Neutral lands" : "State " + std::to_string(state.id));
        if (!kingdom)
            continue;
        kingdom->fields.set("isNeutral", state.isNeutral());
        kingdom->fields.set("level", levelOf(state.ruralPeople + state.urbanPeople, kingdomSteps));
        if (!state.colour.empty())
            kingdom->fields.set("color", state.colour);
        kingdom->references = {{"campaignId", "Campaign", plan.sourceId("campaign", "")}};
        if (plan.has(plan.sourceId("territory", state.id)))
            kingdom->references.push_back({"locationId", "Location", plan.sourceId("territory", state.id)});
        if (!state.isNeutral())
            describeKingdom(plan, state, *kingdom);
    }
    if (!plan.has(plan.sourceId("state", 0))) {
        // Every settlement belongs to a kingdom, those of no state to this one.
        PlannedEntity* neutral =
            plan.add("Kingdom", "kingdoms", plan.sourceId("state", 0), "Neutral lands", "Neutral lands");
        neutral->fields.set("isNeutral", true);
        neutral->references = {{"campaignId", "Campaign", plan.sourceId("campaign", "")}};
    }
}

void planProvinces(Plan& plan)
{
    for (const Province& province : plan.world.provinces) {
        if (province.area.polygons.empty()) {
            plan.leaveOut("provinces", "they have no land");
            continue;
        }
        PlannedEntity* region = plan.addLocation("provinces", plan.sourceId("province", province.id),
                                                 province.fullName.empty() ? province.name : province.fullName,
                                                 "Province " + std::to_string(province.id), "province", province.area,
                                                 plan.sourceId("territory", province.state));
        if (!region)
            continue;
        if (!province.colour.empty())
            region->fields.set("color", province.colour);
        setVariable(*region, "seat", nameOf(plan.world.burgs, province.burg));
    }
}

void planBurgs(Plan& plan)
{
    for (const Burg& burg : plan.world.burgs)
        planBurg(plan, burg);
}

} // namespace campaign::transfer::azgaar
