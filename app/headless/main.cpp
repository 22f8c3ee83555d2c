// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"

#include <algorithm>
#include <iostream>

namespace campaign::headless {

namespace {

void printOverview(std::ostream& out)
{
    out << "campaign-server: worlds and campaigns of role-playing games, without a window\n\n"
           "Usage: campaign-server COMMAND [OPTIONS] …\n\nCommands\n";
    for (const Command& command : commands())
        out << "  " << command.name
            << std::string(10 - std::min<std::size_t>(9, std::string_view(command.name).size()), ' ') << command.summary
            << '\n';
    out << "\ncampaign-server COMMAND --help explains one, with examples.\n"
           "Results go to standard output, messages to standard error.\n"
           "Exit codes: 0 done, 1 the command line is wrong, 2 the input is wrong and nothing was changed, 3 other "
           "failures.\n";
}

void printHelp(const Command& command)
{
    std::cout << "Usage: campaign-server " << command.name << ' ' << command.usage << "\n\n"
              << command.summary << ".\n\n"
              << command.details;
}

Exit runCommand(const Command& command, const std::vector<std::string>& words)
{
    // What follows "--" or is the value of an option may well read "--help", but not in the first place.
    if (!words.empty() && (words.front() == "--help" || words.back() == "--help")) {
        printHelp(command);
        return Exit::Done;
    }
    const Result<Arguments> arguments = Arguments::parse(words, command.declared());
    if (arguments)
        return command.run(*arguments);
    std::cerr << "campaign-server " << command.name << ": " << arguments.error().message << "\nUsage: campaign-server "
              << command.name << ' ' << command.usage << '\n';
    return Exit::Usage;
}

Exit run(const std::vector<std::string>& words)
{
    if (words.empty()) {
        printOverview(std::cerr);
        return Exit::Usage;
    }
    if (words.front() == "--help" || words.front() == "help") {
        printOverview(std::cout);
        return Exit::Done;
    }
    if (words.front() == "--version") {
        std::cout << "campaign-server " << api::GatewaySettings().version << '\n';
        return Exit::Done;
    }
    for (const Command& command : commands()) {
        if (words.front() == command.name)
            return runCommand(command, {words.begin() + 1, words.end()});
    }
    std::cerr << "campaign-server: There is no command \"" << words.front() << "\".\n\n";
    printOverview(std::cerr);
    return Exit::Usage;
}

} // namespace

} // namespace campaign::headless

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    return static_cast<int>(campaign::headless::run({argv + 1, argv + std::max(1, argc)}));
}
