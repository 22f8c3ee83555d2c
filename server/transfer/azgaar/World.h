// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace campaign::transfer::azgaar {

// What a file of Azgaar's Fantasy Map Generator says, in our words and without its indirections. All positions are map
// units: x to the right, y down, 0…width and 0…height. Ids are the generator's own and stay the same when a world is
// saved again; they are the source ids of an import. Names are plain text; colours are "#rrggbb" or "".

struct Settings
{
    std::string name;
    std::string version; ///< of the generator, "1.71"
    std::string seed;
    double width = 0;
    double height = 0;
    std::string distanceUnit;     ///< "mi", "km", …
    double distanceScale = 1;     ///< distance units per map unit
    std::string areaUnit;         ///< "square" means the distance unit squared
    std::string heightUnit;       ///< "ft", "m", …
    double populationRate = 1000; ///< people per population point
    double urbanizationRate = 1;  ///< burgs' further factor
    std::optional<int> year;      ///< of the world's present
    std::string era;
    std::string eraShort;
};

struct State
{
    int id = 0;           ///< 0 is the land no state holds
    std::string name;     ///< "Rorough"; "Neutrals" for 0
    std::string fullName; ///< "Kingdom of Rorough", else the name
    std::string form;     ///< "Monarchy", …
    std::string formName; ///< "Kingdom", …
    std::string type;     ///< "Naval", …
    std::string colour;
    int capital = 0; ///< a burg's id, 0 if none
    int culture = 0;
    std::int64_t ruralPeople = 0;
    std::int64_t urbanPeople = 0;
    int cellCount = 0;
    double cellArea = 0; ///< sum of its cells, square map units
    geometry::MultiPolygon area;
    geometry::Point label; ///< well inside its largest part

    bool isNeutral() const { return id == 0; }
};

struct Burg
{
    int id = 0;
    std::string name;
    geometry::Point position;
    int state = 0;
    int province = 0; ///< 0 if none
    int culture = 0;
    int religion = 0;
    std::int64_t people = 0;
    std::string type; ///< "Naval", "Highland", …
    bool isCapital = false;
    bool isPort = false;
    bool hasCitadel = false;
    bool hasWalls = false;
    bool hasTemple = false;
    bool hasPlaza = false;
    bool hasShanty = false;
};

struct Province
{
    int id = 0;
    std::string name;
    std::string fullName;
    std::string formName;
    std::string colour;
    int state = 0;
    int burg = 0; ///< its seat, 0 if none
    geometry::MultiPolygon area;
    geometry::Point label;
};

struct Culture
{
    int id = 0; ///< 0 is the land without one
    std::string name;
    std::string type;
    std::string code;
    std::string colour;
    geometry::MultiPolygon area;
};

struct Religion
{
    int id = 0; ///< 0 is the land without one
    std::string name;
    std::string type; ///< "Folk", "Organized", "Cult", "Heresy"
    std::string form;
    std::string deity;
    std::string colour;
    int culture = 0;
    geometry::MultiPolygon area;
};

struct River
{
    int id = 0;
    std::string name;
    std::string type;
    int parent = 0; ///< the river it flows into, 0 if none
    int basin = 0;
    double discharge = 0;      ///< cubic metres a second
    double mouthWidth = 0;     ///< distance units, as the generator shows it; 0 if unknown
    geometry::LineString line; ///< centre line from source to mouth
};

struct Route
{
    enum class Kind { Road, Trail, Sea };
    Kind kind = Kind::Road;
    int id = 0; ///< within its kind for files before 1.99, else among all routes
    std::string name;
    geometry::LineString line;
};

struct Marker
{
    int id = 0;
    std::string type; ///< "volcanoes", "inns", …; "" for hand-made ones
    std::string icon; ///< an emoji
    geometry::Point position;
};

struct Regiment
{
    std::string id; ///< "regiment3-1": state and number, as notes refer to it
    int state = 0;
    std::string name;
    std::string icon;
    bool isNaval = false;
    geometry::Point position;
    std::int64_t total = 0;
    std::vector<std::pair<std::string, std::int64_t>> units;
};

struct Note
{
    enum class Subject { Burg, State, Province, River, Marker, Regiment, Other };
    std::string id; ///< "burg12", "marker3", "regiment1-0"
    Subject subject = Subject::Other;
    int subjectId = 0; ///< for regiments the state; 0 for Other
    std::string name;
    std::string legend; ///< plain text, paragraphs parted by line breaks
};

struct Biome
{
    int id = 0;
    std::string name;
    std::string colour;
    geometry::MultiPolygon area; ///< land only
};

struct Lake
{
    int id = 0; ///< the generator's feature, 0 if it lists none here
    std::string name;
    std::string group; ///< "freshwater", "salt", …
    geometry::MultiPolygon area;
};

/// Land from a height (20…100) upwards.
struct HeightBand
{
    int from = 20;
    geometry::MultiPolygon area;
};

/// Something the file holds that is not in World, with why.
struct LeftOut
{
    std::string what; ///< "burgs", "rivers", …
    int count = 0;
    std::string reason;
    bool operator==(const LeftOut&) const = default;
};

struct World
{
    Settings settings;
    std::vector<State> states; ///< by id, 0 first
    std::vector<Burg> burgs;
    std::vector<Province> provinces;
    std::vector<Culture> cultures;
    std::vector<Religion> religions;
    std::vector<River> rivers;
    std::vector<Route> routes;
    std::vector<Marker> markers;
    std::vector<Regiment> regiments;
    std::vector<Note> notes;
    std::vector<Biome> biomes;
    std::vector<Lake> lakes;
    std::vector<HeightBand> heights; ///< above the coast, lowest first
    geometry::MultiPolygon land;     ///< with the lakes as holes
    std::vector<LeftOut> leftOut;
};

} // namespace campaign::transfer::azgaar
