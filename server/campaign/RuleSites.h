// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/ContextNames.h"
#include "server/dependencies/RuleReads.h"

namespace campaign {

/// A place that a rule may read, as seen from the type it is evaluated on: over which hops, and what it reads there. It
/// is part of a template: which entities it comes to is for the branch to say.
struct ReadSite
{
    enum class Kind {
        Field,   ///< a field; of the variables one: "variables.population"
        Whole,   ///< all fields, and the version
        Exists,  ///< whether the entity that a reference names is there
        Keyed,   ///< the state variable of the entity under a key
        Members, ///< who is in a list of the entity
        Order    ///< in which order they stand: their names
    };
    Kind kind = Kind::Field;
    std::vector<Hop> way;
    std::vector<const catalogue::Type*> types; ///< at the beginning of the way and after each hop
    std::string path;                          ///< Field: its path; Keyed: the key; Members: the reference's name
    const catalogue::Type* members = nullptr;  ///< Members: the type in the list

    const catalogue::Type& type() const { return *types.back(); }
    bool operator==(const ReadSite&) const = default;
};

struct RuleSites
{
    std::vector<ReadSite> sites; ///< each once
    bool everything = false;     ///< paths that are known only when it runs
    bool clock = false;
};

/// All that a rule evaluated on entities of that type may read.
RuleSites sitesOf(const ContextNames& names, const catalogue::Type& root, const dependencies::RuleReads& reads);

} // namespace campaign
