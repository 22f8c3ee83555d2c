// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Command.h"
#include "server/rules/LineRunner.h"

#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {};
}

Exit run(const Arguments&)
{
    rules::runLines(std::cin, std::cout, rules::OperatorRegistry::ofCampaign());
    std::cout.flush();
    return Exit::Done;
}

} // namespace

Command evaluateCommand()
{
    return {
        "evaluate",
        "Evaluates JSONLogic rules, one a line, from standard input to standard output",
        "",
        "Reads {\"rule\": …, \"data\": …} a line and writes {\"result\": …} or {\"error\": \"…\"} a line, in order.\n"
        "Further members serve the operators about a campaign: \"entities\" {\"Settlement\": {\"id\": {…}}}, what ids "
        "lead\n"
        "to; \"now\", the world's time in seconds; \"secondsPerDay\". With \"explain\" "
        "true the answer\nhas \"explanation\" as well: what each operation of the rule came to.\n\n"
        "Example\n"
        "  echo '{\"rule\":{\">\":[{\"var\":\"population\"},5000]},\"data\":{\"population\":8200}}' | campaign-server "
        "evaluate\n",
        declared,
        run};
}

} // namespace campaign::headless
