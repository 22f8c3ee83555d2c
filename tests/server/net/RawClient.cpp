// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/net/RawClient.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <utility>

namespace {
constexpr int longestWait = 5000;
}

RawClient::RawClient(std::uint16_t port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawClient::~RawClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::readSome(int milliseconds)
{
    pollfd waiting{m_socket, POLLIN, 0};
    if (::poll(&waiting, 1, milliseconds) <= 0)
        return false;
    char buffer[16384];
    const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
    if (count <= 0)
        return false;
    m_received.append(buffer, static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::readResponses(int count)
{
    std::size_t end = 0;
    for (int i = 0; i < count;) {
        const std::size_t headerEnd = m_received.find("\r\n\r\n", end);
        if (headerEnd != std::string::npos) {
            const std::string_view head = std::string_view(m_received).substr(end, headerEnd - end + 4);
            const std::size_t length = std::strtoul(header(head, "Content-Length").c_str(), nullptr, 10);
            if (m_received.size() >= headerEnd + 4 + length) {
                end = headerEnd + 4 + length;
                ++i;
                continue;
            }
        }
        if (!readSome(longestWait))
            break;
    }
    std::string taken = m_received.substr(0, end);
    m_received.erase(0, end);
    return taken;
}

std::string RawClient::readToEnd()
{
    while (readSome(longestWait)) {
    }
    return std::exchange(m_received, {});
}

bool RawClient::isClosedWithin(int milliseconds)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    while (std::chrono::steady_clock::now() < until) {
        pollfd waiting{m_socket, POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0)
            continue;
        char byte = 0;
        const ssize_t count = ::recv(m_socket, &byte, 1, 0);
        if (count <= 0)
            return true;
        m_received += byte;
    }
    return false;
}

int RawClient::status(std::string_view response)
{
    constexpr std::size_t start = 9; // after "HTTP/1.1 "
    return response.size() < start + 3 ? 0 : std::atoi(std::string(response.substr(start, 3)).c_str());
}

std::string RawClient::header(std::string_view response, std::string_view name)
{
    const std::string_view head = response.substr(0, response.find("\r\n\r\n"));
    const std::string wanted = "\r\n" + std::string(name) + ": ";
    const std::size_t found = head.find(wanted);
    if (found == std::string_view::npos)
        return {};
    const std::size_t start = found + wanted.size();
    return std::string(head.substr(start, std::min(head.find("\r\n", start), head.size()) - start));
}

std::string RawClient::body(std::string_view response)
{
    const std::size_t end = response.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(response.substr(end + 4));
}
