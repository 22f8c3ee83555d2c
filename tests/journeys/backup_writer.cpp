// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The process that tst_Backups kills: `backup_writer <file> <seed>` writes to a campaign and copies it over and over.
#include "server/host/Backups.h"
#include "tests/journeys/Workload.h"

#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace campaign;

int main(int count, char** arguments)
{
    if (count != 3)
        return 2;
    const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const SystemClock clock;
    Result<std::unique_ptr<history::Store>> store = history::openStore(arguments[1], types, clock);
    if (!store) {
        std::fprintf(stderr, "%s\n", store.error().toString().c_str());
        return 1;
    }
    const std::uint64_t seed = std::strtoull(arguments[2], nullptr, 10);
    std::thread writer(
        [&] { (void)journeys::runWorkload(**store, 0, seed, [](const journeys::Acknowledged&) { return true; }); });
    const host::Backups backups(arguments[1], 3);
    for (;;) {
        const Result<host::BackupCopy> made = backups.make("hourly", clock);
        if (!made) {
            std::fprintf(stderr, "%s\n", made.error().toString().c_str());
            std::_Exit(1);
        }
        std::printf("%s\n", made->path.c_str());
        std::fflush(stdout);
    }
}
