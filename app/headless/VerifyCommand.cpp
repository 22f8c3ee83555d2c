// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/history/Store.h"

#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{}, {"rebuild"}, 1, 1};
}

Exit run(const Arguments& arguments)
{
    const bool isRebuild = arguments.has("rebuild");
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(arguments.rest()[0], !isRebuild);
    if (!opened)
        return fail(opened.error());
    if (isRebuild) {
        if (const Result<void> rebuilt = (*opened)->store->rebuild(); !rebuilt)
            return fail(rebuilt.error());
        say("Derived tables were made anew.");
    }
    const Result<std::vector<std::string>> faults = (*opened)->store->verify();
    if (!faults)
        return fail(faults.error());
    for (const std::string& fault : *faults)
        std::cout << fault << '\n';
    if (faults->empty())
        std::cout << "No faults found.\n";
    return faults->empty() ? Exit::Done : Exit::BadInput;
}

} // namespace

Command verifyCommand()
{
    return {"verify",
            "Checks a campaign file: hash chain, payloads, derived tables, indexes",
            "[--rebuild] FILE.campaign",
            "Prints one fault a line; exit code 2 when there are any.\n\n"
            "  --rebuild   makes every derived table anew from the recorded changes first\n\n"
            "Examples\n"
            "  campaign-server verify comia.campaign\n"
            "  campaign-server verify --rebuild comia.campaign\n",
            declared,
            run};
}

} // namespace campaign::headless
