// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless/Arguments.h"

#include <string>
#include <string_view>
#include <vector>

namespace campaign::headless {

/// What the process answers. Every command keeps to these.
enum class Exit : int {
    Done = 0,
    Usage = 1,    ///< the command line makes no sense
    BadInput = 2, ///< what was given is wrong; nothing was changed
    Failed = 3    ///< anything else: a held lock, a full disk, a port that is taken
};

/// One command of the program: a row of the table in Commands.cpp.
struct Command
{
    const char* name;
    const char* summary; ///< one line
    const char* usage;   ///< what follows the name
    const char* details; ///< options and examples
    Arguments::Declared (*declared)();
    Exit (*run)(const Arguments& arguments);
};

const std::vector<Command>& commands();

// One file each.
Command serveCommand();
Command importCommand();
Command exportCommand();
Command verifyCommand();
Command backupCommand();
Command restoreCommand();
Command queryCommand();
Command resolveCommand();
Command advanceCommand();
Command scheduledCommand();
Command graphCommand();
Command evaluateCommand();
Command operatorsCommand();
Command configCommand();

} // namespace campaign::headless
