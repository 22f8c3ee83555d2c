// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/GeometryCheck.h"

#include "server/geometry/GeoJson.h"
#include "server/geometry/Validity.h"

namespace campaign {

namespace {

constexpr const char* shapes[] = {"point", "line", "region"}; // by dimension

Result<geometry::Geometry> readGeometry(const catalogue::Field& field, const Value& value)
{
    Result<geometry::Geometry> read = geometry::fromGeoJson(value);
    Error error;
    if (read) {
        const Result<> valid = geometry::checkValid(*read);
        if (valid)
            return read;
        error = valid.error();
    } else {
        error = read.error();
    }
    error.path = field.name + (error.path.empty() ? "" : "." + error.path);
    return error;
}

/// The shape is a field of the type only where the type has one (locations).
Result<> agreeOnShape(const catalogue::Type& type, const geometry::Geometry& geometry, Value::Object& fields)
{
    const catalogue::Field* shape = type.field("locationType");
    if (!shape)
        return {};
    const std::string is = shapes[geometry::dimensionOf(geometry)];
    const Value* given = fields.find(shape->name);
    if (given && given->isString() && given->asString() != is)
        return Error{ErrorCode::Invalid,
                     "A " + std::string(geometry::typeName(geometry)) + " is the geometry of a " + is + ", not of a " +
                         given->asString() + ".",
                     shape->name,
                     {},
                     {}};
    fields.set(shape->name, is);
    return {};
}

} // namespace

Result<Value::Object> checkGeometries(const catalogue::Type& type, Value::Object fields)
{
    for (const catalogue::Field& field : type.fields) {
        if (field.type != catalogue::FieldType::Geometry)
            continue;
        const Value* value = fields.find(field.name);
        if (!value || value->isNull())
            continue;
        const Result<geometry::Geometry> geometry = readGeometry(field, *value);
        if (!geometry)
            return geometry.error();
        fields.set(field.name, geometry::toGeoJson(*geometry));
        if (const Result<> agreed = agreeOnShape(type, *geometry, fields); !agreed)
            return agreed.error();
    }
    return fields;
}

} // namespace campaign
