// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/grpc/GrpcStatus.h"
#include "server/worker/grpc/GrpcTransport.h"

#include <grpcpp/grpcpp.h>

#include <rulesengine.grpc.pb.h>

namespace campaign::worker {

namespace {

constexpr int firstRetryMs = 50;

/// A few channels, each a connection of its own, asked in turn: calls of many threads do not wait for each other's
/// bytes.
class GrpcConnection final : public RulesConnection
{
public:
    explicit GrpcConnection(const ConnectSettings& settings)
        : m_deadline(settings.deadline)
    {
        logThroughOurs();
        grpc::ChannelArguments arguments;
        arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
        arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, firstRetryMs);
        arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, firstRetryMs);
        arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS,
                         std::max(firstRetryMs, static_cast<int>(settings.retryAtMost.count())));
        arguments.SetMaxReceiveMessageSize(-1); // the caller has named what comes back
        // The worker's address is meant as it stands, whatever proxies the environment names.
        arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
        for (int i = 0; i < std::max(1, settings.channels); ++i)
            m_stubs.push_back(rulesengine::RulesEngine::NewStub(
                grpc::CreateCustomChannel(settings.address, grpc::InsecureChannelCredentials(), arguments)));
    }

    Result<RemoteVerdicts> judge(const std::vector<Id>& conditions, const Id& branch) override
    {
        rulesengine::EvaluateConditionsRequest request;
        rulesengine::EvaluateConditionsResponse reply;
        request.mutable_condition_ids()->Assign(conditions.begin(), conditions.end());
        request.set_branch_id(branch);
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + m_deadline);
        rulesengine::RulesEngine::Stub& stub = *m_stubs[m_next++ % m_stubs.size()];
        const grpc::Status status = stub.EvaluateConditions(&context, request, &reply);
        if (!status.ok())
            return toError(status);
        return read(reply, conditions);
    }

private:
    static Result<RemoteVerdicts> read(const rulesengine::EvaluateConditionsResponse& reply,
                                       const std::vector<Id>& conditions)
    {
        RemoteVerdicts answer;
        answer.seq = reply.at_change();
        answer.verdicts.reserve(conditions.size());
        for (const Id& id : conditions) {
            const auto found = reply.results().find(id);
            if (found == reply.results().end())
                return Error{ErrorCode::Internal, "The worker's answer lacks a condition.", id, {}, {}};
            if (found->second.error_code() == errorCodeName(ErrorCode::NotFound))
                return Error{ErrorCode::NotFound, found->second.error(), id, {}, {}};
            answer.verdicts.push_back({found->second.holds(), found->second.error()});
        }
        return answer;
    }

    const std::chrono::milliseconds m_deadline;
    std::vector<std::unique_ptr<rulesengine::RulesEngine::Stub>> m_stubs;
    std::atomic<std::size_t> m_next{0};
};

} // namespace

std::unique_ptr<RulesConnection> connectGrpc(const ConnectSettings& settings)
{
    return std::make_unique<GrpcConnection>(settings);
}

} // namespace campaign::worker
