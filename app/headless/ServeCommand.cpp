// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"
#include "server/worker/grpc/GrpcTransport.h"

#include <algorithm>
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

bool isSet(const host::HostConfig& config, std::string_view setting)
{
    return std::any_of(config.settings.begin(), config.settings.end(),
                       [setting](const host::Setting& one) { return one.name == setting && one.source != "default"; });
}

/// Whether somebody said where rules are to be served, or that they are: then it is a fault when they are not.
bool asksForRules(const host::HostConfig& config)
{
    return isSet(config, "role") || isSet(config, "rules-port");
}

Result<void> serveApi(host::Host& host)
{
    if (Result<void> listening = host.listen(); !listening)
        return listening;
    const host::HostConfig& config = host.config();
    std::cout << "Serving " << config.file << " at http://" << config.listen.address << ':' << host.port() << "/graphql"
              << std::endl;
    return {};
}

/// A second server beside another one takes all roles by default, and finds the rules' port taken: it does without.
Result<void> serveRules(host::Host& host)
{
    const host::HostConfig& config = host.config();
    if (Result<void> listening = host.listenForRules(); !listening) {
        if (asksForRules(config))
            return listening;
        say("The rules engine is not served: " + listening.error().message);
        return {};
    }
    std::cout << "Rules of " << config.file << " at " << config.rules.address << ':' << host.rulesPort() << " (gRPC)"
              << std::endl;
    return {};
}

/// Of rules alone: at a port of its own, which another worker on this machine may have; then it does without.
Result<void> serveHealth(host::Host& host)
{
    const host::HostConfig& config = host.config();
    if (Result<void> listening = host.listenForHealth(); !listening) {
        if (isSet(config, "rules-health-port"))
            return listening;
        say("Health is not served: " + listening.error().message);
        return {};
    }
    std::cout << "Health at http://" << config.listen.address << ':' << host.port() << "/health" << std::endl;
    return {};
}

Result<void> serveAll(host::Host& host)
{
    const std::set<std::string>& roles = host.config().roles;
    Result<void> serving = roles.contains("rules") ? serveRules(host) : Result<void>();
    if (serving && roles.contains("api"))
        return serveApi(host);
    return serving && roles.contains("rules") ? serveHealth(host) : serving;
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
    Result<std::unique_ptr<host::Host>> host =
        host::Host::open(std::move(config).value(), false, worker::grpcTransport());
    if (!host)
        return fail(openingError(host.error()));
    if (const Result<void> serving = serveAll(**host); !serving)
        return fail(serving.error());
    (*host)->runDue();
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
    return {
        "serve",
        "Serves a campaign file over HTTP (GraphQL at /graphql, state at /health)",
        "[OPTIONS] FILE.campaign",
        "FILE is created when it is not there. Until there are accounts, only this machine is served, as the\n"
        "file's owner. The server is ready when /health answers 200; an interrupt ends it in good order.\n\n"
        "  --listen ADDRESS   127.0.0.1 (default), ::1 or localhost\n"
        "  --port N           default 3000; 0 lets the system choose\n"
        "  --role LIST        api, rules, scheduler; default all. With rules alone, FILE is read beside the server\n"
        "                     that writes it, and the rules engine answers many conditions at once over gRPC\n"
        "  --rules-port N     of the rules engine, default 50051; 0 lets the system choose\n"
        "  --rules-health-port N  of /health where rules alone are served, default 9265\n"
        "  --rules-address A  rules worker that long lists of conditions are sent to, as localhost:50051\n"
        "  --cors-origin LIST origins of web pages that may use the server\n"
        "campaign-server config lists every setting; each is also an option here and an environment variable.\n\n"
        "Examples\n"
        "  campaign-server serve comia.campaign\n"
        "  campaign-server serve --port 8080 comia.campaign\n"
        "  campaign-server serve --role rules comia.campaign\n"
        "  campaign-server serve --role api --rules-address localhost:50051 comia.campaign\n"
        "  CAMPAIGN_FILE=comia.campaign campaign-server serve\n",
        declared,
        run};
}

} // namespace campaign::headless
