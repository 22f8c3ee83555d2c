// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/geojson/GeoJsonImport.h"

#include "server/catalogue/Check.h"
#include "server/core/Json.h"
#include "server/core/Text.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Validity.h"

#include <algorithm>
#include <array>
#include <set>

namespace campaign::transfer::geojson {

namespace {

using catalogue::Type;

constexpr std::size_t mostFeatures = 200'000;
constexpr std::int64_t mostNamedOmissions = 50;
constexpr std::size_t longestName = 200;
constexpr std::string_view worldSource = "geojson:world";
constexpr std::string_view mapSource = "geojson:map";

/// A field and what files call it, best first.
struct Words
{
    const char* field;
    std::array<const char*, 5> names;
};
constexpr std::array<Words, 6> words{{{"name", {"name", "title", "label", "nom", ""}},
                                      {"description", {"description", "desc", "notes", "legend", ""}},
                                      {"kind", {"kind", "type", "category", "class", ""}},
                                      {"tags", {"tags", "labels", "keywords", "", ""}},
                                      {"color", {"color", "colour", "stroke", "fill", "marker-color"}},
                                      {"icon", {"icon", "marker-symbol", "", "", ""}}}};

Error invalid(std::string sentence, std::string path = {})
{
    return {ErrorCode::Invalid, std::move(sentence), std::move(path), {}, {}};
}

std::string cut(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    text.resize(most);
    return text;
}

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool isPlain(const Value& value)
{
    return value.isBoolean() || value.isNumber() || value.isString();
}

std::string plainText(const Value& value)
{
    return value.isString() ? value.asString() : value.isNull() ? std::string() : toJson(value);
}

/// A property by any of a field's names.
bool isCalled(const Words& field, const std::string& key)
{
    return std::any_of(field.names.begin(), field.names.end(),
                       [&](const char* name) { return *name && foldCase(key) == name; });
}

bool hasName(const Value& properties)
{
    const Value::Object none;
    const Value::Object& members = properties.isObject() ? properties.asObject() : none;
    return std::any_of(members.begin(), members.end(), [](const auto& member) {
        return isCalled(words.front(), member.first) && isPlain(member.second) && !isBlank(plainText(member.second));
    });
}

class Planning
{
public:
    Planning(const std::string& title, ImportTarget& target)
        : m_title(title)
        , m_target(target)
        , m_location(*target.types().find("Location"))
    {
        m_plan.title = "Import " + title;
        m_plan.branch = target.branch();
    }

    Result<ImportPlan> run(const Value& document);

private:
    Result<void> findGround();
    void noteCoordinates(const Value& document);
    Result<void> addFeature(const Value& feature, std::size_t index);
    Result<void> identify(const Value& feature, const Value& properties, std::size_t index, PlannedEntity& location);
    bool takeGeometry(const Value& feature, const std::string& called, PlannedEntity& location);
    void takeProperties(const Value& properties, std::size_t index, PlannedEntity& location);
    void setField(const char* name, const Value& value, PlannedEntity& location);
    void leaveOut(const std::string& what, const std::string& reason);
    void planGround();

