// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/WriteLane.h"

#include "server/core/Log.h"

#include <chrono>

namespace campaign::history {

namespace {

constexpr std::size_t mostInABatch = 64;
constexpr auto longestBatch = std::chrono::milliseconds(2);
constexpr auto idleBeforeCheckpoint = std::chrono::seconds(5);

Error stopped()
{
    return {ErrorCode::Unavailable, "The campaign is being closed.", {}, {}, {}};
}

} // namespace

WriteLane::WriteLane(std::unique_ptr<database::Connection> connection, const catalogue::Catalogue& types,
                     const Clock& clock, events::EventBus& bus)
    : m_connection(std::move(connection))
    , m_types(types)
    , m_clock(clock)
    , m_bus(bus)
    , m_ids(clock)
    , m_log(*m_connection)
{
}

WriteLane::~WriteLane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    checkpoint();
}

Result<void> WriteLane::reload()
{
    Result<ChangeLog::Head> head = m_log.head();
    Result<std::shared_ptr<const Lineage>> lineage = Lineage::load(*m_connection);
    Result<std::int64_t> row = StateTables(*m_connection, m_types).lastRow();
    if (!head || !lineage || !row)
        return !head ? head.error() : !lineage ? lineage.error() : row.error();
    m_head = *head;
    m_lineage = *lineage;
    // Numbers once given are not given again while the process lives: readers know content by them.
    m_lastRow = std::max(m_lastRow, *row);
    return {};
}

Result<void> WriteLane::start()
{
    if (Result<void> loaded = reload(); !loaded)
        return loaded;
    m_thread = std::thread([this] { loop(); });
    return {};
}

Result<Receipt> WriteLane::submit(JobPtr job)
{
    std::future<Result<Receipt>> answer = job->answer.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return stopped();
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return answer.get();
}

Result<Receipt> WriteLane::run(ChangeRequest request, Preparation prepare, Operation operation)
{
    auto job = std::make_unique<Job>();
    job->request = std::move(request);
    job->prepare = std::move(prepare);
    job->operation = std::move(operation);
    return submit(std::move(job));
}

Result<void> WriteLane::runAlone(std::function<Result<void>(database::Connection&, std::int64_t&)> work)
{
    auto job = std::make_unique<Job>();
    job->alone = std::move(work);
    Result<Receipt> done = submit(std::move(job));
    return done ? Result<void>() : done.error();
}

WriteLane::JobPtr WriteLane::next(std::unique_lock<std::mutex>& lock)
{
    const auto ready = [&] { return m_stopping || !m_queue.empty(); };
    while (!ready()) {
        if (m_wake.wait_for(lock, idleBeforeCheckpoint, ready))
            break;
        lock.unlock();
        checkpoint();
        lock.lock();
    }
    if (m_queue.empty())
        return nullptr;
    JobPtr job = std::move(m_queue.front());
    m_queue.pop_front();
    return job;
}

void WriteLane::loop()
{
    std::unique_lock lock(m_mutex);
    while (JobPtr job = next(lock)) {
        lock.unlock();
        if (job->alone)
            runAloneNow(*job);
        else
            runBatch(std::move(job));
        lock.lock();
    }
}

void WriteLane::runAloneNow(Job& job)
{
    Result<void> done = job.alone(*m_connection, m_lastRow);
    if (done)
        done = reload();
    job.answer.set_value(done ? Result<Receipt>(Receipt{false, nullptr, m_head.seq}) : done.error());
}

