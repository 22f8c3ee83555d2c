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
    journeys::WrittenFile file;
    if (!file.open(count, arguments))
        return 1;
    std::thread writer([&] {
        (void)journeys::runWorkload(*file.store, 0, file.seed, [](const journeys::Acknowledged&) { return true; });
    });
    const host::Backups backups(arguments[1], 3);
    for (;;) {
        const Result<host::BackupCopy> made = backups.make("hourly", file.clock);
        if (!made) {
            std::fprintf(stderr, "%s\n", made.error().toString().c_str());
            std::_Exit(1);
        }
        std::printf("%s\n", made->path.c_str());
        std::fflush(stdout);
    }
}
