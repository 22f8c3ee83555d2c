// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/history/Store.h"

#include <filesystem>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{}, {"force"}, 2, 2};
}

Exit run(const Arguments& arguments)
{
    const std::string& target = arguments.rest()[1];
    if (fileExists(target) && !arguments.has("force"))
        return fail({ErrorCode::Conflict, "\"" + target + "\" is there already; --force replaces it.", {}, {}, {}});
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(arguments.rest()[0], true);
    if (!opened)
        return fail(opened.error());
    const std::string beside = target + ".part";
    removeCampaign(beside);
    Result<void> copied = (*opened)->store->backup(beside);
    std::error_code ec;
    if (copied)
        std::filesystem::rename(beside, target, ec);
    if (copied && !ec)
        return Exit::Done;
    removeCampaign(beside);
    return fail(copied ? Error{ErrorCode::Unavailable, "\"" + target + "\" cannot be written.", {}, {}, {}}
                       : copied.error());
}

} // namespace

Command backupCommand()
{
    return {"backup",
            "Copies a campaign file whole, while it may be in use",
            "[--force] FILE.campaign COPY.campaign",
            "  --force   replaces a copy that is there already\n\n"
            "Example\n"
            "  campaign-server backup comia.campaign comia-monday.campaign\n",
            declared,
            run};
}

} // namespace campaign::headless
