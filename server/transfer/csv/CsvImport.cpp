// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/csv/CsvImport.h"

#include "server/catalogue/Check.h"
#include "server/core/Json.h"
#include "server/core/Text.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Validity.h"

#include <charconv>
#include <unordered_map>

namespace campaign::transfer::csv {

namespace {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;

constexpr std::string_view variablePrefix = "variables.";
constexpr std::size_t mostNamedFaults = 20;

Error wrong(std::string sentence)
{
    return {ErrorCode::Invalid, std::move(sentence), {}, {}, {}};
}

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// 12, -1.5, 1e3; digits may be grouped by blanks or apostrophes. Nothing else is a number.
std::optional<Value> toNumber(const std::string& text)
{
    std::string plain;
    for (const char c : text) {
        if (c != ' ' && c != '\'')
            plain += c;
    }
    if (plain.empty() || plain.find_first_not_of("0123456789+-.eE") != std::string::npos)
        return std::nullopt;
    const char* begin = plain.data() + (plain.front() == '+' ? 1 : 0);
    const char* end = plain.data() + plain.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(begin, end, whole); read.ec == std::errc() && read.ptr == end)
        return Value(whole);
    double number = 0;
    if (const auto read = std::from_chars(begin, end, number); read.ec == std::errc() && read.ptr == end)
        return Value(number);
    return std::nullopt;
}

std::optional<Value> toBoolean(const std::string& text)
{
    const std::string word = foldCase(text);
    for (const char* yes : {"true", "yes", "y", "1", "x"}) {
        if (word == yes)
            return Value(true);
    }
    for (const char* no : {"false", "no", "n", "0"}) {
        if (word == no)
            return Value(false);
    }
    return std::nullopt;
}

Value toVariable(const std::string& text)
{
    // A code with leading zeros ("007") is a text, not a number.
    const bool isCode =
        text.size() > 1 && text.front() == '0' && text.find_first_not_of("0123456789") == std::string::npos;
    if (!isCode && text.find_first_of(" '") == std::string::npos) {
        if (std::optional<Value> number = toNumber(text))
            return *number;
    }
    const std::string word = foldCase(text);
    if (word == "true" || word == "false")
        return Value(word == "true");
    return Value(unguarded(text));
}

Value toTags(const std::string& text)
{
    Value::Array tags;
    std::string tag;
    for (const char c : text + ";") {
        if (c != ';' && c != ',' && c != '|') {
            tag += c;
            continue;
        }
        if (const std::string one = trimmed(tag); !one.empty())
            tags.push_back(Value(one));
        tag.clear();
    }
    return Value(std::move(tags));
}

/// Turns one row after another into planned entities.
class Planning
{
public:
    Planning(const Table& table, const Type& type, const std::vector<Target>& targets, ImportTarget& target)
        : m_table(table)
        , m_type(type)
        , m_targets(targets)
        , m_target(target)
    {
    }

    Result<CsvPlan> run();

private:
    Result<void> addRow(std::size_t index);
    Result<bool> readCells(std::size_t index, PlannedEntity& entity);
    Result<Value> convert(const Field& field, const std::string& text);
    Result<Value> toReference(const Field& field, const std::string& text);
    Result<void> fillReferences(std::size_t index, PlannedEntity& entity, bool& isGood);
    Result<bool> identify(std::size_t index, PlannedEntity& entity);
    bool fault(std::size_t row, int column, const std::string& sentence);
    void summarise();

    const Table& m_table;
    const Type& m_type;
    const std::vector<Target>& m_targets;
    ImportTarget& m_target;
    CsvPlan m_plan;
    std::unordered_map<std::string, int> m_lines; ///< by source id
    std::optional<Error> m_error;
};

bool Planning::fault(std::size_t row, int column, const std::string& sentence)
{
    m_plan.faults.push_back({m_table.rows[row].line, row, column, sentence});
    return false;
}

Result<Value> Planning::toReference(const Field& field, const std::string& text)
{
    const Type* type = m_target.types().find(field.target);
    if (!type)
        return Error{ErrorCode::Internal, "There is no type " + field.target + ".", {}, {}, {}};
    if (isValidId(text)) {
        const Result<history::EntityPtr> there = m_target.find(*type, text);
        if (!there)
            return there.error();
        if (*there)
            return Value(text);
    }
    const Result<std::vector<Id>> named = m_target.named(*type, text);
    if (!named)
        return named.error();
    if (named->size() == 1)
        return Value(named->front());
    return wrong(named->empty() ? "There is no " + type->label + " called \"" + text + "\"."
                                : std::to_string(named->size()) + " of the " + type->plural + " are called \"" + text +
                                      "\"; use the id.");
}

Result<Value> Planning::convert(const Field& field, const std::string& text)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Number:
    case FieldType::Audience: {
        const std::optional<Value> number = toNumber(text);
        return number ? catalogue::checkField(field, *number)
                      : Result<Value>(wrong(field.label + ": \"" + text + "\" is not a number."));
    }
    case FieldType::Boolean: {
        const std::optional<Value> boolean = toBoolean(text);
        return boolean ? Result<Value>(*boolean) : wrong(field.label + ": \"" + text + "\" is neither yes nor no.");
    }
    case FieldType::Enum:
        for (const std::string& choice : field.values) {
            if (foldCase(choice) == foldCase(text))
                return Value(choice);
        }
        return catalogue::checkField(field, Value(text));
    case FieldType::Tags:
        return catalogue::checkField(field, toTags(text));
    case FieldType::Reference:
        return toReference(field, text);
    case FieldType::Geometry:
    case FieldType::Json:
    case FieldType::Rule: {
        const Result<Value> parsed = parseJson(text);
        if (!parsed)
            return wrong(field.label + ": " + parsed.error().message);
        if (field.type != FieldType::Geometry)
            return catalogue::checkField(field, *parsed);
        const Result<geometry::Geometry> shape = geometry::fromGeoJson(*parsed);
        const Result<> valid = shape ? geometry::checkValid(*shape) : Result<>(shape.error());
        return valid ? Result<Value>(geometry::toGeoJson(*shape)) : wrong(field.label + ": " + valid.error().message);
    }
    default:
        return catalogue::checkField(field, Value(unguarded(text)));
    }
}

