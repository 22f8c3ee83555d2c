// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/graphql/Specimen.h"

#include "server/core/Json.h"
#include "server/graphql/execution/LeafWriter.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace specimen {

using namespace campaign;
using namespace campaign::graphql;

Realm::Realm(int kingdomCount, int settlementCount, int structureCount)
{
    static constexpr std::array kinds = {"HAMLET", "TOWN", "CITY"};
    kingdoms.resize(static_cast<std::size_t>(kingdomCount));
    int number = 0;
    for (Kingdom& kingdom : kingdoms) {
        kingdom.id = "k" + std::to_string(number++);
        kingdom.name = "Kingdom of " + kingdom.id;
        kingdom.level = number % 7;
        kingdom.settlements.resize(static_cast<std::size_t>(settlementCount));
        int town = 0;
        for (Settlement& settlement : kingdom.settlements) {
            settlement.id = kingdom.id + "-s" + std::to_string(town++);
            settlement.name = "Settlement \"" + settlement.id + "\"";
            settlement.population = 1000 + town * 37;
            settlement.area = town * 1.5;
            settlement.isCapital = town == 1;
            settlement.kind = kinds[static_cast<std::size_t>(town) % kinds.size()];
            settlement.kingdom = &kingdom;
            settlement.structures.resize(static_cast<std::size_t>(structureCount));
            int house = 0;
            for (Structure& structure : settlement.structures) {
                structure.id = settlement.id + "-h" + std::to_string(house++);
                structure.name = "House " + std::to_string(house);
                structure.type = house % 2 == 0 ? "temple" : "market";
                structure.level = house;
                structure.isDamaged = house % 3 == 0;
                structure.settlement = &settlement;
            }
        }
    }
}

const Kingdom* Realm::kingdom(std::string_view id) const
{
    for (const Kingdom& kingdom : kingdoms)
        if (kingdom.id == id)
            return &kingdom;
    return nullptr;
}

const Settlement* Realm::settlement(std::string_view id) const
{
    for (const Kingdom& kingdom : kingdoms)
        for (const Settlement& settlement : kingdom.settlements)
            if (settlement.id == id)
                return &settlement;
    return nullptr;
}

