// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/HostConfig.h"

#include "server/net/Url.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace campaign::host {

namespace {

using Milliseconds = std::chrono::milliseconds;

/// How a setting is told and what it does; `apply` returns what is wrong with a text, "" when nothing is.
struct Declaration
{
    const char* name;
    const char* fallback;
    const char* description;
    std::string (*apply)(const std::string& text, HostConfig& config);
};

std::vector<std::string> listOf(const std::string& text)
{
    std::vector<std::string> items;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        if (end > start)
            items.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return items;
}

template <typename Number>
std::string readNumber(const std::string& text, std::int64_t least, std::int64_t most, Number& out)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool good = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!good || number < least || number > most)
        return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    out = static_cast<Number>(number);
    return {};
}

std::string readSeconds(const std::string& text, Milliseconds& out)
{
    constexpr std::int64_t day = 86'400;
    std::int64_t seconds = 0;
    std::string wrong = readNumber(text, 1, day, seconds);
    if (wrong.empty())
        out = std::chrono::seconds(seconds);
    return wrong;
}

std::string readMilliseconds(const std::string& text, Milliseconds& out)
{
    std::int64_t milliseconds = 0;
    std::string wrong = readNumber(text, 1, 3'600'000, milliseconds);
    if (wrong.empty())
        out = Milliseconds(milliseconds);
    return wrong;
}

/// Until there are accounts and encryption, a worker of this machine only: what it answers is taken for true.
std::string readRulesAddress(const std::string& text, HostConfig& config)
{
    config.rulesWorker.address = text;
    if (text.empty())
        return {};
    const Result<net::Authority> authority = net::parseAuthority(text);
    const bool isOurs = authority && net::isLoopbackHost(authority->host) && !authority->port.empty();
    return isOurs ? "" : "must be a port of this machine, as localhost:50051";
}

std::string readRoles(const std::string& text, HostConfig& config)
{
    const std::set<std::string> known{"api", "rules", "scheduler"};
    config.roles.clear();
    for (const std::string& role : listOf(text)) {
        if (!known.count(role))
            return "knows the roles api, rules and scheduler, not \"" + role + "\"";
        config.roles.insert(role);
    }
    return config.roles.empty() ? "must name at least one of api, rules, scheduler" : "";
}

std::string readOrigins(const std::string& text, HostConfig& config)
{
    config.corsOrigins = listOf(text);
    for (const std::string& origin : config.corsOrigins) {
        const std::size_t scheme = origin.find("://");
        if (scheme == std::string::npos || origin.find('/', scheme + 3) != std::string::npos)
            return "must be origins like https://table.example, parted by commas";
    }
    return {};
}