/// False when a cell is at fault.
Result<bool> Planning::readCells(std::size_t index, PlannedEntity& entity)
{
    const Table::Row& row = m_table.rows[index];
    Value::Object variables;
    std::optional<double> place[2];
    bool isGood = true;
    for (std::size_t i = 0; i < row.cells.size() && i < m_targets.size(); ++i) {
        const Target& target = m_targets[i];
        const std::string text = trimmed(row.cells[i]);
        if (target.empty() || text.empty() || target == "id")
            continue;
        const int column = static_cast<int>(i);
        if (target.starts_with(variablePrefix)) {
            variables.set(target.substr(variablePrefix.size()), toVariable(text));
        } else if (target == "geometry.x" || target == "geometry.y") {
            const std::optional<Value> number = toNumber(text);
            if (number)
                place[target == "geometry.y" ? 1 : 0] = number->asNumber();
            else
                isGood = fault(index, column, "\"" + text + "\" is not a number.");
        } else {
            const Field& field = *m_type.field(target);
            Result<Value> value = convert(field, text);
            if (!value && value.error().code != ErrorCode::Invalid)
                return value.error();
            if (value)
                entity.fields.set(target, std::move(value).value());
            else
                isGood = fault(index, column, value.error().message);
        }
    }
    if (!variables.empty())
        entity.fields.set("variables", Value(std::move(variables)));
    if (place[0].has_value() != place[1].has_value())
        isGood = fault(index, -1, "A position needs both x and y.");
    else if (place[0])
        entity.fields.set("geometry", geometry::toGeoJson(geometry::Point{*place[0], *place[1]}));
    return isGood;
}

/// Which entity the row means. False when it cannot be told.
Result<bool> Planning::identify(std::size_t index, PlannedEntity& entity)
{
    const Table::Row& row = m_table.rows[index];
    const auto cellOf = [&](std::string_view target) {
        for (std::size_t i = 0; i < m_targets.size() && i < row.cells.size(); ++i) {
            if (m_targets[i] == target)
                return trimmed(row.cells[i]);
        }
        return std::string();
    };
    const Id id = cellOf("id");
    if (!id.empty()) {
        const Result<history::EntityPtr> there = m_target.find(m_type, id);
        if (!there)
            return there.error();
        if (!*there)
            return fault(index, -1, "There is no " + m_type.label + " with the id " + id + " here.");
        entity.existing = id;
        entity.sourceId = "id:" + id;
    } else if (const std::string given = cellOf("sourceId"); !given.empty()) {
        entity.sourceId = unguarded(given);
        entity.fields.erase("sourceId");
    } else if (const std::string name = unguarded(cellOf("name")); !name.empty()) {
        const Result<std::vector<Id>> named = m_target.named(m_type, name);
        if (!named)
            return named.error();
        if (named->size() > 1)
            return fault(index, -1,
                         std::to_string(named->size()) + " of the " + m_type.plural + " are called \"" + name +
                             "\"; a column with ids tells them apart.");
        entity.existing = named->empty() ? Id() : named->front();
        entity.sourceId = named->empty() ? "csv:" + m_type.name + ":" + foldCase(name) : "id:" + entity.existing;
    } else {
        return fault(index, -1, "The row has no name.");
    }
    constexpr std::size_t longest = 200;
    if (entity.sourceId.size() > longest)
        entity.sourceId.resize(longest);
    const auto [first, isNew] = m_lines.emplace(entity.sourceId, row.line);
    if (!isNew)
        return fault(index, -1,
                     "The row means the same " + m_type.label + " as line " + std::to_string(first->second) +
                         "; a column with different ids tells them apart.");
    return true;
}

