// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Assembly.h"

#include "server/geometry/Measures.h"
#include "server/transfer/azgaar/Field.h"
#include "server/transfer/azgaar/PlainText.h"
#include "server/transfer/azgaar/Regions.h"

#include <algorithm>
#include <set>

namespace campaign::transfer::azgaar {

bool isThere(const Value& each, std::string_view what, Ledger& ledger)
{
    if (!each.isObject() || each.asObject().empty())
        return false;
    if (!flagField(each, "removed"))
        return true;
    ledger.add(what, "removed in the generator");
    return false;
}

int idOf(const Value& each, std::size_t place)
{
    return wholeField(each, "i", static_cast<int>(place));
}

std::int64_t peopleOf(double points, double rate)
{
    const double people = points * rate;
    return std::abs(people) < 1e15 ? std::llround(people) : 0;
}

namespace {

constexpr std::string_view nameless = "without a name";
constexpr std::string_view twice = "listed twice under one number";
constexpr std::string_view crossing = "no valid outline could be made of the cells";

std::string cleanName(const Value& object, std::string_view key)
{
    return plainText(textField(object, key));
}

/// Calls `use(each, id)` for the listed things that are there, have a name and a number of their own.
template <typename Use>
void forEachNamed(const Value& list, std::string_view what, Ledger& ledger, Use use)
{
    if (!list.isArray())
        return;
    std::set<int> seen;
    for (std::size_t i = 0; i < list.asArray().size(); ++i) {
        const Value& each = list.asArray()[i];
        if (!isThere(each, what, ledger))
            continue;
        const int id = idOf(each, i);
        if (cleanName(each, "name").empty())
            ledger.add(what, nameless);
        else if (!seen.insert(id).second)
            ledger.add(what, twice);
        else
            use(each, id);
    }
}

/// The region of each id; ids without cells are absent.
class RegionLookup
{
public:
    RegionLookup(const Source& source, const std::vector<int>& list)
        : m_cells(source.cells)
        , m_groups(groupCells(m_cells, list))
    {
    }

    const std::vector<std::size_t>& members(int id) const
    {
        static const std::vector<std::size_t> none;
        const auto found = m_groups.find(id);
        return found == m_groups.end() ? none : found->second;
    }

