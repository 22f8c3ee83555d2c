// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/Host.h"

#include "server/catalogue/Catalogue.h"
#include "server/core/Log.h"
#include "server/history/CampaignFile.h"
#include "server/history/Store.h"
#include "server/host/Backups.h"
#include "server/host/DueSchedule.h"
#include "server/net/Router.h"
#include "server/net/Url.h"

#include <filesystem>

namespace campaign::host {

namespace {

constexpr std::string_view category = "campaign.host";

/// A log beside a file that nobody has open: whoever had it open did not get to close it.
bool hasUnfinishedLog(const std::string& file)
{
    std::error_code ec;
    const std::uintmax_t bytes = std::filesystem::file_size(file + "-wal", ec);
    return !ec && bytes > 0;
}

class LocalHost : public Host
{
public:
    LocalHost(HostConfig config, worker::RulesTransport rules)
        : m_config(std::move(config))
        , m_rules(std::move(rules))
        , m_clock(m_config.clock ? *m_config.clock : m_realTime)
        , m_workers(m_config.workers, m_config.queue)
    {
    }
    ~LocalHost() override { stop(); }

    Result<void> start(bool readOnly);

    api::Gateway& gateway() override { return *m_gateway; }
    history::Store& store() override { return *m_store; }
    const HostConfig& config() const override { return m_config; }
    bool wasRecovered() const override { return m_wasRecovered; }
    bool post(WorkerPool::Task task) override { return m_workers.post(std::move(task)); }
    Result<void> listen() override;
    Result<void> listenForHealth() override;
    std::uint16_t port() const override { return m_server ? m_server->port() : std::uint16_t{0}; }
    void runDue() override;
    Result<void> listenForRules() override;
    std::uint16_t rulesPort() const override { return m_rulesListener ? m_rulesListener->port() : std::uint16_t{0}; }
    void stop() override;

private:
    net::PostTask onWorkers()
    {
        return [this](std::function<void()> task) { return m_workers.post(std::move(task)); };
    }
    Result<void> serve(const net::ListenAddress& address);
    net::Health health();
    void connectToRules();
    Value describeRules() const;
    Result<void> copyBeforeMigration() const;
    void makeBackup(const std::string& reason) const;
    void backUpAtEnd();

