// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace campaign::host {

/// Threads that run one operation each, top to bottom, so that no network thread and no window ever waits for a
/// database. Owned by Host. Safe from any thread.
class WorkerPool
{
public:
    using Task = std::function<void()>;

    /// `threads` 0 means as many as the machine runs at once (at least two); at most `queued` tasks wait.
    WorkerPool(int threads, std::size_t queued);
    ~WorkerPool();

    /// False when too many tasks wait already or the pool has stopped; the task is then not run.
    bool post(Task task);
    /// Lets running tasks end and drops those that wait. Blocks; idempotent; not from a task.
    void stop();
    int threadCount() const { return static_cast<int>(m_threads.size()); }

private:
    void work();

    const std::size_t m_limit;
    std::mutex m_mutex; // guards the two below
    std::deque<Task> m_tasks;
    bool m_stopped = false;
    std::condition_variable m_wake;
    std::vector<std::thread> m_threads;
};

} // namespace campaign::host
