// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"

#include "server/catalogue/Time.h"

namespace campaign::api {

using catalogue::FieldType;

namespace {

/// Whole numbers that may exceed GraphQL's 32 bits are Floats, which carry them exactly up to 2^53.
bool fitsInt(const catalogue::Field& field)
{
    constexpr double limit = 2147483647.0;
    return field.minimum && field.maximum && *field.minimum >= -limit && *field.maximum <= limit;
}

Result<Value> parseDateTime(const Value& value)
{
    if (value.isInteger())
        return value;
    if (!value.isString())
        return Error{ErrorCode::Invalid, "A DateTime is a text such as 0242-03-21T18:00:00Z.", {}, {}, {}};
    const Result<catalogue::WorldTime> time = catalogue::fromIsoTime(value.asString());
    return time ? Result<Value>(value) : time.error();
}

} // namespace

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] & ~0x20);
    return text;
}

std::string enumName(const catalogue::Type& type, const catalogue::Field& field)
{
    return field.enumName.empty() ? type.name + capitalised(field.name) : field.enumName;
}

std::string graphqlType(const catalogue::Type& type, const catalogue::Field& field)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::TypeName:
        return "String";
    case FieldType::Integer:
        return fitsInt(field) ? "Int" : "Float";
    case FieldType::Audience:
        return "Int";
    case FieldType::Number:
        return "Float";
    case FieldType::Boolean:
        return "Boolean";
    case FieldType::Enum:
        return enumName(type, field);
    case FieldType::Reference:
    case FieldType::AnyId:
        return "ID";
    case FieldType::WorldTime:
    case FieldType::RealTime:
        return "DateTime";
    case FieldType::Geometry:
        return "GeoJSON";
    case FieldType::Tags:
        return "[String!]";
    case FieldType::Variables:
    case FieldType::Rule:
    case FieldType::Json:
        break;
    }
    return "JSON";
}

void addScalars(graphql::SchemaBuilder& schema)
{
    schema.scalar("DateTime", {parseDateTime, {}})
        .describe("A time in ISO 8601, such as 0242-03-21T18:00:00Z; world times may lie far from our own. A whole "
                  "number is read as seconds from the world's epoch.");
    schema.scalar("JSON", {}).describe("Any JSON value.");
    schema.scalar("GeoJSON", {}).describe("A geometry object of RFC 7946, in the units of its map.");
}

void addEnums(graphql::SchemaBuilder& schema, const catalogue::Type& type)
{
    for (const catalogue::Field& field : type.fields) {
        if (field.type != FieldType::Enum)
            continue;
        if (schema.find(enumName(type, field)))
            continue; // several types share it
        graphql::Type& made = schema.enumeration(enumName(type, field));
        made.describe(field.label + " of a " + type.queryName() + ".");
        for (const std::string& value : field.values)
            made.value(value);
    }
}

} // namespace campaign::api
