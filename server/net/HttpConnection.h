// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/HttpServer.h"

// Boost.Beast and Boost.Asio 1.81; only HttpServer.cpp and HttpConnection.cpp include this header.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <optional>

namespace campaign::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using ContextPtr = std::shared_ptr<asio::io_context>;

class HttpConnection;

/// What a connection needs of the server it belongs to.
class ConnectionOwner
{
public:
    virtual ~ConnectionOwner() = default;
    virtual const HttpLimits& limits() const = 0;
    virtual const RequestHandler& handler() const = 0;
    virtual bool isStopping() const = 0;
    virtual void ended(HttpConnection& connection) = 0;
};

/// One client's connection: reads a request, has it answered, writes the answer, and again. Lives on its strand.
/// Coroutines take messages by reference to what their caller's frame holds, and nothing is awaited inside a larger
/// expression: GCC 12 destroys such temporaries twice.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(tcp::socket socket, ContextPtr context, ConnectionOwner& owner);

    void start();
    /// Answers 503 and closes: there are too many connections.
    void turnAway();
    /// From any thread. Idle: closes unless a request is under way, which then is the last.
    void close(bool idleOnly);

private:
    using Parser = http::request_parser<http::string_body>;

    asio::awaitable<void> serve();
    /// Waits for a request's first bytes; false when the client is gone or idle too long.
    asio::awaitable<bool> awaitRequest();
    /// Reads and answers one request; false when the connection is to end.
    asio::awaitable<bool> serveOne();
    asio::awaitable<bool> readBody(Parser& parser);
    asio::awaitable<HttpResponse> answer(HttpRequest& request);
    /// Writes the answer; false when it could not be.
    asio::awaitable<bool> write(const HttpResponse& response, bool keepAlive, bool withoutBody);
    asio::awaitable<void> refuseAndClose(const HttpResponse& response);
    /// Closes so that the client can still read what was written (RFC 9112 §9.6).
    asio::awaitable<void> linger();

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::weak_ptr<asio::io_context> m_context; ///< weak: the context owns our coroutine
    ConnectionOwner& m_owner;
    asio::steady_timer m_replyTimer;
    bool m_busy = false;
    bool m_closing = false;
};

} // namespace campaign::net
