// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/SharedReads.h"

namespace campaign {

/// Whether a type's things belong to the world (they are at home on the root branch) or to a campaign (its main
/// branch), derived from where the type hangs in the tree of things.
enum class Home { World, Campaign };
Home homeOf(const catalogue::Catalogue& types, const catalogue::Type& type);

/// The branches that stand for something without being named: the world's root and each campaign's main.
struct HomeBranches
{
    struct Campaign
    {
        Id id;
        Id mainBranch;
    };
    Id root;
    std::vector<Campaign> campaigns; ///< oldest first; the first is the default

    /// The campaign's main branch; the root when there is no such campaign.
    const Id& mainOf(const Id& campaignId) const;
    /// Where a type's things are read and written when nobody says: world content on the root, the rest on the first
    /// campaign's main.
    const Id& defaultFor(Home home) const;
};

/// Finds the home branches, and again after a change of campaigns or branches only. Safe from any thread.
class HomeDirectory
{
public:
    HomeDirectory(history::Store& store, const SharedReads& shared);
    Result<std::shared_ptr<const HomeBranches>> at(history::Snapshot& snapshot);

private:
    Result<std::shared_ptr<const HomeBranches>> read(history::Snapshot& snapshot) const;

    history::Store& m_store;
    const SharedReads m_shared;
};

} // namespace campaign