const std::vector<Declaration>& declarations()
{
    static const std::vector<Declaration> all{
        {"backup-interval", "60", "Minutes between two copies of a file in use.",
         [](const std::string& text, HostConfig& config) {
             int minutes = 0;
             std::string wrong = readNumber(text, 1, 10'080, minutes);
             config.backupInterval = std::chrono::minutes(minutes);
             return wrong;
         }},
        {"backup-keep", "10", "Copies kept of a file.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 1, 1'000, config.backupCount); }},
        {"backups", "on", "Copies of the campaign file, kept in a folder beside it: on or off.",
         [](const std::string& text, HostConfig& config) {
             config.keepsBackups = text == "on";
             return std::string(text == "on" || text == "off" ? "" : "is on or off");
         }},
        {"body-timeout", "30", "Seconds a client may take to send a body or to take an answer.",
         [](const std::string& text, HostConfig& config) { return readSeconds(text, config.http.body); }},
        {"cache", "on", "Whether replies share what was computed before: on or off.",
         [](const std::string& text, HostConfig& config) {
             config.gateway.cache.isEnabled = text == "on";
             return std::string(text == "on" || text == "off" ? "" : "is on or off");
         }},
        {"cache-keys", "100000", "Values kept in the cache.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 100, 10'000'000, config.gateway.cache.keys);
         }},
        {"cache-memory", "64", "Megabytes the cache may take.",
         [](const std::string& text, HostConfig& config) {
             std::string wrong = readNumber(text, 1, 1 << 16, config.gateway.cache.bytes);
             config.gateway.cache.bytes <<= 20;
             return wrong;
         }},
        {"cors-origin", "", "Origins of web pages that may use this server, besides those of this machine.",
         readOrigins},
        {"database", "", "Address of a database to serve in place of a file.",
         [](const std::string& text, HostConfig& config) {
             config.database = text;
             return std::string(text.empty() ? "" : "is not available yet: give a campaign file");
         }},
        {"drain", "3", "Seconds that requests under way get at shutdown (at most 4).",
         [](const std::string& text, HostConfig& config) {
             int seconds = 0;
             std::string wrong = readNumber(text, 0, 4, seconds);
             config.drain = std::chrono::seconds(seconds);
             return wrong;
         }},
        {"file", "", "Path of the campaign file.",
         [](const std::string& text, HostConfig& config) {
             config.file = text;
             return std::string();
         }},
        {"header-timeout", "10", "Seconds a client may take to send a request's header.",
         [](const std::string& text, HostConfig& config) { return readSeconds(text, config.http.header); }},
        {"idle-timeout", "60", "Seconds a connection may rest between requests.",
         [](const std::string& text, HostConfig& config) { return readSeconds(text, config.http.idle); }},
        {"listen", "127.0.0.1", "Address to listen on.",
         [](const std::string& text, HostConfig& config) {
             config.listen.address = text;
             return std::string(text.empty() ? "must not be empty" : "");
         }},
        {"max-body", "10485760", "Bytes of the largest request body.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1024, std::int64_t{1} << 30, config.http.bodyBytes);
         }},
        {"max-connections", "1000", "Connections served at once.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1, 100'000, config.http.connections);
         }},
        {"max-file-size", "67108864", "Bytes of the largest file sent to /files.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1024, std::int64_t{1} << 30, config.http.fileBytes);
         }},
        {"max-header", "16384", "Bytes of the largest request header.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1024, 1 << 20, config.http.headerBytes);
         }},
        {"network-threads", "1", "Threads for sockets.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 1, 64, config.listen.threads); }},
        {"operation-timeout", "30", "Seconds an operation may run.",
         [](const std::string& text, HostConfig& config) { return readSeconds(text, config.operationTimeout); }},
        {"port", "3000", "Port to listen on; 0 lets the system choose.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 0, 65'535, config.listen.port); }},
        {"query-cost", "50000", "Objects an operation may cost.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1, std::int64_t{1} << 40, config.gateway.cost);
         }},
        {"query-depth", "15", "Levels an operation may nest.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 1, 100, config.gateway.depth); }},
        {"queue", "1000", "Operations that may wait for a worker.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 1, 1'000'000, config.queue); }},
        {"role", "api,rules,scheduler", "What this process does, parted by commas.", readRoles},
        {"rules-address", "",
         "Rules worker that many conditions are sent to, as localhost:50051; none: evaluated here.", readRulesAddress},
        {"rules-batch", "10000", "Conditions of one call to the rules engine.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1, 1'000'000, config.rulesLimits.batch);
         }},
        {"rules-breaker-failures", "5", "Failures of the rules worker in a row before it is left alone.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1, 1'000, config.bulk.breaker.failures);
         }},
        {"rules-breaker-open", "30000", "Milliseconds a failing rules worker is left alone.",
         [](const std::string& text, HostConfig& config) {
             return readMilliseconds(text, config.bulk.breaker.openFor);
         }},
        {"rules-bulk", "100", "Conditions in one list from which on the rules worker is asked.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 1, 1'000'000, config.bulk.least); }},
        {"rules-channels", "2", "Connections to the rules worker.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1, 64, config.rulesWorker.channels);
         }},
        {"rules-health-port", "9265",
         "Port of /health where the rules engine alone is served; 0 lets the system choose.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 0, 65'535, config.rulesHealthPort);
         }},
        {"rules-max-message", "4194304", "Bytes of the largest request to the rules engine.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 1 << 20, 1 << 28, config.rules.messageBytes);
         }},
        {"rules-port", "50051", "Port of the rules engine (gRPC); 0 lets the system choose.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 0, 65'535, config.rules.port); }},
        {"rules-streams", "1000", "Calls at once on one connection to the rules engine.",
         [](const std::string& text, HostConfig& config) {
             return readNumber(text, 100, 100'000, config.rules.streams);
         }},
        {"rules-timeout", "1000", "Milliseconds the rules worker may take to answer.",
         [](const std::string& text, HostConfig& config) {
             return readMilliseconds(text, config.rulesWorker.deadline);
         }},
        {"workers", "0", "Threads for operations; 0 means as many as the machine runs at once.",
         [](const std::string& text, HostConfig& config) { return readNumber(text, 0, 256, config.workers); }},
    };
    return all;
}

std::string variableOf(std::string_view name)
{
    std::string variable = "CAMPAIGN_";
    for (const char c : name)
        variable += c == '-' ? '_' : static_cast<char>(c - 32);
    return variable;
}

Setting find(const Declaration& declared, const SettingSources& sources)
{
    Setting setting{declared.name, declared.fallback, "default", declared.description};
    if (const std::optional<std::string> text = sources.option(declared.name)) {
        setting.value = *text;
        setting.source = std::string("--") + declared.name;
    } else if (const std::optional<std::string> variable = sources.environment(variableOf(declared.name))) {
        setting.value = *variable;
        setting.source = variableOf(declared.name);
    }
    return setting;
}

} // namespace

SettingSources SettingSources::process()
{
    return {[](const std::string&) { return std::optional<std::string>(); },
            [](const std::string& variable) {
                const char* text = std::getenv(variable.c_str());
                return text ? std::optional<std::string>(text) : std::nullopt;
            }};
}

Result<HostConfig> HostConfig::read(const SettingSources& sources)
{
    HostConfig config;
    for (const Declaration& declared : declarations()) {
        Setting setting = find(declared, sources);
        const std::string wrong = declared.apply(setting.value, config);
        if (!wrong.empty()) {
            const bool isDefault = setting.source == "default";
            return Error{isDefault ? ErrorCode::Internal : ErrorCode::Invalid,
                         setting.source + " " + wrong + ", not \"" + setting.value + "\".",
                         declared.name,
                         {},
                         {}};
        }
        config.settings.push_back(std::move(setting));
    }
    return config;
}

std::vector<std::string> HostConfig::names()
{
    std::vector<std::string> all;
    for (const Declaration& declared : declarations())
        all.push_back(declared.name);
    return all;
}

} // namespace campaign::host
