// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"
#include "server/recompute/LiveBranch.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace campaign::recompute {

/// After a change: which computed values of a branch came out otherwise.
struct ValuesEvent
{
    std::int64_t seq = 0; ///< of the change they now show
    Id branchId;
    std::vector<ChangedValue> values;
};
using ValuesEventPtr = std::shared_ptr<const ValuesEvent>;

/// The computed values of the branches asked for lately. They follow each committed change in the background, on a
/// thread of its own; who asks sooner brings them up itself. Any thread.
class LiveValues
{
public:
    /// All outlive it.
    LiveValues(history::Store& store, const ContextNames& names, const rules::OperatorRegistry& operators);
    ~LiveValues();
    LiveValues(const LiveValues&) = delete;
    LiveValues& operator=(const LiveValues&) = delete;

    /// Calls the function with the branch as the snapshot shows it. While it runs nobody else reads that branch.
    Result<> read(history::Snapshot& snapshot, const Id& branch, const std::function<Result<>(LiveBranch&)>& use);
    /// What is known of a branch is made anew when it is asked for next.
    void forget(const Id& branch);
    /// How much was done for all branches open now.
    Work work() const;

    using Listener = std::function<void(const ValuesEventPtr&)>;
    /// The listener is called on the thread that brought the branch up, for changes of values only, in order for each
    /// branch; it returns at once and asks for no branch. Unsubscribe with the number returned.
    int subscribe(Listener listener);
    void unsubscribe(int subscription);

private:
    struct Open
    {
        Open(Formulas& formulas, const Id& branch)
            : live(formulas, branch, Viewer::owner())
        {
        }
        mutable std::mutex mutex; // guards the branch
        LiveBranch live;
    };
    struct Step
    {
        std::int64_t seq = 0;
        bool reachesFar = false;
        std::vector<Named> entities;
    };

    void note(const events::ChangeEvent& event);
    std::optional<std::vector<Named>> changedBetween(std::int64_t after, std::int64_t upTo) const;
    std::shared_ptr<Open> open(const Id& branch);
    Result<> catchUp(Open& open, history::Snapshot& snapshot, const Id& branch);
    void publish(const ValuesEventPtr& event);
    void follow();
    void followAll();

    history::Store& m_store;
    Formulas m_formulas;
    mutable std::mutex m_mutex;                              // guards the next five
    std::deque<Step> m_steps;                                ///< the last changes, without gaps
    std::deque<std::pair<Id, std::shared_ptr<Open>>> m_open; ///< asked last: in front
    bool m_hasNews = false;
    bool m_isStopping = false;
    std::condition_variable m_news;
    std::mutex m_listenerMutex; // guards the next two, and is held while they are called
    std::vector<std::pair<int, Listener>> m_listeners;
    int m_nextListener = 1;
    int m_subscription = 0;
    std::thread m_follower;
};

} // namespace campaign::recompute
