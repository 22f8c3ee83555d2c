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

/// A copy that is damaged must not take the place of anything.
Result<void> check(const std::string& copy)
{
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(copy, true);
    if (!opened)
        return opened.error();
    const Result<std::vector<std::string>> faults = (*opened)->store->verify();
    if (!faults)
        return faults.error();
    if (!faults->empty())
        return Error{ErrorCode::Invalid, "The copy is damaged: " + faults->front(), {}, {}, {}};
    return {};
}

/// Fails while another program holds the file.
Result<void> checkUnused(const std::string& file)
{
    const Result<std::unique_ptr<CampaignFile>> opened = openExisting(file, false);
    const bool isHeld = !opened && opened.error().code == ErrorCode::Unavailable;
    return isHeld ? Result<void>(opened.error()) : Result<void>();
}

Result<void> replace(const std::string& copy, const std::string& file)
{
    const std::string beside = file + ".part";
    std::error_code ec;
    std::filesystem::copy_file(copy, beside, std::filesystem::copy_options::overwrite_existing, ec);
    if (!ec) {
        removeCampaign(file);
        std::filesystem::rename(beside, file, ec);
    }
    if (!ec)
        return {};
    const std::string reason = ec.message();
    std::filesystem::remove(beside, ec);
    return Error{ErrorCode::Unavailable, "\"" + file + "\" cannot be written: " + reason + ".", {}, {}, {}};
}

Exit run(const Arguments& arguments)
{
    const std::string& copy = arguments.rest()[0];
    const std::string& file = arguments.rest()[1];
    if (fileExists(file) && !arguments.has("force"))
        return fail({ErrorCode::Conflict, "\"" + file + "\" is there already; --force replaces it.", {}, {}, {}});
    if (const Result<void> good = check(copy); !good)
        return fail(good.error());
    if (fileExists(file)) {
        if (const Result<void> unused = checkUnused(file); !unused)
            return fail(unused.error());
    }
    if (const Result<void> replaced = replace(copy, file); !replaced)
        return fail(replaced.error());
    return Exit::Done;
}

} // namespace

Command restoreCommand()
{
    return {"restore",
            "Puts a backup in the place of a campaign file, after checking it",
            "[--force] COPY.campaign FILE.campaign",
            "  --force   replaces a file that is there already\n\n"
            "Example\n"
            "  campaign-server restore --force comia-monday.campaign comia.campaign\n",
            declared,
            run};
}

} // namespace campaign::headless
