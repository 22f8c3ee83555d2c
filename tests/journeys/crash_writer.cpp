// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The process that tst_CrashSafety kills: `crash_writer <file> <seed>` writes to a campaign from several threads and
// reports each change on standard output once its receipt is there.
#include "tests/journeys/Workload.h"

#include <cstdio>
#include <cstdlib>
#include <thread>

#include <unistd.h>

using namespace campaign;

int main(int count, char** arguments)
{
    journeys::WrittenFile file;
    if (!file.open(count, arguments))
        return 1;
    const auto report = [](const journeys::Acknowledged& done) {
        char line[200]; // shorter than PIPE_BUF: lines of several threads do not mix
        const int length =
            std::snprintf(line, sizeof line, "%lld %s %lld\n", static_cast<long long>(done.seq),
                          done.place.empty() ? "-" : done.place.c_str(), static_cast<long long>(done.count));
        return write(STDOUT_FILENO, line, static_cast<std::size_t>(length)) == length;
    };
    std::vector<std::thread> threads;
    for (int author = 0; author < 4; ++author) {
        threads.emplace_back([&, author] {
            const Result<void> done = journeys::runWorkload(*file.store, author, file.seed, report);
            if (!done)
                std::fprintf(stderr, "%s\n", done.error().toString().c_str());
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return 0;
}