namespace {

template <typename T, typename F>
Property leaf(F read)
{
    return [read](const void* object, LeafWriter& out) { read(*static_cast<const T*>(object), out); };
}

/// One answer per parent, which `answer` sets.
template <typename T, typename F>
Resolver each(F answer)
{
    return [answer](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
        for (std::size_t i = 0; i < parents.size(); ++i)
            answer(*static_cast<const T*>(parents[i].object), call, out[i]);
        return {};
    };
}

/// A root field: no parent object, one answer.
template <typename F>
Resolver root(F answer)
{
    return [answer](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
        answer(call, call.context().host<Realm>(), out[0]);
        return {};
    };
}

Error broken(ErrorCode code, std::string message)
{
    return Error{code, std::move(message), {}, {}, {}};
}

std::size_t wanted(const FieldCall& call, std::size_t there)
{
    const Value* first = call.argument("first");
    return first && first->isInteger()
               ? std::min(there, static_cast<std::size_t>(std::max<std::int64_t>(first->asInteger(), 0)))
               : there;
}

template <typename T>
std::vector<ObjectRef> firstOf(const std::vector<T>& all, const FieldCall& call, const Type* type)
{
    std::vector<ObjectRef> objects;
    const std::size_t count = wanted(call, all.size());
    objects.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        objects.push_back({&all[i], type});
    return objects;
}

void declareScalarsAndEnums(SchemaBuilder& builder)
{
    const auto onlyStrings = [](const Value& value) -> Result<Value> {
        return value.isString() ? Result<Value>(value) : broken(ErrorCode::Invalid, "DateTime expects a string.");
    };
    const auto onlyObjects = [](const Value& value) -> Result<Value> {
        return value.isObject() ? Result<Value>(value) : broken(ErrorCode::Invalid, "GeoJSON expects an object.");
    };
    builder.scalar("DateTime", {onlyStrings, {}}).specifiedBy = "https://scalars.graphql.org/andimarek/date-time";
    builder.scalar("JSON", {}).describe("Any JSON value.");
    builder.scalar("GeoJSON", {onlyObjects, {}});
    builder.enumeration("SettlementKind")
        .describe("How large.\n\nThree \"\"\" sizes.")
        .value("HAMLET", "Small")
        .value("TOWN")
        .value("CITY");
    builder.find("SettlementKind")->value("METROPOLIS").deprecateValue("Use CITY");
    builder.enumeration("NameForm").value("LONG").value("SHORT");
}

void declareInputs(SchemaBuilder& builder)
{
    builder.input("PointInput").input("x", "Float!").input("y", "Float!").input("label", "String", "\"here\"");
    builder.input("Target").input("id", "ID").input("name", "String").input("point", "PointInput").oneOf();
    builder.input("StructureFilter")
        .describe("What to keep.")
        .input("type", "String")
        .input("minimum", "Int!", "1")
        .input("kinds", "[SettlementKind!]", "[TOWN, CITY]")
        .input("all", "[StructureFilter!]")
        .input("near", "PointInput", "{x: 1, y: 2.5}")
        .input("old", "Boolean")
        .deprecateInput("Not needed");
}

void declareInterfaces(SchemaBuilder& builder)
{
    builder.interface("Node").describe("Has an identifier.").field("id", "ID!");
    Type& named = builder.interface("Named").implements("Node");
    named.field("id", "ID!");
    named.field("name", "String").argument("form", "NameForm", "LONG");
    Type& housed = builder.interface("Levelled");
    housed.field("level", "Int");
    builder.unionOf("SearchResult", {"Settlement", "Structure", "Kingdom"}).describe("Anything found.");
    builder.unionOf("Place", {"Kingdom", "Settlement"});
    builder.unionOf("Things", {"Structure", "Change"});
}

template <typename T>
void declareNamed(Type& type)
{
    type.implements("Node").implements("Named");
    type.field("id", "ID!").read(leaf<T>([](const T& t, LeafWriter& out) { out.string(t.id); }));
    type.field("name", "String")
        .argument("form", "NameForm", "LONG")
        .resolve(each<T>([](const T& t, const FieldCall& call, FieldResult& out) {
            const bool isShort = call.argument("form") && *call.argument("form") == Value("SHORT");
            out.setLeaf(isShort ? t.id : t.name);
        }));
    type.field("title", "String!").read(leaf<T>([](const T& t, LeafWriter& out) { out.string(t.name); }));
}

void declareSettlementLeaves(Type& type)
{
    using S = Settlement;
    type.field("population", "Int").read(leaf<S>([](const S& s, LeafWriter& out) { out.integer(s.population); }));
    type.field("area", "Float").read(leaf<S>([](const S& s, LeafWriter& out) { out.number(s.area); }));
    type.field("isCapital", "Boolean!").read(leaf<S>([](const S& s, LeafWriter& out) { out.boolean(s.isCapital); }));
    type.field("kind", "SettlementKind!").read(leaf<S>([](const S& s, LeafWriter& out) { out.string(s.kind); }));
    type.field("tags", "[String!]!").read(leaf<S>([](const S& s, LeafWriter& out) {
        out.value(Value::Array{Value(s.kind), Value("tag")});
    }));
    type.field("matrix", "[[Int!]]").read([](const void*, LeafWriter& out) {
        out.value(Value::Array{Value::Array{1, 2}, nullptr, Value::Array{3}});
    });
    type.field("founded", "DateTime").read([](const void*, LeafWriter& out) { out.string("0800-01-01T00:00:00Z"); });
    type.field("extra", "JSON").read([](const void*, LeafWriter& out) { out.json("{\"a\":[1,null]}"); });
    type.field("shape", "GeoJSON").read([](const void*, LeafWriter& out) { out.null(); });
    type.field("oldName", "String").deprecate("Use name").read([](const void*, LeafWriter& out) { out.null(); });
}

void declareFailures(Type& type)
{
    type.field("failing", "String").read([](const void*, LeafWriter& out) {
        out.fail(broken(ErrorCode::Forbidden, "Not for you."));
    });
    type.field("failingHard", "String!")
        .resolve([](const FieldCall&, std::span<const ObjectRef>, std::span<FieldResult>) -> Result<> {
            return Error{ErrorCode::NotFound, "Nothing there.", {}, {}, {}};
        });
    type.field("infinite", "Float").read([](const void*, LeafWriter& out) { out.number(1e308 * 10); });
    type.field("hole", "Int!").read([](const void*, LeafWriter& out) { out.null(); });
}

void declareSettlement(SchemaBuilder& builder)
{
    Type& type = builder.object("Settlement").describe("A village, town or city.");
    declareNamed<Settlement>(type);
    declareSettlementLeaves(type);
    declareFailures(type);
    type.field("kingdom", "Kingdom")
        .resolve(each<Settlement>([](const Settlement& s, const FieldCall&, FieldResult& out) {
            out.setObject({s.kingdom, nullptr});
        }));
    type.field("structures", "[Structure!]!")
        .argument("first", "Int", "100")
        .argument("filter", "StructureFilter")
        .sizedBy("first", 10)
        .resolve(each<Settlement>([](const Settlement& s, const FieldCall& call, FieldResult& out) {
            out.setObjects(firstOf(s.structures, call, nullptr));
        }));
    // The second settlement of a kingdom gives a null neighbour between two real ones.
    type.field("neighbours", "[Settlement]")
        .resolve(each<Settlement>([](const Settlement& s, const FieldCall&, FieldResult& out) {
            const auto& all = s.kingdom->settlements;
            out.setObjects({{&all.front(), nullptr}, {}, {&all.back(), nullptr}});
        }));
}

void declareStructureAndKingdom(SchemaBuilder& builder)
{
    Type& structure = builder.object("Structure").implements("Levelled");
    declareNamed<Structure>(structure);
    structure.field("type", "String!").read(leaf<Structure>([](const Structure& s, LeafWriter& out) {
        out.string(s.type);
    }));
    structure.field("level", "Int").read(leaf<Structure>([](const Structure& s, LeafWriter& out) {
        out.integer(s.level);
    }));
    structure.field("isDamaged", "Boolean").read(leaf<Structure>([](const Structure& s, LeafWriter& out) {
        out.boolean(s.isDamaged);
    }));
    structure.field("settlement", "Settlement!")
        .resolve(each<Structure>([](const Structure& s, const FieldCall&, FieldResult& out) {
            out.setObject({s.settlement, nullptr});
        }));
    Type& kingdom = builder.object("Kingdom").implements("Levelled");
    declareNamed<Kingdom>(kingdom);
    kingdom.field("level", "Int!").read(leaf<Kingdom>([](const Kingdom& k, LeafWriter& out) { out.integer(k.level); }));
    kingdom.field("kind", "String").read([](const void*, LeafWriter& out) { out.string("realm"); });
    kingdom.field("settlements", "[Settlement!]!")
        .argument("first", "Int")
        .sizedBy("first", 20)
        .resolve(each<Kingdom>([](const Kingdom& k, const FieldCall& call, FieldResult& out) {
            out.setObjects(firstOf(k.settlements, call, nullptr));
        }));
    Type& change = builder.object("Change");
    change.field("entityId", "ID!").read(leaf<std::string>([](const std::string& id, LeafWriter& out) {
        out.string(id);
    }));
    change.field("version", "Int").read([](const void*, LeafWriter& out) { out.integer(3); });
    change.field("level", "String").read([](const void*, LeafWriter& out) { out.null(); });
}

void declareLists(Type& query)
{
    query.field("kingdoms", "[Kingdom!]!")
        .argument("first", "Int")
        .argument("ids", "[ID!]")
        .sizedBy("first", 50)
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            out.setObjects(firstOf(realm.kingdoms, call, nullptr));
        }));
    query.field("named", "[Named]")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
            const Realm& realm = call.context().host<Realm>();
            const Type* named = call.field().type.type;
            const auto concrete = [&](std::string_view name) {
                for (const Type* type : named->possibleTypes)
                    if (type->name == name)
                        return type;
                return static_cast<const Type*>(nullptr);
            };
            const Kingdom& kingdom = realm.kingdoms.front();
            const Settlement& settlement = kingdom.settlements.front();
            out[0].setObjects({{&kingdom, concrete("Kingdom")},
                               {&settlement, concrete("Settlement")},
                               {},
                               {&settlement.structures.front(), concrete("Structure")},
                               {&kingdom, concrete("Kingdom")}});
            return {};
        });
    query.field("search", "[SearchResult!]")
        .argument("text", "String!")
        .argument("kinds", "[SettlementKind!]", "[TOWN]")
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            out.setObjects(firstOf(realm.kingdoms, call, call.field().type.type->possibleTypes.back()));
        }));
    query.field("tooMany", "[Kingdom!]").resolve(root([](const FieldCall&, Realm&, FieldResult& out) {
        out.setError(broken(ErrorCode::Limit, "More than 10,000; use tooManyConnection."));
    }));
}

