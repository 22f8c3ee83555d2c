// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/csv/CsvExport.h"

#include "server/core/Json.h"
#include "server/transfer/ImportTarget.h"

#include <set>

namespace campaign::transfer::csv {

namespace {

using catalogue::Field;
using catalogue::FieldType;
using history::EntityPtr;

constexpr std::string_view variablePrefix = "variables.";

class Writing
{
public:
    Writing(ImportTarget& names, const catalogue::Type& type)
        : m_names(names)
        , m_type(type)
    {
    }

    Result<std::string> cell(const history::Entity& entity, const Target& column)
    {
        if (column == "id")
            return std::string(entity.id);
        if (column.starts_with(variablePrefix)) {
            const Value* value = entity.field(catalogue::common::Variables).find(column.substr(variablePrefix.size()));
            return value ? plain(*value) : std::string();
        }
        const Field& field = *m_type.field(column);
        const Value& value = entity.field(column);
        if (value.isNull())
            return std::string();
        switch (field.type) {
        case FieldType::WorldTime:
            return value.isInteger() ? catalogue::toIsoTime(value.asInteger()) : plain(value);
        case FieldType::Tags:
            return tags(value);
        case FieldType::Reference:
            return reference(field, value.asString());
        default:
            return plain(value);
        }
    }

private:
    static std::string plain(const Value& value)
    {
        return value.isString() ? guarded(value.asString()) : value.isNull() ? std::string() : toJson(value);
    }

    static std::string tags(const Value& value)
    {
        std::string text;
        for (const Value& tag : value.isArray() ? value.asArray() : Value::Array())
            text += (text.empty() ? "" : "; ") + (tag.isString() ? tag.asString() : std::string());
        return guarded(text);
    }

    Result<std::string> reference(const Field& field, const Id& id)
    {
        const catalogue::Type* type = m_names.types().find(field.target);
        const Result<EntityPtr> there = type ? m_names.find(*type, id) : Result<EntityPtr>(EntityPtr());
        if (!there)
            return there.error();
        if (!*there)
            return std::string(id);
        const Result<std::vector<Id>> named = m_names.named(*type, (*there)->name());
        if (!named)
            return named.error();
        // A name that reads like somebody's id would be taken for that when it comes back.
        const Result<EntityPtr> other = m_names.find(*type, (*there)->name());
        if (!other)
            return other.error();
        return named->size() == 1 && !*other ? guarded((*there)->name()) : std::string(id);
    }

    ImportTarget& m_names;
    const catalogue::Type& m_type;
};

Result<std::vector<EntityPtr>> listAll(history::Snapshot& snapshot, const catalogue::Type& type, const Id& branch,
                                       history::ListQuery query, const Viewer& viewer)
{
    std::vector<EntityPtr> all;
    query.first = 10'000;
    for (bool more = true; more;) {
        const Result<history::Page> page = snapshot.list(type, query, {branch, {}, {}}, viewer);
        if (!page)
            return page.error();
        all.insert(all.end(), page->entities.begin(), page->entities.end());
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return all;
}

std::vector<Target> allColumns(const catalogue::Type& type, const std::vector<EntityPtr>& entities)
{
    std::vector<Target> columns;
    for (const Choice& choice : choicesFor(type)) {
        if (!choice.target.empty() && !choice.target.starts_with("geometry."))
            columns.push_back(choice.target);
    }
    std::set<std::string> keys;
    for (const EntityPtr& entity : entities) {
        const Value& variables = entity->field(catalogue::common::Variables);
        for (const auto& [key, value] : variables.isObject() ? variables.asObject() : Value::Object())
            keys.insert(key);
    }
    for (const std::string& key : keys)
        columns.push_back(std::string(variablePrefix) + key);
    return columns;
}

} // namespace

Result<std::string> exportCsv(history::Store& store, const catalogue::Type& type, const Id& branch,
                              const history::ListQuery& which, const std::vector<Target>& columns, const Viewer& viewer)
{
    const Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    const Result<std::vector<EntityPtr>> entities = listAll(**snapshot, type, branch, which, viewer);
    if (!entities)
        return entities.error();
    const std::vector<Target> chosen = columns.empty() ? allColumns(type, *entities) : columns;
    for (const Target& column : chosen) {
        const bool isVariable = column.starts_with(variablePrefix) && column.size() > variablePrefix.size();
        if (column != "id" && !isVariable && !type.field(column))
            return Error{
                ErrorCode::Invalid, "A " + type.label + " has no column \"" + column + "\".", "columns", {}, {}};
    }
    Result<ImportTarget> names = ImportTarget::open(store, branch, viewer);
    if (!names)
        return names.error();
    Writing writing(*names, type);
    std::string text = "\xEF\xBB\xBF" + writeRecord(chosen);
    for (const EntityPtr& entity : *entities) {
        std::vector<std::string> cells;
        for (const Target& column : chosen) {
            Result<std::string> cell = writing.cell(*entity, column);
            if (!cell)
                return cell.error();
            cells.push_back(std::move(cell).value());
        }
        text += writeRecord(cells);
    }
    return text;
}

} // namespace campaign::transfer::csv
