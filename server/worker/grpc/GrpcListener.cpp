// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/grpc/GrpcStatus.h"
#include "server/worker/grpc/GrpcTransport.h"
#include "server/worker/grpc/RulesService.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

namespace campaign::worker {

namespace {

constexpr const char* serviceName = "rulesengine.RulesEngine";
/// What all requests under way may take together.
constexpr std::size_t mostMemory = std::size_t{256} << 20;

std::string addressOf(const ListenSettings& settings)
{
    const std::string host = settings.address == "localhost" ? "127.0.0.1" : settings.address;
    const bool isSix = host.find(':') != std::string::npos;
    return (isSix ? "[" + host + "]" : host) + ":" + std::to_string(settings.port);
}

class GrpcListener final : public RulesListener
{
public:
    GrpcListener(RulesEngine& engine, PostTask post)
        : m_service(engine, std::move(post))
    {
    }
    ~GrpcListener() override { stop(std::chrono::milliseconds(0)); }

    Result<void> start(const ListenSettings& settings)
    {
        logThroughOurs();
        grpc::EnableDefaultHealthCheckService(true);
        grpc::ServerBuilder builder;
        int bound = 0;
        builder.AddListeningPort(addressOf(settings), grpc::InsecureServerCredentials(), &bound);
        builder.RegisterService(&m_service);
        builder.SetMaxReceiveMessageSize(settings.messageBytes);
        builder.SetResourceQuota(grpc::ResourceQuota("rules").Resize(mostMemory));
        // Two servers on one port would share the calls between them.
        builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, settings.streams);
        // Whoever pings, as often as he likes, gets an answer.
        builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 0);
        builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
        m_server = builder.BuildAndStart();
        if (!m_server || bound == 0) {
            m_server.reset();
            return Error{ErrorCode::Unavailable,
                         "The rules engine cannot listen at " + addressOf(settings) + "; is the port taken?",
                         "rules-port",
                         {},
                         {}};
        }
        m_port = static_cast<std::uint16_t>(bound);
        m_server->GetHealthCheckService()->SetServingStatus(serviceName, true);
        return {};
    }

    std::uint16_t port() const override { return m_port; }

    void stop(std::chrono::milliseconds drain) override
    {
        if (!m_server)
            return;
        m_server->GetHealthCheckService()->Shutdown();
        m_service.drain(drain);
        // What is left is cancelled at once: health watches, and calls that are told so between two conditions.
        m_server->Shutdown(std::chrono::system_clock::now());
        m_service.drain(std::chrono::minutes(1)); // workers may still let go of calls that have ended
        m_server.reset();
    }

private:
    RulesService m_service;
    std::unique_ptr<grpc::Server> m_server;
    std::uint16_t m_port = 0;
};

} // namespace

Result<std::unique_ptr<RulesListener>> listenGrpc(RulesEngine& engine, const ListenSettings& settings, PostTask post)
{
    auto listener = std::make_unique<GrpcListener>(engine, std::move(post));
    if (Result<void> started = listener->start(settings); !started)
        return started.error();
    return std::unique_ptr<RulesListener>(std::move(listener));
}

RulesTransport grpcTransport()
{
    return {listenGrpc, connectGrpc};
}

} // namespace campaign::worker
