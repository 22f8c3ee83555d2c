// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host/HostConfig.h"
#include "server/host/WorkerPool.h"

namespace campaign::history {
class Store;
}

namespace campaign::host {

/// The server, whichever way it is used: opens the store, puts the gateway before it, owns the workers and, when asked,
/// a listener. `campaign-server` runs one with a listener, the window one without. Made, started and stopped by one
/// thread; post(), gateway() and store() are safe from any.
class Host
{
public:
    /// Opens (and if need be creates) the campaign file named by the configuration. Fails as openStore does, and,
    /// before the file is touched, when the configuration would serve other machines (Forbidden): there are no accounts
    /// yet and every caller is the owner.
    ///
    /// `rules` is how rules travel between processes, for programs that can; without it there is neither a rules role
    /// nor a rules worker to ask. A host whose roles do not write opens the file for reading, beside the one that does.
    static Result<std::unique_ptr<Host>> open(HostConfig config, bool readOnly = false,
                                              worker::RulesTransport rules = {});
    virtual ~Host() = default;

    virtual api::Gateway& gateway() = 0;
    virtual history::Store& store() = 0;
    virtual const HostConfig& config() const = 0;

    /// Whether the file had been left open by a crash; what was in its log is in it now.
    virtual bool wasRecovered() const = 0;

    /// Runs the task on a worker; false when too many wait.
    virtual bool post(WorkerPool::Task task) = 0;

    /// Serves HTTP at the configured address.
    virtual Result<void> listen() = 0;
    /// Serves /health alone, at the configured address and the port for rules roles that serve nothing else over HTTP.
    virtual Result<void> listenForHealth() = 0;
    /// The port served, 0 without a listener.
    virtual std::uint16_t port() const = 0;

    /// From now on runs what comes due by the real time, when this host has the scheduler's role and may write. For
    /// those who keep a campaign open; a command that looks into a file leaves it alone.
    virtual void runDue() = 0;

    /// Serves the rules engine at the configured address, on a port of its own.
    virtual Result<void> listenForRules() = 0;
    /// The port it is served at, 0 when it is not.
    virtual std::uint16_t rulesPort() const = 0;

    /// Takes nothing new, lets what is under way finish, closes the listener, the workers and the store, all within
    /// five seconds. Blocks; idempotent. The destructor does the same.
    virtual void stop() = 0;
};

} // namespace campaign::host