void WriteLane::runBatch(JobPtr first)
{
    std::vector<std::pair<JobPtr, Result<Receipt>>> answers;
    const auto begun = std::chrono::steady_clock::now();
    Result<void> state = m_connection->execute("BEGIN IMMEDIATE");
    bool wrote = false;
    for (JobPtr job = std::move(first); job;) {
        Result<Receipt> receipt = state ? runJob(*job) : Result<Receipt>(state.error());
        wrote = wrote || (receipt && receipt->changed);
        answers.emplace_back(std::move(job), std::move(receipt));
        if (answers.size() >= mostInABatch || std::chrono::steady_clock::now() - begun > longestBatch)
            break;
        const std::lock_guard lock(m_mutex);
        if (m_queue.empty() || m_queue.front()->alone)
            break;
        job = std::move(m_queue.front());
        m_queue.pop_front();
    }
    if (state)
        state = m_connection->execute(wrote ? "COMMIT" : "ROLLBACK");
    if (!state) {
        (void)m_connection->execute("ROLLBACK");
        if (Result<void> loaded = reload(); !loaded)
            log(LogLevel::Critical, "campaign.history", "reload_failed", {{"reason", loaded.error().toString()}});
    }
    m_needsCheckpoint = m_needsCheckpoint || wrote;
    for (auto& [job, receipt] : answers) {
        if (state && receipt && receipt->change && receipt->changed)
            m_bus.publish(receipt->change);
        job->answer.set_value(state || !receipt ? std::move(receipt) : Result<Receipt>(state.error()));
    }
}

Result<Receipt> WriteLane::earlier(const std::string& requestKey, bool& isKnown)
{
    Result<std::int64_t> seq = m_log.findRequest(requestKey);
    if (!seq || *seq == 0)
        return seq ? Result<Receipt>(Receipt{}) : seq.error();
    Result<std::optional<ChangeHeader>> header = m_log.find(*seq);
    if (!header)
        return header.error();
    isKnown = true;
    auto event = std::make_shared<events::ChangeEvent>();
    event->seq = *seq;
    event->changeId = (*header)->changeId;
    event->author = (*header)->author;
    event->kind = (*header)->kind;
    event->reason = (*header)->reason;
    event->realTime = (*header)->realTime;
    return Receipt{false, event, m_head.seq};
}

Result<Receipt> WriteLane::runJob(Job& job)
{
    if (!job.request.idempotencyKey.empty() && !job.request.isTrial) {
        bool isKnown = false;
        Result<Receipt> receipt = earlier(job.request.idempotencyKey, isKnown);
        if (!receipt || isKnown)
            return receipt;
    }
    if (Result<void> begun = m_connection->execute("SAVEPOINT operation"); !begun)
        return begun.error();
    Result<Receipt> receipt = write(job);
    const bool stays = receipt && !job.request.isTrial;
    const Result<void> ended =
        m_connection->execute(stays ? "RELEASE operation" : "ROLLBACK TO operation; RELEASE operation");
    return ended ? std::move(receipt) : Result<Receipt>(ended.error());
}

Result<Receipt> WriteLane::write(Job& job)
{
    ChangeHeader header{.seq = m_head.seq + 1, .changeId = m_ids.next(), .author = job.request.author.userId};
    header.realTime = m_clock.nowMicroseconds();
    header.kind = job.request.kind;
    header.reason = job.request.reason;
    header.worldTime = job.request.worldTime;
    header.requestKey = job.request.idempotencyKey;
    if (job.prepare) {
        if (Result<void> prepared = job.prepare(m_log, *m_lineage, job.request, header); !prepared)
            return prepared.error();
    }
    ChangeWriter writer({*m_connection, m_types, m_ids, m_lineage, m_lastRow, header.seq, header.realTime},
                        job.request);
    if (Result<void> begun = writer.begin(); !begun)
        return begun.error();
    header.branch = writer.branch();
    if (Result<void> done = job.operation(writer, header); !done)
        return done.error();
    ChangeLog::Head head = m_head;
    Result<bool> changed = writer.finish(head, header);
    if (!changed)
        return changed.error();
    if (job.request.isTrial)
        return Receipt{false, writer.event(header), m_head.seq};
    if (!*changed)
        return Receipt{false, nullptr, m_head.seq};
    m_head = head;
    m_lineage = writer.lineage();
    return Receipt{true, writer.event(header), m_head.seq};
}

void WriteLane::checkpoint()
{
    // A copied file is whole: what is in the log goes into the file while nobody writes.
    if (m_needsCheckpoint && m_connection->execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        m_needsCheckpoint = false;
}

} // namespace campaign::history
