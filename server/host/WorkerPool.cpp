// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host/WorkerPool.h"

#include <algorithm>

namespace campaign::host {

WorkerPool::WorkerPool(int threads, std::size_t queued)
    : m_limit(queued)
{
    const int count = threads > 0 ? threads : std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_tasks.size() >= m_limit)
            return false;
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
    return true;
}

void WorkerPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopped || !m_tasks.empty(); });
        if (m_stopped)
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it holds is let go outside the lock
        lock.lock();
    }
}

void WorkerPool::stop()
{
    std::deque<Task> dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        dropped.swap(m_tasks);
    }
    m_wake.notify_all();
    dropped.clear();
    for (std::thread& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

} // namespace campaign::host
