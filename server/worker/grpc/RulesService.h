// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/worker/RulesTransport.h"

#include <condition_variable>

#include <rulesengine.grpc.pb.h>

namespace campaign::worker {

class RunningCall;

/// The calls of rulesengine.RulesEngine (proto/rulesengine.proto): reads a request, hands the work to the workers,
/// writes the reply. Any thread of the library.
class RulesService final : public rulesengine::RulesEngine::CallbackService
{
public:
    /// `engine` outlives it and all calls.
    RulesService(RulesEngine& engine, PostTask post);

    /// Refuses new calls and waits until those under way have ended, at most so long.
    void drain(std::chrono::milliseconds atMost);

    using Context = grpc::CallbackServerContext;
    using Reactor = grpc::ServerUnaryReactor;
    Reactor* EvaluateCondition(Context* context, const rulesengine::EvaluateConditionRequest* request,
                               rulesengine::EvaluationResult* reply) override;
    Reactor* EvaluateConditions(Context* context, const rulesengine::EvaluateConditionsRequest* request,
                                rulesengine::EvaluateConditionsResponse* reply) override;
    Reactor* GetEvaluationOrder(Context* context, const rulesengine::GetEvaluationOrderRequest* request,
                                rulesengine::EvaluationOrderResponse* reply) override;
    Reactor* ValidateDependencies(Context* context, const rulesengine::ValidateDependenciesRequest* request,
                                  rulesengine::ValidationResult* reply) override;
    Reactor* InvalidateCache(Context* context, const rulesengine::InvalidateCacheRequest* request,
                             rulesengine::InvalidateCacheResponse* reply) override;
    Reactor* GetCacheStats(Context* context, const rulesengine::GetCacheStatsRequest* request,
                           rulesengine::CacheStatsResponse* reply) override;

private:
    friend class RunningCall;
    using Work = std::function<Result<>(const Interrupted& interrupted)>;
    Reactor* run(Context& context, Work work);
    bool begin();
    void end();

    RulesEngine& m_engine;
    const PostTask m_post;
    std::mutex m_mutex; // guards the two below
    int m_running = 0;
    bool m_isStopping = false;
    std::condition_variable m_ended;
};

} // namespace campaign::worker
