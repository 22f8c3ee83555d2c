// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/net/HttpMessage.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace campaign::net {

/// What one client may cost.
struct HttpLimits
{
    std::uint64_t bodyBytes = 10u << 20;
    std::uint64_t fileBytes = 64u << 20; ///< of a body sent to `filePath`
    std::string filePath = "/files";
    std::uint32_t headerBytes = 16u << 10;
    int connections = 1000;
    std::chrono::milliseconds idle{60'000};   ///< between requests of a connection
    std::chrono::milliseconds header{10'000}; ///< from the first byte of a request to the end of its header
    std::chrono::milliseconds body{30'000};   ///< to send a whole body, and to take a whole answer
    std::chrono::milliseconds reply{120'000}; ///< for the handler
};

struct ListenAddress
{
    std::string address = "127.0.0.1"; ///< numeric, or "localhost"
    std::uint16_t port = 3000;         ///< 0 lets the system choose
    int threads = 1;
};

/// An HTTP/1.1 listener (RFC 9112) with threads of its own: keep-alive, pipelining, chunked bodies, 100-continue,
/// limits on all a client can send. What could be read in two ways (both Content-Length and Transfer-Encoding, repeated
/// or malformed lengths, several Host headers) is refused and the connection closed. Owned by Host.
class HttpServer
{
public:
    /// Binds and starts. `handler` outlives the server. Fails with Unavailable when the port is taken, Invalid when the
    /// address is none.
    static Result<std::unique_ptr<HttpServer>> listen(const ListenAddress& address, const HttpLimits& limits,
                                                      RequestHandler handler);
    virtual ~HttpServer() = default;

    virtual std::uint16_t port() const = 0;
    virtual int connectionCount() const = 0;
    /// Accepts nothing more, lets requests under way finish for `drain`, then closes what is left. Blocks; idempotent.
    virtual void stop(std::chrono::milliseconds drain) = 0;
};

} // namespace campaign::net
