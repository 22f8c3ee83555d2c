// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/net/HttpServer.h"
#include "server/worker/RemoteConditions.h"

#include <set>

namespace campaign::host {

/// One setting as it stands: its value in text and where that came from ("default", "--port", "CAMPAIGN_PORT").
struct Setting
{
    std::string name;
    std::string value;
    std::string source;
    std::string description;
};

/// Where a setting's text may come from besides its default.
struct SettingSources
{
    /// The option's text ("--port"'s for "port"), nothing when it was not given.
    std::function<std::optional<std::string>(const std::string& name)> option;
    /// The environment variable's text.
    std::function<std::optional<std::string>(const std::string& variable)> environment;

    /// No options; the process's environment.
    static SettingSources process();
};

/// Everything a host can be told. Options go before environment, environment before defaults.
struct HostConfig
{
    std::string file;     ///< path of the campaign file
    std::string database; ///< address of a database, "" for none
    std::set<std::string> roles{"api", "rules", "scheduler"};
    net::ListenAddress listen;
    net::HttpLimits http;
    api::GatewaySettings gateway;
    std::chrono::milliseconds operationTimeout{30'000};
    std::chrono::milliseconds drain{3000};
    int workers = 0;
    std::size_t queue = 1000;
    std::vector<std::string> corsOrigins;
    bool keepsBackups = true; ///< rolling copies beside the campaign file
    std::size_t backupCount = 10;
    worker::ListenSettings rules; ///< the rules role; its address is that of `listen`
    std::uint16_t rulesHealthPort = 9265; ///< health of a process that serves rules and nothing else
    worker::RulesEngine::Limits rulesLimits;
    worker::ConnectSettings rulesWorker; ///< no address: conditions are evaluated here
    worker::RemoteConditions::Settings bulk;
    std::chrono::milliseconds backupInterval{3'600'000};
    const Clock* clock = nullptr;  ///< of a test, outlives the host; null: the system's
    std::vector<Setting> settings; ///< all of them, by name

    /// Errors name the setting, its source and what it would take.
    static Result<HostConfig> read(const SettingSources& sources);
    /// The names of all settings, which are those of their options.
    static std::vector<std::string> names();
};

} // namespace campaign::host
