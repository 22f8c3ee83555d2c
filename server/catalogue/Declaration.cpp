// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"

namespace campaign::catalogue {

namespace {
constexpr double nameLength = 200;
constexpr double textLength = 2000;
constexpr double longTextLength = 1 << 20;

double lengthLimit(FieldType type)
{
    return type == FieldType::LongText ? longTextLength : textLength;
}
} // namespace

FieldBuilder::FieldBuilder(std::string name, FieldType type, std::string label)
{
    m_field.name = std::move(name);
    m_field.type = type;
    m_field.label = std::move(label);
    if (type == FieldType::Text || type == FieldType::LongText)
        m_field.maximum = lengthLimit(type);
}

FieldBuilder& FieldBuilder::describe(std::string text)
{
    m_field.description = std::move(text);
    return *this;
}
FieldBuilder& FieldBuilder::required()
{
    m_field.required = true;
    return *this;
}
FieldBuilder& FieldBuilder::timeless()
{
    m_field.timeless = true;
    return *this;
}
FieldBuilder& FieldBuilder::readOnly()
{
    m_field.readOnly = true;
    return *this;
}
FieldBuilder& FieldBuilder::sortable()
{
    m_field.sortable = true;
    return filterable();
}
FieldBuilder& FieldBuilder::filterable()
{
    m_field.filterable = true;
    return *this;
}
FieldBuilder& FieldBuilder::searchable()
{
    m_field.searchable = true;
    return *this;
}
FieldBuilder& FieldBuilder::range(double minimum, double maximum)
{
    m_field.minimum = minimum;
    m_field.maximum = maximum;
    return *this;
}
FieldBuilder& FieldBuilder::atMost(double maximum)
{
    m_field.maximum = maximum;
    return *this;
}
FieldBuilder& FieldBuilder::oneOf(std::vector<std::string> values)
{
    m_field.values = std::move(values);
    return *this;
}
FieldBuilder& FieldBuilder::byDefault(Value value)
{
    m_field.defaultValue = std::move(value);
    return *this;
}
FieldBuilder& FieldBuilder::named(std::string enumName)
{
    m_field.enumName = std::move(enumName);
    return *this;
}
FieldBuilder& FieldBuilder::setBy(std::string mutation, std::string argument)
{
    m_field.setter = std::move(mutation);
    m_field.setterArgument = std::move(argument);
    return *this;
}
FieldBuilder& FieldBuilder::averageOf(std::string list, std::string of)
{
    m_field.average = {std::move(list), std::move(of)};
    return readOnly();
}

FieldBuilder field(std::string name, FieldType type, std::string label)
{
    return {std::move(name), type, std::move(label)};
}

Field reference(std::string name, std::string label, std::string target, std::string inverse, std::string listQuery,
                OnDelete onDelete, bool required)
{
    Field made = FieldBuilder(std::move(name), FieldType::Reference, std::move(label)).filterable();
    made.target = std::move(target);
    made.inverse = std::move(inverse);
    made.listQuery = std::move(listQuery);
    made.onDelete = onDelete;
    made.required = required;
    return made;
}

AnyReference anyReference(const std::string& stem, const std::string& label, std::vector<std::string> types)
{
    AnyReference made;
    made.type = field(stem + "Type", FieldType::TypeName, label + " (kind)").timeless().sortable();
    made.type.values = std::move(types);
    made.id = field(stem + "Id", FieldType::AnyId, label).timeless().filterable();
    made.id.target = made.type.name;
    return made;
}

std::vector<Field> withCommonFields(std::vector<Field> own)
{
    std::vector<Field> fields{
        field("name", FieldType::Text, "Name").required().timeless().sortable().searchable().atMost(nameLength),
        field("description", FieldType::LongText, "Description").timeless().searchable(),
        field("tags", FieldType::Tags, "Tags").timeless().filterable().searchable(),
        field("color", FieldType::Text, "Colour").timeless().atMost(32).describe("A colour such as #b5543c."),
        field("icon", FieldType::Text, "Icon").timeless().atMost(64),
        field("visibility", FieldType::Audience, "Visible to").timeless().byDefault(0),
        field("variables", FieldType::Variables, "Variables"),
        field("archivedAt", FieldType::RealTime, "Archived").timeless().readOnly().filterable(),
        field("sourceId", FieldType::Text, "Source")
            .timeless()
            .filterable()
            .describe("Where an importer took the entity from; the next import of the same source finds it by this."),
    };
    for (Field& one : own)
        fields.push_back(std::move(one));
    return fields;
}

} // namespace campaign::catalogue