    HostConfig m_config;
    worker::RulesTransport m_rules;
    const SystemClock m_realTime;
    const Clock& m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<worker::RemoteConditions> m_remote; ///< null: conditions are evaluated here
    std::unique_ptr<api::Gateway> m_gateway;
    std::unique_ptr<rules::OperatorRegistry> m_operators; ///< with the next two: of the rules role
    std::unique_ptr<worker::RulesEngine> m_engine;
    std::unique_ptr<net::GraphqlEndpoint> m_graphql;
    std::unique_ptr<FileService> m_fileService;
    std::unique_ptr<net::FileEndpoint> m_files;
    std::unique_ptr<net::Router> m_router;
    std::unique_ptr<net::HttpServer> m_server;
    WorkerPool m_workers; ///< after what its tasks use
    std::unique_ptr<worker::RulesListener> m_rulesListener;
    std::unique_ptr<BackupSchedule> m_backups;
    std::unique_ptr<DueSchedule> m_due;
    bool m_isReadOnly = false;
    std::int64_t m_seqAtStart = 0; ///< of the last change; meaningful while there is a schedule
    bool m_wasRecovered = false;
};

Result<void> LocalHost::start(bool readOnly)
{
    const bool isThere = std::filesystem::exists(m_config.file);
    const bool hasLog = isThere && !readOnly && hasUnfinishedLog(m_config.file);
    if (isThere && !readOnly) {
        if (Result<void> copied = copyBeforeMigration(); !copied)
            return copied;
    }
    m_isReadOnly = readOnly;
    history::StoreOptions options;
    options.readOnly = readOnly;
    Result<std::unique_ptr<history::Store>> opened = history::openStore(m_config.file, m_types, m_clock, options);
    if (!opened)
        return opened.error();
    m_store = std::move(opened).value();
    connectToRules();
    Result<std::unique_ptr<api::Gateway>> made = api::makeGateway(*m_store, m_clock, m_config.gateway);
    if (!made)
        return made.error();
    m_gateway = std::move(made).value();
    m_wasRecovered = hasLog;
    if (hasLog)
        log(LogLevel::Warning, category, "recovered", {{"file", m_config.file}});
    if (!readOnly && m_config.keepsBackups) {
        const auto snapshot = m_store->read();
        if (!snapshot)
            return snapshot.error();
        m_seqAtStart = (*snapshot)->seq();
        const auto make = [this, isThere](const std::string& reason) {
            if (isThere || reason != "open") // a new file has nothing in it yet
                makeBackup(reason);
        };
        m_backups = std::make_unique<BackupSchedule>(m_config.backupInterval, make);
    }
    return {};
}

Result<void> LocalHost::copyBeforeMigration() const
{
    const Result<history::FileMarks> marks = history::readMarks(m_config.file);
    if (!marks || !history::needsMigration(*marks))
        return marks ? Result<void>() : marks.error();
    const Result<BackupCopy> made = Backups(m_config.file, m_config.backupCount).make("migration", m_clock);
    return made ? Result<void>() : made.error();
}

/// So that a short session, a first one above all, is not without a copy of what came of it.
void LocalHost::backUpAtEnd()
{
    if (!m_backups)
        return;
    m_backups.reset(); // one copy at a time
    const Result<history::FileMarks> marks = history::readMarks(m_config.file);
    if (marks && marks->seq > m_seqAtStart)
        makeBackup("close");
}

void LocalHost::makeBackup(const std::string& reason) const
{
    const Result<BackupCopy> made = Backups(m_config.file, m_config.backupCount).make(reason, m_clock);
    if (made)
        log(LogLevel::Info, category, "backup", {{"copy", made->path}, {"change", made->seq}});
    else
        log(LogLevel::Warning, category, "backup_failed", {{"reason", made.error().toString()}});
}

Result<void> LocalHost::listen()
{
    m_graphql = std::make_unique<net::GraphqlEndpoint>(
        *m_gateway, onWorkers(), net::GraphqlEndpoint::Settings{Viewer::owner(), m_config.operationTimeout});
    m_fileService = std::make_unique<FileService>(*m_store, m_config.http.fileBytes);
    m_files = std::make_unique<net::FileEndpoint>(*m_fileService, onWorkers(), Viewer::owner());
    m_router = std::make_unique<net::Router>(net::AccessGuard(m_config.corsOrigins), *m_graphql, *m_files, onWorkers(),
                                             [this] { return health(); });
    return serve(m_config.listen);
}

Result<void> LocalHost::listenForHealth()
{
    m_router =
        std::make_unique<net::Router>(net::AccessGuard(m_config.corsOrigins), onWorkers(), [this] { return health(); });
    net::ListenAddress address = m_config.listen;
    address.port = m_config.rulesHealthPort;
    return serve(address);
}

Result<void> LocalHost::serve(const net::ListenAddress& address)
{
    auto handler = [router = m_router.get()](net::HttpRequest request, net::Reply reply) {
        router->route(std::move(request), std::move(reply));
    };
    Result<std::unique_ptr<net::HttpServer>> server =
        net::HttpServer::listen(address, m_config.http, std::move(handler));
    if (!server)
        return server.error();
    m_server = std::move(server).value();
    log(LogLevel::Info, category, "listening",
        {{"address", address.address}, {"port", static_cast<int>(m_server->port())}});
    return {};
}

void LocalHost::connectToRules()
{
    if (m_config.rulesWorker.address.empty() || !m_rules.connect)
        return;
    m_config.rulesWorker.retryAtMost = std::min(m_config.rulesWorker.retryAtMost, m_config.bulk.breaker.openFor / 2);
    m_remote = std::make_unique<worker::RemoteConditions>(m_rules.connect(m_config.rulesWorker),
                                                          m_config.rulesWorker.address, m_config.bulk);
    m_config.gateway.bulkConditions = m_remote.get();
}

void LocalHost::runDue()
{
    if (!m_due && m_gateway && !m_isReadOnly && m_config.roles.contains("scheduler"))
        m_due = std::make_unique<DueSchedule>(*m_gateway, m_clock);
}

Result<void> LocalHost::listenForRules()
{
    if (!m_rules.listen)
        return Error{ErrorCode::Unavailable, "This program does not serve the rules engine.", "role", {}, {}};
    m_operators = std::make_unique<rules::OperatorRegistry>(rules::OperatorRegistry::ofCampaign());
    m_engine = std::make_unique<worker::RulesEngine>(*m_store, *m_operators, m_clock, m_config.rulesLimits);
    m_config.rules.address = m_config.listen.address;
    Result<std::unique_ptr<worker::RulesListener>> listener = m_rules.listen(*m_engine, m_config.rules, onWorkers());
    if (!listener)
        return listener.error();
    m_rulesListener = std::move(listener).value();
    log(LogLevel::Info, category, "listening_for_rules",
        {{"address", m_config.rules.address}, {"port", static_cast<int>(m_rulesListener->port())}});
    return {};
}

net::Health LocalHost::health()
{
    return {m_store->read().has_value(), m_config.gateway.version, m_clock.nowMicroseconds(),
            m_gateway->cacheStatistics(), describeRules()};
}

/// Who evaluates conditions: a worker, as the breaker sees it, or this process; and whether others may ask it to.
Value LocalHost::describeRules() const
{
    Value described = m_remote ? m_remote->describe() : Value(Value::Object{{"state", "local"}});
    if (!m_rulesListener)
        return described;
    described.asObject().append("servedAt", static_cast<int>(m_rulesListener->port()));
    const Result<worker::ResultNumbers> numbers = m_engine->numbers({});
    if (numbers)
        described.asObject().append("results", Value::Object{{"keys", static_cast<std::int64_t>(numbers->keys)},
                                                             {"hits", static_cast<std::int64_t>(numbers->hits)},
                                                             {"misses", static_cast<std::int64_t>(numbers->misses)}});
    return described;
}

void LocalHost::stop()
{
    const auto until = std::chrono::steady_clock::now() + m_config.drain;
    const auto left = [until] {
        const auto rest =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        return std::max(rest, std::chrono::milliseconds(0));
    };
    if (m_server)
        m_server->stop(left());
    if (m_graphql)
        m_graphql->cancelAll();
    if (m_rulesListener)
        m_rulesListener->stop(left()); // its calls need the workers to end
    m_workers.stop();
    m_due.reset();
    m_rulesListener.reset();
    m_engine.reset();
    m_operators.reset();
    backUpAtEnd();
    m_server.reset();
    m_router.reset();
    m_files.reset();
    m_fileService.reset();
    m_graphql.reset();
    m_gateway.reset();
    m_remote.reset();
    m_store.reset();
}

Result<void> checkListenAddress(const std::string& address)
{
    if (net::isLoopbackHost(address))
        return {};
    return Error{ErrorCode::Forbidden,
                 "Until there are accounts, only this machine is served: --listen takes 127.0.0.1, ::1 or localhost, "
                 "not \"" +
                     address + "\".",
                 "listen",
                 {},
                 {}};
}

} // namespace

Result<std::unique_ptr<Host>> Host::open(HostConfig config, bool readOnly, worker::RulesTransport rules)
{
    if (config.file.empty())
        return Error{ErrorCode::Invalid, "No campaign file was named.", "file", {}, {}};
    if (Result<void> allowed = checkListenAddress(config.listen.address); !allowed)
        return allowed.error();
    const bool isRulesAlone = config.roles == std::set<std::string>{"rules"};
    auto host = std::make_unique<LocalHost>(std::move(config), std::move(rules));
    if (Result<void> started = host->start(readOnly || isRulesAlone); !started)
        return started.error();
    return std::unique_ptr<Host>(std::move(host));
}

} // namespace campaign::host
