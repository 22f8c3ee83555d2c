// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Introspection.h"

#include "server/graphql/execution/LeafWriter.h"

#include <array>

namespace campaign::graphql {

namespace {

constexpr std::array<const char*, 8> typeKinds = {"SCALAR", "OBJECT",       "INTERFACE", "UNION",
                                                  "ENUM",   "INPUT_OBJECT", "LIST",      "NON_NULL"};
constexpr std::array<const char*, 20> directiveLocations = {"QUERY",
                                                            "MUTATION",
                                                            "SUBSCRIPTION",
                                                            "FIELD",
                                                            "FRAGMENT_DEFINITION",
                                                            "FRAGMENT_SPREAD",
                                                            "INLINE_FRAGMENT",
                                                            "VARIABLE_DEFINITION",
                                                            "SCHEMA",
                                                            "SCALAR",
                                                            "OBJECT",
                                                            "FIELD_DEFINITION",
                                                            "ARGUMENT_DEFINITION",
                                                            "INTERFACE",
                                                            "UNION",
                                                            "ENUM",
                                                            "ENUM_VALUE",
                                                            "INPUT_OBJECT",
                                                            "INPUT_FIELD_DEFINITION",
                                                            "DIRECTIVE_DEFINITION"};

using Objects = std::optional<std::vector<ObjectRef>>;

void orNull(LeafWriter& out, const std::optional<std::string>& text)
{
    if (text)
        out.string(*text);
    else
        out.null();
}

void orNull(LeafWriter& out, const std::string& text)
{
    if (text.empty())
        out.null();
    else
        out.string(text);
}

/// A leaf read off a T.
template <typename T, typename F>
Property leaf(F read)
{
    return [read](const void* object, LeafWriter& out) { read(*static_cast<const T*>(object), out); };
}

/// An object reached from a T; null pointer for none.
template <typename T, typename F>
Resolver one(F reach)
{
    return [reach](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
        for (std::size_t i = 0; i < parents.size(); ++i)
            out[i].setObject({reach(*static_cast<const T*>(parents[i].object)), nullptr});
        return {};
    };
}

/// A list of objects reached from a T, with the call for its arguments; no list is null.
template <typename T, typename F>
Resolver many(F reach)
{
    return [reach](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
        for (std::size_t i = 0; i < parents.size(); ++i)
            if (Objects objects = reach(*static_cast<const T*>(parents[i].object), call))
                out[i].setObjects(std::move(*objects));
        return {};
    };
}

bool wantsDeprecated(const FieldCall& call)
{
    const Value* wanted = call.argument("includeDeprecated");
    return wanted && wanted->isBoolean() && wanted->asBoolean();
}

template <typename T>
std::vector<ObjectRef> undeprecated(const std::deque<T>& all, const FieldCall& call)
{
    const bool everything = wantsDeprecated(call);
    std::vector<ObjectRef> objects;
    for (const T& one : all)
        if (everything || !one.deprecation)
            objects.push_back({&one, nullptr});
    return objects;
}

const TypeRef* named(const Schema& schema, const Type* type)
{
    return type ? schema.interned({type, 0, 0}) : nullptr;
}

std::vector<ObjectRef> named(const Schema& schema, const std::vector<const Type*>& types)
{
    std::vector<ObjectRef> objects;
    for (const Type* type : types)
        objects.push_back({named(schema, type), nullptr});
    return objects;
}

/// The named type itself, or null for a wrapping one.
const Type* plain(const TypeRef& reference)
{
    return reference.isNonNull() || reference.isList() ? nullptr : reference.type;
}

void declareEnums(SchemaBuilder& builder)
{
    Type& kinds = builder.enumeration("__TypeKind").describe("The kind of a type.");
    for (const char* kind : typeKinds)
        kinds.value(kind);
    Type& locations = builder.enumeration("__DirectiveLocation").describe("A place where a directive may stand.");
    for (const char* location : directiveLocations)
        locations.value(location);
}

void declareSchemaType(SchemaBuilder& builder)
{
    Type& type = builder.object("__Schema").describe("What a server offers: its types, roots and directives.");
    type.field("description", "String").read(leaf<Schema>([](const Schema& s, LeafWriter& out) {
        orNull(out, s.description());
    }));
    type.field("types", "[__Type!]!").resolve(many<Schema>([](const Schema& s, const FieldCall&) -> Objects {
        return named(s, s.types());
    }));
    const auto root = [](OperationKind kind) {
        return one<Schema>([kind](const Schema& s) { return named(s, s.root(kind)); });
    };
    type.field("queryType", "__Type!").resolve(root(OperationKind::Query));
    type.field("mutationType", "__Type").resolve(root(OperationKind::Mutation));
    type.field("subscriptionType", "__Type").resolve(root(OperationKind::Subscription));
    type.field("directives", "[__Directive!]!")
        .argument("includeDeprecated", "Boolean!", "false")
        .resolve(many<Schema>([](const Schema& s, const FieldCall&) -> Objects {
            std::vector<ObjectRef> objects;
            for (const Directive& directive : s.directives())
                objects.push_back({&directive, nullptr});
            return objects;
        }));
}

void writeKind(const TypeRef& reference, LeafWriter& out)
{
    const std::size_t kind = reference.isNonNull() ? 7
                             : reference.isList()  ? 6
                                                   : static_cast<std::size_t>(reference.type->kind);
    out.string(typeKinds[kind]);
}

void declareTypeLeaves(Type& type)
{
    type.field("kind", "__TypeKind!").read(leaf<TypeRef>(writeKind));
    const auto text = [](std::string Type::*member) {
        return leaf<TypeRef>([member](const TypeRef& reference, LeafWriter& out) {
            orNull(out, plain(reference) ? plain(reference)->*member : std::string());
        });
    };
    type.field("name", "String").read(text(&Type::name));
    type.field("description", "String").read(text(&Type::description));
    type.field("specifiedByURL", "String").read(leaf<TypeRef>([](const TypeRef& reference, LeafWriter& out) {
        orNull(out, plain(reference) ? plain(reference)->specifiedBy : std::nullopt);
    }));
}

void declareTypeMembers(Type& type, const Schema& schema)
{
    const auto list = [&](const char* name, const char* typeText, auto reach) {
        return &type.field(name, typeText)
                    .resolve(many<TypeRef>([reach](const TypeRef& reference, const FieldCall& call) -> Objects {
                        const Type* named = plain(reference);
                        return named ? reach(*named, call) : std::nullopt;
                    }));
    };
    list("fields", "[__Field!]", [](const Type& t, const FieldCall& call) -> Objects {
        return t.isComposite() && t.kind != TypeKind::Union ? Objects(undeprecated(t.fields, call)) : std::nullopt;
    })->argument("includeDeprecated", "Boolean", "false");
    list("interfaces", "[__Type!]", [&schema](const Type& t, const FieldCall&) -> Objects {
        return t.isComposite() && t.kind != TypeKind::Union ? Objects(named(schema, t.interfaces)) : std::nullopt;
    });
    list("possibleTypes", "[__Type!]", [&schema](const Type& t, const FieldCall&) -> Objects {
        return t.isAbstract() ? Objects(named(schema, t.possibleTypes)) : std::nullopt;
    });
    list("enumValues", "[__EnumValue!]", [](const Type& t, const FieldCall& call) -> Objects {
        return t.kind == TypeKind::Enum ? Objects(undeprecated(t.enumValues, call)) : std::nullopt;
    })->argument("includeDeprecated", "Boolean", "false");
    list("inputFields", "[__InputValue!]", [](const Type& t, const FieldCall& call) -> Objects {
        return t.kind == TypeKind::InputObject ? Objects(undeprecated(t.inputFields, call)) : std::nullopt;
    })->argument("includeDeprecated", "Boolean", "false");
}

void declareType(SchemaBuilder& builder, const Schema& schema)
{
    Type& type = builder.object("__Type").describe("A type, or one wrapped as a list or as non-null.");
    declareTypeLeaves(type);
    declareTypeMembers(type, schema);
    type.field("ofType", "__Type").resolve(one<TypeRef>([&schema](const TypeRef& reference) -> const TypeRef* {
        if (plain(reference))
            return nullptr;
        return schema.interned(reference.isNonNull() ? reference.nullable() : reference.item());
    }));
    type.field("isOneOf", "Boolean").read(leaf<TypeRef>([](const TypeRef& reference, LeafWriter& out) {
        const Type* named = plain(reference);
        if (named && named->kind == TypeKind::InputObject)
            out.boolean(named->isOneOf);
        else
            out.null();
    }));
}

template <typename T>
void declareNames(Type& type)
{
    type.field("name", "String!").read(leaf<T>([](const T& t, LeafWriter& out) { out.string(t.name); }));
    type.field("description", "String").read(leaf<T>([](const T& t, LeafWriter& out) { orNull(out, t.description); }));
}

template <typename T>
void declareDeprecation(Type& type)
{
    type.field("isDeprecated", "Boolean!").read(leaf<T>([](const T& t, LeafWriter& out) {
        out.boolean(t.deprecation.has_value());
    }));
    type.field("deprecationReason", "String").read(leaf<T>([](const T& t, LeafWriter& out) {
        orNull(out, t.deprecation);
    }));
}

template <typename T>
void declareArguments(Type& type)
{
    type.field("args", "[__InputValue!]!")
        .argument("includeDeprecated", "Boolean", "false")
        .resolve(many<T>([](const T& t, const FieldCall& call) -> Objects { return undeprecated(t.arguments, call); }));
}

void declareMembers(SchemaBuilder& builder, const Schema& schema)
{
    Type& field = builder.object("__Field").describe("A field of an object or interface.");
    declareNames<Field>(field);
    declareArguments<Field>(field);
    field.field("type", "__Type!").resolve(one<Field>([&schema](const Field& f) { return schema.interned(f.type); }));
    declareDeprecation<Field>(field);

    Type& input = builder.object("__InputValue").describe("An argument, or a field of an input object.");
    declareNames<InputValue>(input);
    input.field("type", "__Type!").resolve(one<InputValue>([&schema](const InputValue& value) {
        return schema.interned(value.type);
    }));
    input.field("defaultValue", "String").read(leaf<InputValue>([](const InputValue& value, LeafWriter& out) {
        orNull(out, value.defaultText);
    }));
    declareDeprecation<InputValue>(input);

    Type& enumValue = builder.object("__EnumValue").describe("A value of an enum.");
    declareNames<EnumValue>(enumValue);
    declareDeprecation<EnumValue>(enumValue);
}

void declareDirective(SchemaBuilder& builder)
{
    Type& type = builder.object("__Directive").describe("A directive the server knows.");
    declareNames<Directive>(type);
    type.field("isRepeatable", "Boolean!").read(leaf<Directive>([](const Directive& d, LeafWriter& out) {
        out.boolean(d.repeatable);
    }));
    type.field("locations", "[__DirectiveLocation!]!").read(leaf<Directive>([](const Directive& d, LeafWriter& out) {
        out.value(Value::Array(d.locations.begin(), d.locations.end()));
    }));
    declareArguments<Directive>(type);
    // Directives of ours are never deprecated; the fields exist for clients that ask.
    type.field("isDeprecated", "Boolean!").read([](const void*, LeafWriter& out) { out.boolean(false); });
    type.field("deprecationReason", "String").read([](const void*, LeafWriter& out) { out.null(); });
}

} // namespace

void declareIntrospection(SchemaBuilder& builder, const Schema& schema)
{
    declareSchemaType(builder);
    declareType(builder, schema);
    declareMembers(builder, schema);
    declareDirective(builder);
    declareEnums(builder);
}

Field typenameField()
{
    Field field;
    field.name = "__typename";
    field.typeText = "String!";
    field.description = "The name of the object's type.";
    return field;
}

Field schemaField(const Schema& schema)
{
    Field field;
    field.name = "__schema";
    field.typeText = "__Schema!";
    field.description = "The schema itself.";
    field.resolver = [&schema](const FieldCall&, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
        for (FieldResult& result : out)
            result.setObject({&schema, nullptr});
        return {};
    };
    return field;
}

Field typeField(const Schema& schema)
{
    Field field;
    field.name = "__type";
    field.typeText = "__Type";
    field.description = "The type of that name, or null.";
    field.argument("name", "String!");
    field.resolver = [&schema](const FieldCall& call, std::span<const ObjectRef>,
                               std::span<FieldResult> out) -> Result<> {
        const TypeRef* type = named(schema, schema.find(call.argument("name")->asString()));
        for (FieldResult& result : out)
            result.setObject({type, nullptr});
        return {};
    };
    return field;
}

} // namespace campaign::graphql
