// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"
#include "server/events/EventBus.h"
#include "server/history/Derivation.h"
#include "server/history/Lists.h"
#include "server/history/Writer.h"

#include <map>
#include <set>

namespace campaign::history {

/// What the lane lends to a change.
struct WriteContext
{
    database::Connection& connection;
    const catalogue::Catalogue& types;
    IdGenerator& ids;
    std::shared_ptr<const Lineage> lineage;
    std::int64_t& lastRow;
    std::int64_t seq = 0;      ///< the number this change will have
    std::int64_t realTime = 0; ///< µs
};

Error notFound(const catalogue::Type& type, const Id& id);

/// One change in the making: collects patches, keeps a working copy of every entity touched, and at the end checks the
/// constraints, derives the state rows and appends to the log. Lives on the lane's thread inside a savepoint.
class ChangeWriter : public Writer
{
public:
    ChangeWriter(WriteContext context, const ChangeRequest& request);

    /// Before anything else: refuses a branch that does not exist.
    Result<void> begin();

    Result<Id> create(const catalogue::Type& type, const Value::Object& fields, const Id& id) override;
    Result<void> update(const catalogue::Type& type, const Id& id, const Value::Object& fields,
                        std::optional<std::int64_t> expectedVersion) override;
    Result<void> remove(const catalogue::Type& type, const Id& id,
                        std::optional<std::int64_t> expectedVersion) override;
    Result<void> restore(const catalogue::Type& type, const Id& id) override;
    Result<void> setArchived(const catalogue::Type& type, const Id& id, bool archived) override;
    Result<Id> fork(const Id& source, const std::string& name, std::optional<WorldTime> at) override;
    Result<Id> follow(const Id& source, const std::string& name, const Id& campaignId) override;
    Result<void> advanceClock(const Id& branch, WorldTime to) override;
    Result<void> attempt(const std::function<Result<void>()>& function) override;
    void setTime(std::optional<WorldTime> time) override { m_request.worldTime = time; }
    std::int64_t seq() const override { return m_context.seq; }
    WorldTime clock() const override { return m_context.lineage->clock(m_branch); }
    Result<Id> storeFile(const std::string& mediaType, std::string_view bytes) override;

    /// See BranchTurn.h.
    Result<void> turnTo(const Id& branch);
    Result<EntityPtr> find(const catalogue::Type& type, const Id& id) override;
    Result<Page> list(const catalogue::Type& type, const ListQuery& query) override;

    /// The world's root branch, made once with the file.
    Result<void> createRoot();
    /// Takes back a change field by field (semantics §5).
    Result<void> takeBack(const ChangeHeader& undone, bool onlyTheRest);

    /// Checks constraints and appends. No patches: nothing is appended and `changed` is false.
    Result<bool> finish(ChangeLog::Head& head, const ChangeHeader& header);
    events::ChangeEventPtr event(const ChangeHeader& header) const;
    const std::shared_ptr<const Lineage>& lineage() const { return m_context.lineage; }
    BranchKey branch() const { return m_home; }

private:
    struct Working
    {
        Entity now;
        EntityPtr before; ///< null: there was none, dead or alive
        bool isDirty = false;
        bool isInherited = false;         ///< a fork: its references are its parent's, good or dangling
        std::vector<std::string> changed; ///< paths
        std::set<std::string> inForce;    ///< those of them that decide the present value
    };
    struct EntityAddress
    {
        BranchKey branch;
        Id id;
        std::string type;
        auto operator<=>(const EntityAddress&) const = default;
    };

    BranchKey branchOf(const catalogue::Type& type) const;
    Result<Working*> working(const catalogue::Type& type, const Id& id, BranchKey branch);
    Result<Working*> liveWorking(const catalogue::Type& type, const Id& id,
                                 std::optional<std::int64_t> expectedVersion);
    Result<void> checkVersion(const Working& entity, std::optional<std::int64_t> expectedVersion);
    Result<void> addPatch(const catalogue::Type& type, const Id& id, BranchKey branch, WorldTime time,
                          const Value::Object& paths, const std::string& cause = {});
    Result<void> addTimed(const catalogue::Type& type, const Id& id, const Value::Object& paths, WorldTime time,
                          const std::string& cause = {});
    void applyNow(Working& entity, const Value::Object& paths);
    Result<Value::Object> differing(const catalogue::Type& type, const Id& id, const Value::Object& paths,
                                    WorldTime time);
    bool isWrittenAsOther(const Id& id, const catalogue::Type& type) const;
    Result<Slice> sliceAt(const Id& id, BranchKey branch, WorldTime time, std::int64_t maxSeq);
    Result<void> addDiffering(const catalogue::Type& type, const Id& id, const Value::Object& paths, WorldTime time,
                              const std::string& cause = {});
    Result<Value::Object> expandVariables(const catalogue::Type& type, const Id& id, Value::Object fields,
                                          WorldTime time);
    WorldTime defaultTime(const catalogue::Type& type) const;
    Result<void> removeBecause(const catalogue::Type& type, const Id& id, const std::string& cause);
    Result<void> cascade(const catalogue::Type& type, const Id& id, const std::string& cause);
    Result<std::vector<EntityPtr>> holdersOf(const catalogue::Catalogue::Inverse& inverse, const Id& id);
    Result<Id> makeBranch(Value::Object fields);
    struct Conflicts
    {
        std::vector<std::string> fields; ///< "Harrowford: level"
        ChangeHeader later;              ///< the newest change that set one of them since; seq 0 for none
    };
    Result<void> takeBackPatch(const Patch& patch, std::int64_t undone, bool onlyTheRest, bool vanishes,
                               Conflicts& conflicts);
    Result<ChangeHeader> newestStanding(const std::set<std::int64_t, std::greater<>>& changes);
    Result<ChangeHeader> laterChange(const Patch& undone, std::string_view path);
    Error namingLater(Error refusal, std::int64_t undone);
    Result<void> addConflict(const Patch& patch, const std::string& path, const Value& name, Conflicts& conflicts);
    Error refusal(const ChangeHeader& undone, const Conflicts& conflicts) const;
    Result<void> endReturns(const catalogue::Type& type, const Patch& made);
    Result<bool> vanishes(const Patch& patch, std::int64_t undone);
    static void addReferences(const Entity* entity, std::vector<std::pair<std::string, Id>>& references);
    Result<void> flush();
    Result<void> updateBranches();
    Result<void> reloadMoved(const Lineage& before);
    Result<void> checkConstraints();
    Result<void> checkReferences(const Working& entity);
    Result<void> checkUniques(const Working& entity);
    Result<void> checkCircles(const Working& entity);
    Result<void> checkTree(const Working& entity, const catalogue::Field& field);
    Result<void> checkNotNeeded(const Working& entity);

    WriteContext m_context;
    ChangeRequest m_request;
    BranchKey m_home = rootKey;   ///< the branch the change is of
    BranchKey m_branch = rootKey; ///< the branch written to at the moment
    ChangeLog m_log;
    Derivation m_derivation;
    Viewer m_allSeeing = Viewer::owner();
    std::vector<Patch> m_patches;
    std::map<std::tuple<BranchKey, Id, WorldTime>, std::size_t> m_patchPlaces;
    std::map<EntityAddress, Working> m_working;
    bool m_branchesChanged = false;
};

} // namespace campaign::history
