// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Id.h"

#include <memory>
#include <string>
#include <vector>

namespace campaign {

/// A line of the explorer's tree: a heading over all entities of a type, a heading over those of one kind, an entity,
/// or the offer to read more of a long list.
struct ExplorerNode
{
    enum class Role { Heading, Kind, Entity, More };

    Role role = Role::Heading;
    const catalogue::Type* type = nullptr;
    Id id;                                     ///< of an entity
    std::string kind;                          ///< of a Kind heading
    const catalogue::Type* occupant = nullptr; ///< of a place: the type of what stands on it and bears its name
    std::string sortKey;
    ExplorerNode* parent = nullptr;
    std::vector<std::unique_ptr<ExplorerNode>> children;
    int total =
        -1; ///< of headings: how many entities the server counts, −1 while not known; of More: how many are left
    int uncounted = 0;  ///< of headings: how many of them are listed but are none, as neutral lands are no kingdom
    std::string cursor; ///< of More: where to go on
    bool isLoaded = false;
    bool isLoading = false;
    bool isExpanded = false;

    int depth() const;
    /// What the settings remember it by.
    std::string key() const;
    /// Puts the child where its sort key belongs, headings of kinds before entities, More last.
    ExplorerNode& insert(std::unique_ptr<ExplorerNode> child);
    /// Takes the child out; the caller decides when it dies.
    std::unique_ptr<ExplorerNode> release(const ExplorerNode& child);
};

} // namespace campaign
