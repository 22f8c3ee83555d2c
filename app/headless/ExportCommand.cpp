// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/transfer/csv/CsvExport.h"
#include "server/transfer/geojson/GeoJsonExport.h"
#include "server/transfer/json/HistoryFormat.h"
#include "server/transfer/json/JsonExport.h"

#include <algorithm>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{"format", "type", "columns", "branch"}, {"history"}, 1, 2};
}

Exit write(const Arguments& arguments, const Result<std::string>& text)
{
    if (!text)
        return fail(text.error());
    const std::string output = arguments.rest().size() > 1 ? arguments.rest()[1] : "";
    const Result<void> written = writeFile(output, *text);
    return written ? Exit::Done : fail(written.error());
}

Exit exportHistory(const Arguments& arguments)
{
    const Result<history::LogCopy> log = history::readLog(arguments.rest()[0]);
    return write(arguments, log ? Result<std::string>(transfer::writeHistory(*log)) : log.error());
}

Exit exportContent(const Arguments& arguments, history::Store& store)
{
    const Result<transfer::JsonExport> exported = transfer::exportJson(store, Viewer::owner());
    if (!exported)
        return fail(exported.error());
    for (const std::string& warning : exported->warnings)
        say("Note: " + warning);
    return write(arguments, exported->text);
}

/// The branch named by an option, else the first campaign's main branch, which shows the world with what the campaign
/// made of it.
Result<Id> branchOf(const Arguments& arguments, history::Store& store)
{
    if (const std::optional<std::string> named = arguments.option("branch"))
        return *named;
    const Result<std::unique_ptr<history::Snapshot>> snapshot = store.read();
    if (!snapshot)
        return snapshot.error();
    history::ListQuery query;
    query.first = 1000;
    const auto page =
        (*snapshot)->list(*store.types().find("Branch"), query, {store.rootBranch(), {}, {}}, Viewer::owner());
    if (!page)
        return page.error();
    history::EntityPtr first;
    for (const history::EntityPtr& branch : page->entities) {
        const bool isMain = branch->field("cutSeq").isNull() && branch->field("campaignId").isString();
        if (isMain && (!first || std::tie(branch->createdAt, branch->id) < std::tie(first->createdAt, first->id)))
            first = branch;
    }
    return first ? first->id : store.rootBranch();
}

Exit exportCsv(const Arguments& arguments, history::Store& store, const Id& branch)
{
    const std::string name = arguments.option("type").value_or("");
    const catalogue::Type* type = store.types().find(name);
    if (!type || type->scope == catalogue::Scope::Store) {
        say("campaign-server export: CSV is a list of one type; name it with --type, as in --type Settlement.");
        return Exit::Usage;
    }
    std::vector<std::string> columns;
    std::string rest = arguments.option("columns").value_or("");
    while (!rest.empty()) {
        columns.push_back(rest.substr(0, rest.find(',')));
        rest.erase(0, columns.back().size() + 1);
    }
    return write(arguments, transfer::csv::exportCsv(store, *type, branch, {}, columns, Viewer::owner()));
}

Exit run(const Arguments& arguments)
{
    const std::string format = arguments.option("format").value_or("json");
    if (format != "json" && format != "geojson" && format != "csv") {
        say("campaign-server export: --format knows csv, geojson and json, not \"" + format + "\".");
        return Exit::Usage;
    }
    if (arguments.has("history") && format != "json") {
        say("campaign-server export: --history goes with --format json.");
        return Exit::Usage;
    }
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(arguments.rest()[0], true);
    if (!opened)
        return fail(opened.error());
    if (arguments.has("history"))
        return exportHistory(arguments);
    history::Store& store = *(*opened)->store;
    if (format == "json")
        return exportContent(arguments, store);
    const Result<Id> branch = branchOf(arguments, store);
    if (!branch)
        return fail(branch.error());
    if (format == "geojson")
        return write(arguments, transfer::geojson::exportGeoJson(store, {*branch, {}, {}}, Viewer::owner()));
    return exportCsv(arguments, store, *branch);
}

} // namespace

Command exportCommand()
{
    return {
        "export",
        "Writes the content of a campaign file as JSON, GeoJSON or CSV",
        "[--format json|geojson|csv] [--history] [--type TYPE] FILE.campaign [OUTPUT]",
        "JSON is canonical: sorted, without versions and real times, pictures included, so that equal content gives\n"
        "equal bytes; with --history it is the whole record instead, every change of it. GeoJSON has the places of\n"
        "the map, CSV a list of one type. Without OUTPUT it goes to standard output. A file that is open elsewhere\n"
        "can be exported.\n\n"
        "  --history        every change, with authors and times\n"
        "  --type TYPE      CSV: what to list\n"
        "  --columns A,B,C  CSV: which columns (name, level, variables.population, ...), all when not given\n"
        "  --branch ID      GeoJSON, CSV: which branch, the first campaign's main when not given\n\n"
        "Examples\n"
        "  campaign-server export comia.campaign comia.json\n"
        "  campaign-server export --history comia.campaign comia-history.json\n"
        "  campaign-server export --format csv --type Settlement comia.campaign towns.csv\n",
        declared,
        run};
}

} // namespace campaign::headless
