// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/cache/MemoryCache.h"
#include "server/campaign/HomeBranches.h"
#include "server/core/Json.h"
#include "server/history/Store.h"
#include "server/transfer/azgaar/AzgaarImport.h"
#include "server/transfer/azgaar/Reader.h"
#include "server/transfer/calendars/CalendarImport.h"
#include "server/transfer/csv/CsvImport.h"
#include "server/transfer/geojson/GeoJsonImport.h"
#include "server/transfer/json/HistoryFormat.h"
#include "server/transfer/json/JsonImport.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace campaign::headless {

namespace {

constexpr int readingShare = 40; ///< percent of the bar

Arguments::Declared declared()
{
    return {{"format", "type", "map", "delimiter", "encoding"}, {"dry-run", "json"}, 2, 2};
}

Error unknownFormat(const std::string& input)
{
    return {ErrorCode::Invalid,
            "\"" + input +
                "\" is none of what can be imported: a world of Azgaar's Fantasy Map Generator, an export of this "
                "program, GeoJSON, CSV or a calendar. Name it with --format if it is.",
            {},
            {},
            {}};
}

Result<std::string> formatOf(const Arguments& arguments, const std::string& bytes)
{
    if (const std::optional<std::string> named = arguments.option("format"))
        return *named;
    if (transfer::looksLikeHistory(bytes) || transfer::looksLikeJsonExport(bytes))
        return std::string("json");
    if (transfer::geojson::looksLikeGeoJson(bytes))
        return std::string("geojson");
    if (transfer::calendars::looksLikeCalendar(bytes))
        return std::string("calendar");
    if (transfer::azgaar::looksLikeWorld(bytes))
        return std::string("azgaar");
    const std::string extension = std::filesystem::path(arguments.rest()[0]).extension().string();
    if (extension == ".csv" || extension == ".tsv")
        return std::string("csv");
    return unknownFormat(arguments.rest()[0]);
}

/// `table` goes into the report for programs, null when there is none.
void print(const Arguments& arguments, const transfer::ImportPlan& plan, const transfer::ImportReport& report,
           const Value& table = {})
{
    endProgress();
    if (arguments.has("json")) {
        Value described = transfer::describeImport(plan, report);
        if (!table.isNull())
            described.asObject().set("table", table);
        std::cout << toJson(described) << '\n';
        return;
    }
    std::cout << plan.title << (arguments.has("dry-run") ? " (dry run)" : "") << '\n';
    for (const transfer::ImportCount& one : report.counts) {
        std::cout << "  " << one.group << ": " << one.created << " new";
        if (one.updated > 0)
            std::cout << ", " << one.updated << " changed";
        if (one.unchanged > 0)
            std::cout << ", " << one.unchanged << " as before";
        std::cout << '\n';
    }
    for (const transfer::LeftOut& one : plan.leftOut)
        std::cout << "  left out: " << one.count << ' ' << one.what << " (" << one.reason << ")\n";
    for (const std::string& warning : plan.warnings)
        std::cout << "  note: " << warning << '\n';
    if (!report.changed)
        std::cout << "Nothing differs; nothing was written.\n";
}

/// What an importer does with a store, dry or not.
using Apply = std::function<Result<transfer::ImportReport>(history::Store& store, bool isDry)>;

/// Runs the import on the file, which is removed again when it was created in vain. A dry run on a file that is not
/// there makes none: `planned` is then the answer.
Result<transfer::ImportReport> applyTo(const std::string& file, bool isDry, const transfer::ImportReport& planned,
                                       const Apply& apply)
{
    const bool isNew = !fileExists(file);
    if (isNew && isDry)
        return planned;
    Result<std::unique_ptr<CampaignFile>> opened = openFile(file, false);
    if (!opened)
        return opened.error();
    Result<transfer::ImportReport> report = apply(*(*opened)->store, isDry);
    opened->reset();
    if (!report && isNew)
        removeCampaign(file);
    return report;
}

Result<transfer::ImportReport> runPlan(history::Store& store, const transfer::ImportPlan& plan, bool isDry)
{
    const transfer::ImportProgress progress = [](int percent, std::string_view step) {
        return showProgress(readingShare + percent * (100 - readingShare) / 100, step);
    };
    return isDry ? transfer::previewImport(store, plan, Viewer::owner(), progress)
                 : transfer::applyImport(store, plan, Viewer::owner(), progress);
}

Exit importAzgaar(const Arguments& arguments, const std::string& bytes)
{
    const Result<transfer::azgaar::World> world = transfer::azgaar::readWorld(
        bytes, [](int percent) { return showProgress(percent * readingShare / 100, "Reading"); });
    if (!world)
        return fail(world.error());
    const transfer::ImportPlan plan = transfer::azgaar::planImport(*world);
    const Result<transfer::ImportReport> report =
        applyTo(arguments.rest()[1], arguments.has("dry-run"), transfer::countPlan(plan),
                [&](history::Store& store, bool isDry) { return runPlan(store, plan, isDry); });
    if (!report)
        return fail(report.error());
    print(arguments, plan, *report);
    return Exit::Done;
}

/// A plan that depends on what the campaign holds already.
struct Planned
{
    transfer::ImportPlan plan;
    Value table;
};
using Planner = std::function<Result<Planned>(transfer::ImportTarget& target)>;

/// `type` is what the import is about: it goes to that type's home branch.
Result<Id> homeBranch(history::Store& store, const catalogue::Type& type)
{
    const SystemClock clock{};
    cache::MemoryCache cache({}, clock);
    Invalidation invalidation(store.bus(), store.types(), cache.timeline("import"));
    const Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    const auto homes = HomeDirectory(store, {cache, invalidation}).at(**snapshot);
    return homes ? Result<Id>((*homes)->defaultFor(homeOf(store.types(), type))) : homes.error();
}

Exit importPlanned(const Arguments& arguments, const std::string& typeName, const Planner& planner)
{
    const std::string& file = arguments.rest()[1];
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    Planned planned;
    transfer::ImportReport emptied;
    if (!fileExists(file)) {
        // What can be said without the file is said before it is made.
        transfer::ImportTarget empty(types);
        Result<Planned> first = planner(empty);
        if (!first)
            return fail(first.error());
        planned = std::move(first).value();
        emptied = transfer::countPlan(planned.plan);
    }
    const Result<transfer::ImportReport> report =
        applyTo(file, arguments.has("dry-run"), emptied,
                [&](history::Store& store, bool isDry) -> Result<transfer::ImportReport> {
                    const Result<Id> branch = homeBranch(store, *store.types().find(typeName));
                    if (!branch)
                        return branch.error();
                    Result<transfer::ImportTarget> target =
                        transfer::ImportTarget::open(store, *branch, Viewer::owner());
                    if (!target)
                        return target.error();
                    Result<Planned> again = planner(*target);
                    if (!again)
                        return again.error();
                    planned = std::move(again).value();
                    return runPlan(store, planned.plan, isDry);
                });
    if (!report)
        return fail(report.error());
    print(arguments, planned.plan, *report, planned.table);
    return Exit::Done;
}

Exit importGeoJson(const Arguments& arguments, const std::string& bytes)
{
    const std::string title = std::filesystem::path(arguments.rest()[0]).stem().string();
    return importPlanned(arguments, "Location", [&](transfer::ImportTarget& target) -> Result<Planned> {
        Result<transfer::ImportPlan> plan = transfer::geojson::planGeoJson(bytes, title, target);
        return plan ? Result<Planned>(Planned{std::move(plan).value(), {}}) : plan.error();
    });
}

Exit importCalendar(const Arguments& arguments, const std::string& bytes)
{
    const std::string title = std::filesystem::path(arguments.rest()[0]).stem().string();
    const Result<transfer::calendars::ReadCalendar> read = transfer::calendars::readCalendar(bytes, title);
    if (!read)
        return fail(read.error());
    return importPlanned(arguments, "World", [&](transfer::ImportTarget& target) -> Result<Planned> {
        Result<transfer::ImportPlan> plan = transfer::calendars::planCalendar(*read, target);
        return plan ? Result<Planned>(Planned{std::move(plan).value(), {}}) : plan.error();
    });
}

Result<transfer::csv::Reading> readingOf(const Arguments& arguments)
{
    transfer::csv::Reading how;
    how.encoding = arguments.option("encoding");
    if (const std::optional<std::string> delimiter = arguments.option("delimiter")) {
        const std::string one = *delimiter == "tab" || *delimiter == "\\t" ? "\t" : *delimiter;
        if (one.size() != 1)
            return Error{ErrorCode::Invalid, "--delimiter is one character, or tab.", {}, {}, {}};
        how.delimiter = one.front();
    }
    return how;
}

/// "Town=name;People=variables.population;Secret=" over what the column names say by themselves.
Result<std::vector<transfer::csv::Target>> targetsOf(const Arguments& arguments, const catalogue::Type& type,
                                                     const transfer::csv::Table& table)
{
    std::vector<transfer::csv::Target> targets = transfer::csv::guessTargets(type, table.columns);
    std::string rest = arguments.option("map").value_or("");
    while (!rest.empty()) {
        const std::string one = rest.substr(0, rest.find(';'));
        rest.erase(0, one.size() + 1);
        const std::size_t equals = one.rfind('=');
        const auto column = std::find(table.columns.begin(), table.columns.end(), one.substr(0, equals));
        if (equals == std::string::npos || column == table.columns.end())
            return Error{
                ErrorCode::Invalid, "--map: there is no column \"" + one.substr(0, equals) + "\".", {}, {}, {}};
        const std::string target = one.substr(equals + 1);
        std::replace(targets.begin(), targets.end(), target, std::string());
        targets[static_cast<std::size_t>(column - table.columns.begin())] = target;
    }
    return targets;
}

Exit importCsv(const Arguments& arguments, const std::string& bytes)
{
    namespace csv = transfer::csv;
    const Result<csv::Reading> how = readingOf(arguments);
    const Result<csv::Table> table = how ? csv::readTable(bytes, *how) : Result<csv::Table>(how.error());
    if (!table)
        return fail(table.error());
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const std::optional<std::string> named = arguments.option("type");
    const catalogue::Type* type = named ? types.find(*named) : csv::guessType(types, table->columns);
    if (!type)
        return fail({ErrorCode::Invalid,
                     named ? "There is no type " + *named + "." : "The columns fit no type; name one with --type.",
                     {},
                     {},
                     {}});
    const Result<std::vector<csv::Target>> targets = targetsOf(arguments, *type, *table);
    if (!targets)
        return fail(targets.error());
    return importPlanned(arguments, type->name, [&](transfer::ImportTarget& target) -> Result<Planned> {
        const catalogue::Type& there = *target.types().find(type->name);
        Result<csv::CsvPlan> plan = csv::planCsv(*table, there, *targets, target);
        if (!plan)
            return plan.error();
        return Planned{std::move(plan->plan), csv::describeTable(*table, there, *targets, plan->faults)};
    });
}

/// A history makes the whole file, so it is written without opening it.
Exit importHistory(const Arguments& arguments, const std::string& bytes)
{
    const Result<history::LogCopy> log = transfer::readHistory(bytes);
    if (!log)
        return fail(log.error());
    transfer::ImportPlan plan;
    plan.title = "Import a history";
    transfer::ImportReport report;
    report.counts = {{"changes", static_cast<std::int64_t>(log->changes.size()), 0, 0},
                     {"branches", static_cast<std::int64_t>(log->branches.size()), 0, 0},
                     {"files", static_cast<std::int64_t>(log->files.size()), 0, 0}};
    report.changed = true;
    report.seq = log->changes.empty() ? 0 : log->changes.back().header.seq;
    if (!arguments.has("dry-run")) {
        const catalogue::Catalogue types = catalogue::Catalogue::standard();
        if (const Result<void> written = history::writeLog(arguments.rest()[1], types, *log); !written)
            return fail(written.error());
    }
    print(arguments, plan, report);
    return Exit::Done;
}

Exit importExport(const Arguments& arguments, const std::string& bytes)
{
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    // Checked against a catalogue of the same types; the store's own is used for writing.
    const Result<transfer::JsonContent> checked = transfer::readJson(bytes, types);
    if (!checked)
        return fail(checked.error());
    const Apply apply = [&](history::Store& store, bool isDry) -> Result<transfer::ImportReport> {
        if (isDry)
            return checked->counts();
        const Result<transfer::JsonContent> content = transfer::readJson(bytes, store.types());
        if (!content)
            return content.error();
        return transfer::importJson(store, *content, Viewer::owner(), showProgress);
    };
    const Result<transfer::ImportReport> report =
        applyTo(arguments.rest()[1], arguments.has("dry-run"), checked->counts(), apply);
    if (!report)
        return fail(report.error());
    transfer::ImportPlan plan;
    plan.title = "Import an export";
    print(arguments, plan, *report);
    return Exit::Done;
}

Exit run(const Arguments& arguments)
{
    watchForInterrupt();
    const Result<std::string> bytes = readFile(arguments.rest()[0]);
    if (!bytes)
        return fail(bytes.error());
    const Result<std::string> format = formatOf(arguments, *bytes);
    if (!format)
        return fail(format.error());
    if (*format == "azgaar")
        return importAzgaar(arguments, *bytes);
    if (*format == "json")
        return transfer::looksLikeHistory(*bytes) ? importHistory(arguments, *bytes) : importExport(arguments, *bytes);
    if (*format == "geojson")
        return importGeoJson(arguments, *bytes);
    if (*format == "csv")
        return importCsv(arguments, *bytes);
    if (*format == "calendar")
        return importCalendar(arguments, *bytes);
    say("campaign-server import: --format knows azgaar, calendar, csv, geojson and json, not \"" + *format + "\".");
    return Exit::Usage;
}

} // namespace

