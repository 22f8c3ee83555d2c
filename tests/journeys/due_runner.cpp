// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The process that tst_DueEffects kills: `due_runner <file>` keeps a campaign open, as the window and the server do.
#include "server/host/Host.h"

#include <cstdio>

#include <unistd.h>

using namespace campaign;

int main(int count, char** arguments)
{
    host::HostConfig config;
    config.file = count == 2 ? arguments[1] : "";
    config.keepsBackups = false;
    const Result<std::unique_ptr<host::Host>> opened = host::Host::open(std::move(config));
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().toString().c_str());
        return 1;
    }
    (*opened)->runDue();
    std::puts("running");
    std::fflush(stdout);
    pause();
    return 0;
}
