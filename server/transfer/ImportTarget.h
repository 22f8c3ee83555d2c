// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

#include <map>
#include <string>
#include <vector>

namespace campaign::transfer {

/// What a planner must know of the campaign that an import goes into: who is called what there. Reads at one sequence
/// number and remembers; belongs to one thread.
class ImportTarget
{
public:
    /// `branch` "" is the world's root; what is archived is not looked at.
    static Result<ImportTarget> open(history::Store& store, const Id& branch, const Viewer& viewer);
    /// Of an empty file.
    explicit ImportTarget(const catalogue::Catalogue& types)
        : m_types(&types)
    {
    }

    const catalogue::Catalogue& types() const { return *m_types; }
    const Id& branch() const { return m_branch; }

    /// All entities of that name, without regard to case and accents.
    Result<std::vector<Id>> named(const catalogue::Type& type, const std::string& name);
    /// The entity of that id, null when there is none.
    Result<history::EntityPtr> find(const catalogue::Type& type, const Id& id);
    /// The type's only entity, "" when there is none or more than one.
    Result<Id> only(const catalogue::Type& type);

private:
    struct Names
    {
        std::multimap<std::string, Id> ids; ///< by folded name
        std::map<Id, history::EntityPtr> entities;
    };
    Result<const Names*> read(const catalogue::Type& type);

    const catalogue::Catalogue* m_types;
    Id m_branch;
    Viewer m_viewer;
    std::unique_ptr<history::Snapshot> m_snapshot; ///< null: an empty file
    std::map<std::string, Names> m_names;          ///< by type
};

} // namespace campaign::transfer
