// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/HttpServer.h"

#include "server/core/Log.h"
#include "server/net/HttpConnection.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace campaign::net {

namespace {

constexpr std::string_view category = "campaign.http";

Error unavailable(const ListenAddress& address, const boost::system::error_code& cause)
{
    return {ErrorCode::Unavailable,
            "Cannot listen on " + address.address + " port " + std::to_string(address.port) + ": " + cause.message() +
                ".",
            {},
            {},
            {}};
}

class BeastServer : public HttpServer, public ConnectionOwner
{
public:
    BeastServer(const HttpLimits& limits, RequestHandler handler)
        : m_limits(limits)
        , m_handler(std::move(handler))
        , m_acceptor(*m_context)
    {
    }
    ~BeastServer() override { stop(std::chrono::milliseconds(0)); }

    Result<void> start(const ListenAddress& address);
    std::uint16_t port() const override { return m_port; }
    int connectionCount() const override;
    void stop(std::chrono::milliseconds drain) override;

    const HttpLimits& limits() const override { return m_limits; }
    const RequestHandler& handler() const override { return m_handler; }
    bool isStopping() const override { return m_stopping; }
    void ended(HttpConnection& connection) override;

private:
    asio::awaitable<void> accept();
    void admit(tcp::socket socket);
    bool waitUntilEmpty(std::chrono::milliseconds longest);
    void closeAll(bool idleOnly);

    HttpLimits m_limits;
    RequestHandler m_handler;
    ContextPtr m_context = std::make_shared<asio::io_context>();
    tcp::acceptor m_acceptor;
    std::uint16_t m_port = 0;
    std::vector<std::thread> m_threads;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_stopped = false;

    mutable std::mutex m_mutex; // guards m_connections
    std::condition_variable m_changed;
    std::set<std::shared_ptr<HttpConnection>> m_connections;
};

Result<void> BeastServer::start(const ListenAddress& address)
{
    boost::system::error_code ec;
    const auto ip = asio::ip::make_address(address.address == "localhost" ? "127.0.0.1" : address.address, ec);
    if (ec)
        return Error{ErrorCode::Invalid,
                     "\"" + address.address + "\" is not an address to listen on; give a numeric one, as 127.0.0.1.",
                     {},
                     {},
                     {}};
    const tcp::endpoint endpoint(ip, address.port);
    m_acceptor.open(endpoint.protocol(), ec);
    if (!ec)
        m_acceptor.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec)
        m_acceptor.bind(endpoint, ec);
    if (!ec)
        m_acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (ec)
        return unavailable(address, ec);
    m_port = m_acceptor.local_endpoint(ec).port();
    asio::co_spawn(*m_context, accept(), asio::detached);
    for (int i = 0; i < std::max(1, address.threads); ++i)
        m_threads.emplace_back([context = m_context] { context->run(); });
    return {};
}

asio::awaitable<void> BeastServer::accept()
{
    while (!m_stopping) {
        boost::system::error_code ec;
        tcp::socket socket = co_await m_acceptor.async_accept(asio::make_strand(*m_context),
                                                              asio::redirect_error(asio::use_awaitable, ec));
        if (!ec) {
            admit(std::move(socket));
        } else if (!m_stopping) {
            // Out of descriptors, most likely: wait for connections to end rather than spin.
            log(LogLevel::Warning, category, "accept failed", {{"reason", ec.message()}});
            asio::steady_timer pause(*m_context, std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        }
    }
}

void BeastServer::admit(tcp::socket socket)
{
    auto connection = std::make_shared<HttpConnection>(std::move(socket), m_context, *this);
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        full = static_cast<int>(m_connections.size()) >= m_limits.connections;
        if (!full)
            m_connections.insert(connection);
    }
    if (full)
        connection->turnAway();
    else
        connection->start();
}

void BeastServer::ended(HttpConnection& connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(connection.shared_from_this());
    m_changed.notify_all();
}

int BeastServer::connectionCount() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_connections.size());
}

void BeastServer::closeAll(bool idleOnly)
{
    const std::lock_guard lock(m_mutex);
    for (const std::shared_ptr<HttpConnection>& connection : m_connections)
        connection->close(idleOnly);
}

bool BeastServer::waitUntilEmpty(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, longest, [&] { return m_connections.empty(); });
}

void BeastServer::stop(std::chrono::milliseconds drain)
{
    if (m_stopped.exchange(true))
        return;
    m_stopping = true;
    asio::post(*m_context, [this] {
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
    });
    closeAll(true);
    if (!m_threads.empty() && !waitUntilEmpty(drain)) {
        log(LogLevel::Warning, category, "closing unfinished connections", {{"count", connectionCount()}});
        closeAll(false);
        waitUntilEmpty(std::chrono::milliseconds(500));
    }
    m_context->stop();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

} // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const ListenAddress& address, const HttpLimits& limits,
                                                       RequestHandler handler)
{
    auto server = std::make_unique<BeastServer>(limits, std::move(handler));
    if (Result<void> started = server->start(address); !started)
        return started.error();
    return std::unique_ptr<HttpServer>(std::move(server));
}

} // namespace campaign::net
