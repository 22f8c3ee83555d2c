// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Command.h"

namespace campaign::headless {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all{serveCommand(),     importCommand(),    exportCommand(), verifyCommand(),
                                          backupCommand(),    restoreCommand(),   queryCommand(),  resolveCommand(),
                                          advanceCommand(),   scheduledCommand(), graphCommand(),  evaluateCommand(),
                                          operatorsCommand(), configCommand()};
    return all;
}

} // namespace campaign::headless
