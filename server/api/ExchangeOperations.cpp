// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/transfer/calendars/CalendarImport.h"
#include "server/transfer/csv/CsvExport.h"
#include "server/transfer/csv/CsvImport.h"
#include "server/transfer/geojson/GeoJsonExport.h"
#include "server/transfer/geojson/GeoJsonImport.h"
#include "server/transfer/json/Base64.h"
#include "server/transfer/json/JsonExport.h"

// Lists, places and calendars in and out of an open campaign. Imports are planned (dry run) and applied by the same
// call.

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

namespace csv = transfer::csv;

struct Planned
{
    transfer::ImportPlan plan;
    Value table; ///< of CSV: what a mapping screen shows
};

Result<transfer::ImportTarget> targetFor(const FieldCall& call, const catalogue::Type& type, const Value& input)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(type, input);
    if (!view)
        return view.error();
    return transfer::ImportTarget::open(scope.services().store, (*view)->at.branch, scope.viewer());
}

Result<std::vector<csv::Target>> targetsOf(const Value& input, const catalogue::Type& type, const csv::Table& table)
{
    const Value* given = input.find("targets");
    if (!given || !given->isArray())
        return csv::guessTargets(type, table.columns);
    std::vector<csv::Target> targets;
    for (const Value& one : given->asArray())
        targets.push_back(one.isString() ? one.asString() : csv::Target());
    return targets;
}

Result<Planned> planTable(const FieldCall& call, const Value& input, const std::string& content)
{
    csv::Reading how;
    if (const std::string delimiter = textOf(input, "delimiter"); delimiter.size() == 1)
        how.delimiter = delimiter.front();
    if (const std::string encoding = textOf(input, "encoding"); !encoding.empty())
        how.encoding = encoding;
    const Result<csv::Table> table = csv::readTable(content, how);
    if (!table)
        return table.error();
    const catalogue::Catalogue& types = scopeOf(call).types();
    const std::string named = textOf(input, "type");
    const catalogue::Type* type = named.empty() ? csv::guessType(types, table->columns) : types.find(named);
    if (!type || !type->writable)
        return invalid("Say what the rows are: \"type\" is the name of an entity type.", "type");
    const Result<std::vector<csv::Target>> targets = targetsOf(input, *type, *table);
    Result<transfer::ImportTarget> target = targetFor(call, *type, input);
    if (!targets || !target)
        return targets ? target.error() : targets.error();
    Result<csv::CsvPlan> plan = csv::planCsv(*table, *type, *targets, *target);
    if (plan)
        return Planned{std::move(plan->plan), csv::describeTable(*table, *type, *targets, plan->faults)};
    if (plan.error().code != ErrorCode::Invalid || !flagOf(input, "dryRun"))
        return plan.error();
    // A mapping that is not right yet is no failure of a dry run: the screen shows what is wrong and goes on.
    Planned unready;
    unready.plan.title = "Import " + type->plural + " from CSV";
    unready.plan.warnings.push_back(plan.error().message);
    unready.table = csv::describeTable(*table, *type, *targets, {});
    return unready;
}

Result<Planned> planOf(const FieldCall& call, const Value& input)
{
    const std::string title = textOf(input, "title").empty() ? std::string("a file") : textOf(input, "title");
    std::string content = textOf(input, "content");
    if (flagOf(input, "isBase64")) {
        std::optional<std::string> bytes = transfer::fromBase64(content);
        if (!bytes)
            return invalid("It is not base64.", "content");
        content = std::move(*bytes);
    }
    std::string format = textOf(input, "format");
    if (format.empty())
        format = transfer::geojson::looksLikeGeoJson(content)      ? "geojson"
                 : transfer::calendars::looksLikeCalendar(content) ? "calendar"
                                                                   : "csv";
    if (format == "csv")
        return planTable(call, input, content);
    const bool isPlaces = format == "geojson";
    if (!isPlaces && format != "calendar")
        return invalid("Formats are csv, geojson and calendar.", "format");
    Result<transfer::ImportTarget> target =
        targetFor(call, *scopeOf(call).types().find(isPlaces ? "Location" : "World"), input);
    if (!target)
        return target.error();
    Result<transfer::ImportPlan> plan = [&]() -> Result<transfer::ImportPlan> {
        if (isPlaces)
            return transfer::geojson::planGeoJson(content, title, *target);
        const auto read = transfer::calendars::readCalendar(content, title);
        return read ? transfer::calendars::planCalendar(*read, *target) : read.error();
    }();
    return plan ? Result<Planned>(Planned{std::move(plan).value(), {}}) : plan.error();
}

