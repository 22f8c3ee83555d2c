// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ProblemBook.h"

#include "server/api/Inspection.h"
#include "server/core/Text.h"

#include <algorithm>
#include <set>

namespace campaign::api {

using catalogue::FieldType;
using catalogue::Type;
using history::EntityPtr;

namespace {

constexpr std::size_t mostSteps = 200;    ///< behind which one looks at everything anew
constexpr std::size_t mostEntities = 500; ///< of a change that is followed entity by entity
constexpr std::size_t mostBranches = 4;
constexpr std::size_t mostFaulty = 50'000; ///< entities with problems that are remembered
constexpr int mostReferring = 10'000;
constexpr int pageSize = 5'000;

bool isInspected(const Type& type)
{
    // What only the server writes is a record of what was, and may name what is gone.
    return type.scope == catalogue::Scope::Branched && type.writable;
}

bool mayReferTo(const catalogue::Field& field, const Type& target)
{
    return field.type == FieldType::AnyId || (field.type == FieldType::Reference && field.target == target.name);
}

} // namespace

/// What is known of one branch as of one change.
class ProblemBook::Branch
{
public:
    std::mutex mutex; // guards the rest
    std::int64_t seq = -1;

    Result<> lookAtAll(Inspection& inspection)
    {
        clear();
        for (const Type& type : inspection.scope().types().types()) {
            if (!isInspected(type))
                continue;
            if (Result<> looked = lookAtAll(inspection, type); !looked)
                return looked;
        }
        seq = inspection.snapshot().seq();
        return {};
    }
    /// `changed` since `seq`.
    Result<> catchUp(Inspection& inspection, std::span<const Named> changed)
    {
        Again again;
        for (const Named& one : changed)
            again[one.type].insert(one.id);
        if (Result<> added = addReferring(inspection, changed, again); !added)
            return added;
        for (const auto& [entity, from] : m_watched) {
            const auto hasChanged = [&](const cache::DependenciesPtr& one) { return one->changedAfter(seq); };
            if (std::any_of(from.begin(), from.end(), hasChanged))
                again[entity.first].insert(entity.second);
        }
        for (const auto& [type, ids] : again) {
            if (Result<> looked = lookAgain(inspection, *type, {ids.begin(), ids.end()}); !looked)
                return looked;
        }
        seq = inspection.snapshot().seq();
        return {};
    }
    std::vector<Problem> first(const catalogue::Catalogue& types, std::size_t most) const
    {
        std::vector<std::pair<std::tuple<int, std::string, Id>, const std::vector<Problem>*>> ordered;
        for (const auto& [entity, problems] : m_found)
            ordered.push_back(
                {{types.indexOf(*entity.first), sortName(problems.front().entity->name()), entity.second}, &problems});
        std::sort(ordered.begin(), ordered.end());
        std::vector<Problem> listed;
        for (const auto& [place, problems] : ordered) {
            for (const Problem& problem : *problems) {
                if (listed.size() >= most)
                    return listed;
                listed.push_back(problem);
            }
        }
        return listed;
    }
    void clear()
    {
        seq = -1;
        m_found.clear();
        m_watched.clear();
    }
    bool isTooMuch() const { return m_found.size() > mostFaulty; }

private:
    using Key = std::pair<const Type*, Id>;
    struct Hash
    {
        std::size_t operator()(const Key& key) const { return std::hash<Id>()(key.second); }
    };
    using Again = std::map<const Type*, std::set<Id>>;

    Result<> lookAtAll(Inspection& inspection, const Type& type)
    {
        const Result<const ReadView*> view = inspection.view(type);
        if (!view)
            return view.error();
        history::ListQuery query;
        query.first = pageSize;
        for (bool more = true; more;) {
            const Result<history::Page> page =
                inspection.snapshot().list(type, query, (*view)->at, inspection.scope().viewer());
            if (!page)
                return page.error();
            if (Result<> looked = lookAt(inspection, type, page->entities); !looked)
                return looked;
            more = page->hasNext && !page->cursors.empty();
            if (more)
                query.after = page->cursors.back();
        }
        return {};
    }
    Result<> lookAgain(Inspection& inspection, const Type& type, const std::vector<Id>& ids)
    {
        if (!isInspected(type))
            return {};
        const Result<const ReadView*> view = inspection.view(type);
        if (!view)
            return view.error();
        Result<std::vector<EntityPtr>> found =
            inspection.snapshot().byIds(type, ids, (*view)->at, inspection.scope().viewer());
        if (!found)
            return found.error();
        for (const Id& id : ids) {
            m_found.erase({&type, id});
            m_watched.erase({&type, id});
        }
        std::erase_if(*found, [](const EntityPtr& entity) { return !entity || entity->isArchived(); });
        return lookAt(inspection, type, *found);
    }
    Result<> lookAt(Inspection& inspection, const Type& type, std::span<const EntityPtr> entities)
    {
        Result<std::vector<Findings>> findings = inspection.of(type, entities);
        if (!findings)
            return findings.error();
        for (std::size_t i = 0; i < entities.size(); ++i) {
            if (!(*findings)[i].problems.empty())
                m_found[{&type, entities[i]->id}] = std::move((*findings)[i].problems);
            if (!(*findings)[i].from.empty())
                m_watched[{&type, entities[i]->id}] = std::move((*findings)[i].from);
        }
        return {};
    }
    /// Those that name something that came or went.
    static Result<> addReferring(Inspection& inspection, std::span<const Named> changed, Again& again)
    {
        std::map<const Type*, std::vector<Id>> targets;
        for (const Named& one : changed) {
            if (one.cameOrWent)
                targets[one.type].push_back(one.id);
        }
        for (const auto& [target, ids] : targets) {
            if (Result<> added = addMentioning(inspection, *target, ids, again); !added)
                return added;
            for (const Type& type : inspection.scope().types().types()) {
                for (const catalogue::Field& field : type.fields) {
                    if (!isInspected(type) || !mayReferTo(field, *target))
                        continue;
                    if (Result<> added = addReferring(inspection, type, field, ids, again[&type]); !added)
                        return added;
                }
            }
        }
        return {};
    }
    /// Those whose texts mention one of them.
    static Result<> addMentioning(Inspection& inspection, const Type& target, const std::vector<Id>& ids, Again& again)
    {
        const Result<const ReadView*> view = inspection.view(target);
        if (!view)
            return view.error();
        for (const Id& id : ids) {
            const auto naming = inspection.snapshot().namingId(id, (*view)->at.branch, inspection.scope().viewer());
            if (!naming)
                return naming.error();
            for (const EntityPtr& entity : *naming)
                again[entity->type].insert(entity->id);
        }
        return {};
    }
    static Result<> addReferring(Inspection& inspection, const Type& type, const catalogue::Field& field,
                                 const std::vector<Id>& ids, std::set<Id>& again)
    {
        const Result<const ReadView*> view = inspection.view(type);
        if (!view)
            return view.error();
        const auto lists = inspection.snapshot().byReference(type, field, ids, (*view)->at, inspection.scope().viewer(),
                                                             mostReferring);
        if (!lists)
            return lists.error();
        for (const std::vector<EntityPtr>& list : *lists) {
            for (const EntityPtr& entity : list)
                again.insert(entity->id);
        }
        return {};
    }

