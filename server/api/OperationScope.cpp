// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"

#include <algorithm>

namespace campaign::api {

using history::ReadPoint;

OperationScope::OperationScope(Services& services, const Viewer& viewer)
    : m_services(services)
    , m_viewer(viewer)
{
}

Result<> OperationScope::checkGameMaster() const
{
    if (m_viewer.isGameMaster)
        return {};
    return Error{ErrorCode::Forbidden, "That is for the game master.", {}, {}, {}};
}

Result<history::Snapshot*> OperationScope::snapshot()
{
    if (!m_snapshot) {
        Result<std::unique_ptr<history::Snapshot>> opened = m_services.store.read();
        if (!opened)
            return opened.error();
        m_snapshot = readShared(std::move(*opened), m_services.shared(), types());
        m_seq = std::max(m_seq, m_snapshot->seq());
    }
    return m_snapshot.get();
}

Result<std::shared_ptr<const HomeBranches>> OperationScope::homes()
{
    if (!m_homes) {
        const Result<history::Snapshot*> reading = snapshot();
        if (!reading)
            return reading.error();
        Result<std::shared_ptr<const HomeBranches>> found = m_services.homes.at(**reading);
        if (!found)
            return found;
        m_homes = std::move(*found);
    }
    return m_homes;
}

const ReadView* OperationScope::view(ReadView view)
{
    const auto known = std::find(m_views.begin(), m_views.end(), view);
    return known != m_views.end() ? &*known : &m_views.emplace_back(std::move(view));
}

Result<const ReadView*> OperationScope::viewFor(const catalogue::Type& type, const Value& arguments)
{
    return viewFor(homeOf(types(), type), arguments);
}

Result<const ReadView*> OperationScope::viewFor(Home home, const Value& arguments, const Id& campaignId)
{
    const Result<std::optional<catalogue::WorldTime>> asOf = timeOf(arguments, "asOf");
    if (!asOf)
        return asOf.error();
    ReadView made{{textOf(arguments, "branchId"), *asOf, integerOf(arguments, "atChange")}, false};
    if (made.at.branch.empty()) {
        const Result<std::shared_ptr<const HomeBranches>> branches = homes();
        if (!branches)
            return branches.error();
        made.isDefault = true;
        made.at.branch = campaignId.empty() ? (*branches)->defaultFor(home) : (*branches)->mainOf(campaignId);
    }
    return view(std::move(made));
}

Result<const ReadView*> OperationScope::viewOfCampaign(const Value& arguments)
{
    const Id id = textOf(arguments, "campaignId");
    const Result<std::shared_ptr<const HomeBranches>> branches = homes();
    if (!branches)
        return branches.error();
    const auto isIt = [&](const HomeBranches::Campaign& campaign) { return campaign.id == id; };
    const std::vector<HomeBranches::Campaign>& campaigns = (*branches)->campaigns;
    if (!id.empty() && std::none_of(campaigns.begin(), campaigns.end(), isIt))
        return Error{ErrorCode::NotFound, "There is no campaign " + id + ".", "campaignId", {}, {}};
    return viewFor(Home::Campaign, arguments, id);
}

Result<const ReadView*> OperationScope::viewBelow(const Node& parent, const catalogue::Type& child)
{
    if (!parent.view->isDefault || homeOf(types(), child) == Home::World)
        return parent.view;
    const catalogue::Type& type = *parent.entity->type;
    const bool isCampaign = type.role == catalogue::Role::Campaign;
    if (!isCampaign && homeOf(types(), type) == Home::Campaign)
        return parent.view;
    const Result<std::shared_ptr<const HomeBranches>> branches = homes();
    if (!branches)
        return branches.error();
    ReadView made = *parent.view;
    made.at.branch = isCampaign ? (*branches)->mainOf(parent.entity->id) : (*branches)->defaultFor(Home::Campaign);
    return view(std::move(made));
}

Result<Located> OperationScope::locate(const catalogue::Type& type, const Id& id, const Value& arguments)
{
    const Result<const ReadView*> first = viewFor(type, arguments);
    if (!first)
        return first.error();
    const Result<history::Snapshot*> reading = snapshot();
    if (!reading)
        return reading.error();
    std::vector<const ReadView*> places{*first};
    if ((*first)->isDefault) {
        const Result<std::shared_ptr<const HomeBranches>> branches = homes();
        if (!branches)
            return branches.error();
        for (const HomeBranches::Campaign& campaign : (*branches)->campaigns) {
            ReadView other = **first;
            other.at.branch = campaign.mainBranch;
            if (other != **first)
                places.push_back(view(std::move(other)));
        }
    }
    for (const ReadView* place : places) {
        Result<std::vector<history::EntityPtr>> found = (*reading)->byIds(type, {&id, 1}, place->at, m_viewer);
        if (!found)
            return found.error();
        if (found->front())
            return Located{std::move(found->front()), place};
    }
    return Located{nullptr, *first};
}

void OperationScope::wrote(const history::Receipt& receipt)
{
    m_hasWritten = true;
    m_statements = statementCount();
    m_snapshot.reset();
    m_homes.reset();
    m_seq = std::max(m_seq, receipt.seq);
    if (receipt.change)
        m_changes.push_back(receipt.change);
}

graphql::ObjectRef NodeLevel::add(history::EntityPtr entity, const ReadView* view, std::int64_t deletedAt)
{
    if (!entity)
        return {};
    m_nodes->push_back({std::move(entity), view, deletedAt});
    return {&m_nodes->back(), nullptr};
}

std::string textOf(const Value& arguments, std::string_view name)
{
    return arguments.stringOr(name, "");
}

std::optional<std::int64_t> integerOf(const Value& arguments, std::string_view name)
{
    const Value* value = arguments.find(name);
    if (!value || !value->isNumber())
        return std::nullopt;
    return value->isInteger() ? value->asInteger() : static_cast<std::int64_t>(value->asNumber());
}

std::vector<std::string> textsOf(const Value& arguments, std::string_view name)
{
    std::vector<std::string> texts;
    const Value* value = arguments.find(name);
    if (value && value->isArray()) {
        for (const Value& item : value->asArray())
            texts.push_back(item.asString());
    }
    return texts;
}

bool flagOf(const Value& arguments, std::string_view name)
{
    const Value* value = arguments.find(name);
    return value && value->isBoolean() && value->asBoolean();
}

Result<std::optional<catalogue::WorldTime>> timeOf(const Value& arguments, std::string_view name)
{
    const Value* value = arguments.find(name);
    if (!value || value->isNull())
        return std::optional<catalogue::WorldTime>();
    if (value->isInteger())
        return std::optional(value->asInteger());
    if (!value->isString())
        return invalid("A time is written as 0242-03-21T18:00:00Z.", std::string(name));
    const Result<catalogue::WorldTime> time = catalogue::fromIsoTime(value->asString());
    if (!time)
        return within(name, time.error());
    return std::optional(*time);
}

Error within(std::string_view prefix, Error error)
{
    if (prefix.empty())
        return error;
    const bool joins = error.path.empty() || error.path.front() == '[' || error.path.front() == '/';
    error.path = std::string(prefix) + (joins ? "" : ".") + error.path;
    return error;
}

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

Error notFound(const catalogue::Type& type, const Id& id)
{
    return {ErrorCode::NotFound, "There is no " + type.queryName() + " " + id + ".", "id", {}, {}};
}

} // namespace campaign::api
