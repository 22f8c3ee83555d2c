// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/RealTimeEffects.h"

#include "server/core/Log.h"

#include <algorithm>

namespace campaign::simulation {

using history::EntityPtr;
using Operator = history::Condition::Operator;

namespace {

constexpr std::string_view category = "campaign.simulation";
constexpr std::int64_t patience = 60'000'000; // µs until what failed is tried again
constexpr int mostBranches = 10'000;

Viewer scheduler()
{
    return {"scheduler", "Scheduler", true, {gameMasterOnly, everyone}};
}

/// Whoever put it off: what came of it is a step of theirs.
Viewer inTheNameOf(const Id& author)
{
    Viewer viewer = scheduler();
    viewer.userId = author;
    viewer.name.clear();
    return viewer;
}

} // namespace

RealTimeEffects::RealTimeEffects(history::Store& store, TimeService& time, const Clock& clock)
    : m_store(store)
    , m_time(time)
    , m_clock(clock)
    , m_type(store.types().find("ScheduledEffect"))
    , m_branchType(*store.types().withRole(catalogue::Role::Branch))
{
}

bool RealTimeEffects::isAlteredBy(const events::ChangeEvent& change) const
{
    return m_type && std::any_of(change.entities.begin(), change.entities.end(), [this](const auto& entity) {
               return entity.type == m_type->name || entity.type == m_branchType.name;
           });
}

std::optional<std::int64_t> RealTimeEffects::runDue(const std::function<bool()>& isStopping)
{
    while (m_type && !isStopping()) {
        const Result<std::optional<Waiting>> waiting = next();
        if (!waiting) {
            log(LogLevel::Warning, category, "schedule_unread", {{"reason", waiting.error().toString()}});
            return m_clock.nowMicroseconds() + patience;
        }
        if (!*waiting)
            return std::nullopt;
        if ((*waiting)->due > m_clock.nowMicroseconds())
            return (*waiting)->due;
        run(**waiting);
    }
    return std::nullopt;
}

/// Branches come before those that follow them: what one has run, its followers see as done.
Result<std::optional<RealTimeEffects::Waiting>> RealTimeEffects::next() const
{
    const Result<std::unique_ptr<history::Snapshot>> snapshot = m_store.read();
    if (!snapshot)
        return snapshot.error();
    history::ListQuery query;
    query.first = mostBranches;
    query.includeArchived = true;
    Result<history::Page> branches =
        (*snapshot)->list(m_branchType, query, {m_store.rootBranch(), {}, {}}, scheduler());
    if (!branches)
        return branches.error();
    std::sort(branches->entities.begin(), branches->entities.end(), [](const EntityPtr& left, const EntityPtr& right) {
        return std::tie(left->createdAt, left->id) < std::tie(right->createdAt, right->id);
    });
    std::optional<Waiting> next;
    for (const EntityPtr& branch : branches->entities) {
        if (const Result<> found = findNext(**snapshot, branch->id, next); !found)
            return found.error();
    }
    return next;
}

/// Puts into `next` what is due on the branch before it.
Result<> RealTimeEffects::findNext(history::Snapshot& snapshot, const Id& branch, std::optional<Waiting>& next) const
{
    history::ListQuery query;
    query.where = {{"status", Operator::Equal, "PENDING"}, {"dueAtRealTime", Operator::IsNotNull, {}}};
    query.orderBy = {{"dueAtRealTime"}};
    const std::int64_t now = m_clock.nowMicroseconds();
    for (;;) {
        const Result<history::Page> page = snapshot.list(*m_type, query, {branch, {}, {}}, scheduler());
        if (!page)
            return page.error();
        for (const EntityPtr& scheduled : page->entities) {
            const std::int64_t due = scheduled->field("dueAtRealTime").asInteger();
            if (next && due >= next->due)
                return {}; // and so are those after it
            const auto again = m_triedAgainAt.find(scheduled->id);
            const std::int64_t then = again == m_triedAgainAt.end() ? due : std::max(due, again->second);
            if (next && then >= next->due)
                continue;
            Waiting waiting{branch, scheduled, {}, then};
            const Result<bool> mayRun = due <= now ? checkStanding(snapshot, waiting) : Result<bool>(true);
            if (!mayRun)
                return mayRun.error();
            if (*mayRun)
                next = std::move(waiting);
        }
        if (!page->hasNext)
            return {};
        query.after = page->cursors.back();
    }
}

/// Whether it waited when its time came and has not run; fills in who put it off.
Result<bool> RealTimeEffects::checkStanding(history::Snapshot& snapshot, Waiting& waiting) const
{
    constexpr int mostSteps = 1'000;
    const history::Entity& scheduled = *waiting.scheduled;
    const Result<std::vector<history::EntityStep>> steps =
        snapshot.stepsOf(*m_type, scheduled.id, waiting.branch, 0, mostSteps, scheduler());
    if (!steps)
        return steps.error();
    if (steps->empty())
        return false;
    waiting.author = steps->back().change.author;
    const bool hasRun = std::any_of(steps->begin(), steps->end(), [](const history::EntityStep& step) {
        return std::any_of(step.settings.begin(), step.settings.end(), [](const auto& setting) {
            return setting.path == "status" && (setting.after == Value("DONE") || setting.after == Value("FAILED"));
        });
    });
    return !hasRun && steps->front().change.realTime <= scheduled.field("dueAtRealTime").asInteger();
}

void RealTimeEffects::run(const Waiting& waiting)
{
    const Id& id = waiting.scheduled->id;
    history::ChangeRequest request;
    request.author = inTheNameOf(waiting.author);
    request.branch = waiting.branch;
    request.kind = "due";
    request.reason = waiting.scheduled->name() + " (ran by itself)";
    const Result<Resolved> ran = m_time.runWaiting(id, std::move(request));
    if (!ran) {
        m_triedAgainAt[id] = m_clock.nowMicroseconds() + patience;
        log(LogLevel::Warning, category, "due_effect_unwritten", {{"id", id}, {"reason", ran.error().toString()}});
        return;
    }
    m_triedAgainAt.erase(id);
    log(LogLevel::Info, category, "due_effect_ran",
        {{"id", id}, {"branch", waiting.branch}, {"change", ran->receipt.seq}});
}

} // namespace campaign::simulation