Result<> importContent(const FieldCall& call, FieldResult& out)
{
    if (const Result<> allowed = scopeOf(call).checkGameMaster(); !allowed)
        return allowed;
    const Value& input = *call.argument("input");
    Result<Planned> planned = planOf(call, input);
    if (!planned)
        return within("input", planned.error());
    OperationScope& scope = scopeOf(call);
    history::Store& store = scope.services().store;
    const Result<transfer::ImportReport> report = flagOf(input, "dryRun")
                                                      ? transfer::previewImport(store, planned->plan, scope.viewer())
                                                      : transfer::applyImport(store, planned->plan, scope.viewer());
    if (!report)
        return report.error();
    if (report->changed && report->change)
        scope.wrote({true, report->change, report->seq});
    Value described = transfer::describeImport(planned->plan, *report);
    if (!planned->table.isNull())
        described.asObject().set("table", std::move(planned->table));
    out.setLeaf(std::move(described));
    return {};
}

Result<std::string> exported(const FieldCall& call)
{
    OperationScope& scope = scopeOf(call);
    const Value& arguments = call.arguments();
    const std::string format = textOf(arguments, "format");
    history::Store& store = scope.services().store;
    if (format == "json") {
        Result<transfer::JsonExport> content = transfer::exportJson(store, scope.viewer());
        return content ? Result<std::string>(std::move(content->text)) : content.error();
    }
    const std::string named = format == "geojson" ? "Location" : textOf(arguments, "type");
    const catalogue::Type* type = scope.types().find(named);
    if (format != "geojson" && format != "csv")
        return invalid("Formats are csv, geojson and json.", "format");
    if (!type || type->scope == catalogue::Scope::Store)
        return invalid("Say what to list: \"type\" is the name of an entity type.", "type");
    const Result<const ReadView*> view = scope.viewFor(*type, arguments);
    if (!view)
        return view.error();
    const std::vector<std::string> ids = textsOf(arguments, "ids");
    if (format == "geojson")
        return transfer::geojson::exportGeoJson(
            store, {(*view)->at.branch, textOf(arguments, "mapId"), {ids.begin(), ids.end()}}, scope.viewer());
    history::ListQuery which;
    if (!ids.empty())
        which.where = {{"id", history::Condition::Operator::In, Value(Value::Array(ids.begin(), ids.end()))}};
    return csv::exportCsv(store, *type, (*view)->at.branch, which, textsOf(arguments, "columns"), scope.viewer());
}

Result<> exportContent(const FieldCall& call, FieldResult& out)
{
    if (const Result<> allowed = scopeOf(call).checkGameMaster(); !allowed)
        return allowed;
    Result<std::string> text = exported(call);
    if (!text)
        return text.error();
    out.setLeaf(Value(std::move(text).value()));
    return {};
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);

graphql::Resolver resolver(Operation operation)
{
    return [operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0]);
    };
}

} // namespace

void addExchangeOperations(graphql::SchemaBuilder& schema)
{
    graphql::Type& input = schema.input("ImportContentInput");
    input.input("content", "String!").describeInput("The file's text, or its bytes in base64.");
    input.input("isBase64", "Boolean");
    input.input("format", "String").describeInput("csv, geojson or calendar; guessed when absent.");
    input.input("title", "String").describeInput("What the source is called.");
    input.input("type", "String").describeInput("CSV: the entity type of the rows, guessed when absent.");
    input.input("targets", "[String]")
        .describeInput("CSV: what each column holds, in their order: a field, variables.<key>, id, geometry.x, "
                       "geometry.y, or nothing. Guessed when absent.");
    input.input("delimiter", "String").input("encoding", "String").input("branchId", "ID");
    input.input("dryRun", "Boolean").describeInput("Say what would come, and write nothing.");
    schema.object("Mutation")
        .field("importContent", "JSON!")
        .describe("Imports a list, places or a calendar as one change. {\"title\", \"counts\", \"leftOut\", "
                  "\"warnings\", \"changed\", \"seq\"}; of CSV also \"table\" for choosing columns, with every fault.")
        .argument("input", "ImportContentInput!")
        .resolve(resolver(importContent));
    schema.object("Query")
        .field("exportContent", "String!")
        .describe("The campaign's content (json), its places (geojson) or the list of a type (csv).")
        .argument("format", "String!")
        .argument("type", "String")
        .argument("columns", "[String!]")
        .argument("ids", "[ID!]")
        .describeArgument("Only these.")
        .argument("mapId", "ID")
        .argument("branchId", "ID")
        .resolve(resolver(exportContent));
}

} // namespace campaign::api