    std::unordered_map<Key, std::vector<Problem>, Hash> m_found;
    std::unordered_map<Key, std::vector<cache::DependenciesPtr>, Hash> m_watched;
};

ProblemBook::ProblemBook(events::EventBus& bus, const catalogue::Catalogue& types, bool isEnabled)
    : m_bus(bus)
    , m_types(types)
    , m_isEnabled(isEnabled)
    , m_recent(mostSteps)
{
    m_subscription = m_bus.subscribe([this](const events::ChangeEventPtr& event) { note(*event); });
}

ProblemBook::~ProblemBook()
{
    m_bus.unsubscribe(m_subscription);
}

bool ProblemBook::reachesFar(const events::ChangeEvent& event) const
{
    if (event.entities.empty() || event.entities.size() > mostEntities)
        return true;
    return std::any_of(event.entities.begin(), event.entities.end(), [this](const events::EntityChange& change) {
        const Type* type = m_types.find(change.type);
        return !type || type->scope != catalogue::Scope::Branched || ComputedFields::areMadeFrom(*type);
    });
}

void ProblemBook::note(const events::ChangeEvent& event)
{
    Recent::Step step{event.seq, reachesFar(event), {}};
    for (const events::EntityChange& change : event.entities) {
        if (!step.reachesFar)
            step.entities.push_back(
                {m_types.find(change.type), change.id, change.operation != events::Operation::Update});
    }
    const std::lock_guard lock(m_mutex);
    m_recent.note(std::move(step));
}

std::optional<std::vector<ProblemBook::Named>> ProblemBook::changedSince(std::int64_t after, std::int64_t now) const
{
    const std::lock_guard lock(m_mutex);
    return after < 0 ? std::nullopt : m_recent.between(after, now);
}

std::shared_ptr<ProblemBook::Branch> ProblemBook::branchOf(const std::string& place)
{
    const std::lock_guard lock(m_mutex);
    const auto known =
        std::find_if(m_branches.begin(), m_branches.end(), [&](const auto& one) { return one.first == place; });
    std::pair<std::string, std::shared_ptr<Branch>> found =
        known != m_branches.end() ? *known : std::pair(place, std::make_shared<Branch>());
    if (known != m_branches.end())
        m_branches.erase(known);
    m_branches.push_front(found);
    if (m_branches.size() > mostBranches)
        m_branches.pop_back();
    return found.second;
}

Result<std::vector<Problem>> ProblemBook::read(Inspection& inspection, std::size_t most)
{
    std::set<Id> places; // things of the world and things of a campaign may be read on different branches
    for (const Type& type : m_types.types()) {
        const Result<const ReadView*> view = inspection.view(type);
        if (!view)
            return view.error();
        places.insert((*view)->at.branch);
    }
    std::string place;
    for (const Id& one : places)
        place += one + '/';
    const std::shared_ptr<Branch> branch = m_isEnabled ? branchOf(place) : std::make_shared<Branch>();
    const std::lock_guard lock(branch->mutex);
    const std::int64_t now = inspection.snapshot().seq();
    if (branch->seq > now) { // somebody else has seen more
        Branch earlier;
        const Result<> looked = earlier.lookAtAll(inspection);
        return looked ? Result<std::vector<Problem>>(earlier.first(m_types, most)) : looked.error();
    }
    Result<> looked;
    if (branch->seq < now) {
        const auto changed = changedSince(branch->seq, now);
        if (changed)
            looked = branch->catchUp(inspection, *changed);
        if (!changed || (!looked && looked.error().code == ErrorCode::Limit))
            looked = branch->lookAtAll(inspection);
    }
    std::vector<Problem> listed = looked ? branch->first(m_types, most) : std::vector<Problem>();
    if (!looked || branch->isTooMuch())
        branch->clear();
    return looked ? Result<std::vector<Problem>>(std::move(listed)) : looked.error();
}

} // namespace campaign::api
