// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Gateway.h"

#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/graphql/execution/Executor.h"

namespace campaign::api {

namespace {

/// Says why an operation is to stop now, if it is.
std::optional<Error> interruption(const Request& request)
{
    if (request.cancelled && request.cancelled->load(std::memory_order_relaxed))
        return Error{ErrorCode::Cancelled, "The operation was cancelled.", {}, {}, {}};
    if (request.deadline && std::chrono::steady_clock::now() >= *request.deadline)
        return Error{ErrorCode::Limit, "The operation took too long.", {}, {}, {}};
    return std::nullopt;
}

class StoreGateway final : public Gateway
{
public:
    StoreGateway(history::Store& store, const Clock& clock, const GatewaySettings& settings,
                 std::shared_ptr<const graphql::Schema> schema)
        : m_services(store, clock, settings)
        , m_executor(std::move(schema))
    {
    }

    Response execute(const Request& request, const Viewer& viewer) override
    {
        OperationScope scope(m_services, viewer);
        graphql::ExecutionContext context;
        context.setHost(scope);
        context.limits.depth = m_services.settings.depth;
        context.limits.cost = m_services.settings.cost;
        context.interrupted = [&request] { return interruption(request); };
        graphql::Response answer =
            m_executor.execute({request.query, request.operationName, request.variables}, context);
        Response response;
        response.json = std::move(answer.json);
        response.executed = answer.executed;
        response.hasErrors = answer.hasErrors;
        response.isSubscription = !answer.executed && operationKind(request) == OperationKind::Subscription;
        response.seq = scope.seq();
        response.statements = scope.statementCount();
        response.changes = scope.changes();
        if (scope.hasWritten())
            addChangeNumber(response);
        return response;
    }

    std::optional<OperationKind> operationKind(const Request& request) override
    {
        const auto kind = m_executor.operationKind({request.query, request.operationName, request.variables});
        if (!kind)
            return std::nullopt;
        switch (*kind) {
        case graphql::OperationKind::Query:
            return OperationKind::Query;
        case graphql::OperationKind::Mutation:
            return OperationKind::Mutation;
        case graphql::OperationKind::Subscription:
            break;
        }
        return OperationKind::Subscription;
    }

    cache::Statistics cacheStatistics() const override { return m_services.cache.statistics(); }
    events::EventBus& bus() override { return m_services.store.bus(); }
    events::ValuesFeed& values() override { return m_services.live; }
    std::optional<std::int64_t> runDue(const std::function<bool()>& isStopping) override
    {
        return m_services.realTime.runDue(isStopping);
    }
    bool altersDue(const events::ChangeEvent& change) const override { return m_services.realTime.isAlteredBy(change); }

private:
    static void addChangeNumber(Response& response)
    {
        response.json.pop_back();
        response.json += ",\"extensions\":{\"change\":" + std::to_string(response.seq) + "}}";
    }

    Services m_services;
    graphql::Executor m_executor;
};

} // namespace

Result<std::unique_ptr<Gateway>> makeGateway(history::Store& store, const Clock& clock, const GatewaySettings& settings)
{
    Result<std::shared_ptr<const graphql::Schema>> schema = assembleSchema(store.types());
    if (!schema)
        return schema.error();
    return std::unique_ptr<Gateway>(std::make_unique<StoreGateway>(store, clock, settings, std::move(*schema)));
}

std::string errorBody(const Error& error)
{
    graphql::GraphqlError entry;
    entry.message = error.message;
    graphql::errorExtensions(error, entry.extensions);
    return graphql::refusal({entry}).json;
}

} // namespace campaign::api
