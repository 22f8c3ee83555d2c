// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/BulkConditions.h"
#include "server/campaign/DerivedVariables.h"
#include "server/history/Snapshot.h"

namespace campaign {

/// Which fields say that an event or encounter is over, and when it was.
struct Completion
{
    const char* type;
    const char* done;    ///< a Boolean
    const char* doneAt;  ///< a world time
    const char* expired; ///< a Boolean, "" where there is none
};
/// Null for types that are not completed.
const Completion* completionOf(const catalogue::Type& type);
bool isDone(const history::Entity& entity);

/// One reason why something is not available.
struct Hindrance
{
    enum class Kind { Done, Expired, Condition, ConditionFailed, Prerequisite, Blocked };
    Kind kind = Kind::Done;
    std::string message; ///< in names, for people
    std::string type;    ///< of what stands in the way: a Condition, an Event, an Encounter
    Id id;
    std::string name;
};

/// "DONE", "CONDITION_FAILED", …
std::string_view hindranceName(Hindrance::Kind kind);

struct Available
{
    std::vector<Hindrance> reasons; ///< none: it is available

    bool isAvailable() const { return reasons.empty(); }
    bool isDone() const { return !reasons.empty() && reasons.front().kind == Hindrance::Kind::Done; }
};

/// Decides whether events and encounters can happen now: not over, its active Conditions true, what is linked to it as
/// a prerequisite done, and nothing done that blocks it. Safe from any thread.
class Availability
{
public:
    /// All outlive it. `bulk`, which may be null, is asked where ofMany() has many conditions to judge.
    Availability(const ContextNames& names, const rules::OperatorRegistry& operators, BulkConditions* bulk = nullptr);

    /// One for each entity, all of one type. Reads conditions and links with full sight (the viewer decides what of it
    /// is told), so `viewer` is who may read them.
    Result<std::vector<Available>> of(std::span<const history::EntityPtr> entities, history::Reading& reading,
                                      const history::ReadPoint& at, const Viewer& viewer);
    /// The same for lists of any length, of what is committed.
    Result<std::vector<Available>> ofMany(std::span<const history::EntityPtr> entities, history::Snapshot& snapshot,
                                          const history::ReadPoint& at, const Viewer& viewer);

private:
    using Verdict = BulkConditions::Verdict;
    /// What the entities' active conditions come to; `seq`: of the snapshot, when it is one.
    Result<> judgeConditions(std::span<const history::EntityPtr> entities, history::Reading& reading,
                             const history::ReadPoint& at, const Viewer& viewer, std::optional<std::int64_t> seq,
                             std::vector<Available>& out);
    Result<std::vector<Verdict>> judgeHere(std::span<const history::EntityPtr> conditions,
                                           std::span<const history::EntityPtr> subjects, history::Reading& reading,
                                           const history::ReadPoint& at, const Viewer& viewer);
    Result<std::vector<Available>> judge(std::span<const history::EntityPtr> entities, history::Reading& reading,
                                         const history::ReadPoint& at, const Viewer& viewer,
                                         std::optional<std::int64_t> seq);
    Result<> judgeLinks(std::span<const history::EntityPtr> entities, history::Reading& reading,
                        const history::ReadPoint& at, const Viewer& viewer, std::vector<Available>& out);

    const ContextNames& m_names;
    Formulas m_formulas;
    BulkConditions* m_bulk;
};

} // namespace campaign
