// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/history/CampaignFile.h"
#include "server/host/Backups.h"

#include <charconv>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{"number"}, {"force", "latest"}, 1, 2};
}

/// One of the rolling copies, counted from the newest, which is 1.
Result<std::string> rolling(const host::Backups& backups, const std::string& text)
{
    const std::vector<host::BackupCopy> copies = backups.list();
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 1 || number > copies.size())
        return Error{ErrorCode::NotFound,
                     "There is no backup " + text + " in \"" + backups.folder() + "\", which holds " +
                         std::to_string(copies.size()) + ".",
                     "number",
                     {},
                     {}};
    return copies[number - 1].path;
}

Exit run(const Arguments& arguments)
{
    const bool isRolling = arguments.has("latest") || arguments.option("number");
    if (isRolling != (arguments.rest().size() == 1))
        return fail(
            {ErrorCode::Invalid, "Name the copy and the file, or --latest or --number N and the file.", {}, {}, {}});
    const std::string& file = arguments.rest().back();
    const host::Backups backups(file);
    const SystemClock clock{};
    const Result<std::string> copy = isRolling ? rolling(backups, arguments.option("number").value_or("1"))
                                               : Result<std::string>(arguments.rest()[0]);
    if (!copy)
        return fail(copy.error());
    if (!isRolling && fileExists(file) && !arguments.has("force"))
        return fail({ErrorCode::Conflict, "\"" + file + "\" is there already; --force replaces it.", {}, {}, {}});
    const Result<void> restored = isRolling ? backups.restore(*copy, clock) : history::restoreFile(*copy, file);
    if (restored)
        return Exit::Done;
    // A file held by another program is no fault of the input.
    return fail(openingError(restored.error()));
}

} // namespace

Command restoreCommand()
{
    return {"restore",
            "Puts a backup in the place of a campaign file, after checking it",
            "[--force] COPY.campaign FILE.campaign | --latest FILE.campaign | --number N FILE.campaign",
            "  --force     replaces a file that is there already\n"
            "  --latest    takes the newest of the rolling copies; the file as it is becomes one of them\n"
            "  --number N  the Nth newest, as \"backup --list\" counts\n\n"
            "Example\n"
            "  campaign-server restore --force comia-monday.campaign comia.campaign\n",
            declared,
            run};
}

} // namespace campaign::headless
