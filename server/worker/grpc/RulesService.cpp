// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/grpc/RulesService.h"

#include "server/core/Json.h"
#include "server/worker/grpc/GrpcStatus.h"

namespace campaign::worker {

namespace {

template <typename Request>
Place placeOf(const Request& request)
{
    return {request.campaign_id(), request.branch_id()};
}

std::vector<std::string> listOf(const google::protobuf::RepeatedPtrField<std::string>& texts)
{
    return {texts.begin(), texts.end()};
}

std::int64_t inMilliseconds(std::chrono::steady_clock::duration took)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
}

void write(const Outcome& outcome, rulesengine::EvaluationResult& out)
{
    out.set_success(outcome.value.has_value());
    out.set_holds(outcome.holds);
    if (outcome.value) {
        out.set_value_json(toJson(*outcome.value));
    } else {
        out.set_error(outcome.value.error().message);
        out.set_error_code(std::string(errorCodeName(outcome.value.error().code)));
    }
    int number = 0;
    for (const TraceStep& step : outcome.trace) {
        rulesengine::TraceStep& written = *out.add_trace();
        written.set_step(++number);
        written.set_description(step.description);
        written.set_input_json(step.input);
        written.set_output_json(step.output);
        written.set_passed(step.passed);
    }
    out.set_evaluation_time_ms(inMilliseconds(outcome.took));
}

std::string joined(const std::vector<std::string>& nodes)
{
    std::string text;
    for (const std::string& node : nodes)
        text += (text.empty() ? "" : " -> ") + node;
    return text;
}

} // namespace

/// A call that is being worked on: finished once, at the latest when nobody holds it any more, so that none is left
/// open when the workers drop what waits.
class RunningCall
{
public:
    RunningCall(RulesService& service, grpc::CallbackServerContext& context, grpc::ServerUnaryReactor* reactor)
        : m_service(service)
        , m_context(context)
        , m_reactor(reactor)
    {
    }
    ~RunningCall()
    {
        finish({grpc::StatusCode::UNAVAILABLE, "The server is stopping."});
        m_service.end();
    }
    RunningCall(const RunningCall&) = delete;
    RunningCall& operator=(const RunningCall&) = delete;

    void finish(const grpc::Status& status)
    {
        if (grpc::ServerUnaryReactor* reactor = std::exchange(m_reactor, nullptr))
            reactor->Finish(status);
    }

    std::optional<Error> interruption() const
    {
        if (m_context.IsCancelled())
            return Error{ErrorCode::Cancelled, "The call was cancelled.", {}, {}, {}};
        if (std::chrono::system_clock::now() >= m_context.deadline())
            return Error{ErrorCode::Limit, "The call's deadline has passed.", {}, {}, {}};
        return std::nullopt;
    }

private:
    RulesService& m_service;
    grpc::CallbackServerContext& m_context;
    grpc::ServerUnaryReactor* m_reactor;
};

RulesService::RulesService(RulesEngine& engine, PostTask post)
    : m_engine(engine)
    , m_post(std::move(post))
{
}

bool RulesService::begin()
{
    const std::lock_guard lock(m_mutex);
    m_running += m_isStopping ? 0 : 1;
    return !m_isStopping;
}

void RulesService::end()
{
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_ended.notify_all();
}

void RulesService::drain(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_isStopping = true;
    m_ended.wait_for(lock, atMost, [this] { return m_running == 0; });
}

RulesService::Reactor* RulesService::run(Context& context, Work work)
{
    Reactor* reactor = context.DefaultReactor();
    if (!begin()) {
        reactor->Finish({grpc::StatusCode::UNAVAILABLE, "The server is stopping."});
        return reactor;
    }
    const auto call = std::make_shared<RunningCall>(*this, context, reactor);
    const bool isPosted = m_post([call, work = std::move(work)] {
        if (const std::optional<Error> stop = call->interruption())
            return call->finish(toStatus(*stop));
        const Result<> done = work([&call] { return call->interruption(); });
        call->finish(done ? grpc::Status::OK : toStatus(done.error()));
    });
    if (!isPosted)
        call->finish({grpc::StatusCode::RESOURCE_EXHAUSTED, "The server has too much to do; try again."});
    return reactor;
}

RulesService::Reactor* RulesService::EvaluateCondition(Context* context,
                                                       const rulesengine::EvaluateConditionRequest* request,
                                                       rulesengine::EvaluationResult* reply)
{
    return run(*context, [this, request, reply](const Interrupted& interrupted) -> Result<> {
        if (request->condition_id().empty())
            return Error{ErrorCode::Invalid, "condition_id is empty.", {}, {}, {}};
        const Result<Evaluated> evaluated = m_engine.evaluate({.place = placeOf(*request),
                                                               .conditions = {request->condition_id()},
                                                               .context = request->context_json(),
                                                               .entity = request->entity_id(),
                                                               .withTrace = request->include_trace()},
                                                              interrupted);
        if (!evaluated)
            return evaluated.error();
        write(*evaluated->outcomes.front(), *reply);
        return {};
    });
}