Command importCommand()
{
    return {
        "import",
        "Brings a world, places or lists into a campaign file",
        "[--format azgaar|calendar|csv|geojson|json] [--dry-run] [--json] INPUT FILE.campaign",
        "INPUT is a world saved by Azgaar's Fantasy Map Generator (.map, or its full JSON export), an export of\n"
        "this program with or without history, GeoJSON (places) or CSV (a list of anything). FILE is created when\n"
        "it is not there. An import is one change, which one undo takes back; importing the same again writes only\n"
        "what differs. Exports go into an empty file.\n\n"
        "  --format FORMAT     guessed when not given\n"
        "  --dry-run           says what would come and what would stay out, and writes nothing\n"
        "  --json              the report as JSON; of CSV with the columns, the first rows and every fault\n"
        "  --type TYPE         CSV: what the rows are (Settlement, Note, ...), guessed from the column names\n"
        "  --map \"Town=name;People=variables.population;Secret=\"\n"
        "                      CSV: what columns hold, where their names do not say it; nothing leaves one out\n"
        "  --delimiter CHAR    CSV: , ; | or tab, guessed when not given\n"
        "  --encoding NAME     CSV: UTF-8, UTF-16 or Latin-1, guessed when not given\n\n"
        "Examples\n"
        "  campaign-server import --dry-run comia.map comia.campaign\n"
        "  campaign-server import towns.geojson comia.campaign\n"
        "  campaign-server import --type Settlement --map \"Town=name\" towns.csv comia.campaign\n"
        "  campaign-server import export.json copy.campaign\n",
        declared,
        run};
}

} // namespace campaign::headless