void declareSingles(Type& query)
{
    query.field("kingdom", "Kingdom")
        .argument("id", "ID!")
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            out.setObject({realm.kingdom(call.argument("id")->asString()), nullptr});
        }));
    query.field("settlement", "Settlement")
        .argument("id", "ID!")
        .argument("kind", "SettlementKind")
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            out.setObject({realm.settlement(call.argument("id")->asString()), nullptr});
        }));
    for (const char* name : {"node", "levelled", "place", "things"}) {
        const std::string type = std::string(name) == "node"       ? "Node"
                                 : std::string(name) == "levelled" ? "Levelled"
                                 : std::string(name) == "place"    ? "Place"
                                                                   : "Things";
        query.field(name, type)
            .argument("id", "ID")
            .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
                // The first concrete type, whatever it is; for Node asked by the id "bad", one that does not belong
                // there.
                const Type* declared = call.field().type.type;
                const Value* id = call.argument("id");
                const Kingdom& kingdom = realm.kingdoms.front();
                if (id && *id == Value("bad"))
                    out.setObject({&kingdom, nullptr});
                else
                    for (const Type* concrete : declared->possibleTypes)
                        if (concrete->name == "Kingdom")
                            out.setObject({&kingdom, concrete});
            }));
    }
    query.field("find", "Node")
        .argument("target", "Target!")
        .resolve(root([](const FieldCall&, Realm&, FieldResult& out) { out.setNull(); }));
}

