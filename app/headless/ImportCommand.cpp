// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/core/Json.h"
#include "server/history/Store.h"
#include "server/transfer/azgaar/AzgaarImport.h"
#include "server/transfer/azgaar/Reader.h"
#include "server/transfer/json/JsonImport.h"

#include <iostream>

namespace campaign::headless {

namespace {

constexpr int readingShare = 40; ///< percent of the bar

Arguments::Declared declared()
{
    return {{"format"}, {"dry-run", "json"}, 2, 2};
}

Error unknownFormat(const std::string& input)
{
    return {ErrorCode::Invalid,
            "\"" + input + "\" is neither a world of Azgaar's Fantasy Map Generator nor an export of this program.",
            {},
            {},
            {}};
}

Result<std::string> formatOf(const Arguments& arguments, const std::string& bytes)
{
    if (const std::optional<std::string> named = arguments.option("format"))
        return *named;
    if (transfer::looksLikeJsonExport(bytes))
        return std::string("json");
    if (transfer::azgaar::looksLikeWorld(bytes))
        return std::string("azgaar");
    return unknownFormat(arguments.rest()[0]);
}

void print(const Arguments& arguments, const transfer::ImportPlan& plan, const transfer::ImportReport& report)
{
    endProgress();
    if (arguments.has("json")) {
        std::cout << toJson(transfer::describeImport(plan, report)) << '\n';
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

Exit importAzgaar(const Arguments& arguments, const std::string& bytes)
{
    const Result<transfer::azgaar::World> world = transfer::azgaar::readWorld(
        bytes, [](int percent) { return showProgress(percent * readingShare / 100, "Reading"); });
    if (!world)
        return fail(world.error());
    const transfer::ImportPlan plan = transfer::azgaar::planImport(*world);
    const transfer::ImportProgress progress = [](int percent, std::string_view step) {
        return showProgress(readingShare + percent * (100 - readingShare) / 100, step);
    };
    const Apply apply = [&](history::Store& store, bool isDry) {
        return isDry ? transfer::previewImport(store, plan, Viewer::owner(), progress)
                     : transfer::applyImport(store, plan, Viewer::owner(), progress);
    };
    const Result<transfer::ImportReport> report =
        applyTo(arguments.rest()[1], arguments.has("dry-run"), transfer::countPlan(plan), apply);
    if (!report)
        return fail(report.error());
    print(arguments, plan, *report);
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
        return importExport(arguments, *bytes);
    say("campaign-server import: --format knows azgaar and json, not \"" + *format + "\".");
    return Exit::Usage;
}

} // namespace

Command importCommand()
{
    return {"import",
            "Brings a world into a campaign file",
            "[--format azgaar|json] [--dry-run] [--json] INPUT FILE.campaign",
            "INPUT is a world saved by Azgaar's Fantasy Map Generator (.map, or its full JSON export) or an export of\n"
            "this program. FILE is created when it is not there. An Azgaar world is one change, which one undo takes\n"
            "back; importing it again writes only what differs. An export goes into an empty file.\n\n"
            "  --format FORMAT  guessed when not given\n"
            "  --dry-run        says what would come and what would stay out, and writes nothing\n"
            "  --json           the report as JSON\n\n"
            "Examples\n"
            "  campaign-server import --dry-run comia.map comia.campaign\n"
            "  campaign-server import comia.map comia.campaign\n"
            "  campaign-server import export.json copy.campaign\n",
            declared,
            run};
}

} // namespace campaign::headless
