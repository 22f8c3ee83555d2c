// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/core/Json.h"

#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    Arguments::Declared made;
    made.options = host::HostConfig::names();
    made.flags = {"json"};
    made.most = 1;
    return made;
}

void printTable(const std::vector<host::Setting>& settings)
{
    for (const host::Setting& one : settings) {
        std::cout << one.name << " = " << one.value << "\n    from " << one.source << ". " << one.description << '\n';
    }
}

void printJson(const std::vector<host::Setting>& settings)
{
    Value::Object out;
    for (const host::Setting& one : settings)
        out.append(one.name, Value(Value::Object{
                                 {"value", one.value}, {"source", one.source}, {"description", one.description}}));
    std::cout << toIndentedJson(Value(std::move(out))) << '\n';
}

Exit run(const Arguments& arguments)
{
    const Result<host::HostConfig> config =
        readConfig(arguments, arguments.rest().empty() ? "" : arguments.rest().front());
    if (!config)
        return fail(config.error());
    if (arguments.has("json"))
        printJson(config->settings);
    else
        printTable(config->settings);
    return Exit::Done;
}

} // namespace

Command configCommand()
{
    return {"config",
            "Prints every setting with its value and where that comes from",
            "[--json] [OPTIONS of serve] [FILE.campaign]",
            "Options go before environment variables (CAMPAIGN_PORT for --port), those before defaults.\n\n"
            "Examples\n"
            "  campaign-server config\n"
            "  CAMPAIGN_PORT=8080 campaign-server config --json\n",
            declared,
            run};
}

} // namespace campaign::headless
