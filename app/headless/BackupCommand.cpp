// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/catalogue/Time.h"
#include "server/history/CampaignFile.h"
#include "server/host/Backups.h"

#include <cstdio>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{}, {"force", "list"}, 1, 2};
}

Exit list(const host::Backups& backups)
{
    int number = 0;
    for (const host::BackupCopy& copy : backups.list())
        std::printf("%d\t%s\t%s\tchange %lld\t%lld bytes\t%s\n", ++number, catalogue::toIsoRealTime(copy.time).c_str(),
                    copy.reason.c_str(), static_cast<long long>(copy.seq), static_cast<long long>(copy.bytes),
                    copy.path.c_str());
    return Exit::Done;
}

/// One more of the rolling copies; nothing new since the last: that one.
Exit roll(const std::string& file)
{
    const Result<host::HostConfig> config = host::HostConfig::read(host::SettingSources::process());
    if (!config)
        return fail(config.error());
    const SystemClock clock{};
    const Result<host::BackupCopy> made = host::Backups(file, config->backupCount).make("asked", clock);
    if (!made)
        return fail(made.error());
    std::printf("%s\n", made->path.c_str());
    return Exit::Done;
}

Exit run(const Arguments& arguments)
{
    const std::string& file = arguments.rest()[0];
    if (const Result<history::FileMarks> marks = history::readMarks(file); !marks && !arguments.has("list"))
        return fail(marks.error());
    if (arguments.has("list"))
        return list(host::Backups(file));
    if (arguments.rest().size() == 1)
        return roll(file);
    const std::string& target = arguments.rest()[1];
    if (fileExists(target) && !arguments.has("force"))
        return fail({ErrorCode::Conflict, "\"" + target + "\" is there already; --force replaces it.", {}, {}, {}});
    const Result<void> copied = history::copyFile(file, target);
    return copied ? Exit::Done : fail(copied.error());
}

} // namespace

Command backupCommand()
{
    return {
        "backup",
        "Copies a campaign file whole, while it may be in use",
        "[--force] FILE.campaign [COPY.campaign] | --list FILE.campaign",
        "Without COPY it makes one of the rolling copies in the folder \"FILE backups\" beside the file (the last ten\n"
        "are kept); the server makes them on opening, before a migration and hourly.\n\n"
        "  --force   replaces a copy that is there already\n"
        "  --list    shows the rolling copies, newest first\n\n"
        "Example\n"
        "  campaign-server backup comia.campaign comia-monday.campaign\n",
        declared,
        run};
}

} // namespace campaign::headless