    const std::string& m_title;
    ImportTarget& m_target;
    const Type& m_location;
    ImportPlan m_plan;
    Id m_world, m_map;
    bool m_isGeographic = false;
    geometry::Bounds m_bounds;
    std::set<std::string> m_sourceIds;
    std::int64_t m_omissions = 0;
    std::int64_t m_nested = 0;
};

void Planning::leaveOut(const std::string& what, const std::string& reason)
{
    if (++m_omissions <= mostNamedOmissions)
        m_plan.leftOut.push_back({what, 1, reason});
}

Result<void> Planning::findGround()
{
    const Type& worldType = *m_target.types().find("World");
    const Type& mapType = *m_target.types().find("Map");
    const Result<Id> world = m_target.only(worldType);
    const Result<Id> map = m_target.only(mapType);
    if (!world || !map)
        return world ? map.error() : world.error();
    m_world = *world;
    m_map = *map;
    if (m_world.empty() || m_map.empty())
        return {};
    const Result<history::EntityPtr> there = m_target.find(mapType, m_map);
    if (!there)
        return there.error();
    m_isGeographic = *there && (*there)->field("crs") == Value("EPSG4326");
    return {};
}

/// RFC 7946 §4 knows WGS 84 alone; earlier files and ours say otherwise in words of their own.
void Planning::noteCoordinates(const Value& document)
{
    std::string stated = document.stringOr("coordinateSystem", "");
    if (const Value* crs = document.find("crs")) {
        const Value* properties = crs->find("properties");
        stated = properties ? properties->stringOr("name", "") : "";
    }
    const bool isStatedGeographic =
        stated.find("4326") != std::string::npos || stated.find("CRS84") != std::string::npos;
    const bool isNewGround = m_world.empty();
    if (isNewGround)
        m_isGeographic = isStatedGeographic;
    if (stated.empty())
        m_plan.warnings.push_back(m_isGeographic
                                      ? "The file does not state what its coordinates mean; they are taken as "
                                        "longitude and latitude."
                                      : "The file does not state what its coordinates mean; they are taken as units "
                                        "of the map, not as longitude and latitude.");
    else if (isStatedGeographic != m_isGeographic)
        m_plan.warnings.push_back("The file's coordinates are " + stated + ", the map's are " +
                                  (m_isGeographic ? "longitude and latitude" : "planar") +
                                  "; they are taken as they are.");
}

bool Planning::takeGeometry(const Value& feature, const std::string& called, PlannedEntity& location)
{
    const Value* geometry = feature.find("geometry");
    if (!geometry) {
        leaveOut(called, "it has no \"geometry\" member");
        return false;
    }
    if (geometry->isNull())
        return true; // RFC 7946 §3.2: unlocated
    const Result<geometry::Geometry> read = geometry::fromGeoJson(*geometry);
    const Result<> valid = read ? geometry::checkValid(*read) : Result<>(read.error());
    if (!valid) {
        leaveOut(called, valid.error().message);
        return false;
    }
    constexpr const char* shapes[] = {"point", "line", "region"};
    location.fields.set("geometry", geometry::toGeoJson(*read));
    location.fields.set("locationType", shapes[geometry::dimensionOf(*read)]);
    m_bounds.add(geometry::boundsOf(*read));
    return true;
}

void Planning::setField(const char* name, const Value& value, PlannedEntity& location)
{
    const catalogue::Field* field = m_location.field(name);
    Value wanted = value;
    if (field && field->type == catalogue::FieldType::Tags && value.isString()) {
        Value::Array tags;
        std::string tag;
        for (const char c : value.asString() + ",") {
            if (c != ',' && c != ';') {
                tag += c;
            } else if (!isBlank(tag)) {
                const std::size_t first = tag.find_first_not_of(' ');
                tags.push_back(Value(tag.substr(first, tag.find_last_not_of(' ') - first + 1)));
                tag.clear();
            }
        }
        wanted = Value(std::move(tags));
    } else if (field && field->type != catalogue::FieldType::Tags) {
        wanted = Value(
            cut(plainText(value), field->maximum ? static_cast<std::size_t>(*field->maximum) : longestName * 1000));
    }
    const Result<Value> checked = field ? catalogue::checkField(*field, wanted) : Result<Value>(Value());
    if (checked && !checked->isNull() && !(checked->isString() && isBlank(checked->asString())))
        location.fields.set(name, *checked);
    else if (!checked)
        leaveOut("\"" + std::string(name) + "\" of " + plainText(*location.fields.find("name")),
                 checked.error().message);
}

void Planning::takeProperties(const Value& properties, std::size_t index, PlannedEntity& location)
{
    std::set<std::string> used{"id", "sourceId", "locationType"};
    location.fields.set("name", cut(m_title, longestName - 20) + " " + std::to_string(index + 1));
    for (const Words& one : words) {
        for (const auto& [key, value] : properties.isObject() ? properties.asObject() : Value::Object()) {
            const bool isUsable = isPlain(value) || (value.isArray() && std::string_view(one.field) == "tags");
            if (!isCalled(one, key) || !isUsable || used.count(key))
                continue;
            used.insert(key);
            setField(one.field, value, location);
            break;
        }
    }
    Value::Object variables;
    constexpr std::string_view prefix = "variables.";
    for (const auto& [key, value] : properties.isObject() ? properties.asObject() : Value::Object()) {
        if (used.count(key) || value.isNull())
            continue;
        std::string name = key.starts_with(prefix) ? key.substr(prefix.size()) : key;
        std::replace(name.begin(), name.end(), '.', ' ');
        if (isPlain(value) && !name.empty() && name.size() <= 100)
            variables.set(name, value);
        else
            ++m_nested;
    }
    if (!variables.empty())
        location.fields.set("variables", Value(std::move(variables)));
}

Result<void> Planning::identify(const Value& feature, const Value& properties, std::size_t index,
                                PlannedEntity& location)
{
    std::string id;
    for (const Value* holder : {&feature, &properties}) {
        const Value* given = holder->find("id");
        if (id.empty() && given && (given->isString() || given->isNumber()))
            id = plainText(*given);
    }
    if (isValidId(id)) {
        const Result<history::EntityPtr> there = m_target.find(m_location, id);
        if (!there)
            return there.error();
        if (*there)
            location.existing = id;
    }
    const std::string own = properties.stringOr("sourceId", "");
    location.sourceId = cut(!own.empty()  ? own
                            : !id.empty() ? "geojson:" + id
                                          : "geojson:" + m_title + ":" + std::to_string(index),
                            longestName);
    return {};
}

Result<void> Planning::addFeature(const Value& feature, std::size_t index)
{
    const Value* given = feature.find("properties");
    const Value properties = given ? *given : Value();
    PlannedEntity location;
    location.type = "Location";
    location.group = "places";
    takeProperties(properties, index, location);
    const std::string called =
        "feature " + std::to_string(index + 1) + " (" + plainText(*location.fields.find("name")) + ")";
    if (feature.stringOr("type", "") != "Feature") {
        leaveOut(called, "it is no feature");
        return {};
    }
    if (!takeGeometry(feature, called, location))
        return {};
    if (Result<void> identified = identify(feature, properties, index, location); !identified)
        return identified;
    if (!location.existing.empty() && !hasName(properties))
        location.fields.erase("name"); // it has one
    if (!m_sourceIds.insert(location.sourceId).second) {
        leaveOut(called, "the file names the same one twice (" + location.sourceId + ")");
        return {};
    }
    if (m_world.empty())
        location.references = {{"worldId", "World", std::string(worldSource)},
                               {"mapId", "Map", std::string(mapSource)}};
    if (!m_world.empty() && location.existing.empty()) {
        location.fields.set("worldId", m_world);
        if (!m_map.empty())
            location.fields.set("mapId", m_map);
    }
    m_plan.entities.push_back(std::move(location));
    return {};
}

/// A file imported into nothing brings a world and a map for its places.
void Planning::planGround()
{
    PlannedEntity world{"World", "worlds", std::string(worldSource), {{"name", cut(m_title, longestName)}}, {},
                        true,    {}};
    PlannedEntity map{"Map", "maps", std::string(mapSource), {{"name", cut(m_title, longestName)}}, {}, true, {}};
    map.references = {{"worldId", "World", std::string(worldSource)}};
    map.fields.set("crs", m_isGeographic ? "EPSG4326" : "planar");
    if (!m_bounds.isEmpty()) {
        const double margin = std::max({m_bounds.width(), m_bounds.height(), 1.0}) / 20;
        const geometry::Bounds grown = m_bounds.grown(margin);
        map.fields.set("extent",
                       Value(Value::Object{
                           {"west", grown.minX}, {"south", grown.minY}, {"east", grown.maxX}, {"north", grown.maxY}}));
    }
    PlannedEntity campaign{"Campaign", "campaigns", "geojson:campaign", {{"name", cut(m_title, longestName)}}, {},
                           true,       {}};
    campaign.references = {{"worldId", "World", std::string(worldSource)}};
    m_plan.entities.insert(m_plan.entities.begin(), {std::move(world), std::move(map), std::move(campaign)});
}

Result<ImportPlan> Planning::run(const Value& document)
{
    if (Result<void> found = findGround(); !found)
        return found.error();
    const std::string type = document.stringOr("type", "");
    Value::Array features;
    if (type == "FeatureCollection") {
        const Value* listed = document.find("features");
        if (!listed || !listed->isArray())
            return invalid("A FeatureCollection must have a list of features.", "features");
        features = listed->asArray();
    } else if (type == "Feature") {
        features = {document};
    } else if (document.find("coordinates") || document.find("geometries")) {
        features = {Value(Value::Object{{"type", "Feature"}, {"geometry", document}})};
    } else {
        return invalid("This is JSON, but no GeoJSON: its \"type\" is none that RFC 7946 knows.", "type");
    }
    if (features.size() > mostFeatures)
        return Error{ErrorCode::Limit, "The file has more than 200,000 features.", "features", {}, {}};
    noteCoordinates(document);
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (Result<void> added = addFeature(features[i], i); !added)
            return added.error();
    }
    if (m_omissions > mostNamedOmissions)
        m_plan.leftOut.push_back({"more features", m_omissions - mostNamedOmissions, "for reasons like these"});
    if (m_nested > 0)
        m_plan.leftOut.push_back({"properties", m_nested, "lists and objects are no variables"});
    if (m_world.empty() && !m_plan.entities.empty())
        planGround();
    return std::move(m_plan);
}

} // namespace

bool looksLikeGeoJson(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '{')
        return false;
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    const bool isFeatures = has("\"FeatureCollection\"") && has("\"features\"");
    return isFeatures || (has("\"Feature\"") && has("\"geometry\"")) ||
           (has("\"coordinates\"") && text.size() < 1'000'000);
}

Result<ImportPlan> planGeoJson(std::string_view text, const std::string& title, ImportTarget& target)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const Result<Value> document = parseJson(text);
    if (!document)
        return document.error();
    if (!document->isObject())
        return invalid("This is JSON, but no GeoJSON: it is not an object.");
    return Planning(title, target).run(*document);
}

} // namespace campaign::transfer::geojson