RulesService::Reactor* RulesService::EvaluateConditions(Context* context,
                                                        const rulesengine::EvaluateConditionsRequest* request,
                                                        rulesengine::EvaluateConditionsResponse* reply)
{
    return run(*context, [this, request, reply](const Interrupted& interrupted) -> Result<> {
        const auto begun = std::chrono::steady_clock::now();
        const Result<Evaluated> evaluated = m_engine.evaluate({.place = placeOf(*request),
                                                               .conditions = listOf(request->condition_ids()),
                                                               .context = request->context_json(),
                                                               .withTrace = request->include_trace(),
                                                               .inDependencyOrder = request->use_dependency_order()},
                                                              interrupted);
        if (!evaluated)
            return evaluated.error();
        for (std::size_t i = 0; i < evaluated->order.size(); ++i) {
            write(*evaluated->outcomes[i], (*reply->mutable_results())[evaluated->order[i]]);
            reply->add_evaluation_order(evaluated->order[i]);
        }
        reply->set_at_change(evaluated->seq);
        reply->set_total_evaluation_time_ms(inMilliseconds(std::chrono::steady_clock::now() - begun));
        return {};
    });
}

RulesService::Reactor* RulesService::GetEvaluationOrder(Context* context,
                                                        const rulesengine::GetEvaluationOrderRequest* request,
                                                        rulesengine::EvaluationOrderResponse* reply)
{
    return run(*context, [this, request, reply](const Interrupted&) -> Result<> {
        const auto nodes = m_engine.order(placeOf(*request), listOf(request->condition_ids()));
        if (!nodes)
            return nodes.error();
        for (const std::string& node : *nodes)
            reply->add_node_ids(node);
        reply->set_total_nodes(static_cast<int>(nodes->size()));
        return {};
    });
}

RulesService::Reactor* RulesService::ValidateDependencies(Context* context,
                                                          const rulesengine::ValidateDependenciesRequest* request,
                                                          rulesengine::ValidationResult* reply)
{
    return run(*context, [this, request, reply](const Interrupted&) -> Result<> {
        const auto cycles = m_engine.cycles(placeOf(*request));
        if (!cycles)
            return cycles.error();
        for (const std::vector<std::string>& cycle : *cycles)
            reply->add_cycles(joined(cycle));
        reply->set_has_cycle(!cycles->empty());
        reply->set_message(cycles->empty() ? "No rule depends on itself."
                                           : std::to_string(cycles->size()) + " of the rules' ways lead back.");
        return {};
    });
}

RulesService::Reactor* RulesService::InvalidateCache(Context* context,
                                                     const rulesengine::InvalidateCacheRequest* request,
                                                     rulesengine::InvalidateCacheResponse* reply)
{
    return run(*context, [this, request, reply](const Interrupted&) -> Result<> {
        const Result<std::size_t> count = m_engine.forget(placeOf(*request), listOf(request->node_ids()));
        if (!count)
            return count.error();
        reply->set_invalidated_count(static_cast<int>(*count));
        reply->set_message("Forgot " + std::to_string(*count) + (*count == 1 ? " result." : " results."));
        return {};
    });
}

RulesService::Reactor* RulesService::GetCacheStats(Context* context, const rulesengine::GetCacheStatsRequest* request,
                                                   rulesengine::CacheStatsResponse* reply)
{
    return run(*context, [this, request, reply](const Interrupted&) -> Result<> {
        const Result<ResultNumbers> numbers = m_engine.numbers(placeOf(*request));
        if (!numbers)
            return numbers.error();
        const auto lookUps = static_cast<double>(numbers->hits + numbers->misses);
        reply->set_hits(static_cast<std::int64_t>(numbers->hits));
        reply->set_misses(static_cast<std::int64_t>(numbers->misses));
        reply->set_keys(static_cast<std::int64_t>(numbers->keys));
        reply->set_ksize(static_cast<std::int64_t>(numbers->keyBytes));
        reply->set_vsize(static_cast<std::int64_t>(numbers->valueBytes));
        reply->set_hit_rate(lookUps > 0 ? static_cast<double>(numbers->hits) / lookUps : 0);
        for (const std::string& key : numbers->sampleKeys)
            reply->add_sample_keys(key);
        return {};
    });
}

} // namespace campaign::worker
