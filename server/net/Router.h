// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/AccessGuard.h"
#include "server/net/FileEndpoint.h"
#include "server/net/GraphqlEndpoint.h"

namespace campaign::net {

/// What /health and /health/cache report. Called on a worker; may ask the store.
struct Health
{
    bool isReady = false;
    std::string version;
    std::int64_t now = 0; ///< µs since 1970 UTC
    cache::Statistics cache;
    Value rules; ///< what becomes of rules elsewhere; null: nothing
};
using HealthCheck = std::function<Health()>;

/// Sends each request to what answers its path, after the guard has let it pass. Lives as long as the server it
/// serves; safe from any thread.
class Router
{
public:
    Router(AccessGuard guard, GraphqlEndpoint& graphql, FileEndpoint& files, PostTask post, HealthCheck check);
    /// Of a server that answers for its health alone.
    Router(AccessGuard guard, PostTask post, HealthCheck check);

    void route(HttpRequest request, Reply reply) const;

private:
    void answerHealth(const HttpRequest& request, const Reply& reply) const;
    void dispatch(HttpRequest request, Reply reply) const;

    AccessGuard m_guard;
    GraphqlEndpoint* m_graphql = nullptr; ///< null with the files
    FileEndpoint* m_files = nullptr;
    PostTask m_post;
    HealthCheck m_check;
};

} // namespace campaign::net
