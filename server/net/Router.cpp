// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/Router.h"

#include "server/catalogue/Time.h"

#include <algorithm>
#include <array>

namespace campaign::net {

namespace {

constexpr std::string_view graphqlPath = "/graphql";
// Alive: the process answers. Ready: its store does, too.
constexpr std::array<std::string_view, 4> healthPaths{"/health", "/health/live", "/health/ready", "/health/cache"};

bool isHealthPath(std::string_view path)
{
    return std::find(healthPaths.begin(), healthPaths.end(), path) != healthPaths.end();
}

HttpResponse describe(const Health& health)
{
    Value::Object body{{"status", health.isReady ? "ok" : "unavailable"},
                       {"timestamp", catalogue::toIsoRealTime(health.now)},
                       {"version", health.version}};
    if (!health.rules.isNull())
        body.append("rules", health.rules);
    HttpResponse response = jsonResponse(health.isReady ? 200 : 503, Value(std::move(body)));
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

/// Below these it is worth a look; not before there is something to judge.
constexpr double leastHitRate = 0.5;
constexpr std::uint64_t leastLookUps = 1'000;
constexpr double mostMegabytes = 512;

HttpResponse describeCache(const Health& health, std::chrono::steady_clock::duration took)
{
    const cache::KindStatistics& total = health.cache.total;
    const double megabytes = static_cast<double>(total.bytes) / (1 << 20);
    const bool isSlow = total.hits + total.misses >= leastLookUps && total.hitRate() < leastHitRate;
    const char* status = !health.isReady ? "down" : isSlow || megabytes > mostMegabytes ? "degraded" : "up";
    Value::Object byType;
    for (std::size_t i = 0; i < cache::kindCount; ++i)
        byType.append(std::string(cache::nameOf(static_cast<cache::Kind>(i))),
                      static_cast<std::int64_t>(health.cache.byKind[i].keys));
    Value::Object metrics{{"hitRate", total.hitRate()},
                          {"memoryUsageMB", megabytes},
                          {"keyCount", static_cast<std::int64_t>(total.keys)},
                          {"keyCountByType", std::move(byType)}};
    Value::Object part{{"status", status},
                       {"responseTime", std::chrono::duration<double, std::milli>(took).count()},
                       {"metrics", std::move(metrics)},
                       {"thresholds", Value::Object{{"minHitRate", leastHitRate}, {"maxMemory", mostMegabytes}}}};
    HttpResponse response =
        jsonResponse(health.isReady ? 200 : 503, Value(Value::Object{{"status", status}, {"cache", std::move(part)}}));
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

} // namespace

Router::Router(AccessGuard guard, GraphqlEndpoint& graphql, FileEndpoint& files, PostTask post, HealthCheck check)
    : m_guard(std::move(guard))
    , m_graphql(&graphql)
    , m_files(&files)
    , m_post(std::move(post))
    , m_check(std::move(check))
{
}

Router::Router(AccessGuard guard, PostTask post, HealthCheck check)
    : m_guard(std::move(guard))
    , m_post(std::move(post))
    , m_check(std::move(check))
{
}

void Router::route(HttpRequest request, Reply reply) const
{
    if (std::optional<HttpResponse> refused = m_guard.refuse(request))
        return reply(std::move(*refused));
    HttpResponse cors;
    m_guard.addCorsHeaders(request, cors);
    const auto withCors = [reply = std::move(reply), headers = std::move(cors.headers)](HttpResponse response) {
        response.headers.insert(response.headers.end(), headers.begin(), headers.end());
        response.headers.push_back({"X-Content-Type-Options", "nosniff"});
        reply(std::move(response));
    };
    dispatch(std::move(request), withCors);
}

void Router::dispatch(HttpRequest request, Reply reply) const
{
    const std::string_view path = request.path();
    const bool isHealth = isHealthPath(path);
    const bool isFile = m_files && FileEndpoint::owns(path);
    const bool isGraphql = m_graphql && path == graphqlPath;
    if (request.method == "OPTIONS" && (isHealth || isFile || isGraphql || path == "*"))
        return reply(m_guard.answerOptions(request, isHealth ? "GET, HEAD, OPTIONS" : "GET, POST, OPTIONS"));
    if (isGraphql)
        return m_graphql->answer(std::move(request), std::move(reply));
    if (isFile)
        return m_files->answer(std::move(request), std::move(reply));
    if (isHealth)
        return answerHealth(request, reply);
    reply(errorResponse(404, "There is nothing under this address: " + request.method + " " + std::string(path)));
}

void Router::answerHealth(const HttpRequest& request, const Reply& reply) const
{
    if (request.method != "GET" && request.method != "HEAD") {
        HttpResponse response = errorResponse(405, "Health is asked by GET or HEAD.");
        response.headers.push_back({"Allow", "GET, HEAD"});
        return reply(std::move(response));
    }
    if (request.path() == "/health/live")
        return reply(jsonResponse(200, Value(Value::Object{{"status", "ok"}})));
    const bool isCache = request.path() == "/health/cache";
    const auto answer = [this, reply, isCache] {
        const auto begun = std::chrono::steady_clock::now();
        const Health health = m_check();
        reply(isCache ? describeCache(health, std::chrono::steady_clock::now() - begun) : describe(health));
    };
    if (!m_post(answer))
        reply(errorResponse(503, "The server has too much to do; try again."));
}

} // namespace campaign::net
