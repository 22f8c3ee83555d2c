// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/ChangeWriter.h"
#include "server/history/Store.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

namespace campaign::history {

/// The thread that owns the writing connection and runs all writes of the stream in order (semantics §1): whatever
/// waits (up to 64 operations or 2 ms) runs under savepoints in one transaction, commits once, then all are answered;
/// one that fails rolls back alone.
class WriteLane
{
public:
    using Operation = std::function<Result<void>(ChangeWriter&, ChangeHeader&)>;
    /// Decides what an operation is once the lane's turn has come; may refuse.
    using Preparation = std::function<Result<void>(ChangeLog&, const Lineage&, ChangeRequest&, ChangeHeader&)>;

    WriteLane(std::unique_ptr<database::Connection> connection, const catalogue::Catalogue& types, const Clock& clock,
              events::EventBus& bus);
    ~WriteLane();

    /// Reads the head, the lineage and the last row; starts the thread.
    Result<void> start();
    Result<Receipt> run(ChangeRequest request, Preparation prepare, Operation operation);
    /// Runs something else on the writing connection between two transactions (backup, rebuild); the number is that of
    /// the last row ever made.
    Result<void> runAlone(std::function<Result<void>(database::Connection&, std::int64_t&)> work);

private:
    struct Job
    {
        ChangeRequest request;
        Preparation prepare;
        Operation operation;
        std::function<Result<void>(database::Connection&, std::int64_t&)> alone;
        std::promise<Result<Receipt>> answer;
    };
    using JobPtr = std::unique_ptr<Job>;

    Result<Receipt> submit(JobPtr job);
    void loop();
    JobPtr next(std::unique_lock<std::mutex>& lock);
    void runBatch(JobPtr first);
    void runAloneNow(Job& job);
    Result<Receipt> runJob(Job& job);
    Result<Receipt> write(Job& job);
    Result<Receipt> earlier(const std::string& requestKey, bool& isKnown);
    Result<void> reload();
    void checkpoint();

    std::unique_ptr<database::Connection> m_connection;
    const catalogue::Catalogue& m_types;
    const Clock& m_clock;
    events::EventBus& m_bus;
    IdGenerator m_ids;
    ChangeLog m_log;
    ChangeLog::Head m_head;
    std::shared_ptr<const Lineage> m_lineage;
    std::int64_t m_lastRow = 0;
    bool m_needsCheckpoint = false;

    std::mutex m_mutex; // guards the queue and m_stopping
    std::condition_variable m_wake;
    std::deque<JobPtr> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace campaign::history
