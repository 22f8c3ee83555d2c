// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/RemoteConditions.h"

#include "server/core/Log.h"

namespace campaign::worker {

namespace {

constexpr std::string_view category = "campaign.rules";

/// Whether the worker failed, rather than answered with a refusal.
bool isFault(const Error& error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Limit || error.code == ErrorCode::Internal;
}

} // namespace

RemoteConditions::RemoteConditions(std::unique_ptr<RulesConnection> connection, std::string address, Settings settings)
    : m_connection(std::move(connection))
    , m_address(std::move(address))
    , m_settings(std::move(settings))
    , m_breaker(logging(m_settings.breaker))
{
}

CircuitBreaker::Settings RemoteConditions::logging(CircuitBreaker::Settings settings) const
{
    settings.changed = [address = m_address, also = settings.changed](CircuitBreaker::State from,
                                                                      CircuitBreaker::State to) {
        log(to == CircuitBreaker::State::Open ? LogLevel::Warning : LogLevel::Info, category, "breaker",
            {{"worker", address}, {"from", stateName(from)}, {"to", stateName(to)}});
        if (also)
            also(from, to);
    };
    return settings;
}

std::optional<std::vector<BulkConditions::Verdict>>
RemoteConditions::judge(std::span<const history::EntityPtr> conditions, const Id& branch, std::int64_t seq)
{
    std::vector<Verdict> all;
    all.reserve(conditions.size());
    for (std::size_t begin = 0; begin < conditions.size(); begin += m_settings.batch) {
        const std::size_t count = std::min(m_settings.batch, conditions.size() - begin);
        if (!judgeSome(conditions.subspan(begin, count), branch, seq, all)) {
            ++m_local;
            return std::nullopt;
        }
    }
    return all;
}

bool RemoteConditions::judgeSome(std::span<const history::EntityPtr> conditions, const Id& branch, std::int64_t seq,
                                 std::vector<Verdict>& out)
{
    std::vector<Id> ids;
    for (const history::EntityPtr& condition : conditions)
        ids.push_back(condition->id);
    Result<RemoteVerdicts> answer = call(ids, branch);
    if (!answer)
        return false;
    if (answer->seq != seq || answer->verdicts.size() != ids.size()) {
        ++m_outdated;
        return false;
    }
    out.insert(out.end(), std::make_move_iterator(answer->verdicts.begin()),
               std::make_move_iterator(answer->verdicts.end()));
    return true;
}

Result<RemoteVerdicts> RemoteConditions::call(const std::vector<Id>& ids, const Id& branch)
{
    const std::optional<CircuitBreaker::Permit> permit = m_breaker.allow();
    if (!permit)
        return Error{ErrorCode::Unavailable, "The circuit breaker is open.", {}, {}, {}};
    ++m_calls;
    Result<RemoteVerdicts> answer = m_connection->judge(ids, branch);
    if (answer || !isFault(answer.error())) {
        m_breaker.succeeded(*permit);
        return answer;
    }
    ++m_failures;
    log(LogLevel::Warning, category, "worker_failed", {{"worker", m_address}, {"reason", answer.error().message}});
    m_breaker.failed(*permit);
    return answer;
}

RemoteConditions::Numbers RemoteConditions::numbers() const
{
    return {m_calls, m_failures, m_outdated, m_local};
}

Value RemoteConditions::describe() const
{
    const auto whole = [](std::uint64_t number) { return Value(static_cast<std::int64_t>(number)); };
    const Numbers now = numbers();
    return Value::Object{{"address", m_address},
                         {"state", stateName(state())},
                         {"calls", whole(now.calls)},
                         {"failures", whole(now.failures)},
                         {"outdated", whole(now.outdated)},
                         {"local", whole(now.local)}};
}

} // namespace campaign::worker
