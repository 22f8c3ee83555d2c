// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/transfer/json/JsonExport.h"

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{"format"}, {}, 1, 2};
}

Exit run(const Arguments& arguments)
{
    const std::string format = arguments.option("format").value_or("json");
    if (format != "json") {
        say("campaign-server export: --format knows json, not \"" + format + "\".");
        return Exit::Usage;
    }
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(arguments.rest()[0], true);
    if (!opened)
        return fail(opened.error());
    const Result<transfer::JsonExport> exported = transfer::exportJson(*(*opened)->store, Viewer::owner());
    if (!exported)
        return fail(exported.error());
    for (const std::string& warning : exported->warnings)
        say("Note: " + warning);
    const std::string output = arguments.rest().size() > 1 ? arguments.rest()[1] : "";
    if (const Result<void> written = writeFile(output, exported->text); !written)
        return fail(written.error());
    return Exit::Done;
}

} // namespace

Command exportCommand()
{
    return {"export",
            "Writes the content of a campaign file as JSON",
            "[--format json] FILE.campaign [OUTPUT]",
            "The export is canonical: sorted, without versions and real times, pictures included, so that equal\n"
            "content gives equal bytes. Without OUTPUT it goes to standard output. A file that is open elsewhere can\n"
            "be exported.\n\n"
            "Examples\n"
            "  campaign-server export comia.campaign comia.json\n"
            "  campaign-server export comia.campaign | sha256sum\n",
            declared,
            run};
}

} // namespace campaign::headless
