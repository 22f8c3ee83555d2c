// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/HttpConnection.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <ctime>

namespace campaign::net {

namespace {

using ErrorCodeOf = boost::system::error_code;

auto into(ErrorCodeOf& ec)
{
    return asio::redirect_error(asio::use_awaitable, ec);
}

std::string text(beast::string_view view)
{
    return {view.data(), view.size()};
}

/// The answer to a request that could not be read, or nothing when there is nobody to answer.
std::optional<HttpResponse> refusalFor(const ErrorCodeOf& ec)
{
    if (ec == http::error::body_limit)
        return errorResponse(413, "The body is larger than this server accepts.");
    if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
        return errorResponse(431, "The header is larger than this server accepts.");
    const bool isSyntax = ec.category() == http::make_error_code(http::error::bad_method).category();
    if (!isSyntax || ec == http::error::end_of_stream || ec == http::error::partial_message)
        return std::nullopt;
    return errorResponse(400, "The request is not valid HTTP: " + ec.message() + ".");
}

using Fields = http::request_header<http::fields>;

/// Refuses what two readers could understand differently (RFC 9112 §6.1, §6.3, §3.2).
std::optional<HttpResponse> checkFraming(const Fields& header)
{
    if (header.version() != 11 && header.version() != 10)
        return errorResponse(400, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
    const auto lengths = header.count(http::field::content_length);
    const auto encodings = header.count(http::field::transfer_encoding);
    if (lengths > 1 || encodings > 1 || (lengths && encodings))
        return errorResponse(400, "The length of the body is stated more than once.");
    const beast::string_view length = header[http::field::content_length];
    if (length.find_first_not_of("0123456789") != beast::string_view::npos)
        return errorResponse(400, "The length of the body is not one number.");
    if (encodings && (header.version() == 10 || !beast::iequals(header[http::field::transfer_encoding], "chunked")))
        return errorResponse(501, "Only the transfer coding \"chunked\" is supported.");
    const auto hosts = header.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && header.version() == 11))
        return errorResponse(400, "A request names its host exactly once.");
    const beast::string_view expect = header[http::field::expect];
    if (!expect.empty() && !beast::iequals(expect, "100-continue"))
        return errorResponse(417, "Only the expectation 100-continue is met.");
    return std::nullopt;
}

/// A request to a proxy carries the whole address; what it names then goes for the Host header (RFC 9112 §3.2.2).
void resolveAbsoluteTarget(HttpRequest& request)
{
    const std::size_t scheme = request.target.find("://");
    const std::size_t mark = request.target.find_first_of("/?");
    if (scheme == std::string::npos || mark != scheme + 1)
        return;
    const std::size_t path = std::min(request.target.find_first_of("/?", scheme + 3), request.target.size());
    const std::string authority = request.target.substr(scheme + 3, path - scheme - 3);
    for (Header& one : request.headers) {
        if (equalsIgnoringCase(one.name, "Host"))
            one.value = authority;
    }
    request.target = request.target.substr(path);
    if (request.target.empty() || request.target.front() != '/')
        request.target.insert(0, "/");
}

HttpRequest toRequest(http::request<http::string_body>&& message)
{
    HttpRequest request;
    request.method = text(message.method_string());
    request.target = text(message.target());
    for (const auto& one : message)
        request.headers.push_back({text(one.name_string()), text(one.value())});
    request.body = std::move(message.body());
    resolveAbsoluteTarget(request);
    return request;
}

/// The time as RFC 9110 §5.6.7 wants it: Sun, 06 Nov 1994 08:49:37 GMT.
std::string httpDate()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char buffer[64];
    return {buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

/// Waits for one answer. When every copy of the reply is dropped unused, the answer is 503. Keeps the context alive, so
/// that a late answer meets no dead strand.
struct PendingReply
{
    PendingReply(ContextPtr keptContext, asio::any_io_executor strand)
        : context(std::move(keptContext))
        , executor(std::move(strand))
    {
    }
    ~PendingReply() { give(errorResponse(503, "The server is shutting down or overloaded.")); }

    void give(HttpResponse response)
    {
        if (answered.exchange(true))
            return;
        asio::post(executor, [slot = slot, wake = wake, response = std::move(response)]() mutable {
            *slot = std::move(response);
            (*wake)();
        });
    }

    ContextPtr context;
    asio::any_io_executor executor;
    std::shared_ptr<std::optional<HttpResponse>> slot = std::make_shared<std::optional<HttpResponse>>();
    std::shared_ptr<std::function<void()>> wake = std::make_shared<std::function<void()>>();
    std::atomic<bool> answered = false;
};

} // namespace

HttpConnection::HttpConnection(tcp::socket socket, ContextPtr context, ConnectionOwner& owner)
    : m_stream(std::move(socket))
    , m_buffer(owner.limits().headerBytes + (64u << 10))
    , m_context(std::move(context))
    , m_owner(owner)
    , m_replyTimer(m_stream.get_executor())
{
    ErrorCodeOf ignored;
    m_stream.socket().set_option(tcp::no_delay(true), ignored);
}

void HttpConnection::start()
{
    asio::co_spawn(
        m_stream.get_executor(), [self = shared_from_this()] { return self->serve(); }, asio::detached);
}

void HttpConnection::turnAway()
{
    const auto refusing = [self = shared_from_this()]() -> asio::awaitable<void> {
        const HttpResponse full = errorResponse(503, "There are too many connections; try again later.");
        co_await self->refuseAndClose(full);
    };
    asio::co_spawn(m_stream.get_executor(), refusing, asio::detached);
}

void HttpConnection::close(bool idleOnly)
{
    asio::post(m_stream.get_executor(), [self = shared_from_this(), idleOnly] {
        self->m_closing = true;
        if (idleOnly && self->m_busy)
            return;
        self->m_replyTimer.cancel();
        self->m_stream.close();
    });
}

asio::awaitable<void> HttpConnection::serve()
{
    while (!m_owner.isStopping() && !m_closing) {
        const bool isThere = co_await awaitRequest();
        if (!isThere)
            break;
        m_busy = true;
        const bool again = co_await serveOne();
        m_busy = false;
        if (!again)
            break;
    }
    m_stream.close();
    m_owner.ended(*this);
}

asio::awaitable<bool> HttpConnection::awaitRequest()
{
    if (m_buffer.size() > 0)
        co_return true;
    constexpr std::size_t firstBytes = 4096;
    ErrorCodeOf ec;
    m_stream.expires_after(m_owner.limits().idle);
    const std::size_t count = co_await m_stream.async_read_some(m_buffer.prepare(firstBytes), into(ec));
    m_buffer.commit(count);
    co_return !ec;
}

asio::awaitable<bool> HttpConnection::serveOne()
{
    const HttpLimits& limits = m_owner.limits();
    Parser parser;
    parser.header_limit(limits.headerBytes);
    parser.body_limit(std::max(limits.bodyBytes, limits.fileBytes)); // until the header says where the body goes
    ErrorCodeOf ec;
    m_stream.expires_after(limits.header);
    co_await http::async_read_header(m_stream, m_buffer, parser, into(ec));
    std::optional<HttpResponse> refusal = ec ? refusalFor(ec) : checkFraming(parser.get());
    if (refusal)
        co_await refuseAndClose(*refusal);
    if (ec || refusal)
        co_return false;
    const bool isFile = text(parser.get().target()).substr(0, limits.filePath.size()) == limits.filePath;
    const std::uint64_t largest = isFile ? limits.fileBytes : limits.bodyBytes;
    if (const auto length = parser.content_length(); length && *length > largest) {
        co_await refuseAndClose(errorResponse(413, "The body is larger than this server accepts."));
        co_return false;
    }
    parser.body_limit(largest);
    const bool isComplete = co_await readBody(parser);
    if (!isComplete)
        co_return false;
    const bool keepAlive = parser.keep_alive();
    const bool isHead = parser.get().method() == http::verb::head;
    HttpRequest request = toRequest(parser.release());
    const HttpResponse response = co_await answer(request);
    const bool again = keepAlive && !m_owner.isStopping() && !m_closing;
    const bool written = co_await write(response, again, isHead);
    if (written && !again)
        co_await linger();
    co_return written&& again;
}

asio::awaitable<bool> HttpConnection::readBody(Parser& parser)
{
    ErrorCodeOf ec;
    m_stream.expires_after(m_owner.limits().body);
    if (!parser.is_done() && parser.get().version() == 11 && !parser.get()[http::field::expect].empty()) {
        constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(m_stream, asio::buffer(goOn), into(ec));
    }
    if (!ec && !parser.is_done())
        co_await http::async_read(m_stream, m_buffer, parser, into(ec));
    if (!ec)
        co_return true;
    const std::optional<HttpResponse> refusal = refusalFor(ec);
    if (refusal)
        co_await refuseAndClose(*refusal);
    co_return false;
}

asio::awaitable<HttpResponse> HttpConnection::answer(HttpRequest& request)
{
    auto pending = std::make_shared<PendingReply>(m_context.lock(), m_stream.get_executor());
    const auto slot = pending->slot;
    *pending->wake = [self = weak_from_this()] {
        if (const auto alive = self.lock())
            alive->m_replyTimer.cancel();
    };
    m_stream.expires_never();
    m_replyTimer.expires_after(m_owner.limits().reply);
    // The handler may answer at once or from another thread; both come back through the strand, so not before we wait.
    m_owner.handler()(std::move(request), [pending](HttpResponse response) { pending->give(std::move(response)); });
    pending.reset();
    ErrorCodeOf ec;
    co_await m_replyTimer.async_wait(into(ec));
    if (!*slot)
        co_return errorResponse(503, "The operation took too long.");
    co_return std::move(**slot);
}

asio::awaitable<bool> HttpConnection::write(const HttpResponse& response, bool keepAlive, bool withoutBody)
{
    http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
    message.reason(beast::string_view(reasonPhrase(response.status).data(), reasonPhrase(response.status).size()));
    for (const Header& one : response.headers)
        message.insert(one.name, one.value);
    message.set(http::field::date, httpDate());
    message.keep_alive(keepAlive);
    if (response.status != 204 && response.status != 304)
        message.content_length(response.body.size());
    if (!withoutBody)
        message.body() = response.body;
    ErrorCodeOf ec;
    m_stream.expires_after(m_owner.limits().body);
    co_await http::async_write(m_stream, message, into(ec));
    co_return !ec;
}

asio::awaitable<void> HttpConnection::refuseAndClose(const HttpResponse& response)
{
    const bool written = co_await write(response, false, false);
    if (written)
        co_await linger();
}

asio::awaitable<void> HttpConnection::linger()
{
    ErrorCodeOf ec;
    m_stream.socket().shutdown(tcp::socket::shutdown_send, ec);
    m_buffer.consume(m_buffer.size());
    m_stream.expires_after(std::chrono::seconds(1));
    while (!ec && !m_closing)
        co_await m_stream.async_read_some(m_buffer.prepare(16u << 10), into(ec));
    m_stream.close();
}

} // namespace campaign::net
