// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/events/RecentChanges.h"
#include "server/history/Store.h"
#include "server/recompute/LiveBranch.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>

namespace campaign::recompute {

/// The computed values of the branches that are watched or were asked for lately. They follow each committed change in
/// the background, on a thread of its own; who asks sooner brings them up itself. Any thread.
class LiveValues final : public events::ValuesFeed
{
public:
    /// All outlive it.
    LiveValues(history::Store& store, const ContextNames& names, const rules::OperatorRegistry& operators);
    ~LiveValues() override;
    LiveValues(const LiveValues&) = delete;
    LiveValues& operator=(const LiveValues&) = delete;

    /// Calls the function with the branch as the snapshot shows it. While it runs nobody else reads that branch.
    Result<> read(history::Snapshot& snapshot, const Id& branch, const std::function<Result<>(LiveBranch&)>& use);
    /// What is known of a branch is made anew when it is asked for next.
    void forget(const Id& branch);
    /// How much was done for all branches open now.
    Work work() const;

    /// A branch that is watched stays known however many others are asked for. The listener asks for no branch.
    int watch(const Id& branch, Listener listener) override;
    void unwatch(int number) override;

private:
    struct Open
    {
        Open(Formulas& formulas, const Id& branch)
            : live(formulas, branch, Viewer::owner())
        {
        }
        mutable std::mutex mutex; // guards the branch
        LiveBranch live;
        std::atomic<bool> isAnnounced = false; ///< those who watch have heard of everything
    };
    using Recent = events::RecentChanges<Named>;

    void note(const events::ChangeEvent& event);
    std::optional<std::vector<Named>> changedSince(std::int64_t after, std::int64_t now) const;
    std::shared_ptr<Open> open(const Id& branch);
    Result<> catchUp(Open& open, history::Snapshot& snapshot, const Id& branch);
    void publish(const events::ValuesEventPtr& event);
    bool isWatched(const Id& branch) const;
    void openWatched();
    void closeOldest();
    void follow();
    void followAll();

    history::Store& m_store;
    Formulas m_formulas;
    mutable std::mutex m_mutex; // guards the next five
    Recent m_recent;
    std::deque<std::pair<Id, std::shared_ptr<Open>>> m_open; ///< asked last: in front
    bool m_hasNews = false;
    bool m_isStopping = false;
    std::condition_variable m_news;
    struct Watcher
    {
        int number = 0;
        Id branch;
        Listener listener;
    };
    mutable std::mutex m_watcherMutex; // guards the next two, and is held while listeners are called
    std::vector<Watcher> m_watchers;
    int m_nextWatcher = 1;
    int m_subscription = 0;
    std::thread m_follower;
};

} // namespace campaign::recompute
