// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// A TCP client that sends what it is told, valid or not. Every wait ends after a few seconds.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool send(std::string_view bytes);
    /// Reads until `count` complete responses with a Content-Length have arrived (or the connection ends).
    std::string readResponses(int count);
    /// Reads until the server closes.
    std::string readToEnd();
    /// Whether the server closes within the time, in ms.
    bool isClosedWithin(int milliseconds);

    static int status(std::string_view response);
    static std::string header(std::string_view response, std::string_view name);
    static std::string body(std::string_view response);

private:
    bool readSome(int milliseconds);

    int m_socket = -1;
    std::string m_received;
};
