// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"

#include <csignal>
#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    Arguments::Declared made;
    made.options = host::HostConfig::names();
    made.most = 1;
    return made;
}

/// The signals that end the server, blocked in all threads and awaited in this one.
sigset_t endingSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

Exit run(const Arguments& arguments)
{
    Result<host::HostConfig> config = readConfig(arguments, arguments.rest().empty() ? "" : arguments.rest().front());
    if (!config) {
        say("campaign-server serve: " + config.error().message);
        return Exit::Usage;
    }
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const bool isApi = config->roles.count("api") > 0;
    Result<std::unique_ptr<host::Host>> host = host::Host::open(std::move(config).value());
    if (!host)
        return fail(openingError(host.error()));
    if (isApi) {
        if (Result<void> listening = (*host)->listen(); !listening)
            return fail(listening.error());
        std::cout << "Serving " << (*host)->config().file << " at http://" << (*host)->config().listen.address << ':'
                  << (*host)->port() << "/graphql" << std::endl;
    }
    int signal = 0;
    sigwait(&signals, &signal);
    say("Stopping.");
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr); // a second one ends at once
    (*host)->stop();
    return Exit::Done;
}

} // namespace

Command serveCommand()
{
    return {"serve",
            "Serves a campaign file over HTTP (GraphQL at /graphql, state at /health)",
            "[OPTIONS] FILE.campaign",
            "FILE is created when it is not there. Until there are accounts, only this machine is served, as the\n"
            "file's owner. The server is ready when /health answers 200; an interrupt ends it in good order.\n\n"
            "  --listen ADDRESS   127.0.0.1 (default), ::1 or localhost\n"
            "  --port N           default 3000; 0 lets the system choose\n"
            "  --role LIST        api, rules, scheduler; default all\n"
            "  --cors-origin LIST origins of web pages that may use the server\n"
            "campaign-server config lists every setting; each is also an option here and an environment variable.\n\n"
            "Examples\n"
            "  campaign-server serve comia.campaign\n"
            "  campaign-server serve --port 8080 comia.campaign\n"
            "  CAMPAIGN_FILE=comia.campaign campaign-server serve\n",
            declared,
            run};
}

} // namespace campaign::headless
