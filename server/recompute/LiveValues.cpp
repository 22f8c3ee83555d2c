// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/LiveValues.h"

#include "server/core/Log.h"

#include <algorithm>

namespace campaign::recompute {

namespace {

constexpr std::size_t mostSteps = 500;      ///< behind which everything is compared
constexpr std::size_t mostEntities = 2'000; ///< of a change that is followed entity by entity
constexpr std::size_t mostBranches = 4;

} // namespace

LiveValues::LiveValues(history::Store& store, const ContextNames& names, const rules::OperatorRegistry& operators)
    : m_store(store)
    , m_formulas(names, operators)
    , m_recent(mostSteps)
{
    m_subscription = m_store.bus().subscribe([this](const events::ChangeEventPtr& event) { note(*event); });
}

LiveValues::~LiveValues()
{
    m_store.bus().unsubscribe(m_subscription);
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_news.notify_all();
    if (m_follower.joinable())
        m_follower.join();
}

/// A clock that moves brings planned patches into force, of entities that nobody names.
void LiveValues::note(const events::ChangeEvent& event)
{
    Recent::Step step{event.seq, event.entities.empty() || event.entities.size() > mostEntities, {}};
    for (const events::EntityChange& change : event.entities) {
        const catalogue::Type* type = m_store.types().find(change.type);
        const bool movesBranch =
            type && type->role == catalogue::Role::Branch && change.operation == events::Operation::Update;
        step.reachesFar = step.reachesFar || !type || movesBranch;
        if (type)
            step.entities.push_back({type, change.id});
    }
    const std::lock_guard lock(m_mutex);
    m_recent.note(std::move(step));
    m_hasNews = !m_open.empty();
    m_news.notify_one();
}

std::optional<std::vector<Named>> LiveValues::changedSince(std::int64_t after, std::int64_t now) const
{
    const std::lock_guard lock(m_mutex);
    return after < 0 ? std::nullopt : m_recent.between(after, now);
}

std::shared_ptr<LiveValues::Open> LiveValues::open(const Id& branch)
{
    const std::lock_guard lock(m_mutex);
    const auto known = std::find_if(m_open.begin(), m_open.end(), [&](const auto& one) { return one.first == branch; });
    std::pair<Id, std::shared_ptr<Open>> found =
        known != m_open.end() ? *known : std::pair(branch, std::make_shared<Open>(m_formulas, branch));
    if (known != m_open.end())
        m_open.erase(known);
    m_open.push_front(found);
    closeOldest();
    if (!m_follower.joinable())
        m_follower = std::thread([this] { follow(); });
    return found.second;
}

/// With `m_mutex` held.
void LiveValues::closeOldest()
{
    std::size_t kept = 0;
    std::erase_if(m_open, [&](const auto& one) { return kept++ >= mostBranches && !isWatched(one.first); });
}

Result<> LiveValues::catchUp(Open& open, history::Snapshot& snapshot, const Id& branch)
{
    const std::int64_t now = snapshot.seq();
    if (open.live.seq() == now && open.isAnnounced)
        return {};
    const auto changed = changedSince(open.live.seq(), now);
    Result<std::vector<ChangedValue>> values = open.live.catchUp(snapshot, changed);
    if (!values) {
        open.live.clear();
        open.isAnnounced = false;
        return values.error();
    }
    const bool isEverything = !open.isAnnounced.exchange(true);
    if (isEverything)
        values->clear();
    if (isEverything || !values->empty())
        publish(std::make_shared<const events::ValuesEvent>(
            events::ValuesEvent{now, branch, isEverything, std::move(*values)}));
    return {};
}

Result<> LiveValues::read(history::Snapshot& snapshot, const Id& branch,
                          const std::function<Result<>(LiveBranch&)>& use)
{
    const std::shared_ptr<Open> known = open(branch);
    const std::lock_guard lock(known->mutex);
    if (known->live.seq() > snapshot.seq()) { // somebody else has seen more
        LiveBranch earlier(m_formulas, branch, Viewer::owner());
        const auto looked = earlier.catchUp(snapshot, std::nullopt);
        return looked ? use(earlier) : Result<>(looked.error());
    }
    const Result<> done = catchUp(*known, snapshot, branch);
    return done ? use(known->live) : done;
}

void LiveValues::forget(const Id& branch)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_open, [&](const auto& one) { return one.first == branch; });
    m_hasNews = true;
    m_news.notify_one();
}

Work LiveValues::work() const
{
    std::vector<std::shared_ptr<Open>> all;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [branch, one] : m_open)
            all.push_back(one);
    }
    Work sum;
    for (const std::shared_ptr<Open>& one : all) {
        const std::lock_guard lock(one->mutex);
        const Work& work = one->live.work();
        sum.variables += work.variables;
        sum.fields += work.fields;
        sum.conditions += work.conditions;
        sum.changed += work.changed;
        sum.waves += work.waves;
        sum.comparisons += work.comparisons;
    }
    return sum;
}

int LiveValues::watch(const Id& branch, Listener listener)
{
    int number = 0;
    {
        const std::lock_guard lock(m_watcherMutex);
        number = m_nextWatcher++;
        m_watchers.push_back({number, branch, std::move(listener)});
    }
    // Whoever comes second to a branch hears of everything as well.
    const std::shared_ptr<Open> known = open(branch);
    const std::lock_guard lock(m_mutex);
    known->isAnnounced = false;
    m_hasNews = true;
    m_news.notify_one();
    return number;
}

void LiveValues::unwatch(int number)
{
    const std::lock_guard lock(m_watcherMutex);
    std::erase_if(m_watchers, [number](const Watcher& one) { return one.number == number; });
}

bool LiveValues::isWatched(const Id& branch) const
{
    const std::lock_guard lock(m_watcherMutex);
    return std::any_of(m_watchers.begin(), m_watchers.end(), [&](const Watcher& one) { return one.branch == branch; });
}

void LiveValues::publish(const events::ValuesEventPtr& event)
{
    const std::lock_guard lock(m_watcherMutex);
    for (const Watcher& one : m_watchers) {
        if (one.branch == event->branchId)
            one.listener(event);
    }
}

void LiveValues::follow()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        m_news.wait(lock, [this] { return m_hasNews || m_isStopping; });
        if (m_isStopping)
            return;
        m_hasNews = false;
        lock.unlock();
        followAll();
        lock.lock();
    }
}

/// What is watched is known again after it was forgotten.
void LiveValues::openWatched()
{
    std::vector<Id> watched;
    {
        const std::lock_guard lock(m_watcherMutex);
        for (const Watcher& one : m_watchers)
            watched.push_back(one.branch);
    }
    for (const Id& branch : watched)
        open(branch);
}

void LiveValues::followAll()
{
    openWatched();
    std::vector<std::pair<Id, std::shared_ptr<Open>>> all;
    {
        const std::lock_guard lock(m_mutex);
        all.assign(m_open.begin(), m_open.end());
    }
    for (const auto& [branch, one] : all) {
        const std::lock_guard lock(one->mutex);
        const Result<std::unique_ptr<history::Snapshot>> snapshot = m_store.read();
        const bool isNew = one->live.seq() < 0 || !one->isAnnounced;
        if (!snapshot || (isNew && !isWatched(branch)) || one->live.seq() > (*snapshot)->seq())
            continue;
        if (const Result<> done = catchUp(*one, **snapshot, branch); !done)
            log(LogLevel::Warning, "campaign.recompute", "not followed", {{"branch", branch}});
    }
}

} // namespace campaign::recompute
