// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NaiveSnapshot.h"

#include "server/core/Text.h"

#include <algorithm>

namespace campaign::support {

using catalogue::Type;
using history::Condition;
using history::Entity;
using history::EntityPtr;
using history::ListQuery;
using history::LoggedChange;
using history::ReadPoint;

namespace {

const Value& nameOf(const Entity& entity)
{
    return entity.field(catalogue::common::Name);
}

std::string sortNameOf(const Entity& entity)
{
    return nameOf(entity).isString() ? sortName(nameOf(entity).asString()) : "";
}

/// −1, 0, 1; null before everything.
int compare(const Value& left, const Value& right)
{
    if (left.isNull() || right.isNull())
        return static_cast<int>(right.isNull()) - static_cast<int>(left.isNull());
    if (left.isString() && right.isString())
        return left.asString().compare(right.asString());
    const auto number = [](const Value& value) {
        return value.isBoolean() ? static_cast<double>(value.asBoolean()) : value.isNumber() ? value.asNumber() : 0.0;
    };
    return number(left) < number(right) ? -1 : number(left) > number(right) ? 1 : 0;
}

bool contains(const Value& list, const Value& one)
{
    return list.isArray() && std::find(list.asArray().begin(), list.asArray().end(), one) != list.asArray().end();
}

Value valueOf(const Entity& entity, const std::string& name)
{
    return name == "id" ? Value(entity.id) : entity.field(entity.type->fieldIndex(name));
}

bool holds(const Entity& entity, const Condition& condition)
{
    using Operator = Condition::Operator;
    const Value value = valueOf(entity, condition.field);
    if (value.isNull())
        return condition.comparison == Operator::IsNull ||
               (condition.comparison == Operator::NotEqual && !condition.operand.isNull());
    switch (condition.comparison) {
    case Operator::Equal:
        return value == condition.operand;
    case Operator::NotEqual:
        return !(value == condition.operand);
    case Operator::Less:
        return compare(value, condition.operand) < 0;
    case Operator::LessOrEqual:
        return compare(value, condition.operand) <= 0;
    case Operator::Greater:
        return compare(value, condition.operand) > 0;
    case Operator::GreaterOrEqual:
        return compare(value, condition.operand) >= 0;
    case Operator::In:
        return contains(condition.operand, value);
    case Operator::IsNull:
        return false;
    case Operator::IsNotNull:
        return true;
    case Operator::Contains:
        return value.isString() &&
               foldCase(value.asString()).find(foldCase(condition.operand.asString())) != std::string::npos;
    case Operator::HasTag:
        return contains(value, condition.operand);
    }
    return false;
}

/// By the query's order, completed by name and id.
bool isBefore(const Entity& left, const Entity& right, const std::vector<history::Order>& orderBy)
{
    for (const history::Order& order : orderBy) {
        const int result = order.field == "name" ? sortNameOf(left).compare(sortNameOf(right))
                                                 : compare(valueOf(left, order.field), valueOf(right, order.field));
        if (result != 0)
            return order.descending ? result > 0 : result < 0;
    }
    const int byName = sortNameOf(left).compare(sortNameOf(right));
    return byName != 0 ? byName < 0 : left.id < right.id;
}

Error unavailable()
{
    return {ErrorCode::Unavailable, "The oracle does not answer this.", {}, {}, {}};
}

} // namespace

NaiveSnapshot::NaiveSnapshot(std::shared_ptr<const NaiveState> state)
    : m_state(std::move(state))
{
}

Result<View> NaiveSnapshot::view(const ReadPoint& at) const
{
    const Id branch = at.branch.empty() ? m_state->root : at.branch;
    if (!m_state->branches.contains(branch))
        return Error{ErrorCode::NotFound, "There is no branch " + branch + ".", {}, {}, {}};
    const std::int64_t seq = at.atChange.value_or(latest);
    return View{branch, at.asOf.value_or(m_state->clock(branch, seq)), seq};
}

Result<history::WorldTime> NaiveSnapshot::worldTime(const ReadPoint& at)
{
    const Result<View> looked = view(at);
    if (!looked)
        return looked.error();
    return looked->time;
}

const Fold& NaiveSnapshot::folded(const View& view)
{
    const auto found = m_folds.find(view);
    return found != m_folds.end() ? found->second : m_folds.emplace(view, m_state->fold(view)).first->second;
}

Result<std::vector<EntityPtr>> NaiveSnapshot::visible(const Type& type, const ReadPoint& at, const Viewer& viewer)
{
    Result<View> looked = view(at);
    if (!looked)
        return looked.error();
    const View today = m_state->now(looked->branch);
    std::vector<EntityPtr> all;
    for (const auto& [key, one] : folded(*looked)) {
        if (one.type != &type || !one.isLive())
            continue;
        EntityPtr entity = m_state->entity(one, looked->branch);
        const Value nowFor = folded(today).at(key).value("visibility");
        if (viewer.maySee(entity->audience) && viewer.maySee(nowFor.isNull() ? gameMasterOnly : nowFor.asInteger()))
            all.push_back(std::move(entity));
    }
    std::sort(all.begin(), all.end(),
              [](const EntityPtr& left, const EntityPtr& right) { return isBefore(*left, *right, {}); });
    return all;
}

Result<std::vector<EntityPtr>> NaiveSnapshot::byIds(const Type& type, std::span<const Id> ids, const ReadPoint& at,
                                                    const Viewer& viewer)
{
    Result<std::vector<EntityPtr>> all = visible(type, at, viewer);
    if (!all)
        return all.error();
    std::vector<EntityPtr> found;
    for (const Id& id : ids) {
        const auto one =
            std::find_if(all->begin(), all->end(), [&](const EntityPtr& entity) { return entity->id == id; });
        found.push_back(one == all->end() ? nullptr : *one);
    }
    return found;
}

Result<std::vector<std::vector<EntityPtr>>> NaiveSnapshot::byReference(const Type& type,
                                                                       const catalogue::Field& reference,
                                                                       std::span<const Id> parents, const ReadPoint& at,
                                                                       const Viewer& viewer, int limit)
{
    Result<std::vector<EntityPtr>> all = visible(type, at, viewer);
    if (!all)
        return all.error();
    std::vector<std::vector<EntityPtr>> lists;
    int total = 0;
    for (const Id& parent : parents) {
        std::vector<EntityPtr>& list = lists.emplace_back();
        for (const EntityPtr& entity : *all) {
            if (!entity->isArchived() && valueOf(*entity, reference.name) == Value(parent))
                list.push_back(entity);
        }
        total += static_cast<int>(list.size());
    }
    if (total > limit)
        return Error{ErrorCode::Limit, "Too many; ask for pages.", {}, {}, {}};
    return lists;
}

Result<std::vector<EntityPtr>> NaiveSnapshot::matching(const Type& type, const ListQuery& query, const ReadPoint& at,
                                                       const Viewer& viewer)
{
    for (const Condition& condition : query.where) {
        const catalogue::Field* field = type.field(condition.field);
        if (condition.field != "id" && (!field || !field->filterable))
            return Error{ErrorCode::Invalid, "Cannot filter by " + condition.field + ".", condition.field, {}, {}};
    }
    for (const history::Order& order : query.orderBy) {
        const catalogue::Field* field = type.field(order.field);
        if (!field || !field->sortable)
            return Error{ErrorCode::Invalid, "Cannot sort by " + order.field + ".", order.field, {}, {}};
    }
    Result<std::vector<EntityPtr>> all = visible(type, at, viewer);
    if (!all)
        return all.error();
    std::erase_if(*all, [&](const EntityPtr& entity) {
        return (entity->isArchived() && !query.includeArchived) ||
               !std::all_of(query.where.begin(), query.where.end(),
                            [&](const Condition& condition) { return holds(*entity, condition); });
    });
    std::sort(all->begin(), all->end(),
              [&](const EntityPtr& left, const EntityPtr& right) { return isBefore(*left, *right, query.orderBy); });
    return all;
}

Result<history::Page> NaiveSnapshot::list(const Type& type, const ListQuery& query, const ReadPoint& at,
                                          const Viewer& viewer)
{
    Result<std::vector<EntityPtr>> all = matching(type, query, at, viewer);
    if (!all)
        return all.error();
    history::Page page;
    bool started = query.after.empty();
    for (const EntityPtr& entity : *all) { // an id serves as cursor: the view does not change under the reader
        if (started && static_cast<int>(page.entities.size()) == query.first) {
            page.hasNext = true;
            break;
        }
        if (started) {
            page.entities.push_back(entity);
            page.cursors.push_back(entity->id);
        }
        started = started || entity->id == query.after;
    }
    return page;
}

Result<std::int64_t> NaiveSnapshot::count(const Type& type, const ListQuery& query, const ReadPoint& at,
                                          const Viewer& viewer)
{
    Result<std::vector<EntityPtr>> all = matching(type, query, at, viewer);
    if (!all)
        return all.error();
    return static_cast<std::int64_t>(all->size());
}

Result<std::vector<LoggedChange>> NaiveSnapshot::changes(std::int64_t since, int first, const Viewer& viewer)
{
    std::vector<LoggedChange> after;
    if (!viewer.isGameMaster)
        return after;
    for (LoggedChange change : m_state->changes) {
        if (change.seq <= since || static_cast<int>(after.size()) == first)
            continue;
        change.isUndone = m_state->isUndone(change);
        after.push_back(change);
    }
    return after;
}

Result<std::optional<LoggedChange>> NaiveSnapshot::nextUndo(const std::string& author, const Id& branch)
{
    const LoggedChange* next = m_state->nextUndo(author, branch.empty() ? m_state->root : branch);
    return next ? std::optional(*next) : std::nullopt;
}

Result<std::optional<LoggedChange>> NaiveSnapshot::nextRedo(const std::string& author, const Id& branch)
{
    const LoggedChange* next = m_state->nextRedo(author, branch.empty() ? m_state->root : branch);
    return next ? std::optional(*next) : std::nullopt;
}

Result<std::vector<history::SearchHit>> NaiveSnapshot::search(const std::string&, std::span<const std::string>, int,
                                                              const Id&, const Viewer&)
{
    return unavailable();
}
Result<std::vector<EntityPtr>> NaiveSnapshot::namingId(const Id&, const Id&, const Viewer&)
{
    return unavailable();
}
Result<std::vector<history::EntityStep>> NaiveSnapshot::stepsOf(const catalogue::Type&, const Id&, const Id&,
                                                                std::int64_t, int, const Viewer&)
{
    return unavailable();
}
Result<history::ChangeContent> NaiveSnapshot::contentOf(std::int64_t, int, const Viewer&)
{
    return unavailable();
}
Result<std::vector<EntityPtr>> NaiveSnapshot::locationsInBox(const history::Box&, const Id&, const Id&, const Viewer&)
{
    return unavailable();
}
Result<std::vector<history::Nearby>> NaiveSnapshot::locationsNear(double, double, double, const Id&, const Id&,
                                                                  const Viewer&)
{
    return unavailable();
}
Result<std::vector<history::Nearby>> NaiveSnapshot::nearestLocations(double, double, int, const Id&, const Id&,
                                                                     const Viewer&)
{
    return unavailable();
}
Result<std::vector<EntityPtr>> NaiveSnapshot::locationsInRegion(const Id&, const Id&, const Viewer&)
{
    return unavailable();
}
Result<bool> NaiveSnapshot::regionsOverlap(const Id&, const Id&, const Id&, const Viewer&)
{
    return unavailable();
}

} // namespace campaign::support
