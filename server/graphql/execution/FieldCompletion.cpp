// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/FieldCompletion.h"

namespace campaign::graphql {

namespace {

Error forbiddenNull(const Rows& rows, const PlannedField& field)
{
    return Error{ErrorCode::Internal,
                 "Cannot return null for non-nullable field " + rows.plan->type->name + "." + field.field->name + ".",
                 {},
                 {},
                 {}};
}

} // namespace

FieldCompletion::FieldCompletion(OperationRun& run, Rows& rows, PlannedField& field, Column& column)
    : m_run(run)
    , m_rows(rows)
    , m_field(field)
    , m_column(column)
    , m_writer(field.field->type, column.text)
    , m_isComposite(field.field->type.type->isComposite())
{
    if (m_isComposite) {
        column.firsts.reserve(rows.size() + 1);
        column.firsts.push_back(0);
        column.isNull.reserve(rows.size());
    } else {
        column.ends.reserve(rows.size());
    }
}

void FieldCompletion::fail(std::size_t row, const Error& error)
{
    m_run.addError(m_rows, m_field, row, error);
    if (m_field.field->type.isNonNull())
        m_rows.nulled[row] = 1;
}

void FieldCompletion::endLeaf(std::size_t row, std::size_t begin)
{
    using State = LeafWriter::State;
    if (m_writer.m_state != State::Written) {
        m_column.text.resize(begin);
        m_column.text += "null";
        if (m_writer.m_state == State::Failed)
            fail(row, *m_writer.m_error);
        else if (m_field.field->type.isNonNull())
            fail(row, forbiddenNull(m_rows, m_field));
    }
    m_column.ends.push_back(static_cast<std::uint32_t>(m_column.text.size()));
}

void FieldCompletion::readLeaf(std::size_t row)
{
    const std::size_t begin = m_column.text.size();
    m_writer.begin();
    m_field.field->property(m_rows.objects[row].object, m_writer);
    endLeaf(row, begin);
}

void FieldCompletion::completeLeaf(std::size_t row, FieldResult& result)
{
    const std::size_t begin = m_column.text.size();
    m_writer.begin();
    if (const Value* value = std::get_if<Value>(&result.m_content))
        m_writer.value(*value);
    else if (const std::string* json = std::get_if<std::string>(&result.m_content))
        m_writer.json(*json);
    else if (const auto* error = std::get_if<std::shared_ptr<const Error>>(&result.m_content))
        m_writer.fail(**error);
    else if (!std::holds_alternative<std::monostate>(result.m_content))
        m_writer.misfit("an object");
    endLeaf(row, begin);
}

void FieldCompletion::endRow(std::size_t row, bool isNull)
{
    m_column.firsts.push_back(static_cast<std::uint32_t>(m_column.items.size()));
    m_column.isNull.push_back(isNull ? 1 : 0);
    if (isNull && m_field.field->type.isNonNull())
        m_rows.nulled[row] = 1;
}

const Type* FieldCompletion::concreteType(const ObjectRef& object) const
{
    const Type* declared = m_field.field->type.type;
    if (declared->kind == TypeKind::Object)
        return declared;
    return object.type && declared->isPossible(object.type) ? object.type : nullptr;
}

std::uint32_t FieldCompletion::groupOf(const Type& type)
{
    for (std::uint32_t i = 0; i < m_column.groups.size(); ++i)
        if (m_column.groups[i]->plan->type == &type)
            return i;
    auto group = std::make_unique<Rows>();
    group->plan = &m_run.m_planner.planBelow(m_field, type);
    group->parent = &m_rows;
    group->parentField = &m_field;
    m_column.groups.push_back(std::move(group));
    return static_cast<std::uint32_t>(m_column.groups.size() - 1);
}

void FieldCompletion::addObject(std::size_t row, const ObjectRef& object, std::uint32_t listIndex)
{
    ItemPlace place;
    const Type* type = object.object ? concreteType(object) : nullptr;
    if (type) {
        place.group = groupOf(*type);
        Rows& group = *m_column.groups[place.group];
        place.row = static_cast<std::uint32_t>(group.size());
        group.objects.push_back(object);
        group.parentRows.push_back(static_cast<std::uint32_t>(row));
        if (m_field.field->type.isList())
            group.listIndices.push_back(listIndex);
    } else if (object.object) {
        m_run.addError(m_rows, m_field, row,
                       Error{ErrorCode::Internal,
                             "The concrete type of \"" + m_field.field->type.type->name + "\" could not be told.",
                             {},
                             {},
                             {}});
    }
    m_column.items.push_back(place);
}

void FieldCompletion::addObjects(std::size_t row, const std::vector<ObjectRef>& objects)
{
    std::uint32_t index = 0;
    for (const ObjectRef& object : objects)
        addObject(row, object, index++);
}

void FieldCompletion::completeObjects(std::size_t row, FieldResult& result)
{
    const bool isList = m_field.field->type.isList();
    const auto* object = std::get_if<ObjectRef>(&result.m_content);
    const auto* objects = std::get_if<std::vector<ObjectRef>>(&result.m_content);
    const auto* error = std::get_if<std::shared_ptr<const Error>>(&result.m_content);
    const bool isNull = std::holds_alternative<std::monostate>(result.m_content) || (object && !object->object);
    if (error) {
        m_run.addError(m_rows, m_field, row, **error);
    } else if (isNull) {
        if (m_field.field->type.isNonNull())
            m_run.addError(m_rows, m_field, row, forbiddenNull(m_rows, m_field));
    } else if (isList && objects) {
        addObjects(row, *objects);
        return endRow(row, false);
    } else if (!isList && object) {
        addObject(row, *object, 0);
        return endRow(row, false);
    } else {
        m_run.addError(m_rows, m_field, row,
                       Error{ErrorCode::Internal,
                             "The resolver's answer does not fit the type \"" + m_field.field->type.toString() + "\".",
                             {},
                             {},
                             {}});
    }
    endRow(row, true);
}

bool FieldCompletion::isNullItem(const ItemPlace& place) const
{
    return place.group == ItemPlace::none || m_column.groups[place.group]->nulled[place.row];
}

void FieldCompletion::raiseNulls()
{
    const TypeRef& type = m_field.field->type;
    const bool itemsNonNull = type.isList() ? type.item().isNonNull() : true;
    if (!itemsNonNull)
        return;
    for (std::size_t row = 0; row < m_column.isNull.size(); ++row) {
        if (m_column.isNull[row])
            continue;
        for (std::uint32_t i = m_column.firsts[row]; i < m_column.firsts[row + 1]; ++i) {
            if (!isNullItem(m_column.items[i]))
                continue;
            // A null that no failure below explains is the resolver's own.
            if (m_column.items[i].group == ItemPlace::none && type.isList())
                m_run.addError(m_rows, m_field, row, forbiddenNull(m_rows, m_field));
            m_column.isNull[row] = 1;
            m_rows.nulled[row] |= type.isNonNull() ? 1 : 0;
            break;
        }
    }
}

void FieldCompletion::failAll(const Error& error)
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        FieldResult result;
        result.setError(error);
        if (m_isComposite)
            completeObjects(row, result);
        else
            completeLeaf(row, result);
    }
}

} // namespace campaign::graphql
