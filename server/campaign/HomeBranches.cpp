// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/HomeBranches.h"

#include <algorithm>

namespace campaign {

namespace {

constexpr int mostBranches = 10'000;

bool older(const history::EntityPtr& left, const history::EntityPtr& right)
{
    return std::tie(left->createdAt, left->id) < std::tie(right->createdAt, right->id);
}

Result<std::vector<history::EntityPtr>> allOf(history::Snapshot& snapshot, const catalogue::Type& type, const Id& root)
{
    history::ListQuery query;
    query.first = mostBranches;
    query.includeArchived = true;
    // The directory is internal: it never reaches a reply, so it is read as the owner.
    Result<history::Page> page = snapshot.list(type, query, {root, {}, {}}, Viewer::owner());
    if (!page)
        return page.error();
    std::sort(page->entities.begin(), page->entities.end(), older);
    return std::move(page->entities);
}

} // namespace

Home homeOf(const catalogue::Catalogue& types, const catalogue::Type& type)
{
    const catalogue::Type* at = &type;
    while (at->role != catalogue::Role::World && at->role != catalogue::Role::Campaign) {
        const catalogue::Field* parent = at->field(at->parentField);
        if (!parent)
            return Home::Campaign; // rules and the like
        at = types.find(parent->target);
    }
    return at->role == catalogue::Role::World ? Home::World : Home::Campaign;
}

const Id& HomeBranches::mainOf(const Id& campaignId) const
{
    const auto found = std::find_if(campaigns.begin(), campaigns.end(),
                                    [&](const Campaign& campaign) { return campaign.id == campaignId; });
    return found == campaigns.end() ? root : found->mainBranch;
}

const Id& HomeBranches::defaultFor(Home home) const
{
    return home == Home::World || campaigns.empty() ? root : campaigns.front().mainBranch;
}

HomeDirectory::HomeDirectory(history::Store& store, const SharedReads& shared)
    : m_store(store)
    , m_shared(shared)
{
}

Result<std::shared_ptr<const HomeBranches>> HomeDirectory::at(history::Snapshot& snapshot)
{
    const std::string key = "home-branches:" + m_store.rootBranch();
    return cache::findOrCompute<HomeBranches>(
        m_shared.cache, {cache::Kind::Other, key}, snapshot.seq(), [&]() -> Result<cache::Made> {
            const Result<std::shared_ptr<const HomeBranches>> fresh = read(snapshot);
            if (!fresh)
                return fresh.error();
            ReadSet from(m_shared.invalidation, m_store.rootBranch());
            for (const catalogue::Role role : {catalogue::Role::Campaign, catalogue::Role::Branch})
                from.type(*m_store.types().withRole(role));
            return cache::Made{*fresh, from.take(), (*fresh)->campaigns.size() * sizeof(HomeBranches::Campaign)};
        });
}

Result<std::shared_ptr<const HomeBranches>> HomeDirectory::read(history::Snapshot& snapshot) const
{
    const catalogue::Catalogue& types = m_store.types();
    auto made = std::make_shared<HomeBranches>();
    made->root = m_store.rootBranch();
    const Result<std::vector<history::EntityPtr>> campaigns =
        allOf(snapshot, *types.withRole(catalogue::Role::Campaign), made->root);
    if (!campaigns)
        return campaigns.error();
    const Result<std::vector<history::EntityPtr>> branches =
        allOf(snapshot, *types.withRole(catalogue::Role::Branch), made->root);
    if (!branches)
        return branches.error();
    for (const history::EntityPtr& campaign : *campaigns) {
        // The main branch is the oldest of the campaign's that follows (has no cut).
        const auto main = std::find_if(branches->begin(), branches->end(), [&](const history::EntityPtr& branch) {
            return branch->field("campaignId") == Value(campaign->id) && branch->field("cutSeq").isNull();
        });
        if (main != branches->end())
            made->campaigns.push_back({campaign->id, (*main)->id});
    }
    return std::shared_ptr<const HomeBranches>(std::move(made));
}

} // namespace campaign