/// A world, a campaign: where there is only one of them, nobody needs to say which.
Result<void> Planning::fillReferences(std::size_t index, PlannedEntity& entity, bool& isGood)
{
    for (const Field& field : m_type.fields) {
        const Value* given = entity.fields.find(field.name);
        if (!field.required || field.readOnly || given || !entity.existing.empty())
            continue;
        if (field.type == FieldType::Reference) {
            const Type* type = m_target.types().find(field.target);
            const Result<Id> only = type ? m_target.only(*type) : Result<Id>(Id());
            if (!only)
                return only.error();
            if (!only->empty()) {
                entity.fields.set(field.name, *only);
                continue;
            }
        }
        if (field.defaultValue.isNull())
            isGood = fault(index, -1, field.label + " is required.");
    }
    return {};
}

Result<void> Planning::addRow(std::size_t index)
{
    PlannedEntity entity;
    entity.type = m_type.name;
    entity.group = m_type.plural;
    const Result<bool> read = readCells(index, entity);
    if (!read)
        return read.error();
    const Result<bool> identified = identify(index, entity);
    if (!identified)
        return identified.error();
    bool isGood = *read && *identified;
    if (!isGood)
        return {};
    if (const Field* shape = m_type.field("locationType"); shape && entity.fields.find("geometry")) {
        constexpr const char* shapes[] = {"point", "line", "region"};
        const auto geometry = geometry::fromGeoJson(*entity.fields.find("geometry"));
        entity.fields.set(shape->name, shapes[geometry ? geometry::dimensionOf(*geometry) : 0]);
    }
    if (Result<void> filled = fillReferences(index, entity, isGood); !filled)
        return filled;
    if (isGood)
        m_plan.plan.entities.push_back(std::move(entity));
    return {};
}

void Planning::summarise()
{
    std::size_t named = 0;
    for (const CellFault& fault : m_plan.faults) {
        if (++named > mostNamedFaults)
            break;
        const std::string column =
            fault.column < 0 ? std::string() : ", column " + m_table.columns[static_cast<std::size_t>(fault.column)];
        m_plan.plan.leftOut.push_back({"row in line " + std::to_string(fault.line) + column, 1, fault.sentence});
    }
    if (m_plan.faults.size() > mostNamedFaults)
        m_plan.plan.leftOut.push_back(
            {"more faults", static_cast<std::int64_t>(m_plan.faults.size() - mostNamedFaults), "see the preview"});
}

Result<CsvPlan> Planning::run()
{
    m_plan.plan.title = "Import " + m_type.plural + " from CSV";
    m_plan.plan.branch = m_target.branch();
    for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
        if (Result<void> added = addRow(i); !added)
            return added.error();
    }
    summarise();
    return std::move(m_plan);
}

} // namespace

Result<CsvPlan> planCsv(const Table& table, const Type& type, const std::vector<Target>& targets, ImportTarget& target)
{
    if (Result<void> checked = checkTargets(type, table.columns, targets); !checked)
        return checked.error();
    return Planning(table, type, targets, target).run();
}

Value describeTable(const Table& table, const Type& type, const std::vector<Target>& targets,
                    const std::vector<CellFault>& faults, std::size_t mostRows)
{
    Value::Array columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::string sample;
        for (const Table::Row& row : table.rows) {
            if (i < row.cells.size() && !row.cells[i].empty()) {
                sample = row.cells[i];
                break;
            }
        }
        columns.push_back(Value(Value::Object{
            {"name", table.columns[i]}, {"target", i < targets.size() ? targets[i] : Target()}, {"sample", sample}}));
    }
    Value::Array choices;
    for (const Choice& choice : choicesFor(type))
        choices.push_back(Value(Value::Object{{"target", choice.target}, {"label", choice.label}}));
    Value::Array rows;
    for (std::size_t i = 0; i < table.rows.size() && i < mostRows; ++i)
        rows.push_back(Value(Value::Array(table.rows[i].cells.begin(), table.rows[i].cells.end())));
    Value::Array wrongCells;
    for (const CellFault& fault : faults)
        wrongCells.push_back(Value(Value::Object{{"line", fault.line},
                                                 {"row", static_cast<std::int64_t>(fault.row)},
                                                 {"column", fault.column},
                                                 {"message", fault.sentence}}));
    return Value(Value::Object{{"type", type.name},
                               {"columns", Value(std::move(columns))},
                               {"choices", Value(std::move(choices))},
                               {"delimiter", std::string(1, table.delimiter)},
                               {"encoding", table.encoding},
                               {"rowCount", static_cast<std::int64_t>(table.rows.size())},
                               {"rows", Value(std::move(rows))},
                               {"faults", Value(std::move(wrongCells))}});
}

} // namespace campaign::transfer::csv