    geometry::MultiPolygon area(int id, std::string_view what, Ledger& ledger) const
    {
        auto area = unionOf(m_cells, members(id));
        if (!area)
            ledger.add(what, crossing);
        return area ? std::move(*area) : geometry::MultiPolygon();
    }

private:
    const Cells& m_cells;
    std::map<int, std::vector<std::size_t>> m_groups;
};

/// States by cell, where cells of states that are not listed count as nobody's.
std::vector<int> knownStates(const Source& source, Ledger& ledger)
{
    std::set<int> known{0};
    if (source.states.isArray())
        for (std::size_t i = 0; i < source.states.asArray().size(); ++i)
            if (const Value& each = source.states.asArray()[i]; each.isObject() && !flagField(each, "removed"))
                known.insert(idOf(each, i));
    std::vector<int> list = source.lists.state;
    int strangers = 0;
    for (int& state : list)
        if (!known.contains(state)) {
            state = 0;
            ++strangers;
        }
    ledger.add("claims to cells", "by a state that is removed or not listed; the land counts as neutral", strangers);
    return list;
}

State readState(const Value& each, int id, const Settings& settings)
{
    State state;
    state.id = id;
    state.name = cleanName(each, "name");
    state.fullName = cleanName(each, "fullName");
    if (state.fullName.empty())
        state.fullName = state.name;
    state.form = textField(each, "form");
    state.formName = textField(each, "formName");
    state.type = textField(each, "type");
    state.colour = colourField(each, "color");
    state.capital = wholeField(each, "capital");
    state.culture = wholeField(each, "culture");
    state.ruralPeople = peopleOf(numberField(each, "rural"), settings.populationRate);
    state.urbanPeople = peopleOf(numberField(each, "urban"), settings.populationRate * settings.urbanizationRate);
    return state;
}

int valueAt(const std::vector<int>& list, int cell)
{
    return cell >= 0 && static_cast<std::size_t>(cell) < list.size() ? list[static_cast<std::size_t>(cell)] : 0;
}

Burg readBurg(const Value& each, int id, const Source& source)
{
    const Settings& settings = source.settings;
    const int cell = wholeField(each, "cell", -1);
    Burg burg;
    burg.id = id;
    burg.name = cleanName(each, "name");
    burg.position = {numberField(each, "x"), numberField(each, "y")};
    burg.state = wholeField(each, "state");
    burg.province = valueAt(source.lists.province, cell);
    burg.culture = wholeField(each, "culture");
    burg.religion = valueAt(source.lists.religion, cell);
    burg.people = peopleOf(numberField(each, "population"), settings.populationRate * settings.urbanizationRate);
    burg.type = textField(each, "type");
    burg.isCapital = flagField(each, "capital");
    burg.isPort = flagField(each, "port");
    burg.hasCitadel = flagField(each, "citadel");
    burg.hasWalls = flagField(each, "walls");
    burg.hasTemple = flagField(each, "temple");
    burg.hasPlaza = flagField(each, "plaza");
    burg.hasShanty = flagField(each, "shanty");
    return burg;
}

void countEmblem(const Value& each, Ledger& ledger)
{
    if (const Value* coa = each.find("coa"); coa && coa->isObject())
        ledger.add("coats of arms", "drawn by the generator's own program from parts the file only names");
}

} // namespace

void addStates(const Source& source, World& world, Ledger& ledger)
{
    const RegionLookup regions(source, knownStates(source, ledger));
    forEachNamed(source.states, "states", ledger, [&](const Value& each, int id) {
        State state = readState(each, id, source.settings);
        state.area = regions.area(id, "areas of states", ledger);
        for (const std::size_t cell : regions.members(id))
            state.cellArea += source.cells.area(cell);
        state.cellCount = static_cast<int>(regions.members(id).size());
        state.label = geometry::labelPoint(state.area);
        countEmblem(each, ledger);
        world.states.push_back(std::move(state));
    });
    std::sort(world.states.begin(), world.states.end(), [](const State& a, const State& b) { return a.id < b.id; });
}

void addBurgs(const Source& source, World& world, Ledger& ledger)
{
    std::set<int> states;
    for (const State& state : world.states)
        states.insert(state.id);
    forEachNamed(source.burgs, "burgs", ledger, [&](const Value& each, int id) {
        Burg burg = readBurg(each, id, source);
        if (!states.contains(burg.state))
            burg.state = 0;
        countEmblem(each, ledger);
        if (isPlace(burg.position))
            world.burgs.push_back(std::move(burg));
        else
            ledger.add("burgs", "without a place");
    });
}

void addProvinces(const Source& source, World& world, Ledger& ledger)
{
    const RegionLookup regions(source, source.lists.province);
    forEachNamed(source.provinces, "provinces", ledger, [&](const Value& each, int id) {
        Province province;
        province.id = id;
        province.name = cleanName(each, "name");
        province.fullName = cleanName(each, "fullName");
        if (province.fullName.empty())
            province.fullName = province.name;
        province.formName = textField(each, "formName");
        province.colour = colourField(each, "color");
        province.state = wholeField(each, "state");
        province.burg = wholeField(each, "burg");
        province.area = regions.area(id, "areas of provinces", ledger);
        province.label = geometry::labelPoint(province.area);
        countEmblem(each, ledger);
        world.provinces.push_back(std::move(province));
    });
}

void addCultures(const Source& source, World& world, Ledger& ledger)
{
    const RegionLookup regions(source, source.lists.culture);
    forEachNamed(source.cultures, "cultures", ledger, [&](const Value& each, int id) {
        world.cultures.push_back({id, cleanName(each, "name"), textField(each, "type"), textField(each, "code"),
                                  colourField(each, "color"), regions.area(id, "areas of cultures", ledger)});
    });
}

void addReligions(const Source& source, World& world, Ledger& ledger)
{
    const RegionLookup regions(source, source.lists.religion);
    forEachNamed(source.religions, "religions", ledger, [&](const Value& each, int id) {
        world.religions.push_back({id, cleanName(each, "name"), textField(each, "type"), textField(each, "form"),
                                   cleanName(each, "deity"), colourField(each, "color"), wholeField(each, "culture"),
                                   regions.area(id, "areas of religions", ledger)});
    });
}

Result<World> assemble(Source source, const Progress& progress)
{
    using Step = void (*)(const Source&, World&, Ledger&);
    World world;
    world.settings = source.settings;
    world.leftOut = source.leftOut;
    Ledger ledger(world.leftOut);
    int percent = 40;
    for (const Step step : {&addLandAndLakes, &addStates, &addBurgs, &addProvinces, &addCultures, &addReligions,
                            &addBiomes, &addRivers, &addRoutes, &addMarkers, &addRegiments, &addNotes}) {
        if (!goesOn(progress, percent))
            return cancelled();
        step(source, world, ledger);
        percent += 5;
    }
    if (world.states.empty())
        return damaged("its list of states is empty");
    return world;
}

} // namespace campaign::transfer::azgaar