void declareEcho(Type& query)
{
    query.field("echo", "JSON")
        .argument("int", "Int")
        .argument("float", "Float")
        .argument("string", "String")
        .argument("boolean", "Boolean")
        .argument("id", "ID")
        .argument("kind", "SettlementKind")
        .argument("list", "[Int]")
        .argument("strict", "[Int!]")
        .argument("matrix", "[[Int!]]")
        .argument("point", "PointInput")
        .argument("points", "[PointInput!]")
        .argument("filter", "StructureFilter")
        .argument("target", "Target")
        .argument("json", "JSON")
        .argument("time", "DateTime")
        .argument("shape", "GeoJSON")
        .argument("required", "Int!", "7")
        .argument("old", "Int", "1")
        .deprecateArgument("Gone")
        .resolve(root([](const FieldCall& call, Realm&, FieldResult& out) { out.setJson(toJson(call.arguments())); }));
}

void declareRoots(SchemaBuilder& builder)
{
    Type& query = builder.object("Query");
    declareLists(query);
    declareSingles(query);
    declareEcho(query);
    query.field("hard", "Settlement!").resolve(root([](const FieldCall&, Realm&, FieldResult& out) { out.setNull(); }));
    query.field("self", "Query!").resolve(root([](const FieldCall&, Realm& realm, FieldResult& out) {
        out.setObject({&realm, nullptr});
    }));
    query.field("selects", "Kingdom").resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
        realm.log.push_back(call.selects("level") ? "level" : "-");
        out.setObject({&realm.kingdoms.front(), nullptr});
    }));
    Type& mutation = builder.object("Mutation");
    mutation.field("note", "String!")
        .argument("text", "String!")
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            realm.log.push_back(call.argument("text")->asString());
            if (realm.log.back() == "bad")
                out.setError(broken(ErrorCode::Conflict, "Refused."));
            else
                out.setLeaf(static_cast<std::int64_t>(realm.log.size()));
        }));
    mutation.field("rename", "Settlement")
        .argument("id", "ID!")
        .argument("name", "String!")
        .resolve(root([](const FieldCall& call, Realm& realm, FieldResult& out) {
            realm.log.push_back("rename");
            out.setObject({realm.settlement(call.argument("id")->asString()), nullptr});
        }));
    const Resolver event = [](const FieldCall&, std::span<const ObjectRef> parents,
                              std::span<FieldResult> out) -> Result<> {
        out[0].setObject({parents[0].object, nullptr});
        return {};
    };
    Type& subscription = builder.object("Subscription");
    subscription.field("entityModified", "Change").argument("entityId", "ID!").resolve(event);
    subscription.field("worldTimeChanged", "Change").argument("campaignId", "ID").resolve(event);
}

void declareDirectives(SchemaBuilder& builder)
{
    Directive& tag = builder.directive("tag", {"FIELD", "QUERY", "VARIABLE_DEFINITION", "FRAGMENT_DEFINITION"});
    tag.arguments.push_back({"name", "String!", "", {}, {}, {}, {}});
    tag.arguments.push_back({"weight", "Int", "", "3", {}, {}, {}});
    tag.repeatable = true;
    builder.directive("once", {"FIELD", "MUTATION", "SUBSCRIPTION", "INLINE_FRAGMENT", "FRAGMENT_SPREAD"});
}

} // namespace

SchemaBuilder builder()
{
    SchemaBuilder builder;
    builder.describe("A specimen of everything.");
    declareScalarsAndEnums(builder);
    declareInputs(builder);
    declareInterfaces(builder);
    declareSettlement(builder);
    declareStructureAndKingdom(builder);
    declareRoots(builder);
    declareDirectives(builder);
    return builder;
}

std::shared_ptr<const Schema> schema()
{
    Result<std::shared_ptr<const Schema>> made = Schema::create(builder());
    if (!made) {
        std::fprintf(stderr, "specimen schema: %s\n", made.error().message.c_str());
        std::abort();
    }
    return *made;
}

} // namespace specimen
